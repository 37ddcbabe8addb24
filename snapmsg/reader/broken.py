"""Why YAML refuses a file, told from the lines that its author wrote.

YAML's own words ("mapping values are not allowed in this context") help nobody here, and it often
gives up far behind the fault. So the cause is looked for in the words of the entry itself.
"""

from __future__ import annotations

import re

from snapmsg.diagnostic import Edit, Fix, Problem
from snapmsg.model import OWNERS, RESERVED, owner_of
from snapmsg.reader.again import Again
from snapmsg.reader.events import BULLET, ODD_INDENT, Fault, has_bullets
from snapmsg.reader.lines import (
    HEADER,
    Opening,
    last_line,
    opening,
    opening_above,
    rewrite,
    spaced,
    with_lines,
)
from snapmsg.source import Range, Source

PUT = "Put the words on a line of their own:"

_STARTS = (
    (r"\{[{%#]", "YAML takes “{}” at the start for a map"),
    (r"\{", "YAML takes “{}” at the start for a map"),
    (r"\[", "YAML takes “{}” at the start for a list"),
    (r"[|>]", "YAML takes “{}” at the start for a sign of its own"),
    (r"!\S*", "YAML takes “{}” at the start for a tag"),
    (r"&\S*", "YAML takes “{}” at the start for an anchor"),
    (r"\*\S*", "YAML takes “{}” at the start for an alias"),
    (r"-(?=\s|$)", "YAML takes “{}” at the start for an entry of a list"),
    (r"\?(?=\s|$)", "YAML takes “{}” at the start for a key"),
    (r":(?=\s|$)", "YAML takes “{}” at the start for the end of a key"),
    (r"[@`%,\]}]", "YAML does not let words start with “{}”"),
)
"""What YAML makes of the first characters of words. The first that matches says it."""

_LISTS = frozenset(
    ["tags", "sounds_like", "formerly", "choices", "channels", "locales", "holidays"]
)
"""Keys whose `[` is meant for a list."""

_MAPS = frozenset(
    ["variables", "channels", "examples", "short", "for_agents", "teams", "hours", "locales",
     "promises", "labels", "words", "rules", "ignore"]
)  # fmt: skip
"""Keys whose `{` is meant for a map."""
_ENTRY = re.compile(r"[\w-][\w -]*:(?: [^{}\[\]#\n]*)?")

_MOST_INDENTS = 500

_KEY = re.compile(r"([a-z_][a-z0-9_]*):(?= |$)")
_TIGHT = re.compile(r"([a-z_][a-z0-9_]*):(?=[^\s/:])")
_TAB = re.compile(r" *\t")
_OWNED = re.compile(rf"(?:{'|'.join(OWNERS)}):")
_COLON = re.compile(r":(?=\s|$)")


def start_reason(words: str) -> str:
    """What YAML makes of how these words start, and the cure; empty where it makes nothing."""
    for pattern, reason in _STARTS:
        if found := re.match(pattern, words):
            return f"{reason.format(found[0])}. {PUT}"
    return ""


def broken(source: Source, fault: Fault, again: Again) -> Problem:
    """The problem of a syntax error: at the author's words, with the corrected lines."""
    row = source.position(fault.start)[0]
    line = source.line(row)
    lead = line[: len(line) - len(line.lstrip())]
    gave_up = source.position(fault.other)[0]
    for near in (row, gave_up):
        if _TAB.match(source.line(near)) or ODD_INDENT.match(source.line(near)):
            problem = indents(source, source.starts[near - 1], "broken-yaml", again)
            if problem.fix is not None or (near == row and "\t" in lead):
                return problem
    found = opening_above(source, row)
    near = row
    if found is not None and found.line == row and fault.other < found.words - 1:
        near = row - 1  # YAML read the line above and this one as one key
    is_inside = found is not None and near > found.line and len(lead) > found.column
    if not is_inside and (tight := _TIGHT.match(source.line(near).lstrip(" -"))):
        return _tight(source, near, tight, again)
    if found is None:
        reason = "YAML finds no key here: start with one, such as “title:”, and a space"
        return Problem("broken-yaml", source.line_range(row), reason)
    stray = _stray(source, fault, found, row)
    return stray or _words(source, fault, found, row, again)


def _tight(source: Source, row: int, found: re.Match[str], again: Again) -> Problem:
    """`status:We are late`: a colon without its space."""
    at = source.line_range(row)
    colon = at.start + at.text.index(":") + 1
    line = source.line(row)
    column = colon - source.starts[row - 1]
    edit = Edit(Range(source, colon, colon), " ")
    fix = Fix((edit,)) if again.clean(edit) else None
    reason = f"“{found[1]}:” needs a space behind it to be a key:"
    reason = with_lines(reason, [f"{line[:column]} {line[column:]}"])
    return Problem("broken-yaml", Range(source, colon - len(found[0]), colon), reason, fix)


