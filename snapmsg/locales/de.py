"""German: of Germany by default, with `de-AT` and `de-CH` where they write otherwise.

Customers are “Sie”. “Spätestens am Freitag” leaves no doubt whether Friday counts; “bis Freitag”
is read in both ways. Days of the opening hours are “Arbeitstage”: a “Werktag” is any day but
Sundays and public holidays (§ 3 Absatz 2 BUrlG), so that Saturday is one too, and a promise in
“Werktagen” would be due a day too soon. “Geschäftsstunden” are hours of opening; “Arbeitsstunden”
would be hours of labour. “Innerhalb von” takes the dative: “2 Tage”, “innerhalb von 2 Tagen”.

Austria says “Jänner” and puts the sign first (`€ 1.250,50`). Switzerland has no ß, and writes
`CHF 1'250.50`, with a straight apostrophe, which is in the GSM-7 alphabet.

All letters of German are in the GSM-7 alphabet: ä, ö, ü and ß. The quotation marks „ and “ and the
dash – are not.
"""

from dataclasses import replace
from datetime import time

from snapmsg.locales import Locale, Words
from snapmsg.locales.aloud import Aloud
from snapmsg.locales.finding import Table, finders
from snapmsg.locales.language import Language, always
from snapmsg.locales.numerals import Numerals
from snapmsg.locales.speech import Speech, counted, phrased
from snapmsg.promise import Unit

_LABELS = {
    "status": "Stand",
    "next_steps": "Nächste Schritte",
    "approximate_time": "Zeitrahmen",
    "planned_outcome": "Geplantes Ergebnis",
    "opening": "Einleitung",
    "closing": "Schluss",
    "subject": "Betreff",
    "preheader": "Vorschautext",
    "reference": "Betreff",
    "components": "Betrifft",
    "pause": "(Pause)",
    "investigating": "Wir suchen die Ursache",
    "identified": "Wir kennen die Ursache",
    "monitoring": "Behoben, und wir beobachten es weiter",
    "resolved": "Behoben",
    "us": "Wir",
    "you": "Sie",
    "they": "Dritte",
}
_WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
    "Oktober", "November", "Dezember",
)  # fmt: skip
_UNITS = {
    Unit.MINUTE: ("Minute", "Minuten"),
    Unit.HOUR: ("Stunde", "Stunden"),
    Unit.WORKING_HOUR: ("Geschäftsstunde", "Geschäftsstunden"),
    Unit.DAY: ("Tag", "Tage"),
    Unit.WORKING_DAY: ("Arbeitstag", "Arbeitstage"),
    Unit.WEEK: ("Woche", "Wochen"),
    Unit.MONTH: ("Monat", "Monate"),
}
_DATIVE = _UNITS | {
    Unit.DAY: ("Tag", "Tagen"),
    Unit.WORKING_DAY: ("Arbeitstag", "Arbeitstagen"),
    Unit.MONTH: ("Monat", "Monaten"),
}


def _clock(clock: time) -> str:
    return f"{clock.hour:02}:{clock.minute:02} Uhr"


