"""A rule as a page, as a record, and all of them as a table: from the rule itself, nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from textwrap import wrap

from snapmsg import locales
from snapmsg.rule import ENGLISH, UNREAD, Example, Rule, all_rules
from snapmsg.terminal import Style, clean_line, clip, paint, width

WIDEST = 88
"""The most columns of running text: longer lines are hard to follow."""

LANGUAGES: Mapping[str, str] = {
    "cy": "Welsh", "de": "German", "es": "Spanish", "fr": "French", "nl": "Dutch",
    "pt": "Portuguese",
}  # fmt: skip
"""What the languages that rules know besides English are called in it."""


def page(rule: Rule, columns: int, colour: bool) -> Iterator[str]:
    """All about one rule, in so many columns."""
    head = paint(rule.name, Style.BOLD, on=colour)
    yield f"{head}  {rule.code}, {rule.severity}, {rule.family.lower()}"
    yield ""
    for paragraph in (rule.summary, *rule.why.split("\n\n")):
        yield from wrap(clean_line(" ".join(paragraph.split())), min(columns, WIDEST))
        yield ""
    if (read := _languages(rule)) is not None:
        yield from wrap(f"It reads {read}.", min(columns, WIDEST))
        yield ""
    yield from _examples("Found in", rule.bad, columns, colour)
    yield from _examples("Not found in", rule.good, columns, colour)
    if rule.options:
        yield paint("Its options, in snap.yaml", Style.BOLD, on=colour)
        yield "    rules:"
        yield f"      {rule.name}:"
        for option in rule.options:
            yield f"        {option.name}: {_as_yaml(option.default)}"
        yield ""
    if not rule.on:
        yield paint("To switch it on, in snap.yaml", Style.BOLD, on=colour)
        yield "    rules:"
        yield f"      {rule.name}: {rule.severity}"
        return
    if rule.name in UNREAD:
        yield "It cannot be switched off: snap checks nothing in a file that it cannot read."
        return
    yield paint("To switch it off", Style.BOLD, on=colour)
    yield "  for one key, on the line above it:"
    yield f"    # snap: ignore[{rule.name}] the reason"
    if rule.base != rule.code:
        yield "  for the whole library: take it out under words: in snap.yaml"
        return
    yield "  for the whole library, in snap.yaml:"
    yield "    rules:"
    yield f"      {rule.name}: off"


def _languages(rule: Rule) -> str | None:
    """The languages that a rule reads, in a sentence; None where it reads no language."""
    if rule.language is not None:
        return f"{locales.get(rule.language).name}, and is silent in other languages"
    listed = rule.find.listed if rule.find is not None else ()
    codes = [code for code in locales.CODES if "-" not in code and code != ENGLISH]
    found = (code for code in codes if any(tuple(words(locales.get(code))) for words in listed))
    known = [LANGUAGES[code] for code in found]
    return f"English, {', '.join(known[:-1])} and {known[-1]}" if known[1:] else None


def table(columns: int, colour: bool, own: Sequence[Rule] = ()) -> Iterator[str]:
    """Every rule on a line, by family, with those that a team has made of its `own` words."""
    rules = with_own(own)
    codes = max(len(rule.code) for rule in rules)
    names = max(len(rule.name) for rule in rules)
    severities = max(len(rule.severity) for rule in rules)
    for family, members in groupby(rules, key=lambda rule: rule.family):
        yield paint(family, Style.BOLD, on=colour)
        for rule in members:
            severity = rule.severity if rule.on else "off"
            lead = f"  {rule.code:<{codes}}  {rule.name:<{names}}  {severity:<{severities}}  "
            for line in wrap(clean_line(rule.summary), max(min(columns, WIDEST) - len(lead), 20)):
                yield lead + line
                lead = " " * len(lead)
        yield ""


def with_own(own: Sequence[Rule]) -> list[Rule]:
    """Every rule in order, a team's own behind those that they are made from."""
    made = {base: [rule for rule in own if rule.base == base] for base in {r.base for r in own}}
    return [each for rule in all_rules() for each in (rule, *made.get(rule.code, ()))]


def markdown_table() -> str:
    """Every rule as a row of a Markdown table, for the README."""
    rows = ["| code | rule | severity | what it finds |", "| --- | --- | --- | --- |"]
    for rule in all_rules():
        summary = rule.summary.replace("|", "\\|")
        severity = rule.severity if rule.on else f"{rule.severity}, off by default"
        rows.append(f"| {rule.code} | `{rule.name}` | {severity} | {summary} |")
    return "\n".join(rows) + "\n"


def record(rule: Rule) -> dict[str, object]:
    """A rule as scripts know it. Each example is text, `[before, after]`, or `{path: text}`."""
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity,
        "on": rule.on,
        "summary": rule.summary,
        "why": rule.why,
        "reads": rule.reads,
        "language": rule.language,
        "options": [option._asdict() for option in rule.options],
        "fixable": rule.fixable,
        "bad": [dict(e) if isinstance(e, Mapping) else e for e in rule.bad],
        "good": [dict(e) if isinstance(e, Mapping) else e for e in rule.good],
    }


def _as_yaml(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(str, value)) + "]"
    return str(value)


def _examples(
    heading: str, examples: tuple[Example, ...], columns: int, colour: bool
) -> Iterator[str]:
    """Examples one after another, the marked words of each with carets below them."""
    if not examples:
        return
    yield paint(heading, Style.BOLD, on=colour)
    for example in examples:
        for path, text in _files(example):
            if path:
                yield f"    {paint(clip(path + ':', columns - 4), Style.DIM, on=colour)}"
            for whole, marks in _marked(text.rstrip("\n")):
                line, carets = _cut(whole, marks, columns - 4)
                yield f"    {line}".rstrip()
                if carets:
                    yield f"    {paint(carets, Style.RED, on=colour)}"
        yield ""


def _files(example: Example) -> Iterator[tuple[str, str]]:
    """The texts of an example, each with what to say above it."""
    if isinstance(example, str):
        yield "", example
    elif isinstance(example, tuple):
        yield "", example[0]
        yield "becomes", example[1]
    else:
        yield from example.items()


def _marked(text: str) -> Iterator[tuple[str, str]]:
    """The lines of a text, each with the carets that stand below what «…» marks in it."""
    inside = False
    for line in text.split("\n"):
        bare, carets = "", ""
        for char in clean_line(line):
            if char in "«»":
                inside = char == "«"
                continue
            bare += char
            carets += ("^" if inside and bare.strip() else " ") * width(char)
        yield bare, carets.rstrip()


def _cut(line: str, carets: str, room: int) -> tuple[str, str]:
    """A line and its carets in so many columns, with where the carets begin in sight."""
    skip = carets.find("^") - room // 3
    if len(carets) > room and skip > 0:
        line, carets = "…" + line[skip + 1 :], " " + carets[skip + 1 :]
    return clip(line, room), carets[:room]
