"""Welsh.

Customers are “chi”. Behind a number stands the singular, which changes its first letter behind 2
(“2 ddiwrnod”, “2 fis”, “2 funud”) and behind no other number in digits: “5 diwrnod”, as public
bodies write it, though “pum niwrnod” is said. “On Friday” is “ddydd Gwener”, “by Friday” “erbyn
dydd Gwener”. Values are never changed: where a blank follows “i”, “o” or “a”, word it round.

Welsh answers with the verb of the question, so that no two words are yes and no; “ie” and “na” are
the nearest. A choice with words of its own says it better.

Outside the GSM-7 alphabet are â, ê, î, ô, û, ŵ, ŷ and ï. None stands in a phrase of a promise.
"""

import re
from datetime import time

from snapmsg.locales import Locale, Words
from snapmsg.locales.aloud import Aloud
from snapmsg.locales.finding import Table, finders
from snapmsg.locales.language import Language
from snapmsg.locales.numerals import Numerals
from snapmsg.locales.speech import Speech, phrased
from snapmsg.promise import Duration, Unit

_LABELS = {
    "status": "Y sefyllfa",
    "next_steps": "Y camau nesaf",
    "approximate_time": "Amserlen fras",
    "planned_outcome": "Y canlyniad disgwyliedig",
    "opening": "Agoriad",
    "closing": "Cloi",
    "subject": "Pwnc",
    "preheader": "Rhagolwg",
    "reference": "Ynghylch",
    "components": "Yn effeithio ar",
    "pause": "(saib)",
    "investigating": "Rydym yn ymchwilio",
    "identified": "Rydym yn gwybod yr achos",
    "monitoring": "Wedi'i drwsio, ac rydym yn cadw golwg",
    "resolved": "Wedi'i ddatrys",
    "us": "Ni",
    "you": "Chi",
    "they": "Trydydd parti",
}
_WEEKDAYS = (
    "dydd Llun", "dydd Mawrth", "dydd Mercher", "dydd Iau", "dydd Gwener", "dydd Sadwrn",
    "dydd Sul",
)  # fmt: skip
_MONTHS = (
    "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi",
    "Hydref", "Tachwedd", "Rhagfyr",
)  # fmt: skip
_NUMERALS = Numerals(group=",", point=".", sum="{minus}{sign}{digits}")
# As it stands behind a number, and behind 2.
_UNITS = {
    Unit.MINUTE: ("munud", "funud"),
    Unit.HOUR: ("awr", "awr"),
    Unit.WORKING_HOUR: ("awr waith", "awr waith"),
    Unit.DAY: ("diwrnod", "ddiwrnod"),
    Unit.WORKING_DAY: ("diwrnod gwaith", "ddiwrnod gwaith"),
    Unit.WEEK: ("wythnos", "wythnos"),
    Unit.MONTH: ("mis", "fis"),
}


def _count(duration: Duration) -> str:
    unit, behind_two = _UNITS[duration.unit]
    word = behind_two if duration.high == 2 else unit
    if duration.low == duration.high:
        return f"{duration.low} {word}"
    return f"{duration.low} i {duration.high} {word}"


def _clock(clock: time) -> str:
    return f"{clock.hour:02}:{clock.minute:02}"


_SPEECH = Speech(
    weekdays=_WEEKDAYS,
    months=_MONTHS,
    clock=_clock,
    at=_clock,
    day_month=lambda day, month: f"{day} {month}",
    by="erbyn {}",
    weekday_at="d{}",  # the soft mutation of d is dd
    on_at="ar {}",
    today="erbyn diwedd heddiw",
    today_at="heddiw",
    tomorrow="yfory",
    week_end="erbyn diwedd yr wythnos",
    month_end="erbyn diwedd y mis",
    end_of="erbyn diwedd mis {}",
    midnight="erbyn hanner nos",
    joined="{at} {day}",
    dated="{weekday} {date}",
    dated_at="{at} d{weekday} {date}",
    moment="{date} am {at}",
    news="Y diweddariad nesaf {}",
)

# “Ac” stands before a vowel, and w and y are vowels but before another: “ac ysgol”, “a Wales”.
_VOWEL = re.compile(r"[“‘\"'(]*(?:[aeiouâêîôûŵŷáéíóúäëïö]|[wy](?![aeiou]))", re.IGNORECASE)