def _stray(source: Source, fault: Fault, found: Opening, row: int) -> Problem | None:
    """A line that is, as like as not, a key in the wrong column or without its colon.

    There is no fix, because these might be words too.
    """
    at = source.line_range(row)
    margin = " " * found.column
    is_below = row > found.line
    key = _KEY.match(at.text)
    if is_below and key and found.key:
        reason = (
            f"YAML takes “{key[0]}” for words, because it is indented further than the key above"
        )
        reason = with_lines(f"{reason}. Start it in the same column:", [margin + at.text])
        return Problem("broken-yaml", Range(source, at.start, at.start + len(key[0])), reason)
    if is_below and at.start - source.starts[row - 1] <= found.column and _is_name(source, row):
        reason = with_lines(f"“{at.text}” needs a “:” to be a key:", [f"{margin}{at.text}:"])
        return Problem("broken-yaml", at, reason)
    if not is_below and max(fault.start, fault.other) < found.words - 1:
        reason = (
            "YAML cannot tell what this belongs to: start it in the same column as its neighbours"
        )
        return Problem("broken-yaml", at, reason)
    return None


def _is_name(source: Source, row: int) -> bool:
    """Whether a line is a key without its colon: one word that is a name or has lines below it."""
    line, below = source.line(row), source.line(row + 1)
    if not re.fullmatch(r"[a-z_][a-z0-9_]*", line.strip()):
        return False
    indent = len(line) - len(line.lstrip())
    has_more = bool(below.strip()) and len(below) - len(below.lstrip()) > indent
    return has_more or "_" in line or line.strip() in RESERVED


def _words(source: Source, fault: Fault, found: Opening, row: int, again: Again) -> Problem:
    """Words that YAML cannot take where they stand, as against on a line of their own."""
    text = source.text
    finish = source.line_range(last_line(source, found, row)).end
    body = text[found.words : finish]
    if HEADER.match(body) and HEADER.fullmatch(body.split("\n", 1)[0]):
        body = body.partition("\n")[2]
    words = body.strip()
    start = text.find(words, found.words)
    at = Range(source, start, finish)
    cure = None
    if has_bullets(words):
        return bulleted(source, at, found, "broken-yaml", again)
    quote = words[:1]
    if quote in ("'", '"') and quote not in words[1:]:
        reason = "YAML finds no end to the quotation that starts here"
        cure = _without_quotes if quote == '"' else str
        at = Range(source, start, source.line_range(at.line).end)
    elif quote in ("'", '"') and "escape" in fault.note:
        slash = text.rfind("\\", start, fault.other + 1)
        reason = f"YAML does not know the escape “{text[slash : slash + 2]}”"
        at = Range(source, slash, slash + 2) if slash >= 0 else at
        cure = _without_quotes
    elif quote in ("'", '"'):
        reason = "YAML takes the words in quotation marks for all of the text"
        at = Range(source, start, start + words.index(quote, 1) + 1)
    elif quote == "[" and found.key in _LISTS:
        return _unclosed_list(source, found, words, at, again)
    elif quote == "{" and found.key in _MAPS:
        return _unclosed_map(source, found, words, at, again)
    elif sign := start_reason(words):
        reason = sign.removesuffix(f". {PUT}")
        at = Range(source, start, start + len(reason.split("“")[1].split("”")[0]))
    elif text[fault.other : fault.other + 1] == ":" or _COLON.search(words):
        colon = fault.other
        if text[colon : colon + 1] != ":" or not start <= colon < finish:
            colon = start + next((m.start() for m in _COLON.finditer(words)), 0)
        reason = "YAML takes the “: ” in these words for a new key"
        at = Range(source, colon, min(colon + 2, source.line_range(source.position(colon)[0]).end))
    elif hash_sign := re.search(r"\s#", words):
        reason = "YAML takes “#” behind a space for a comment, and the words below it for nothing"
        at = Range(source, start + hash_sign.start() + 1, start + hash_sign.start() + 2)
    elif row > found.line and opening(source, row) is None:
        reason = "YAML takes a line that is not indented for a new key"
        at = source.line_range(row)
    elif text[start - 1] == "\t":
        reason = "YAML does not take a tab behind a colon"
    else:
        reason = "YAML cannot read these words as they stand"
    fixed = rewrite(source, found, again.exact, through=row, cure=cure)
    if fixed is None:
        return Problem("broken-yaml", at, f"{reason}: check the signs and the indent of this line")
    return Problem("broken-yaml", at, with_lines(f"{reason}. {PUT}", fixed.lines), fixed.fix)