_SPEECH = Speech(
    weekdays=_WEEKDAYS,
    months=_MONTHS,
    clock=_clock,
    at=lambda clock: f"um {_clock(clock)}",
    day_month=lambda day, month: f"{day}. {month}",
    by="spätestens {}",
    weekday="am {}",
    weekday_at="am {}",
    on="am {}",
    on_at="am {}",
    today="spätestens heute",
    today_at="heute",
    tomorrow="morgen",
    week_end="bis Ende der Woche",
    month_end="bis Ende des Monats",
    end_of="bis Ende {}",
    midnight="spätestens um Mitternacht",
    dated="am {weekday}, {date}",
    dated_at="am {weekday}, {date}, {at}",
    news="Nächste Meldung {}",
)
_FINDERS = finders(
    Table(
        numbers="zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|vierzehn|fünfzehn"
        "|zwanzig|vierundzwanzig|dreißig|dreissig|achtundvierzig|zweiundsiebzig|sechzig|neunzig",
        units="(?:volle[nr]? |weitere[nr]? |ganze[nr]? )?(?:minuten?|std\\.?|(?:geschäfts|arbeits"
        "|service)?stunden?|(?:arbeits|werk|bank|kalender|geschäfts)?tag(?:en?)?|wochen?"
        "|monat(?:en?)?|jahr(?:en?)?|quartale?n?|sekunden)",
        glued="h|std|min",
        between="bis|oder|und|bis zu",
        weekdays="(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)"
        "(?:früh|morgen|vormittag|mittag|nachmittag|abend)?",
        months="januar|jänner|jan|februar|feber|feb|märz|april|apr|mai|juni|juli|august|aug"
        "|september|sept|oktober|okt|november|nov|dezember|dez",
        clock=r"[0-9]{1,2}(?:[:.][0-5][0-9])? ?uhr\b(?: [0-5]?[0-9]\b)?|(?<=um )mitternacht"
        "|(?<=bis )mitternacht|(?<=vor )mitternacht|(?<=gegen )mittag|(?<=bis )mittag",
        day=r"[0-9]{1,2}\.",
        dates=r"{day} ?{month}\b{year}|{day} ?(?:0?[1-9]|1[0-2])\.(?![0-9])",
        year="(?: |, )(?:19|20|21)[0-9]{2}(?![0-9])",
        days="(?<!von )heute(?: (?:noch|abend|nachmittag|nacht))?|übermorgen"
        "|(?<!am )(?<!guten )(?<!jeden )(?<!heute )(?<!der )morgen|(?:diese|nächste|kommende)[nr]? "
        "(?:woche|monats?)|in der (?:nächsten|kommenden) woche",
        ends="(?:(?:bis|gegen|zum|vor|zu) ){0,2}(?:dem |das )?(?:ende|anfang|mitte|ablauf|schluss)"
        " (?:der |des |dieser |dieses |nächster |nächsten |kommender |kommenden )?"
        r"(?:woche|monats?|tages|jahres|quartals|arbeitstages|werktages|{weekday}|{month}{year})"
        "|(?:am|bis zum) (?:monats|wochen|quartals|jahres)ende|bis (?:monats|quartals)ende",
        lead="innerhalb|binnen|in|nach|innert|dauert|noch|etwa|rund|höchstens|maximal|spätestens in"
        "|weniger als|innerhalb von",
        spans="(?:eine[rmns]?|1) (?:minute|stunde|tag(?:es)?|arbeitstag(?:es)?|werktag(?:es)?"
        "|woche|monats?|jahr(?:es)?)|eine[rn]? halben? stunde|eineinhalb stunden"
        "|anderthalb stunden|(?:der|den) nächsten (?:stunde|woche)|jahresfrist|monatsfrist",
        in_month="im|bis|ab|vor|anfang|ende|mitte",
        since="seit|seit dem|letzte[nrsm]?|am letzten|vergangene[nrsm]?|vorige[nrsm]?",
        ago="vor|vor etwa|vor rund|vor mehr als|vor über|seit|seit über|in den letzten"
        "|in den vergangenen|schon",
        past="alt(?:e[nrsm]?)?|zuvor|später|früher|überfällig|garantie|gewährleistung"
        "|in folge|hintereinander|verspätung|verspätet|rückgaberecht|zu spät|lang geöffnet",
        opening=r"(?:von )?{weekday}s?(?: ?[-–—] ?| bis )(?:einschließlich )?{weekday}s?"
        r"(?:,? (?:jeweils )?(?:von )?[0-9:.]{1,5}(?: uhr)?(?: ?[-–—] ?| bis )[0-9:.]{1,5}"
        "(?: uhr)?)?"
        r"|{n} {units} (?:am|pro|im|die|je) (?:tag|woche|monat|jahr|stunde)|rund um die uhr"
        r"|(?:jeden|jeweils) {weekday}|mo\.? ?[-–—] ?(?:fr|sa|so)\.?(?:,? [0-9:.]{1,5} ?[-–—] ?"
        "[0-9:.]{1,5}(?: uhr)?)?",
        quiet="{n} {units} (?:garantie|gewährleistung)|black friday|bis heute|stand heute"
        r"|(?:stra(?:ß|ss)e|platz|allee) des {day} ?{month}",
        names=False,
        about="innerhalb von|binnen|in|innert|etwa|ca\\.|circa|rund|ungefähr|in etwa|in ca\\."
        "|innerhalb der nächsten|in den nächsten",
    )
)

