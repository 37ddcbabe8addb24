"""Finds what differs from customer to customer in a text: numbers, dates, amounts, names.

What is shaped like a blank of the library is that blank; anything else is offered as a new one.
Times that are promised are no blanks, so what the locale reads as a duration is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from snapmsg import locales, model, promise
from snapmsg.values import Kind
from snapmsg.wizard.answers import NewBlank
from snapmsg.wizard.reading import SYMBOLS_OF, named

_MONTH = "|".join([*promise.MONTHS, *(month[:3] for month in promise.MONTHS)])
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_SHAPES: tuple[tuple[str, str], ...] = (
    ("email", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    ("web", r"(?:https?://|www\.)[^\s<>\"'”’]+[^\s<>\"'”’.,;:!?)]"),
    ("money", r"[£€$] ?\d[\d,]*(?:\.\d\d)?(?!\w)"),
    ("date", r"\d{4}-\d\d-\d\d"),
    ("date", rf"\d{{1,2}}(?:st|nd|rd|th)? (?i:{_MONTH})\b(?: \d{{4}})?"),
    ("date", rf"(?i:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?(?![\d:])"),
    ("phone", r"(?<![\w-])(?:\+\d{1,3}[ -]?)?\(?0?\d{2,5}\)?(?:[ -]\d{3,5}){1,3}(?![\w-])"),
    ("code", r"(?<![\w-])(?=[\w-]*\d)[A-Z]{1,6}[ -]?\d[A-Z\d]*(?:-[A-Z\d]+)*(?![\w-])"),
    ("code", r"(?<![\w-])(?=[A-Z\d]*[A-Z])(?=[A-Z\d]*\d)[A-Z\d]{5,}(?![\w-])"),
    ("code", r"(?<![\w.,-])#?\d{4,}(?![\w-]|[.,]\d)"),
    ("clock", r"(?<![\w:.])(?:[01]?\d|2[0-3])[:.][0-5]\d(?: ?[ap]m)?(?![\w:])"),
    ("clock", r"(?<![\w:.])(?:1[0-2]|[1-9]) ?[ap]m\b"),
    ("day", rf"(?:next |last |this )?(?:{_WEEKDAYS})\b"),
    ("count", r"(?<![\w.,:/#-])\d{1,3}(?= [a-z]{3,}s\b)"),
    ("name", r"\b(?:Dr|Mrs?|Ms|Prof)\.? [A-Z][\w’'-]+"),
    ("name", r"(?<=[a-z,;] )[A-Z][a-z][\w’']*(?: (?:of |the |de |van )?[A-Z][a-z][\w’']*)*"),
)
_SHAPE = re.compile("|".join(f"(?P<_{n}>{shape})" for n, (_, shape) in enumerate(_SHAPES)))
_KEPT = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_NOUN = re.compile(
    r"([A-Za-z]{3,})(?: (?:number|no\.?|ref\.?|reference|code|id|with|of|is|was))*[ :]*#?\Z"
)
_IN_PLACE = re.compile(r"\b(?:in|at|near|to|from)\s+(?:the\s+)?\Z")
_I_AM = re.compile(r"\b(?:I am|I’m|I'm|[Mm]y name is)\s+\Z")
_GREETED = re.compile(r"\b(?:Hi|Hello|Dear),?\s+\Z")
_NOUNS = frozenset(
    (
        *("account", "application", "appointment", "bag", "bill", "booking", "branch", "bus"),
        *("card", "case", "claim", "contract", "customer", "delivery", "flight", "gate"),
        *("invoice", "item", "licence", "license", "member", "membership", "meter", "order"),
        *("parcel", "patient", "payment", "permit", "policy", "product", "receipt", "refund"),
        *("reservation", "room", "seat", "serial", "shipment", "subscription", "ticket"),
        *("tracking", "train", "transaction", "voucher"),
    )
)
_NO_NAMES = frozenset(
    (
        *("I", "Internet", "Wi", "Android", "Google", "Apple", "App", "Windows", "English"),
        *("Christmas", "Easter", "Euro", "Euros", "Pounds"),
        *(month.capitalize() for month in promise.MONTHS),
    )
)
_WORDS = {
    "email": "an email address", "web": "a web page", "money": "a sum of money", "date": "a date",
    "phone": "a phone number", "code": "a reference number", "clock": "a time of day",
    "day": "a day", "count": "a number", "name": "a name",
}  # fmt: skip


class Likely(NamedTuple):
    """A stretch of a text, `text[start:end]`, that may differ from customer to customer.

    `words` say what it looks like. `blank` is the one that it most likely is: one that is there
    where it is `known`, else the same as `new`, which has no name where only a person can tell.
    `sure` is false for what more often is no blank.
    """

    start: int
    end: int
    words: str
    blank: NewBlank
    new: NewBlank
    known: bool = False
    sure: bool = True


def likely(
    text: str,
    shared: Mapping[str, model.Variable],
    own: Iterable[NewBlank],
    today: date,
    locale: str,
    ours: str = "",
) -> Iterator[Likely]:
    """What looks like a blank in a text, in order.

    `shared` are the library's variables, `own` the blanks of this scenario, `ours` the name of the
    organisation, which is the same for everybody.
    """
    masked = _KEPT.sub(lambda found: "\0" * len(found[0]), text)
    spans = [(found.start, found.end) for found in locales.get(locale).times(masked)]
    for match in _SHAPE.finditer(masked):
        kind = _SHAPES[int((match.lastgroup or "_0")[1:])][0]
        start, end = match.span()
        said = match[0]
        if kind == "count" and any(a <= start < b for a, b in spans):
            continue
        if kind == "name" and (said.split()[0] in _NO_NAMES or said == ours):
            continue
        if kind == "code" and re.fullmatch(r"(?:19|20)\d\d", said):
            continue
        yield _as_likely(kind, text, start, end, shared, own, today)


def _as_likely(
    kind: str, text: str, start: int, end: int,
    shared: Mapping[str, model.Variable], own: Iterable[NewBlank], today: date,
) -> Likely:  # fmt: skip
    said, before = text[start:end], text[:start]
    found = _NOUN.search(before)
    noun = found[1].lower() if found and found[1].lower() in _NOUNS else ""
    sure, new = kind != "count", _new(kind, said, noun, today)
    for blank in own:
        if blank.example == said or (kind == "money" and _sum(said) == blank.example):
            return Likely(start, end, blank.about, blank, new, known=True)
    if variable := _shared(kind, said, noun, before, shared):
        blank = NewBlank(variable.name, said, variable.about)
        about = variable.about or variable.name
        return Likely(start, end, about, blank, new._replace(about=about), True, sure)
    return Likely(start, end, new.about if noun else _WORDS[kind], new, new, sure=sure)


def _shared(
    kind: str, said: str, noun: str, before: str, shared: Mapping[str, model.Variable]
) -> model.Variable | None:
    """The library's variable that a stretch is, by its example, its type or its name."""
    for variable in shared.values():
        if variable.example is not None and variable.example.value == said:
            return variable
    match kind:
        case "money":
            sums = (v for v in shared.values() if v.spec.kind is Kind.MONEY)
            return next((v for v in sums if v.spec.currency == SYMBOLS_OF[said[0]]), None)
        case "code" if noun:
            return _called(shared, noun, f"{noun}_no", f"{noun}_number", f"{noun}_ref")
        case "code":
            return next((v for v in shared.values() if _alike(v, said)), None)
        case "phone":
            return _called(shared, "phone", "tel", "telephone", "phone_no")
        case "email":
            return _called(shared, "email", "mail")
        case "name" if _GREETED.search(before):
            return _called(shared, "first_name", "name", "customer")
        case "name" if _I_AM.search(before):
            return _called(shared, "agent", "agent_name")
        case "name" if _IN_PLACE.search(before):
            return _called(shared, "place", "city", "town")
    return None


