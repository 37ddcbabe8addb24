"""French: of France by default, with Canadian words, clock times and sums for `fr-CA`.

Customers are “vous”. “Sous 2 jours ouvrés” is how French companies put a time limit, and “au plus
tard vendredi” leaves no doubt whether Friday counts, as “d'ici vendredi” does. Days of the opening
hours are “jours ouvrés” in France, where Saturday is a “jour ouvrable”; in Canada they are “jours
ouvrables”. Clock times are written together (`17h30`), so that no line ends within one; in Canada
apart (`17 h 30`), as the Office québécois de la langue française asks.

Outside the GSM-7 alphabet are ç, â, ê, î, ô, û, ë, ï and œ (à, é, è and ù are in it, and so is Ç).
Of the phrases of promises only “août” has one; of the default sentences “même si”.
"""

from dataclasses import replace
from datetime import time
from decimal import Decimal

from snapmsg.locales import Locale, Words
from snapmsg.locales.aloud import Aloud
from snapmsg.locales.finding import Table, finders
from snapmsg.locales.language import Language, always
from snapmsg.locales.numerals import Numerals
from snapmsg.locales.speech import Speech, counted, phrased
from snapmsg.promise import Unit

_LABELS = {
    "status": "Situation",
    "next_steps": "Prochaines étapes",
    "approximate_time": "Délai estimé",
    "planned_outcome": "Issue prévue",
    "opening": "Introduction",
    "closing": "Conclusion",
    "subject": "Objet",
    "preheader": "Aperçu",
    "reference": "Objet",
    "components": "Concerne",
    "pause": "(pause)",
    "investigating": "Nous cherchons la cause",
    "identified": "La cause est connue",
    "monitoring": "Corrigé, et nous restons attentifs",
    "resolved": "Résolu",
    "us": "Nous",
    "you": "Vous",
    "they": "Tiers",
}
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip


def _units(working: str) -> dict[Unit, tuple[str, str]]:
    return {
        Unit.MINUTE: ("minute", "minutes"),
        Unit.HOUR: ("heure", "heures"),
        Unit.WORKING_HOUR: (f"heure {working}{'' if working == 'ouvrable' else 'e'}",
                            f"heures {working}{'s' if working == 'ouvrable' else 'es'}"),
        Unit.DAY: ("jour", "jours"),
        Unit.WORKING_DAY: (f"jour {working}", f"jours {working}s"),
        Unit.WEEK: ("semaine", "semaines"),
        Unit.MONTH: ("mois", "mois"),
    }  # fmt: skip


def _speech(space: str) -> Speech:
    def clock(at: time) -> str:
        minutes = f"{space}{at.minute:02}" if at.minute else ""
        return f"{at.hour}{space}h{minutes}"

    return Speech(
        weekdays=_WEEKDAYS,
        months=_MONTHS,
        clock=clock,
        at=lambda at: f"à {clock(at)}",
        day_month=lambda day, month: f"{'1er' if day == 1 else day} {month}",
        by="au plus tard {}",
        on="le {}",
        on_at="le {}",
        today="au plus tard aujourd'hui",
        today_at="aujourd'hui",
        tomorrow="demain",
        week_end="d'ici la fin de la semaine",
        month_end="d'ici la fin du mois",
        end_of="d'ici fin {}",
        midnight="au plus tard à minuit",
        dated="le {weekday} {date}",
        dated_at="le {weekday} {date} {at}",
        news="Prochaine mise à jour {}",
    )


