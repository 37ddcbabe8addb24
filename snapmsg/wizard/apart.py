"""Takes a message that is sent today apart into the answers that it already gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from snapmsg import audit, locales, model
from snapmsg.audit import courtesy
from snapmsg.config import Settings
from snapmsg.errors import SnapError
from snapmsg.model import Part, owner_of
from snapmsg.rule.reading import sentences
from snapmsg.terminal import HIDDEN
from snapmsg.wizard.answers import Answers, BadAnswer, NewStep
from snapmsg.wizard.reading import as_saying, as_sentence, is_typed, named
from snapmsg.wording import VALUE

_Find = Callable[[str], Sequence[locales.Found]]

LONGEST = 20_000
"""The most characters of one message that are taken apart."""

_GREETING_ALONE = re.compile(
    r"\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b[^.!?,\n]{0,40}[,:]\s*",
    re.IGNORECASE,
)
_NAME_BLANK = re.compile(r"\{\{.*?\}\}|%?\{[^{}]*\}|\[[^\[\]]*\]|<[^<>]*>")
_SIGNED = re.compile(
    r"\s*(?:(?:kind(?:est)?|best|warm(?:est)?) (?:regards|wishes)|regards|yours \w+|sincerely"
    r"|many thanks|thanks|thank you|cheers|best)[,.!]?\s*\Z",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"\s*(?:status|next steps?|approximate time|time|planned outcome|outcome)\s*:"
)
_UPDATE = re.compile(
    r"\b(?:hear from|update you|write to you|write again|let you know|get back|contact you|call you"
    r"|ring you|reply|respond|news|in touch)\b",
    re.IGNORECASE,
)
_BEFORE = r"(?:(?:with)?in|by|on|before|until|at)\s+(?:the\s+next\s+|about\s+)?"
_ADDRESS = re.compile(r"\S*(?:https?://|www\.|\{\{)\S.*")
_FOREIGN = re.compile(r"\{\{-?\s*([\w .]+?)\s*-?\}\}|%\{([\w .]+)\}|\[([A-Z_ ]{3,30})\]")
_BULLET = re.compile(r"\s*(?:[-*•–]|\d{1,2}[.)])\s+")


def taken_apart(text: str, settings: Settings) -> Answers:
    """The answers that a message gives: its four parts, and what stands before and after them.

    What belongs to none of them follows what it stands behind, so that nothing is lost but a
    greeting and a signature, which the channel has. Raises `SnapError` for what is no message.
    """
    text = _seen(text)
    if not text:
        raise SnapError("there is no message here: paste the text that you send today")
    if len(text) > LONGEST:
        raise SnapError(
            f"this is longer than a message ({len(text):,} letters): paste one message at a time"
        )
    find = locales.get(settings.locale).times
    found = audit.read(text, find)
    said: dict[Part | None, list[str]] = {None: []}
    last: Part | None = None
    for start, end in _sentences(text):
        words = _BULLET.sub("", _HEADING.sub("", text[start:end])).strip()
        parts = [part for part in Part if _touches(found.spans[part], start, end)]
        if not words:
            continue
        if _ADDRESS.fullmatch(words) and said.get(last):
            said[last][-1] = f"{said[last][-1].rstrip('.')} {words}"
            continue
        part = _chief(parts, words) if parts else last
        said.setdefault(part, []).append(" ".join(words.split()))
        last = part
    try:
        return _answers(said, find)
    except BadAnswer as error:
        raise SnapError(str(error)) from None


def not_used(text: str) -> Iterator[str]:
    """What to say of the words that are in none of the answers, so that none is lost unseen."""
    text = _seen(text)
    begin, end = _body(text)
    lines = f"{text[:begin]}\n{text[end:]}".split("\n")
    said = " ".join(f"“{' '.join(line.split())}”" for line in lines if line.strip())
    if said:
        yield f"Not in the scenario, since each channel greets and signs by itself: {said}"


def _seen(text: str) -> str:
    """A message as people see it."""
    return HIDDEN.sub("", text.replace("\r\n", "\n")).strip()


def _body(text: str) -> tuple[int, int]:
    """Where a message begins after its greeting, and where its signature begins."""
    lines = text.split("\n")
    begin, at = _greeted(lines[0]), 0
    for number, line in enumerate(lines):
        if number >= len(lines) // 2 and _SIGNED.fullmatch(line):
            return min(begin, at), at
        at += len(line) + 1
    return begin, len(text)


def _greeted(line: str) -> int:
    """How many characters of a line greet: never a clause that the greeting leads into."""
    if _GREETING_ALONE.fullmatch(line):
        return len(line)
    return courtesy.greeting(_NAME_BLANK.sub(lambda name: VALUE * len(name[0]), line))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Each sentence, or line of its own, without the greeting and the signature."""
    at, end = _body(text)
    for line in text[at:end].split("\n"):
        for first, last, *_ in sentences(line):
            if line[first:last].strip():
                yield at + first, at + last
        at += len(line) + 1