def _called(shared: Mapping[str, model.Variable], *names: str) -> model.Variable | None:
    return next((shared[name] for name in names if name in shared), None)


def _alike(variable: model.Variable, said: str) -> bool:
    """Whether a number has the shape of a variable's example: A-10293 and B-20417."""
    example = variable.example.value if variable.example is not None else ""
    return any(char.isdigit() for char in example) and _shape(example) == _shape(said)


def _shape(text: str) -> str:
    return re.sub("[A-Za-z]", "A", re.sub(r"\d", "9", text))


def _sum(said: str) -> str:
    return said[1:].strip().replace(",", "")


def _new(kind: str, said: str, noun: str, today: date) -> NewBlank:
    """A new blank for a stretch; without a name where only a person can tell what it is."""
    match kind:
        case "money":
            return NewBlank("amount", _sum(said), "the sum of money", "money", SYMBOLS_OF[said[0]])
        case "date":
            day = _day(said, today)
            return NewBlank("day", day or said, "the day", "date" if day else "")
        case "phone":
            return NewBlank("phone", said, "the phone number to ring")
        case "email":
            return NewBlank("email", said, "the email address")
        case "web":
            return NewBlank("web", said, "the web page")
        case "clock":
            return NewBlank("at", said, "the time of day")
        case "day":
            return NewBlank("day", said, "the day")
        case "code":
            about = f"the {noun} number" if noun else "the reference number"
            return NewBlank(named(f"{noun}_no") if noun else "reference", said, about)
        case "count":
            return NewBlank("how_many", said, "how many", "number")
    return NewBlank("", said, "")


def _day(said: str, today: date) -> str:
    """A date as ISO; one without a year is the next that comes. Empty where there is none."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", said):
        return said
    months = [month[:3].lower() for month in promise.MONTHS]
    word = re.search(r"[A-Za-z]{3,}", re.sub(r"(?<=\d)(?:st|nd|rd|th)", "", said))
    numbers = re.findall(r"\d+", said)
    if word is None or word[0][:3].lower() not in months or not numbers:
        return ""
    month = months.index(word[0][:3].lower()) + 1
    year = int(numbers[1]) if len(numbers) > 1 else 0
    for candidate in (year,) if year else (today.year, today.year + 1):
        try:
            day = date(candidate, month, int(numbers[0]))
        except ValueError:
            return ""
        if year or day >= today:
            return day.isoformat()
    return ""