_FINDERS = finders(
    Table(
        numbers="deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt-quatre"
        "|vingt|trente|quarante-huit|quarante-cinq|quarante|soixante-douze|soixante|une",
        units="(?:minutes?|heures?|jours?|journées?|semaines?|mois|ans?|années?|quinzaines?"
        "|trimestres?|secondes)(?: (?:ouvrées?|ouvrés|ouvrables?|calendaires?|francs?|pleins))?",
        glued="h|min|mn|j",
        between="à|ou|et|jusqu'à|et le|au|ou le",
        weekdays="lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
        months="janvier|janv|f[eé]vrier|f[eé]vr|mars|avril|avr|mai|juin|juillet|juil|ao[uû]t"
        "|septembre|sept|octobre|oct|novembre|nov|d[eé]cembre|d[eé]c",
        clock=r"(?:[01]?[0-9]|2[0-3]) ?h(?: ?[0-5][0-9])?(?![\w/])"
        "|(?<=à )[0-9]{1,2} heures(?: [0-5][0-9]| du matin| de l'après-midi| du soir)?"
        "|(?<=à )midi|(?<=avant )midi|(?<=à )minuit|(?<=avant )minuit",
        day="(?:[0-9]{1,2}|1er)",
        dates=r"{day} {month}\b{year}",
        year="(?: |, )(?:19|20|21)[0-9]{2}(?![0-9])",
        days="(?<!d')aujourd'hui|dans la journée|après-demain|demain|ce soir|ce matin"
        "|cet après-midi|cette semaine|ce mois-ci"
        "|(?:la semaine|le mois) (?:prochaine?|qui vient|suivante?)"
        "|en fin de (?:matinée|journée|semaine)|sous (?:huitaine|quinzaine)",
        ends="(?:d'ici |avant |à |pour |courant )?(?:la |le )?(?:fin|début|milieu|mi)"
        "(?: |-)(?:de |du |d')?(?:la |le |l'|cette |ce )?(?:mois de |mois d')?"
        "(?:semaine(?: prochaine)?|mois(?: prochain)?|journée|année|trimestre|{weekday}"
        "|{month}{year})",
        lead="sous|dans|d'ici|en|dans un délai d'|moins d'|pendant|durant|au plus|environ|encore"
        "|prend|prendra|compter",
        spans="(?:une?|1) (?:minute|heure|jour(?: ouvré| ouvrable)?|journée|semaine|mois|an)"
        "|une demi-heure|une heure et demie|(?:l'|la prochaine )heure|quinze jours",
        in_month="en|d'ici|avant|pour|courant|au mois de",
        since="depuis|depuis le|depuis la|le dernier|la dernière|les derniers|les dernières"
        r"|ces derniers|ces dernières|les {n} derniers|au cours des",
        ago="il y a|il y a plus de|il y a environ|voilà|voici|cela fait|ça fait",
        past="derni(?:er|ère)s?|passée?s?|plus tôt|auparavant|de (?:retard|garantie|suite)"
        "|d'ancienneté|d'expérience|précédente?s?",
        opening=r"(?:du )?{weekday}s?(?: ?[-–—] ?| au | à )(?:le )?{weekday}s?"
        r"(?:,? (?:de )?[0-9h:.]{1,6}(?: h)?(?: ?[-–—] ?| à )[0-9h:.]{1,6})?"
        r"|{n} {units} (?:par|sur) (?:{n}|jour|semaine|mois|an)\b|24 ?h(?:eures)?(?:/| sur )24"
        r"|7 ?j(?:ours)?(?:/| sur )7|[0-9]{1,2} ?h/[0-9]{1,2}|les {weekday}s?|le {weekday}s"
        "|(?:tous les|chaque) {weekday}s?",
        quiet="garantie? (?:de )?{n} {units}|garantis {n} {units}|vendredi noir|vendredi saint"
        "|(?:rue|avenue|place|boulevard) du {day} {month}",
        about="sous|dans|d'ici|en|environ|dans les|dans un délai de|sous un délai de|moins de"
        "|sous environ|dans environ",
    )
)