def _touches(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether at least half of a stretch, or of one of the spans, is in the other."""
    for a, b in spans:
        both = min(b, end) - max(a, start)
        if both > 0 and 2 * both >= min(b - a, end - start):
            return True
    return False


def _chief(parts: Sequence[Part], words: str) -> Part:
    """The part that a sentence belongs to: of those it touches, time where that is its point."""
    if Part.APPROXIMATE_TIME in parts and (len(parts) == 1 or _UPDATE.search(words)):
        return Part.APPROXIMATE_TIME
    for part in (Part.PLANNED_OUTCOME, Part.NEXT_STEPS, Part.STATUS):
        if part in parts:
            return part
    return Part.APPROXIMATE_TIME


def _answers(said: dict[Part | None, list[str]], find: _Find) -> Answers:
    _move_time(said, find)
    texts = {
        "opening": _joined(said.get(None, [])),
        "status": _joined(said.get(Part.STATUS, [])),
        "outcome": _joined(said.get(Part.PLANNED_OUTCOME, [])),
    }
    steps = tuple(
        NewStep(owner_of(step) or "us", _whole(step)) for step in said.get(Part.NEXT_STEPS, [])
    )
    times = said.get(Part.APPROXIMATE_TIME, [])
    texts |= _times(times, find) or _times_beside(said, find)
    return Answers({field: text for field, text in texts.items() if text}, steps)


def _move_time(said: dict[Part | None, list[str]], find: _Find) -> None:
    """Where no sentence tells the time alone, one that names it does, if its part has others."""
    if said.get(Part.APPROXIMATE_TIME):
        return
    for part in (Part.PLANNED_OUTCOME, Part.NEXT_STEPS):
        for sentence in said.get(part, []):
            if len(said[part]) > 1 and "say" in _times([sentence], find):
                said[part].remove(sentence)
                said[Part.APPROXIMATE_TIME] = [sentence]
                return


def _times_beside(said: dict[Part | None, list[str]], find: _Find) -> dict[str, str]:
    """The time that a sentence of another part names. It stays there where it is alone."""
    for part in (Part.PLANNED_OUTCOME, Part.NEXT_STEPS):
        for sentence in said.get(part, []):
            texts = _times([sentence], find)
            if "say" in texts:
                return {field: text for field, text in texts.items() if field != "say"}
    return {}


def _times(said: Sequence[str], find: _Find) -> dict[str, str]:
    """The times that sentences promise: typed where each names one, and the words that say it."""
    texts: dict[str, str] = {}
    say: list[str] = []
    for sentence in map(_whole, said):
        field = "update" if _UPDATE.search(sentence) else "time"
        blank = "{{ update }}" if field == "update" else "{{ promise }}"
        found = [sentence[each.start : each.end] for each in find(sentence)]
        if len(found) == 1 and is_typed(found[0]) and field not in texts:
            texts[field] = found[0]
            pattern = rf"(?:\b{_BEFORE})?{re.escape(found[0])}"
            say.append(re.sub(pattern, blank, sentence, count=1, flags=re.IGNORECASE))
        else:
            say.append(sentence)
    joined = " ".join(say)
    if not texts and joined:
        return {"time": _whole(joined)}
    try:
        return {**texts, "say": as_saying(joined)} if texts else {}
    except BadAnswer:
        return {"time": _whole(" ".join(said))}


def _joined(said: Sequence[str]) -> str:
    return _whole(" ".join(said)) if said else ""


def _whole(text: str) -> str:
    """A text as a sentence. Another tool's blanks are ours, and other braces plain words."""
    text = _FOREIGN.sub(lambda found: _blank(next(filter(None, found.groups()))), text)
    try:
        return as_sentence(text)
    except BadAnswer:
        return as_sentence(" ".join(re.sub(r"[{}%]+", " ", text).split()))


def _blank(name: str) -> str:
    """`{{ client_login_link }}` for `Client.LoginLink`."""
    parted = named(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name))
    return f"{{{{ {parted if parted not in model.RESERVED else parted + '_1'} }}}}"
