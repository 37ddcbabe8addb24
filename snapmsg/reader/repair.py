"""What is wrong with a file, in plain words, with the corrected lines and a fix that was tried.

Team leads who have never heard of YAML read these. Each reason says what YAML makes of the words,
and then shows the lines as they should stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from snapmsg.diagnostic import Edit, Fix, Problem
from snapmsg.reader.again import Again
from snapmsg.reader.broken import PUT, broken, bulleted, indents, start_reason
from snapmsg.reader.events import MOST_DEPTH, MOST_NODES, PURE, Fault, Parsed, parse
from snapmsg.reader.lines import Correction, Opening, opened_at, rewrite, with_lines
from snapmsg.reader.nodes import ListNode, MapNode, Node
from snapmsg.source import Addressed, Range, Source

_BREAKS = "\r\x85\u2028\u2029\x0b\x0c"
_REFUSED = re.compile("[\ufffe\uffff]")
"""Noncharacters, which hide nothing, but which YAML refuses."""
_NAMES = {"\0": "NUL", "\r": "carriage return", "\x1b": "escape", "\x85": "next line"}

_FEATURES = {
    "merge": "YAML takes “<<” for a merge, which snap does not read: write the keys out here",
    "empty-key": "there is no key here: write one, or take the line out",
    "directive": "snap reads no YAML directives: take this line out",
    "document": "snap reads one document a file: take this line out, or start a new file with it",
    "complex-key": "YAML takes this for a list or a map as a key: write the key as a word or a few",
}


def corrected(source: Source, start: int, *, pure: bool = PURE) -> Correction | None:
    """The one correction, `key: >-` and the words on the next line, for the words at `start`.

    `start` is where they start in the file: the `start` of a text, a mapping or a list. To verify
    a fix the file is read again, so a source gets ten fixes at most; the lines are always there.
    None where no key and no entry of a list opens the words.
    """
    found = opened_at(source, start)
    return rewrite(source, found, _again(source, pure).exact) if found else None


@lru_cache(maxsize=2)
def _again(source: Source, pure: bool) -> Again:
    """One for each source, so that its bound holds for all that is asked of the source."""
    return Again(source, parse(source, pure), pure)


def hidden_characters(source: Source) -> Iterator[Problem]:
    """A problem for each character that hides text from whoever reviews the file."""
    for at, char in source.hidden():
        yield Problem("hidden-character", Range(source, at, at + 1), _hidden(char))


def problems(source: Source, parsed: Parsed, pure: bool = PURE) -> Iterator[Problem]:
    """What there is to say of a parsed source: after a fault that ended it, that one alone."""
    again = Again(source, parsed, pure)
    if parsed.fatal is not None:
        yield _fatal(source, parsed.fatal, again)
        return
    causes: set[tuple[str, int]] = set()
    for fault in parsed.faults:
        if fault.kind in ("odd-indent", "cut"):  # one cause, one problem: its fix mends them all
            if (fault.kind, fault.other) in causes:
                continue
            causes.add((fault.kind, fault.other))
        yield _problem(source, parsed, fault, again)


def _fatal(source: Source, fault: Fault, again: Again) -> Problem:
    """The problem of a fault after which nothing could be read."""
    if fault.kind == "syntax":
        return broken(source, fault, again)
    if fault.kind == "complex-key":
        if source.text[fault.start - 1 : fault.start + 1] == "{{":
            return broken(source, fault, again)
        at = Range(source, fault.start, fault.end)
        return Problem("yaml-feature", at, _FEATURES[fault.kind])
    at = source.line_range(source.position(fault.start)[0])
    if fault.kind == "unreadable":
        if found := _REFUSED.search(source.text):
            return Problem("hidden-character", Range(source, *found.span()), _hidden(found[0]))
        return Problem("broken-yaml", at, "YAML cannot read this file: save it again as plain text")
    bound = (
        f"more than {MOST_DEPTH} lists and maps inside one another"
        if fault.kind == "deep"
        else f"more than {MOST_NODES:,} entries in a file"
    )
    return Problem(
        "oversized-file", at, f"snap does not read {bound}, as from here on: split it up"
    )


def _problem(source: Source, parsed: Parsed, fault: Fault, again: Again) -> Problem:
    """The problem of a fault after which YAML went on."""
    at = Range(source, fault.start, fault.end)
    match fault.kind:
        case "duplicate":
            first = source.position(fault.other)[0]
            reason = f"“{at.text}” stands on line {first} and again on line {at.line}: keep one"
            return Problem("duplicate-key", at, reason)
        case "escaped":
            return Problem("hidden-character", at, _hidden(fault.note))
        case "odd-indent":
            return indents(source, fault.start, "lost-text", again)
        case "cut":
            return _cut(source, parsed, fault, again)
        case "bullets":
            return bulleted(source, at, opened_at(source, at.start), "lost-text", again)
        case "swallowed":
            return _swallowed(source, fault, again)
        case "tag" | "anchor" | "alias" | "explicit-key":
            return _feature(source, fault, again)
        case _:
            at = at if at.text else source.line_range(at.line)
            return Problem("yaml-feature", at, _FEATURES[fault.kind])


def _feature(source: Source, fault: Fault, again: Again) -> Problem:
    """A tag, an anchor, an alias or a `? `: as a rule the author meant words."""
    at = Range(source, fault.start, fault.end)
    sign = source.text[at.start :].split(None, 1)[0]
    are_words = fault.kind in ("alias", "explicit-key") or len(at.text) > len(sign)
    found = opened_at(source, fault.start)
    is_typed = re.match(r"!!\w|!<", sign)
    if found and found.key != "<<" and are_words and not is_typed:
        reason = start_reason(at.text)
        fixed = rewrite(source, found, again.exact)
        if reason and fixed:
            # “*total*” may be meant as words, and “*total” as the text of “&total”.
            fix = fixed.fix
            if fix is not None and fault.kind in ("anchor", "alias"):
                fix = fix._replace(safe=False)
            return Problem("yaml-feature", at, with_lines(reason, fixed.lines), fix)
    reason = f"snap reads all of a file as text, without YAML’s “{sign}”: take it out"
    return Problem("yaml-feature", Range(source, at.start, at.start + len(sign)), reason)


def _swallowed(source: Source, fault: Fault, again: Again) -> Problem:
    """A quotation mark that opens words and is never closed, so that the next one ends them."""
    found = opened_at(source, fault.start)
    row = source.position(fault.start)[0]
    at = Range(source, fault.start, source.line_range(row).end)
    reason = "YAML reads on to the next quotation mark, over the keys below. " + PUT
    fixed = rewrite(source, found, again.there, cure=_unopened) if found else None
    if fixed is None:
        return Problem("lost-text", at, "YAML reads on over the keys below: close this quotation")
    return Problem("lost-text", at, with_lines(reason, fixed.lines), fixed.fix)


def _unopened(words: str) -> str:
    return words.lstrip('"')


def _cut(source: Source, parsed: Parsed, fault: Fault, again: Again) -> Problem:
    """An entry of a `{…}` map without a value: a comma in the words has cut them."""
    at = Range(source, fault.start, fault.end)
    node = _map_at(parsed.root, fault.other)
    found = opened_at(source, fault.other)
    dropped = f"YAML takes the comma for the end of the words, and “{at.text}” for a key"
    if node is not None and all(_is_cut(*entry) for entry in node.pairs()):
        dropped = f"in a “{{…}}” map, “{at.text}” is a key without its “:”"
    lines = _unbraced(source, found, node) if found and node else []
    if not lines or found is None or node is None:
        return Problem("lost-text", at, f"{dropped}: write one key a line, without the braces")
    edit = Edit(Range(source, source.starts[found.line - 1], node.end), "\n".join(lines))
    fix = Fix((edit,)) if again.clean(edit) else None
    return Problem("lost-text", at, with_lines(f"{dropped}. Write one key a line:", lines), fix)


def _is_cut(key: Addressed, value: Node) -> bool:
    """Whether an entry of a `{…}` map has no colon: its empty value stands right behind it."""
    return isinstance(value, Addressed) and value.start == value.end == key.end


def _map_at(root: Node | None, start: int) -> MapNode | None:
    """The `{…}` map that starts at an offset."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, MapNode):
            if node.flow and node.start == start:
                return node
            waiting += node.entries.values()
        elif isinstance(node, ListNode):
            waiting += node.items
    return None