_ALOUD = Aloud(
    coins={
        "€": ("Euro", "Euro", "Cent", "Cent"),
        "EUR": ("Euro", "Euro", "Cent", "Cent"),
        "CHF": ("Franken", "Franken", "Rappen", "Rappen"),
        "£": ("Pfund", "Pfund", "Penny", "Pence"),
        "$": ("Dollar", "Dollar", "Cent", "Cent"),
    },
    sum="{whole} und {rest} {cents}",
    minus="minus",
    plus="plus",
    signs={".": "Punkt", "/": "Schrägstrich", "@": "at", "-": "Bindestrich", "_": "Unterstrich"},
)
_PLACES = {
    "Brussels": "Brüssel", "Lisbon": "Lissabon", "Zurich": "Zürich", "Rome": "Rom",
    "Vienna": "Wien", "Warsaw": "Warschau", "Prague": "Prag", "Athens": "Athen",
    "Copenhagen": "Kopenhagen", "Moscow": "Moskau", "Singapore": "Singapur", "Tokyo": "Tokio",
}  # fmt: skip
_WORDS = Words(
    vague=(
        "bald", "möglichst bald", "sobald wie möglich", "so bald wie möglich", "baldmöglichst",
        "schnellstmöglich", "so schnell wie möglich", "so rasch wie möglich", "möglichst schnell",
        "möglichst rasch", "in kürze", "in bälde", "demnächst", "zeitnah", "zeitnahe", "umgehend",
        "alsbald", "baldigst", "in absehbarer zeit", "in nächster zeit", "in den nächsten tagen",
        "in den kommenden tagen", "in den nächsten wochen", "in den kommenden wochen",
        "in ein paar tagen", "in wenigen tagen", "in einigen tagen", "zu gegebener zeit",
        "zu einem späteren zeitpunkt", "frühestmöglich", "zum nächstmöglichen zeitpunkt",
        "sobald es geht", "sobald wir können", "schnellstens", "in angemessener zeit",
        "in angemessener frist",
    ),
    hedges=(
        "wir hoffen", "hoffentlich", "wir versuchen", "wir bemühen uns", "wir sind bemüht",
        "wir werden versuchen", "wir werden uns bemühen", "wir tun unser bestes",
        "wir geben unser bestes", "vielleicht", "eventuell", "möglicherweise", "unter umständen",
        "voraussichtlich", "wahrscheinlich", "vermutlich", "sollte", "sollten", "könnte",
        "könnten", "dürfte", "dürften", "wir gehen davon aus", "nach möglichkeit",
    ),
    non_apologies=(
        "falls ihnen unannehmlichkeiten", "falls ihnen dadurch", "sollten ihnen unannehmlichkeiten",
        "sollten ihnen dadurch", "sollte ihnen dadurch", "etwaige unannehmlichkeiten",
        "eventuelle unannehmlichkeiten", "mögliche unannehmlichkeiten",
        "eventuell entstandene unannehmlichkeiten",
        "dass sie das so empfinden", "dass sie es so empfinden", "dass sie den eindruck haben",
        "dass bei ihnen der eindruck entstanden ist",
    ),
    blame=(
        "wie bereits mitgeteilt", "wie bereits erwähnt", "wie bereits erklärt", "wie schon gesagt",
        "wie wir ihnen bereits", "sie hätten wissen müssen", "sie hätten beachten müssen",
        "sie hätten lesen müssen", "sie haben versäumt", "sie haben es versäumt",
        "durch ihr verschulden", "ihr versäumnis", "sie behaupten", "entgegen ihrer behauptung",
        "selbst verschuldet",
    ),
    gaps=(
        "name", "vorname", "nachname", "kundenname", "ihr name", "datum", "uhrzeit", "betrag",
        "nummer", "bestellnummer", "auftragsnummer", "kundennummer", "bestellung", "produkt",
        "artikel", "adresse", "e-mail", "e-mail-adresse", "telefonnummer", "firma", "link",
        "frist", "grund", "abteilung", "ansprechpartner", "anrede",
    ),
    inexact=(
        "etwa", "ungefähr", "rund", "circa", "ca.", "fast", "knapp", "gut", "über", "unter",
        "mehr als", "weniger als", "mindestens", "wenigstens", "vor", "vor dem", "nach",
        "nach dem", "seit", "seit dem", "ab", "ab dem", "jeden", "jeweils", "gegen", "während",
        "bis zu", "um die",
    ),
    counted=("nach", "ab", "seit", "vor", "nachdem", "sobald"),
)  # fmt: skip
_GERMANY = Language(
    name="Deutsch",
    labels=_LABELS,
    promise="Wir erledigen das {promise}.",
    news="Sie hören {update} von uns, auch wenn sich nichts geändert hat.",
    after="{within} nach {event}",
    yes_no=("ja", "nein"),
    duration=counted(_UNITS, "bis"),
    within=phrased("innerhalb von {}", counted(_DATIVE, "bis")),
    speech=_SPEECH,
    numerals=Numerals(),
    and_word=always("und"),
    aloud=_ALOUD,
    finders=_FINDERS,
    place_time="{clock} (Ortszeit {place})",
    places=_PLACES,
    words=_WORDS,
)
_REGIONS = {
    "de": _GERMANY,
    "de-AT": replace(
        _GERMANY,
        name="Österreichisches Deutsch",
        speech=replace(_SPEECH, months=("Jänner", *_MONTHS[1:])),
        numerals=Numerals(sum="{minus}{sign} {digits}", coded="{minus}{sign} {digits}"),
    ),
    "de-CH": replace(
        _GERMANY,
        name="Schweizer Hochdeutsch",
        numerals=Numerals(
            group="'",
            point=".",
            sum="{sign} {minus}{digits}",
            coded="{sign} {minus}{digits}",
            signs={},
        ),
    ),
}


def locale(code: str) -> Locale:
    """German as it is written for `de`, `de-AT` or `de-CH`."""
    return _REGIONS[code].locale(code)
