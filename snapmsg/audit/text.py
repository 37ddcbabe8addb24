"""A message as text to be understood: what is not its own words is masked, the rest cut up.

Nothing changes its place: a mask is as long as what it hides, so every offset is the message's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from snapmsg.wording import TAG, VALUE

LINK = "\ufffb"
# Signs of our own, and those that rich text leaves where it had a picture or no break.
_SIGNS = {ord(sign): " " for sign in (VALUE, TAG, LINK, "\ufffc", "\u2060")}
"""Stands for each character of an address: of a page, of a mailbox."""

_PLACEHOLDER = re.compile(
    r"\{\{[^{}\n]{1,200}\}\}"  # Zendesk, Intercom, Front, Chatwoot, Freshdesk, Gorgias, Jinja
    r"|\{%[ \t]*(?P<tag>(?:end)?(?:if|for|case|when|unless|else|elsif|elif|assign|set|include)\b)?"
    r"[^{}\n]{0,200}%\}"  # Help Scout's blanks, Liquid's tags
    r"|%\{[^{}\n]{1,80}\}|#\{[^{}\n]{1,80}\}|\$\{[^{}\n]{1,80}\}"  # Ruby, Zammad, JavaScript
    r"|<%=?[^%<>]{0,200}%>"  # ERB
    r"|\(\([^()\n]{1,120}\)\)"  # GOV.UK Notify
    r"|\[\[[^\[\]\n]{1,80}\]\]"  # Espanso
    r"|\{[A-Za-z][^{}\n<>;=]{0,60}\}"  # Python and most home-made ones
    r"|(?<![^\s(]):[a-z]\w{1,40}\b(?![:/])"  # Laravel
    r"|<<[A-Za-z][^<>\n]{0,60}>>|«[A-Za-z][^«»\n]{0,60}»"
    r"|<attribute\b[^<>]{0,120}>"
    r"|\[[A-Za-z#][^\[\]\n]{0,60}\](?!\()"  # [name], but not [a link](…)
    r"|%[a-z_]+(?::[a-z_]+)*%|%filltext:[^%\n]{1,80}%"  # TextExpander and others
    r"|\b(?:REPLACE|INSERT|ENTER|ADD)[ _](?:ME|[A-Z]{2,}(?: [A-Z]{2,})?)\b"
    r"|(?<![\w-])_{3,}(?![\w-])"
)
_URL = re.compile(
    rf"<?(?:https?://|www\.)[^\s<>(){VALUE}]{{2,}}(?<![.,;:!?'\"])>?"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,40}){1,4}"
)
_TOP = re.compile(r"\.(?:com|org|net|gov|edu|io|uk|de|eu|us|info|app|dev)(?![\w.]\w)")
_HOST = re.compile(
    r"(?<![\w@.])(?:[a-z0-9-]{2,40}\.){1,4}(?:com|org|net|gov|edu|io|uk|de|eu|us|info|app|dev)"
    r"(?:/[^\s<>()]{0,200})?(?![\w.]\w)"
)
_OPENERS = re.compile(
    r"[{\[«<]|%[a-z{]|\(\(|___|(?:REPLACE|INSERT|ENTER|ADD)[ _]|(?:^|\s):[a-z]", re.M
)
_TAGS = re.compile(r"</?[A-Za-z][^<>\n]{0,300}>|<!--.{0,500}?-->", re.DOTALL)
_MARKS = re.compile(r"\*{1,3}|`+|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)|^[ \t]{0,3}#{1,6}(?=[ \t]?\w)", re.M)
_LINKED = re.compile(r"\[([^\[\]\n]{1,200})\]\(([^()\n]{0,400})\)")
_QUOTED = re.compile(r"^[ \t]*>.*$", re.M)
_REPLIED = re.compile(
    r"^(?:On .{4,120} wrote:|-{2,} ?Original Message ?-{2,}|_{20,}|From: .{1,120}\n(?:Sent"
    r"|Date): )",
    re.M,
)
_HANDLE = re.compile(r"(?<![\w@])@\w{1,40}")


class Blank(NamedTuple):
    """A placeholder: where it stands, and its name in small letters with `_` between words."""

    start: int
    end: int
    name: str


class Text(NamedTuple):
    """A message. `seen` is as long as `raw`: blanks are `VALUE`, addresses `LINK`, marks spaces."""

    raw: str
    seen: str
    blanks: tuple[Blank, ...]


class Sentence(NamedTuple):
    """A sentence of a message, a line of a list or a headline. `line` where it opens a line."""

    start: int
    end: int
    text: str
    line: bool


def understood(raw: str) -> Text:
    """A message with everything masked that is not its own words."""
    replied = _REPLIED.search(raw)
    seen = raw if replied is None or replied.start() == 0 else _blank(raw, replied.start())
    if ">" in seen and not all(
        line.lstrip().startswith(">") or not line.strip() for line in seen.split("\n")
    ):
        seen = _QUOTED.sub(_spaces, seen)
    elif ">" in seen:
        seen = re.sub(r"^([ \t]*)>", r"\1 ", seen, flags=re.M)
    seen = seen.translate(_SIGNS)
    blanks = []

    def blank(found: re.Match[str]) -> str:
        if found["tag"]:
            return " " * len(found[0])
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", found[0])
        blanks.append(Blank(*found.span(), "_".join(re.findall(r"[a-z0-9]+", name.lower()))))
        return VALUE * len(found[0])

    if "](" in seen:
        seen = _LINKED.sub(lambda m: f" {m[1]} " + LINK * (len(m[0]) - len(m[1]) - 2), seen)
    if _OPENERS.search(seen):
        seen = _PLACEHOLDER.sub(blank, seen)
    if "://" in seen or "www." in seen or "@" in seen:
        seen = _HANDLE.sub(_spaces, _URL.sub(_link, seen))
    if _TOP.search(seen):
        seen = _HOST.sub(_link, seen)
    if "<" in seen:
        seen = _TAGS.sub(_spaces, seen)
    if any(mark in seen for mark in "*`_#"):
        seen = _MARKS.sub(_spaces, seen)
    return Text(raw, seen, tuple(blanks))


def _link(found: re.Match[str]) -> str:
    return LINK * len(found[0])


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _blank(text: str, start: int) -> str:
    return text[:start] + " " * (len(text) - start)


_BULLET = re.compile(r"\s*(?:[-*•·–]|\(?\d{1,2}[.)]|[a-z][.)])\s+")
_END = re.compile(rf"[.!?…]+[\"'”’)\]]*(?=\s|$)|{LINK}(?=\s+(?-i:[A-Z]))")
_SHORT = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|approx|nos?|mr|mrs|ms|dr|st|prof|ref|tel|ext|vs|etc|incl|a\.m"
    r"|p\.m|min|max"
    r"|dept|inc|ltd|co|u\.s|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[a-z])\.$",
    re.IGNORECASE,
)
_WORD = re.compile(rf"[\w{VALUE}]")
LONGEST = 1000
"""The most characters that are read as one sentence, so that no text is slow to understand."""
_WRAPPED = 44
"""A line shorter than this was broken by its writer, a longer one may be wrapped."""


def sentences(seen: str) -> Iterator[Sentence]:
    """The sentences of a masked text, in order."""
    for start, end in blocks(seen):
        at = start
        for found in _END.finditer(seen, start, end):
            stop = found.end()
            if found[0] == "." and _SHORT.search(seen[max(at, stop - 12) : stop]):
                continue
            after = seen[stop:end].lstrip()[:1]
            if "…" not in found[0] and after.islower() and found[0] == ".":
                continue
            yield from _sentence(seen, at, stop, at == start)
            at = stop
        yield from _sentence(seen, at, end, at == start)


def _sentence(seen: str, start: int, end: int, line: bool) -> Iterator[Sentence]:
    """A stretch without the space and the bullet before it; in pieces where it has no end."""
    while end - start > LONGEST:
        cut = seen.rfind(" ", start, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield from _sentence(seen, start, cut, line)
        start, line = cut, False
    said = seen[start:end]
    if _WORD.search(said):
        bullet = _BULLET.match(said) if line else None
        start += bullet.end() if bullet else len(said) - len(said.lstrip())
        said = seen[start:end].rstrip()
        yield Sentence(start, start + len(said), said, line)


def blocks(seen: str) -> Iterator[tuple[int, int]]:
    """The stretches that no sentence crosses: lines, joined again where they were wrapped."""
    start = at = 0
    lines = seen.split("\n")
    for number, line in enumerate(lines):
        end = at + len(line)
        after = lines[number + 1] if number + 1 < len(lines) else ""
        if not _continues(line, after):
            if seen[start:end].strip():
                yield start, end
            start = end + 1
        at = end + 1


def _continues(line: str, after: str) -> bool:
    said, more = line.rstrip(), after.lstrip()
    if not said.strip() or not more or _BULLET.match(after):
        return False
    if more[0].islower():
        return said[-1] not in ".!?:"
    return len(said) > _WRAPPED and said[-1] not in ".!?:;"
