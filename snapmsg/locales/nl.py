"""Dutch.

Customers are “u”. “Uiterlijk vrijdag” leaves no doubt whether Friday counts; “voor vrijdag” would
leave it out. Days of the opening hours are “werkdagen”. “Uur” stays as it is behind a number.

All letters that Dutch uses daily are in the GSM-7 alphabet (é, è, ö, ü and à too); ë and ï, as in
“geïnformeerd”, are not, nor is any in a phrase of a promise.
"""

from datetime import time

from snapmsg.locales import Locale, Words
from snapmsg.locales.aloud import Aloud
from snapmsg.locales.finding import Table, finders
from snapmsg.locales.language import Language, always
from snapmsg.locales.numerals import Numerals
from snapmsg.locales.speech import Speech, counted, phrased
from snapmsg.promise import Unit

_LABELS = {
    "status": "Stand van zaken",
    "next_steps": "Vervolgstappen",
    "approximate_time": "Verwachte termijn",
    "planned_outcome": "Verwachte uitkomst",
    "opening": "Inleiding",
    "closing": "Afsluiting",
    "subject": "Onderwerp",
    "preheader": "Voorbeeldtekst",
    "reference": "Betreft",
    "components": "Betreft",
    "pause": "(pauze)",
    "investigating": "We zoeken de oorzaak",
    "identified": "De oorzaak is bekend",
    "monitoring": "Verholpen, we blijven opletten",
    "resolved": "Opgelost",
    "us": "Wij",
    "you": "U",
    "they": "Derden",
}
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
_NUMERALS = Numerals(
    sum="{sign} {minus}{digits}",
    coded="{sign} {minus}{digits}",
    signs={"EUR": "€", "GBP": "£", "USD": "US$"},
)
_COUNT = counted(
    {
        Unit.MINUTE: ("minuut", "minuten"),
        Unit.HOUR: ("uur", "uur"),
        Unit.WORKING_HOUR: ("werkuur", "werkuren"),
        Unit.DAY: ("dag", "dagen"),
        Unit.WORKING_DAY: ("werkdag", "werkdagen"),
        Unit.WEEK: ("week", "weken"),
        Unit.MONTH: ("maand", "maanden"),
    },
    "tot",
)


def _clock(clock: time) -> str:
    return f"{clock.hour}.{clock.minute:02} uur"


_SPEECH = Speech(
    weekdays=_WEEKDAYS,
    months=_MONTHS,
    clock=_clock,
    at=lambda clock: f"om {_clock(clock)}",
    day_month=lambda day, month: f"{day} {month}",
    by="uiterlijk {}",
    today="uiterlijk vandaag",
    today_at="vandaag",
    tomorrow="morgen",
    week_end="uiterlijk aan het eind van de week",
    month_end="uiterlijk aan het eind van de maand",
    end_of="uiterlijk eind {}",
    midnight="uiterlijk om middernacht",
    dated="{weekday} {date}",
    dated_at="{weekday} {date} {at}",
    news="Volgend bericht {}",
)


