"""Jinja's tokens with their offsets, and all that can be checked on them before it parses.

Jinja's own tokens know their line only. Here each one carries its offset in the line's stead, and
Jinja's parser hands that on to the nodes it makes. Its parser recurses, so what would take it deep
is bounded here; what is wrong with a tag as a whole is said here, where its place is known.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError

from snapmsg.errors import did_you_mean
from snapmsg.wording.tree import Fault

MOST_TAGS = 200
MOST_TOKENS = 200
MOST_NESTED = 10
MOST_QUOTED = 1000

_NUMBER = re.compile(r"[0-9]{1,15}(\.[0-9]{1,9})?")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_KNOWN = ("if", "elif", "else", "endif", "include")
_SHARED = (
    "words that several messages share go into a file of partials/: "
    'write {% include "its-name.txt" %}'
)
_DECLARE = "wording sets no variables: declare it under `variables:` and write its {{ name }}"
_LOOPS = (
    "wording has no loops: declare a variable of type list, such as items, "
    "and write {{ items | and_list }}"
)
_RAW = '{% raw %} is not part of snap’s language: write {{ "{{" }} where you mean two braces'
_STRAY = "is not part of snap’s language: take it out"
_TAGS = {
    "for": _LOOPS,
    "endfor": _LOOPS,
    "break": _LOOPS,
    "continue": _LOOPS,
    "set": _DECLARE,
    "endset": _DECLARE,
    "with": _DECLARE,
    "endwith": _DECLARE,
    "macro": _SHARED,
    "endmacro": _SHARED,
    "call": _SHARED,
    "endcall": _SHARED,
    "block": _SHARED,
    "endblock": _SHARED,
    "extends": _SHARED,
    "import": _SHARED,
    "from": _SHARED,
    "filter": "a filter stands in its blank: write {{ name | upper }}",
    "endfilter": "a filter stands in its blank: write {{ name | upper }}",
    "autoescape": "every channel encodes values by itself: take this out",
    "endautoescape": "every channel encodes values by itself: take this out",
    "do": f"{{% do %}} {_STRAY}",
    "debug": f"{{% debug %}} {_STRAY}",
    "trans": "a translation is a file of its own: take {% trans %} out",
    "endtrans": "a translation is a file of its own: take {% endtrans %} out",
    "raw": _RAW,
    "endraw": _RAW,
}
_ALIASES = {
    "elseif": "elif",
    "elsif": "elif",
    "elif_": "elif",
    "end": "endif",
    "fi": "endif",
    "end_if": "endif",
    "ifend": "endif",
    "unless": "if",
    "when": "if",
    "partial": "include",
}
_CHARACTERS = {
    "&": "write `and`",
    "!": "write `not`",
    "?": 'write {{ "words" if name else "other words" }}',
    "#": "write {% if name %}…{% endif %}",
    "$": "write {{ name }}",
    "@": "write {{ name }}",
    **dict.fromkeys("“”„«»", 'write straight quotation marks: "words"'),
    **dict.fromkeys("‘’‚`", 'write straight quotation marks: "words"'),
    **dict.fromkeys("–—", "a name has letters, digits and _ only"),
}


class Tag(NamedTuple):
    """A `{{ … }}`, `{% … %}` or `{# … #}`.

    `word` is a statement's first, such as `if`, and `second` the one after it.
    """

    opening: str
    start: int
    end: int
    word: str
    second: str = ""


class Scan(NamedTuple):
    """A text's tokens as `(offset, type, value)`, its tags, and what is wrong with them.

    `ends` maps where an `if` or `for` tag starts to where its `endif` or `endfor` ends.
    """

    tokens: list[tuple[int, str, str]]
    tags: list[Tag]
    ends: dict[int, int]
    faults: list[Fault]


@cache
def environment(template: bool) -> Environment:
    """The Jinja that reads wording, or templates. It never compiles anything."""
    # No cache of templates, no globals, no filters: nothing but its lexer and parser is used.
    return Environment(
        keep_trailing_newline=True, trim_blocks=template, lstrip_blocks=template, cache_size=0
    )


def scan(text: str, template: bool) -> Scan:
    """The tokens and tags of a text, with every fault that can be told from them."""
    tokens, open_tag, problem = _placed(text, template, None)
    tags, faults = _tags(tokens)
    if open_tag is not None:
        faults.append(_unclosed(text, open_tag, problem))
    elif problem is not None:
        faults.append(_unreadable(text, *problem))
    if len(tags) > MOST_TAGS and sum(tag.opening == "{%" for tag in tags) > MOST_TAGS:
        reason = f"this text has more than {MOST_TAGS} {{% … %}}: say it more simply, or split it"
        faults.append(Fault("outside-the-language", tags[0].start, tags[0].end, reason))
    faults += _values(tokens)
    known = (*_KNOWN, "for", "endfor") if template else _KNOWN
    faults += _statements(tags, known)
    ends: dict[int, int] = {}
    if not faults:
        faults += _nesting(tags, ends)
    return Scan(tokens, tags, ends, faults)


def scan_expression(text: str) -> Scan:
    """The tokens of a condition that stands alone, without `{{ }}` or `{% %}` around it."""
    tokens, _, problem = _placed(text, False, "variable")
    faults = _values(tokens)
    if problem is not None:
        faults.append(_unreadable(text, *problem))
    if not faults:
        faults += _deep(tokens, Tag("", 0, len(text), ""))
    return Scan(tokens, [Tag("", 0, len(text), "")], {}, faults)


def _placed(
    text: str, template: bool, state: str | None
) -> tuple[list[tuple[int, str, str]], int | None, tuple[int, str] | None]:
    """Jinja's tokens by offset; where a tag starts that never ends; and where its lexer stopped.

    The lexer leaves out only white space, which `-` and lstrip_blocks strip before a tag: so the
    next token stands where its text is next found.
    """
    tokens: list[tuple[int, str, str]] = []
    open_tag: int | None = None
    position = 0
    try:
        for _, kind, value in environment(template).lexer.tokeniter(text, None, None, state):
            position = text.index(value, position)
            tokens.append((position, kind, value))
            if kind.endswith("_begin"):
                open_tag = position
            elif kind.endswith("_end"):
                open_tag = None
            position += len(value)
    except TemplateSyntaxError as error:
        found = re.fullmatch(r"unexpected char .+ at (\d+)", error.message or "", re.DOTALL)
        return tokens, open_tag, (int(found[1]) if found else position, error.message or "")
    return tokens, open_tag, None


def _tags(tokens: list[tuple[int, str, str]]) -> tuple[list[Tag], list[Fault]]:
    """The closed tags in order, and what is wrong with their size."""
    tags: list[Tag] = []
    faults: list[Fault] = []
    start, opening = 0, ""
    inside: list[tuple[int, str, str]] = []
    for token in tokens:
        offset, kind, value = token
        if kind.endswith("_begin"):
            start, opening, inside = offset, value[:2], []
        elif kind.endswith("_end"):
            end = offset + len(value.rstrip())
            words = [item for item in inside if item[1] not in ("whitespace", "comment")]
            said = [value if kind == "name" else "" for _, kind, value in words[:2]]
            word, second = [*said, "", ""][:2] if opening == "{%" else ("", "")
            tag = Tag(opening, start, end, "raw" if kind == "raw_end" else word, second)
            tags.append(tag)
            faults += _deep(words, tag)
        else:
            inside.append(token)
    return tags, faults


def _deep(tokens: list[tuple[int, str, str]], tag: Tag) -> list[Fault]:
    """A fault where an expression is too long or too deep for a parser that recurses."""
    depth = deepest = 0
    for _, _, value in tokens:
        if value in ("(", "[", "{"):
            depth += 1
            deepest = max(deepest, depth)
        elif value in (")", "]", "}"):
            depth -= 1
    if deepest <= MOST_NESTED and len(tokens) <= MOST_TOKENS:
        return []
    reason = "this is too deep for a message: say it more simply, or let a variable decide"
    return [Fault("outside-the-language", tag.start, tag.end, reason)]


def _values(tokens: list[tuple[int, str, str]]) -> list[Fault]:
    """What is wrong with quoted words and numbers."""
    faults = []
    for offset, kind, value in tokens:
        rule, reason = "outside-the-language", ""
        if kind == "string":
            if "\\" in value:
                reason = "a backslash means nothing in quoted words: write the character itself"
            elif len(value) > MOST_QUOTED:
                reason = "these quoted words are long: use {% if … %}…{% endif %} around them"
        elif kind in ("integer", "float") and not _NUMBER.fullmatch(value):
            reason = "snap compares plain numbers of at most 15 digits: write one such as 1250.50"
        elif kind == "name" and not value.isidentifier():
            rule, reason = "wording-syntax", "a name has letters, digits and _ only: mend it"
        if reason:
            faults.append(Fault(rule, offset, offset + len(value), reason))
    return faults


def _statements(tags: list[Tag], known: tuple[str, ...]) -> list[Fault]:
    """A fault for each `{% … %}` that is not one of `known`."""
    faults = []
    refused: set[str] = set()
    for tag in tags:
        if (tag.opening != "{%" and tag.word != "raw") or tag.word in known:
            continue
        if tag.word.removeprefix("end") in refused:
            continue  # one cause is one fault
        refused.add(tag.word)
        rule = "outside-the-language"
        if not tag.word:
            rule = "wording-syntax"
            reason = "this {% … %} says nothing: write {% if name %}…{% endif %}, or take it out"
        elif not (reason := _TAGS.get(tag.word, "")):
            meant = did_you_mean(tag.word, known, _ALIASES)
            several = ", ".join(known[:-1])
            reason = f"{{% {tag.word} %}} is not one of {several} and {known[-1]}.{meant}"
        faults.append(Fault(rule, tag.start, tag.end, reason))
    return faults


def _nesting(tags: list[Tag], ends: dict[int, int]) -> list[Fault]:
    """What is wrong with how `if`, `elif`, `else`, `endif` and the loop stand together."""
    faults: list[Fault] = []
    stack: list[tuple[Tag, bool]] = []  # and whether its else has been seen

    def fault(tag: Tag, reason: str, rule: str = "wording-syntax") -> None:
        faults.append(Fault(rule, tag.start, tag.end, reason))

    for tag in tags:
        word = tag.word
        if word in ("if", "for"):
            stack.append((tag, False))
            if len(stack) == MOST_NESTED + 1:
                reason = (
                    f"more than {MOST_NESTED} of these stand in one another: say it more simply"
                )
                fault(tag, reason, "outside-the-language")
            if word == "for" and sum(outer.word == "for" for outer, _ in stack) == 2:
                fault(
                    tag,
                    "a loop cannot stand in a loop: end the other first",
                    "outside-the-language",
                )
        elif word in ("endif", "endfor"):
            if stack and stack[-1][0].word == word[3:]:
                ends[stack.pop()[0].start] = tag.end
            else:
                opening = word[3:]
                fault(
                    tag, f"this {{% {word} %}} has no {{% {opening} … %}}: add it, or take this out"
                )
        elif word in ("elif", "else"):
            if not stack:
                fault(tag, f"this {{% {word} %}} has no {{% if … %}}: add it, or take this out")
            elif stack[-1][0].word == "for":
                reason = "a loop has no {% else %}: there is always a step, so take this out"
                fault(tag, reason, "outside-the-language")
            elif word == "else" and tag.second == "if":
                fault(tag, "two words for one: write {% elif … %}")
            elif stack[-1][1]:
                fault(tag, "this stands after {% else %}, which comes last: move it up")
            elif word == "else":
                stack[-1] = (stack[-1][0], True)
    for tag, _ in stack:
        reason = f"this {{% {tag.word} %}} has no end: write {{% end{tag.word} %}} where it stops"
        fault(tag, reason)
    return faults


def _unclosed(text: str, start: int, problem: tuple[int, str] | None) -> Fault:
    """The fault of a tag that the lexer did not see the end of."""
    opening = text[start : start + 2]
    closing = _CLOSING[opening]
    end = text.find(closing, start + 2)
    other = text.find(opening, start + 2)
    if end >= 0 and (other < 0 or end < other) and problem and not text.startswith("{{{", start):
        return _unreadable(text, *problem)
    line = text.find("\n", start)
    stop = min(place for place in (line, other, len(text)) if place > start)
    half = (
        "" if opening == "{#" else text[start + 2 : stop].strip().split(" ")[0].rstrip("}%.,!?;:")
    )
    if text.startswith("{{{", start):
        reason = "a blank has two braces on each side: write {{ name }}"
        return Fault("wording-syntax", start, max(stop, start + 2), reason)
    shown = f"{opening} {half} {closing}" if half.isidentifier() else f"{opening} … {closing}"
    reason = f"this “{opening}” is never closed: write {shown}"
    return Fault("wording-syntax", start, max(stop, start + 2), reason)


def _unreadable(text: str, offset: int, why: str) -> Fault:
    """The fault of a character or bracket that the lexer stopped at."""
    if why.startswith("unexpected char"):
        character = text[offset]
        cure = _CHARACTERS.get(character, "take it out")
        if character in "\"'":
            return Fault(
                "wording-syntax",
                offset,
                offset + 1,
                "these quotation marks are never closed: add the second one",
            )
        reason = f"{character} cannot stand in a blank or a condition: {cure}"
    else:
        reason = "these brackets do not match: each one that opens has to close"
        if why == "unexpected '}'":
            reason = "one brace is missing: close with two, as in {{ name }}"
    return Fault("wording-syntax", offset, min(offset + 1, len(text)), reason)