_DAY = "(?:llun|mawrth|mercher|iau|gwener|sadwrn|sul)"
_FINDERS = finders(
    Table(
        numbers="dau|ddau|dwy|ddwy|tri|dri|tair|dair|pedwar|bedwar|pedair|bedair|pump?|bump?"
        "|chwe(?:ch)?|saith|wyth|naw|deg|ddeg|deng|ddeng|deuddeg|pymtheg|ugain",
        units="(?:o )?(?:m?[mf]unud(?:au)?|awr|oriau|d?diwrnod(?:au)?|niwrnod|d?dyddiau"
        "|wythnos(?:au)?|mis(?:oedd)?|fis(?:oedd)?|[mf]?lynedd|blynedd|eiliad(?:au)?|chwarter)"
        "(?: (?:gwaith|waith|calendr|llawn|gweithio))?",
        glued="awr|munud",
        between="i|neu|a|ac|tan|hyd at|hyd",
        weekdays=f"(?:d?dydd|bore|fore|prynhawn|brynhawn) {_DAY}"
        "|nos (?:lun|fawrth|fercher|iau|wener|sadwrn|sul)",
        months="ionawr|chwefror|[mf]awrth|ebrill|[mf]ai|[mf]ehefin|g?orffennaf|awst|[mf]edi"
        "|hydref|[td]achwedd|rh?agfyr|ion|chwef|gorff|tach|rhag",
        clock=r"[0-9]{1,2}(?:[:.][0-5][0-9])? ?(?:[ap]m|y[bhp])\b|[0-9]{1,2} o'r gloch"
        "|hanner nos|hanner dydd|ganol dydd|canol dydd",
        day="[0-9]{1,2}(?:af|ail|ydd|ed|eg|fed|ain)?",
        dates=r"{day} (?:o )?{month}\b{year}|{day} (?:o )?(?:fis|mis) {month}\b{year}",
        year="(?: |, )(?:19|20|21)[0-9]{2}(?![0-9])",
        days="(?<!o )heddiw|yfory|drennydd|heno|y (?:bore|prynhawn) ?(?:yma|'ma|hwn)"
        "|yr wythnos (?:nesaf|hon|yma)|y mis (?:nesaf|hwn|yma)|wythnos nesaf|mis nesaf",
        ends="(?:erbyn |tua |cyn |ar |tan )?d?(?:diwedd|dechrau|canol) (?:yr |y )?(?:"
        "(?:mis |fis )?{month}{year}|diwrnod(?: gwaith)?|dydd(?: gwaith)?"
        "|wythnos(?: nesaf| hon)?|mis(?: nesaf| hwn)?"
        r"|flwyddyn|chwarter|heddiw|yfory|prynhawn|{weekday})"
        r"|ganol (?:mis )?{month}{year}|ganol yr wythnos",
        lead="o fewn|mewn|ymhen|cymryd|cymer|tua|dros|dan|am|hyd at|llai na|oddeutu",
        spans="(?:un |1 |yr )?(?:awr(?: a hanner)?|d?diwrnod(?: gwaith)?|wythnos|mis|munud|blwyddyn"
        "|hanner awr)|hanner awr|pythefnos|bythefnos",
        in_month="mis|fis|ym|yn|erbyn|tan",
        since="ers|ers y|y diwethaf|dros yr|yn ystod y",
        ago="ers|am y|dros y",
        past="yn ôl|d?diwethaf|d?ddiwethaf|yn gynharach|yn hwyr|o warant|yn olynol|oed|o hyd",
        opening=rf"(?:o )?d?dydd {_DAY}(?: ?[-–—] ?| i | hyd | tan )(?:d?dydd )?{_DAY}\b"
        r"(?:,? (?:o |rhwng )?[0-9:.]{1,5}(?:[ap]m|y[bhp])?(?: ?[-–—] ?| i | tan | a | hyd )"
        r"[0-9:.]{1,5}(?:[ap]m|y[bhp])?)?"
        rf"|{{n}} {{units}} (?:y|yr|bob) (?:dydd|diwrnod|wythnos|mis|flwyddyn)"
        rf"|(?:bob|ar) d?dydd {_DAY}|d?dydd {_DAY} y groglith",
        quiet="g?warant o {n} {units}|dydd gwener (?:y groglith|du)",
        names=False,
        about="o fewn|mewn|ymhen|tua|hyd at|oddeutu|mewn tua|yn",
    )
)