_FINDERS = finders(
    Table(
        numbers="twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|veertien|vijftien"
        "|twintig|vierentwintig|dertig|achtenveertig|tweeënzeventig|zestig|negentig",
        units="(?:volle |hele |extra )?(?:minu(?:ut|ten)|kwartier|werku(?:ur|ren)|u(?:ur|ren)"
        "|(?:werk|kalender)?dag(?:en)?|we(?:ek|ken)|maand(?:en)?|ja(?:ar|ren)|kwartal(?:en)?"
        "|seconden)",
        glued="u|uur|min",
        between="tot|of|en|à|tot en met|t/m",
        weekdays="(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)"
        "(?:ochtend|morgen|middag|avond)?",
        months="januari|jan|februari|feb|maart|mrt|april|apr|mei|juni|jun|juli|jul|augustus|aug"
        "|september|sept|sep|oktober|okt|november|nov|december|dec",
        clock=r"[0-9]{1,2}[:.][0-5][0-9] ?u(?:ur)?\b|(?<=om )[0-9]{1,2} uur\b"
        r"|(?<=voor )[0-9]{1,2} uur\b|(?<=om )middernacht|(?<=voor )middernacht"
        "|(?<=tussen de )middag",
        dates=r"{day} {month}\b{year}|{day}-(?:0?[1-9]|1[0-2])-(?:19|20|21)[0-9]{2}(?![0-9])",
        year="(?: |, )(?:19|20|21)[0-9]{2}(?![0-9])",
        days="(?<!van )(?<!tot )vandaag(?: nog)?|vanmiddag|vanavond|vanochtend|vannacht"
        "|overmorgen|(?<!de )(?<!'s )(?<!elke )morgen(?:ochtend|middag|avond)?"
        "|(?:deze|volgende|komende) (?:week|maand)",
        ends="(?:(?:voor|aan|tegen|op) (?:het )?)?(?:eind(?:e)?|begin|midden|half|medio)"
        " (?:van )?(?:de |het |deze |volgende |komende )?(?:volgende |komende )?"
        r"(?:week|maand|dag|middag|jaar|kwartaal|werkdag|{weekday}|{month}{year})",
        lead="binnen|over|in|duurt|nog|ongeveer|circa|hooguit|maximaal|uiterlijk over"
        "|uiterlijk binnen|minder dan",
        spans="(?:een|één|1) (?:minuut|uur|dag|werkdag|week|maand|jaar|kwartier)"
        "|(?:een )?half ?uur|anderhalf uur|anderhalve dag|het (?:komende )?uur|de komende week",
        in_month="in|vanaf|voor|tot|per",
        since="sinds|afgelopen|de afgelopen|vorige|laatste|de laatste",
        ago="al|al zo'n|al ruim|al meer dan",
        past="geleden|eerder|te laat|oud|garantie|vertraging|op rij|achter elkaar|bedenktijd"
        "|jarenlang",
        opening=r"(?:van )?{weekday}(?: ?[-–—] ?| tot en met | tot | t/m ){weekday}"
        r"(?:,? (?:van |tussen )?[0-9:.]{1,5}(?: uur)?(?: ?[-–—] ?| tot | en )[0-9:.]{1,5}"
        "(?: uur)?)?"
        "|{n} {units} per (?:dag|week|maand|jaar)|(?:elke|iedere) {weekday}"
        "|ma(?: ?[-–—] ?| t/m )(?:vr|za|zo)",
        quiet="{n} {units} (?:garantie|bedenktijd)|black friday|goede vrijdag|tot vandaag",
        about="binnen|over|in|ongeveer|circa|ca\\.|zo'n|in ongeveer|binnen ongeveer|rond de"
        "|binnen de komende",
    )
)