def _unbraced(source: Source, found: Opening, node: MapNode) -> list[str]:
    """A `{…}` map as one key a line; empty where it holds more than words on one line."""
    text = source.text
    rows: list[tuple[str, int, int, bool]] = []  # a key, where its words stand, whether they grew
    reached = node.start + 1
    for key, value in node.pairs():
        if not isinstance(value, Addressed) or text[reached : key.start].strip(" ,"):
            return []
        reached = max(key.end, value.end)
        if rows and _is_cut(key, value) and rows[-1][1] < rows[-1][2]:
            rows[-1] = (*rows[-1][:2], key.end, True)
        else:
            rows.append((text[key.start : key.end], value.start, value.end, False))
    line_end = text.find("\n", node.end)
    rest = text[reached : line_end if line_end >= 0 else None]
    if rest.strip(" ,") != "}" or "\n" in text[node.start : node.end]:
        return []
    margin = " " * (found.column + 2)
    lines = []
    for name, start, end, has_grown in rows:
        words = text[start:end]
        own_line = [f"{margin}{name}: >-", f"{margin}  {words}"]
        lines += own_line if has_grown else [f"{margin}{name}: {words}".rstrip()]
    head = text[source.starts[found.line - 1] : found.words].rstrip()
    return [head, *lines] if found.key else [f"{head} {lines[0].lstrip()}", *lines[1:]]


def _hidden(char: str) -> str:
    """The reason for a character that cannot be seen, with its code point and the cure."""
    name = _NAMES.get(char) or unicodedata.name(char, "").lower()
    shown = f"U+{ord(char):04X} ({name})" if name else f"U+{ord(char):04X}"
    if char in _BREAKS:
        return f"{shown} breaks the line here and cannot be seen: press Return there instead"
    return f"{shown} cannot be seen and does not belong in a text: delete it"