_ALOUD = Aloud(
    coins={
        "€": ("euro", "euros", "centime", "centimes"),
        "£": ("livre", "livres", "penny", "pence"),
        "$": ("dollar", "dollars", "cent", "cents"),
        "$ US": ("dollar US", "dollars US", "cent", "cents"),
    },
    sum="{whole} et {rest} {cents}",
    minus="moins",
    plus="plus",
    signs={".": "point", "/": "barre oblique", "@": "arobase", "-": "tiret", "_": "tiret bas"},
)
_PLACES = {
    "London": "Londres", "Lisbon": "Lisbonne", "Brussels": "Bruxelles", "Zurich": "Zurich",
    "Rome": "Rome", "Dubai": "Dubaï", "Vienna": "Vienne", "Warsaw": "Varsovie",
    "Athens": "Athènes", "Copenhagen": "Copenhague", "Mexico City": "Mexico", "Algiers": "Alger",
    "Singapore": "Singapour", "Montreal": "Montréal", "Moscow": "Moscou", "Reunion": "La Réunion",
}  # fmt: skip
_WORDS = Words(
    vague=(
        "bientôt", "très bientôt", "prochainement", "dès que possible", "le plus tôt possible",
        "le plus vite possible", "le plus rapidement possible", "aussi vite que possible",
        "aussi rapidement que possible", "au plus vite", "au plus tôt", "dans les meilleurs délais",
        "dans les plus brefs délais", "dans un bref délai", "à bref délai", "sous peu", "d'ici peu",
        "dans peu de temps", "dans quelque temps", "en temps voulu", "en temps utile",
        "dans les prochains jours", "dans les jours à venir", "dans les jours qui viennent",
        "dans les semaines à venir", "dans les prochaines semaines", "dans quelques jours",
        "sous quelques jours", "dans un délai raisonnable", "dans un avenir proche",
        "dès que nous le pourrons", "dès que nous pourrons", "quand nous le pourrons",
        "ultérieurement", "incessamment", "incessamment sous peu", "sans tarder",
        "rapidement", "dans la mesure du possible",
    ),
    hedges=(
        "nous espérons", "espérons", "nous essaierons", "nous essayerons", "nous essayons",
        "nous tenterons", "nous tentons", "nous tâcherons", "nous ferons notre possible",
        "nous ferons tout notre possible", "nous ferons de notre mieux", "nous faisons au mieux",
        "peut-être", "sans doute", "probablement", "éventuellement", "il se peut que",
        "il est possible que", "devrait", "devraient", "pourrait", "pourraient", "normalement",
        "en principe", "nous souhaitons",
    ),
    non_apologies=(
        "si cela vous a causé", "si nous vous avons causé", "si vous avez été gêné",
        "si vous vous êtes senti", "si vous avez été contrarié", "si cela a pu",
        "la gêne que cela pourrait", "la gêne que cela peut", "la gêne que cela a pu",
        "la gêne éventuelle", "l'éventuelle gêne", "les éventuels désagréments",
        "tout désagrément", "toute gêne", "la gêne éventuellement occasionnée",
        "les désagréments que cela pourrait", "les désagréments que cela a pu",
        "désolés que vous ayez ressenti", "désolés que vous le preniez",
    ),
    blame=(
        "comme nous vous l'avons déjà dit", "comme nous vous l'avions dit",
        "comme déjà indiqué", "comme déjà expliqué", "comme nous vous l'avons déjà indiqué",
        "comme nous vous l'avons déjà expliqué", "vous auriez dû",
        "vous avez omis", "vous n'avez pas lu", "si vous aviez lu", "par votre faute",
        "une erreur de votre part", "suite à votre erreur", "vous prétendez",
        "contrairement à ce que vous prétendez", "contrairement à ce que vous affirmez",
    ),
    gaps=(
        "nom", "prénom", "nom du client", "votre nom", "date", "heure", "montant", "numéro",
        "numéro de commande", "n° de commande", "commande", "produit", "adresse", "e-mail",
        "adresse e-mail", "courriel", "téléphone", "entreprise", "société", "lien", "délai",
        "référence", "motif", "équipe", "conseiller", "ville",
    ),
    inexact=(
        "environ", "à peu près", "près de", "presque", "plus de", "moins de", "au moins",
        "au minimum", "avant", "avant le", "après", "après le", "depuis", "depuis le", "jusqu'à",
        "jusqu'au", "pendant", "durant", "chaque", "vers", "vers le", "à partir de",
        "à partir du", "à compter de", "à compter du", "autour de", "aux alentours de", "dès",
        "dès le",
    ),
    counted=("après", "à compter", "à partir", "suivant", "qui suivent", "dès", "avant", "depuis"),
)  # fmt: skip


def _plural(number: Decimal | int, one: str, other: str) -> str:
    """The form of a word that goes with a number: `one` below 2 (“0 colis”, “1,5 jour”)."""
    return one if -2 < number < 2 else other


_FRENCH_COUNT = counted(_units("ouvré"), "à")
_CANADIAN_COUNT = counted(_units("ouvrable"), "à")
_FRANCE = Language(
    name="français",
    labels=_LABELS,
    promise="Nous réglerons cela {promise}.",
    news="Vous aurez de nos nouvelles {update}, même si rien n'a changé.",
    after="{within} après {event}",
    yes_no=("oui", "non"),
    duration=_FRENCH_COUNT,
    within=phrased("sous {}", _FRENCH_COUNT),
    speech=_speech(""),
    numerals=Numerals(group=" "),
    and_word=always("et"),
    plural=_plural,
    aloud=_ALOUD,
    finders=_FINDERS,
    place_time="{clock} (heure de {place})",
    places=_PLACES,
    words=_WORDS,
)
_CANADA = replace(
    _FRANCE,
    name="français du Canada",
    duration=_CANADIAN_COUNT,
    within=phrased("sous {}", _CANADIAN_COUNT),
    speech=_speech(" "),
    numerals=Numerals(group=" ", signs={"CAD": "$", "EUR": "€", "GBP": "£", "USD": "$ US"}),
)


def locale(code: str) -> Locale:
    """French as it is written for `fr` or `fr-CA`."""
    return (_CANADA if code == "fr-CA" else _FRANCE).locale(code)