_ALOUD = Aloud(
    coins={
        "€": ("euro", "euro", "cent", "cent"),
        "£": ("pond", "pond", "penny", "pence"),
        "US$": ("dollar", "dollar", "cent", "cent"),
    },
    sum="{whole} en {rest} {cents}",
    minus="min",
    plus="plus",
    signs={".": "punt", "/": "slash", "@": "apenstaartje", "-": "streepje", "_": "laag streepje"},
)
_PLACES = {
    "London": "Londen", "Paris": "Parijs", "Brussels": "Brussel", "Berlin": "Berlijn",
    "Lisbon": "Lissabon", "Rome": "Rome", "Vienna": "Wenen", "Warsaw": "Warschau",
    "Prague": "Praag", "Athens": "Athene", "Copenhagen": "Kopenhagen", "Moscow": "Moskou",
    "Dubai": "Dubai", "Zurich": "Zürich", "Tokyo": "Tokio", "Mexico City": "Mexico-Stad",
}  # fmt: skip
_WORDS = Words(
    vague=(
        "spoedig", "zo spoedig mogelijk", "zo snel mogelijk", "zo vlug mogelijk", "binnenkort",
        "op korte termijn", "op zo kort mogelijke termijn", "op zeer korte termijn", "weldra",
        "zsm", "z.s.m", "z.s.m.", "zo gauw mogelijk", "zodra mogelijk", "zodra dat mogelijk is",
        "zodra we kunnen", "zodra wij kunnen", "binnen afzienbare tijd", "binnen enkele dagen",
        "binnen een paar dagen", "over enkele dagen", "over een paar dagen", "de komende dagen",
        "in de komende dagen", "de komende weken", "in de komende weken", "te zijner tijd",
        "t.z.t", "t.z.t.", "tzt", "in de nabije toekomst", "binnen een redelijke termijn",
        "eerdaags", "op een later moment", "op een later tijdstip", "zo meteen", "straks",
        "ten spoedigste", "met de meeste spoed",
    ),
    hedges=(
        "we hopen", "wij hopen", "hopelijk", "we proberen", "wij proberen", "we zullen proberen",
        "we streven ernaar", "wij streven ernaar", "we doen ons best", "wij doen ons best",
        "we doen ons uiterste best", "misschien", "wellicht", "eventueel",
        "waarschijnlijk", "vermoedelijk", "naar verwachting", "zou moeten", "zouden moeten",
        "zou kunnen", "zouden kunnen", "we verwachten", "wij verwachten",
    ),
    non_apologies=(
        "als u hiervan hinder", "als u hier hinder van", "mocht u hiervan hinder",
        "mocht dit tot ongemak", "als dit ongemak", "eventueel ongemak", "het eventuele ongemak",
        "mogelijk ongemak", "eventuele overlast", "de eventuele overlast", "eventuele hinder",
        "dat u dit zo ervaart", "dat u het zo ervaart", "dat u dat zo heeft ervaren",
        "dat u dit zo heeft ervaren",
    ),
    blame=(
        "zoals eerder gezegd", "zoals al gezegd", "zoals reeds vermeld", "zoals reeds gemeld",
        "zoals wij u al", "zoals we u al", "u had moeten", "u heeft nagelaten",
        "u hebt nagelaten", "door uw toedoen", "uw eigen schuld", "eigen schuld", "u beweert",
        "in tegenstelling tot wat u beweert",
    ),
    gaps=(
        "naam", "voornaam", "achternaam", "naam klant", "uw naam", "datum", "tijd", "tijdstip",
        "bedrag", "nummer", "bestelnummer", "ordernummer", "klantnummer", "bestelling", "product",
        "adres", "e-mail", "e-mailadres", "telefoonnummer", "bedrijf", "link", "termijn", "reden",
        "afdeling", "medewerker",
    ),
    inexact=(
        "ongeveer", "circa", "ca.", "zo'n", "rond", "bijna", "meer dan", "minder dan",
        "minstens", "ten minste", "minimaal", "ruim", "voor", "vóór", "na", "sinds", "vanaf",
        "elke", "iedere", "tot", "gedurende", "tegen", "rond de",
    ),
    counted=("na", "nadat", "vanaf", "sinds", "voor", "voordat", "zodra"),
)  # fmt: skip
_DUTCH = Language(
    name="Nederlands",
    labels=_LABELS,
    promise="We lossen dit {promise} op.",
    news="U hoort {update} van ons, ook als er niets is veranderd.",
    after="{within} na {event}",
    yes_no=("ja", "nee"),
    duration=_COUNT,
    within=phrased("binnen {}", _COUNT),
    speech=_SPEECH,
    numerals=_NUMERALS,
    and_word=always("en"),
    aloud=_ALOUD,
    finders=_FINDERS,
    place_time="{clock} (tijd in {place})",
    places=_PLACES,
    words=_WORDS,
)


def locale(code: str) -> Locale:
    """Dutch."""
    return _DUTCH.locale(code)