def _without_quotes(words: str) -> str:
    """Words without the quotation marks around them, or the one that opens them."""
    quote = words[:1]
    return words[1:].removesuffix(quote).strip()


def _unclosed_list(source: Source, found: Opening, words: str, at: Range, again: Again) -> Problem:
    """`tags: [delay, carrier` and no bracket that closes it."""
    reason = "YAML cannot read this list: write each entry on a line of its own, after a “- ”"
    first = source.line_range(at.line)
    if "]" in words or "\n" in words:
        return Problem("broken-yaml", Range(source, at.start, first.end), reason)
    edit = Edit(Range(source, at.end, at.end), "]")
    fix = Fix((edit,), safe=False) if again.clean(edit) else None
    reason = with_lines("YAML finds no end to this list:", [f"{source.line(at.line).rstrip()}]"])
    return Problem("broken-yaml", at, reason, fix)


def _unclosed_map(source: Source, found: Opening, words: str, at: Range, again: Again) -> Problem:
    """`rules: {vague-time: error` and no brace that closes it: a key a line, without braces."""
    first = source.line_range(at.line)
    reason = "YAML cannot read this “{…}” map: write one key a line below, without the braces"
    inner = words.strip("{} \t,")
    entries = [entry.strip() for entry in inner.split(",")]
    if not all(_ENTRY.fullmatch(entry) for entry in entries):
        return Problem("broken-yaml", Range(source, at.start, first.end), reason)
    head = source.text[source.starts[found.line - 1] : found.words].rstrip()
    lines = [head, *(f"{' ' * (found.column + 2)}{entry}" for entry in entries)]
    edit = Edit(Range(source, source.starts[found.line - 1], at.end), "\n".join(lines))
    fix = Fix((edit,), safe=False) if again.clean(edit) else None
    return Problem("broken-yaml", at, with_lines(f"{reason}:", lines), fix)


def indents(source: Source, start: int, rule: str, again: Again) -> Problem:
    """Indents with tabs, or with spaces that YAML takes for letters. The fix mends all of them."""
    row = source.position(start)[0]
    line = source.line(row)
    line_start = source.starts[row - 1]
    at = Range(source, line_start, line_start + len(line) - len(line.lstrip()))
    edits = [Edit(lead, indent) for lead, indent in spaced(source, row)]
    name = "a tab" if "\t" in at.text else "no-break spaces"
    reason = f"YAML does not take {name} for an indent: use spaces"
    near = [e for e in edits if row <= e.at.line < row + 3] if len(edits) <= _MOST_INDENTS else []
    if near:
        shown = [edit.text + source.text[edit.at.end :].split("\n", 1)[0] for edit in near]
        reason = with_lines(f"{reason}:", shown)
    fix = Fix(tuple(edits)) if near and again.clean(*edits) else None
    return Problem(rule, at, reason, fix)


def bulleted(source: Source, at: Range, found: Opening | None, rule: str, again: Again) -> Problem:
    """Lines with bullets, of which YAML makes one: entries of a list, or paragraphs."""
    reason = "YAML makes one line of these"
    lines = [line.strip(" \t") for line in at.text.split("\n")]
    if found is None or lines[0].startswith(("'", '"')):
        return Problem(rule, at, f"{reason}: put an empty line between them")
    if HEADER.fullmatch(lines[0]):
        lines = lines[1:]
    if found.key and found.key != "next_steps":
        fixed = rewrite(source, found, again.exact, cure=_apart)
        if fixed is not None:
            reason = with_lines(f"{reason}. Put an empty line between them:", fixed.lines)
            return Problem(rule, at, reason, fixed.fix)
    head = source.text[source.starts[found.line - 1] : found.words].rstrip()
    margin = " " * (found.column + 2 if found.key else found.column)
    body = [head] if found.key else []
    for line in lines:
        words = line[1:].lstrip(" \t\xa0") if BULLET.match(line) else line
        if words is not line and found.key == "next_steps" and not _OWNED.match(words):
            words = f"{owner_of(words) or 'us'}: {words}"
        if words is not line or len(body) < 1 + bool(found.key):
            body.append(f"{margin}- {words}")
        elif line:
            body[-1] += f" {words}"
    edit = Edit(Range(source, source.starts[found.line - 1], at.end), "\n".join(body))
    fix = Fix((edit,), safe=False) if again.clean(edit) else None
    reason = with_lines(f"{reason}. Write each as an entry of its own:", body)
    return Problem(rule, at, reason, fix)


def _apart(words: str) -> str:
    """An empty line before each line that starts with a bullet."""
    lines = words.split("\n")
    return "\n".join(
        f"\n{line}" if row and lines[row - 1] and BULLET.match(line) else line
        for row, line in enumerate(lines)
    )