_ALOUD = Aloud(
    coins={
        "£": ("bunt", "punt", "geiniog", "ceiniog"),
        "€": ("ewro", "ewro", "sent", "sent"),
        "$": ("ddoler", "doler", "sent", "sent"),
    },
    sum="{whole} a {rest} {cents}",
    minus="minws",
    plus="plws",
    signs={".": "dot", "/": "blaenslaes", "@": "at", "-": "cysylltnod", "_": "tanlinell"},
)
_WORDS = Words(
    vague=(
        "cyn gynted â phosibl", "cyn gynted â phosib", "cyn gynted ag y bo modd",
        "cyn gynted ag y bo'n bosibl", "cyn gynted ag y gallwn", "cyn gynted ag sy'n bosibl",
        "cyn gynted ag y gallwn ni", "mor fuan â phosibl", "mor gyflym â phosibl", "yn fuan",
        "yn fuan iawn", "cyn bo hir", "cyn hir", "maes o law", "yn y man", "toc",
        "yn y dyfodol agos", "yn y dyddiau nesaf", "dros y dyddiau nesaf",
        "yn ystod y dyddiau nesaf", "yn yr wythnosau nesaf", "dros yr wythnosau nesaf",
        "mewn ychydig ddyddiau", "ymhen ychydig ddyddiau", "pan fo modd", "pan fydd modd",
        "lle bo modd", "yn nes ymlaen", "mewn da bryd", "ar y cyfle cyntaf",
    ),
    hedges=(
        "rydym yn gobeithio", "rydyn ni'n gobeithio", "gobeithiwn", "gobeithio",
        "byddwn yn ceisio", "byddwn ni'n ceisio", "ceisiwn", "rydym yn ceisio",
        "byddwn yn gwneud ein gorau", "gwnawn ein gorau", "efallai", "hwyrach", "o bosibl",
        "o bosib", "mae'n bosibl", "mae'n debyg", "dylai", "gallai", "ein nod yw", "anelwn",
    ),
    non_apologies=(
        "os yw hyn wedi achosi", "os ydym wedi achosi", "os ydyn ni wedi achosi",
        "unrhyw anghyfleustra", "unrhyw drafferth", "os ydych yn teimlo", "os ydych chi'n teimlo",
        "eich bod yn teimlo", "eich bod chi'n teimlo",
    ),
    blame=(
        "fel y dywedwyd eisoes", "fel y dywedasom eisoes", "fel yr eglurwyd eisoes",
        "fel rydym wedi dweud eisoes", "dylech fod wedi", "dylech chi fod wedi", "eich bai chi",
        "rydych yn honni", "rydych chi'n honni",
    ),
    gaps=(
        "enw", "enw cyntaf", "cyfenw", "enw'r cwsmer", "eich enw", "dyddiad", "amser", "swm",
        "rhif", "rhif archeb", "rhif yr archeb", "archeb", "cynnyrch", "cyfeiriad", "e-bost",
        "cyfeiriad e-bost", "ffôn", "rhif ffôn", "cwmni", "dolen", "cyfeirnod", "rheswm", "tîm",
    ),
    inexact=(
        "tua", "oddeutu", "bron", "bron i", "dros", "llai na", "mwy na", "o leiaf", "cyn",
        "ar ôl", "ers", "tan", "hyd", "bob", "o gwmpas", "yn ystod",
    ),
    counted=("ar ôl", "ers", "cyn", "o'r", "wedi"),
)  # fmt: skip
_WELSH = Language(
    name="Cymraeg",
    labels=_LABELS,
    promise="Byddwn yn datrys hyn {promise}.",
    news="Byddwch yn clywed gennym {update}, hyd yn oed os nad oes dim wedi newid.",
    after="{within} ar ôl {event}",
    yes_no=("ie", "na"),
    duration=_count,
    within=phrased("o fewn {}", _count),
    speech=_SPEECH,
    numerals=_NUMERALS,
    and_word=lambda last: "ac" if _VOWEL.match(last) else "a",
    aloud=_ALOUD,
    finders=_FINDERS,
    place_time="{clock} (amser {place})",
    places={"London": "Llundain", "Rome": "Rhufain", "Paris": "Paris", "Edinburgh": "Caeredin"},
    words=_WORDS,
)


def locale(code: str) -> Locale:
    """Welsh."""
    return _WELSH.locale(code)
