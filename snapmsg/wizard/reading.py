"""How each answer is read: as it was typed, or refused with what to write instead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from snapmsg import locales, model, promise
from snapmsg.errors import did_you_mean
from snapmsg.locales.typed import why_unreadable
from snapmsg.schema import ID, KEPT, NAME
from snapmsg.values import SYMBOLS
from snapmsg.wizard.answers import CLOSERS, BadAnswer, NewBlank, NewStep, parse
from snapmsg.wizard.layout import refusal

_LONGEST_ID = 80
_STEP = re.compile(r"(?P<owner>[A-Za-z]+)[ ]*(?:\((?P<who>[^()]*)\))?[ ]*:(?P<text>.*)", re.DOTALL)
_BLANK = re.compile(r"(?P<name>[^=]*)=(?P<example>.*?):(?:[ ](?P<about>.*)|\Z)", re.DOTALL)
_BY = re.compile(r"\A(?:by|on|at)\b ?", re.IGNORECASE)
_MARKS = ".!?…:。！？：؟।"
_ENDED = re.compile(rf"[{_MARKS}][{re.escape(CLOSERS)}]*\Z")
_MARKED_BLANK = re.compile(
    rf"\{{\{{(?:(?!\}}\}}).)*[{_MARKS}]['\"](?:(?!\}}\}}).)*\}}\}}\Z", re.DOTALL
)
_SMALL = re.compile(r"[a-z][a-z'’]*(?=[\s,;:.!?]|\Z)")
_MONEY = re.compile(r"([£€$]) ?(\d[\d,]*(?:\.\d\d)?)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
SYMBOLS_OF = {symbol: code for code, symbol in SYMBOLS.items()}
"""The currency of each sign that stands before a sum."""
_RESERVED_BUT_PROMISES = model.RESERVED - {"promise", "update"}


def as_fact(text: str) -> str:
    """A text that colleagues read, without the spaces around it. Raises `BadAnswer`."""
    text = text.replace("\r\n", "\n").strip()
    reason = refusal(text)
    if reason is not None:
        raise BadAnswer(reason)
    return text


def as_owner(text: str) -> str:
    """Who keeps a text true: a team or a person, and no number. Raises `BadAnswer`."""
    text = as_fact(text)
    if text.isdigit():
        raise BadAnswer(
            f"“{text[:40]}” is a number, and nobody's name: write a team or a person, such as "
            "box-office"
        )
    return text


def as_wording(text: str, reserved: frozenset[str] = model.RESERVED) -> str:
    """A text that customers read. Raises `BadAnswer` where its blanks are not ones snap knows."""
    text = as_fact(text)
    tree = parse(text)
    if tree.faults:
        raise BadAnswer(tree.faults[0].reason.partition("\n")[0])
    for use in tree.uses:
        if use.name in reserved:
            raise BadAnswer(
                f"“{use.name}” is a name that snap fills in itself: choose another for the blank"
            )
        if not NAME.fullmatch(use.name):
            raise BadAnswer(
                f"“{use.name}” cannot be the name of a blank: use small letters, digits and _, "
                f"such as {{{{ {named(use.name)} }}}}"
            )
    return text


def as_sentence(text: str) -> str:
    """A wording of whole sentences: it begins with a capital, and one without its mark gets one.

    One that ends in a condition is left alone: its mark is inside. Raises `BadAnswer`.
    """
    text = capital(as_wording(text))
    if not text or text.endswith(("%}", "#}")):
        return text
    return text if _ENDED.search(text) or _MARKED_BLANK.search(text) else f"{text}."


def capital(text: str) -> str:
    """A text whose first word, where that is written small, begins with a capital letter.

    Not one such as `iPhone` or `help@example.com`.
    """
    return text[:1].upper() + text[1:] if _SMALL.match(text) else text


def as_title(text: str) -> str:
    """A title: a text that colleagues read, which begins with a capital. Raises `BadAnswer`."""
    return capital(as_fact(text))


def as_saying(text: str) -> str:
    """The sentence of a typed time, which has `{{ promise }}` or `{{ update }}`, or neither.

    Raises `BadAnswer`.
    """
    as_wording(text, _RESERVED_BUT_PROMISES)
    text = as_fact(text)
    return text if not text or _ENDED.search(text) or text.endswith("%}") else f"{text}."


def as_time(text: str) -> str:
    """A typed time as it is, or a sentence in their own words. Raises `BadAnswer`."""
    text = as_wording(text)
    return text if is_typed(text) else as_sentence(text)


def named(word: str) -> str:
    """A name that a blank may have, from one that it may not."""
    return re.sub("[^a-z0-9_]+", "_", word.lower()).strip("_0123456789")[:40] or "order_no"


def as_step(text: str) -> NewStep:
    """A step as `us: …`, `you: …` or `they (NorthPost): …`. Raises `BadAnswer`."""
    found = _STEP.fullmatch(text.strip())
    owner = found["owner"].lower() if found else ""
    if found is None or owner not in model.OWNERS:
        raise BadAnswer(
            f"“{text.strip()[:40]}” does not say who does it: start it with us:, you:, or "
            "they (who it is):"
        )
    who = as_wording(found["who"] or "")
    if owner == "they" and not who:
        raise BadAnswer("“they” needs who: write they (NorthPost): and what NorthPost does")
    if owner != "they" and who:
        raise BadAnswer(f"“{owner}” needs no name in brackets: only they (NorthPost): has one")
    done = as_sentence(found["text"])
    if not done:
        raise BadAnswer(f"“{owner}:” says nothing: write after it what they do")
    return NewStep(owner, done, who)


def typed(text: str, locale: str = "en") -> tuple[str, str]:
    """A time as the key and the value of a typed promise: `within` or `by`.

    Raises `BadAnswer` where it is none, with what to write; `locale` is the library's.
    """
    try:
        return "within", str(promise.parse_duration(text))
    except promise.Unreadable as error:
        reason = error
    try:
        promise.parse_moment(text)
    except promise.Unreadable as error:
        # Of a text with a number and no day in it, what a duration lacks is worth more.
        worth = reason if re.search(r"\d", text) else error
        raise BadAnswer(why_unreadable(locales.get(locale), text, worth)) from None
    return "by", _BY.sub("", " ".join(text.split()), count=1).rstrip(".")


def is_typed(text: str) -> bool:
    """Whether a time can be read as a promise."""
    try:
        typed(text)
    except BadAnswer:
        return False
    return True


def as_blank(text: str) -> NewBlank:
    """A blank as `order_no=A-10293: the order number`. Raises `BadAnswer`."""
    found = _BLANK.fullmatch(text.strip())
    if found is None:
        raise BadAnswer(
            f"“{text.strip()[:40]}” is no blank: write its name, an example and what it is, such "
            "as order_no=A-10293: the order number"
        )
    name = found["name"].strip()
    if not NAME.fullmatch(name) or name in model.RESERVED:
        raise BadAnswer(
            f"“{name}” cannot be the name of a blank: use small letters, digits and _, such as "
            f"{named(name) if named(name) not in model.RESERVED else 'order_no'}"
        )
    example, about = as_fact(found["example"]), as_fact(found["about"] or "")
    if not example or not about:
        raise BadAnswer(f"the blank {name} needs an example and what it is")
    return blank_of(name, example, about)


def blank_of(name: str, example: str, about: str) -> NewBlank:
    """A blank, of the type that its example shows: `£48.90` is money, `2026-12-24` a date."""
    if money := _MONEY.fullmatch(example):
        return NewBlank(name, money[2].replace(",", ""), about, "money", SYMBOLS_OF[money[1]])
    return NewBlank(name, example, about, "date" if _DAY.fullmatch(example) else "")


def as_topic(text: str) -> str:
    """The name of a folder for a topic: `Late parcels` is `late-parcels`. Raises `BadAnswer`."""
    name = slug(text)
    if text.strip() and not name:
        raise BadAnswer(f"“{text.strip()[:40]}” is no topic: use letters and digits")
    _check_name(name)
    return name


def _check_name(name: str) -> None:
    if KEPT.fullmatch(name):
        raise BadAnswer(f"Windows keeps the name “{name}” for itself: choose another")


def slug(text: str) -> str:
    """Small letters, digits and hyphens of a text; an id for a title. Empty where it has none."""
    plain = (
        unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode()
    )
    plain = re.sub("['’`]", "", plain.lower())
    words = re.sub("[^a-z0-9]+", "-", plain).strip("-")
    if len(words) > 60 and "-" in words:
        words = words[:61].rpartition("-")[0]
    return words[:80]


def as_id(text: str) -> str:
    """An id. Raises `BadAnswer` with one that could stand for it."""
    _check_name(text.lower())
    if len(text) > _LONGEST_ID:
        raise BadAnswer(f"“{text[:40]}…” is too long for an id: {_LONGEST_ID} letters at most")
    if not ID.fullmatch(text):
        meant = f", such as {slug(text)}" if slug(text) else ", such as parcel-late"
        raise BadAnswer(f"“{text[:40]}” is no id: use small letters, digits and hyphens{meant}")
    return text


def titled(id: str) -> str:
    """A title for an id: `parcel-late` is `Parcel late`."""
    words = id.replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def as_choice(known: tuple[str, ...]) -> Callable[[str], str]:
    """How one of a few words is read: by itself, or with spaces for its lines."""

    def read(text: str) -> str:
        word = text.strip().lower().replace(" ", "_").replace("-", "_")
        if word and word not in known:
            meant = did_you_mean(word, known)
            raise BadAnswer(f"“{text[:40]}” is none of: {', '.join(known)}.{meant}")
        return word

    return read
