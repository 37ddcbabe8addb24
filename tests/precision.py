"""How often each rule on words is right: over hard sentences, real messages and what ships.

    python tests/precision.py [real-messages.jsonl] [--markdown] [--all]

An alarm over a hard sentence is true where the sentence lists it. Of the others, those that
somebody has read and judged wrong are in `FALSE`, by a short hash of where and what they are.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import rule_harness as harness
import yaml

from snapmsg import channels, reader
from snapmsg.config import read_settings
from snapmsg.diagnostic import Diagnostic, Severity
from snapmsg.library import Library, open_library, shipped
from snapmsg.linter import lint, lint_text
from snapmsg.rule import all_rules
from snapmsg.source import Source

SENTENCES = Path(__file__).parent / "hard_sentences.yaml"
ABROAD = Path(__file__).parent / "hard_sentences_abroad.yaml"
ON_WORDS = {
    "Prose", "PartProse", "SilentPart", "StepProse",
    "Status", "NextSteps", "ApproximateTime", "PlannedOutcome",
}  # fmt: skip
NOT_ON_WORDS = {"repeated-text"}
"""Rules on words that a message laid into several parts would set off by itself."""
WANTED = {Severity.ERROR: 0.95, Severity.WARNING: 0.90, Severity.SUGGESTION: 0.90}
FEW = 20
"""Below so many alarms none may be false."""

FALSE: Mapping[str, str] = {
    "d39dbf35bcbb": "“submit your return as soon as possible” is theirs to do, and no time of ours",
}
"""Wrong alarms over real messages and the shipped library, as `mark` names them, and why."""


class Sentence(NamedTuple):
    """A hard sentence: its place, its words, what it should raise, and keys beside it."""

    place: str
    text: str
    raises: frozenset[str]
    facts: Mapping[str, str]
    locale: str = "en"


class Alarm(NamedTuple):
    """One diagnostic: the rule, the words under it, and its mark, "" where a list judges it."""

    rule: str
    words: str
    mark: str
    wrong: bool = False

    @property
    def true(self) -> bool:
        """Whether it is right."""
        return not self.wrong and self.mark not in FALSE


def sentences() -> Iterator[Sentence]:
    """All hard sentences, those in English first."""
    abroad = yaml.safe_load(ABROAD.read_text(encoding="utf-8"))["groups"]
    for group in [*yaml.safe_load(SENTENCES.read_text(encoding="utf-8")), *abroad]:
        facts, locale = group.get("facts", {}), group.get("locale", "en")
        for text in group.get("silent", ()):
            yield Sentence(group["in"], text.strip(), frozenset(), facts, locale)
        for told in group.get("told", ()):
            for rules, text in told.items():
                raises = frozenset(re.split(", ", rules))
                yield Sentence(group["in"], text.strip(), raises, facts, locale)


@cache
def clean(locale: str) -> str:
    """The clean scenario of the rules' examples, in a language."""
    if locale == "en":
        return harness.CLEAN
    said = yaml.safe_load(ABROAD.read_text(encoding="utf-8"))["clean"]
    return harness.over(harness.CLEAN, said[locale])


@cache
def library(locale: str = "en") -> Library:
    """The library of the rules' examples, in a language."""
    source = Source("snap.yaml", f"{harness.SETTINGS}locale: {locale}\n")
    settings, problems = read_settings(reader.read(source), source, channels.settings())
    assert problems == []
    return Library(None, settings, templates=open_library(Path("/")).templates)


def laid(sentence: Sentence) -> str:
    """A scenario that is clean but for the sentence, on a line of its own."""
    words = sentence.text
    if sentence.place in ("us", "you"):
        fragment = f"next_steps:\n  - {sentence.place}: >-\n      {words}"
    elif sentence.place == "say":
        fragment = f"approximate_time:\n  within: 36 hours\n  say: >-\n    {words}"
    else:
        fragment = f"{sentence.place}: >-\n  {words}"
    if sentence.place in ("approximate_time", "say"):
        fragment += "\nshort:"  # with one promise in the message, and not another one beside it
    facts = "".join(f"{key}: {value}\n" for key, value in sentence.facts.items())
    shared = "variables:\n  first_name:\n    about: the first name\n    example: Maya\n"
    if "first_name" in words:
        facts += shared
    return harness.over(clean(sentence.locale), facts + fragment)


def told(
    text: str, path: str = "parcel-late.yaml", locale: str = "en"
) -> tuple[Source, tuple[Diagnostic, ...]]:
    """A scenario's file, and what lint says of it."""
    source = Source(path, text)
    return source, lint_text(library(locale), harness.NOW, Path(path), source).diagnostics


def over_sentences() -> Iterator[Alarm]:
    """What is told of each hard sentence, and whether it should be."""
    for sentence in sentences():
        source, found = told(laid(sentence), locale=sentence.locale)
        for d in found:
            yield Alarm(d.name, _words(source, d), "", d.name not in sentence.raises)


_DAY = "{{ day }}"
_DATE = re.compile(r"%\{\w*date\}|REPLACE ME")
_FILLED = re.compile(r"\{\{[^}]*\}\}|%\{[^}]*\}|\[name\]")  # the last hides a person's name


def over_messages(path: Path) -> Iterator[Alarm]:
    """What is told of each real message, laid in as the parts that it has."""
    rules = {rule.name for rule in all_rules() if rule.reads in ON_WORDS} - NOT_ON_WORDS
    for line in path.read_text(encoding="utf-8").splitlines():
        message = json.loads(line)
        source, found = told(_as_scenario(message))
        seen = {(d.name, _words(source, d)) for d in found if d.name in rules}
        for name, words in sorted(seen):
            yield Alarm(name, words, mark(name, words, message["key"]))


def _as_scenario(message: Mapping[str, str]) -> str:
    text = _FILLED.sub(
        lambda found: found[0] if found[0] == _DAY else "{{ it }}",
        _DATE.sub(_DAY, message["text"]),
    )
    block = "\n".join(f"  {row}" if row else "" for row in text.split("\n"))
    parts = [
        part for part in ("status", "next_steps", "planned_outcome") if message[part]
    ] + ["approximate_time"] * (message["approximate_time"] != "none")  # fmt: skip
    said = "".join(f"{part}: |-\n{block}\n" for part in parts)
    blank = "variables:\n  it:\n    about: what stands there\n    example: it\n"
    if _DAY in text:
        blank += "  day:\n    type: date\n    about: the day\n    example: 2036-05-01\n"
    page = "  status_page:\n    state: investigating\n    headline: It\n"
    brief = {"x": "  x:\n", "sms": "  sms:\n", "status_page": page}
    channel = brief.get(message["channel"], "  email:\n    subject: It\n")
    return f"title: A real message\n{blank}{said}channels:\n{channel}"


def over_shipped() -> Iterator[Alarm]:
    """What is told of the library that ships."""
    sources: dict[str, Source] = {}
    for d in lint(open_library(shipped()), harness.NOW).diagnostics:
        if d.path not in sources:
            sources[d.path] = Source(d.path, Path(d.path).read_text(encoding="utf-8"))
        words = _words(sources[d.path], d)
        yield Alarm(d.name, words, mark(d.name, words, Path(d.path).name))


def mark(rule: str, words: str, where: str) -> str:
    """A short name for an alarm that was judged."""
    return sha256(f"{rule}\0{words}\0{where}".encode()).hexdigest()[:12]


def _words(source: Source, d: Diagnostic) -> str:
    start = source.starts[d.line - 1] + d.column - 1
    return source.text[start : source.starts[d.end_line - 1] + d.end_column - 1]


def table(alarms: list[Alarm], markdown: bool) -> Iterator[str]:
    """True and false alarms by rule."""
    true, false = Counter[str](), Counter[str]()
    for alarm in alarms:
        (true if alarm.true else false)[alarm.rule] += 1
    if markdown:
        yield "| rule | true | false |"
        yield "| --- | ---: | ---: |"
    for rule in all_rules():
        if counted := true[rule.name] + false[rule.name]:
            name, right, wrong = rule.name, true[rule.name], false[rule.name]
            flag = "" if fits(rule.severity, right, wrong) else "  too often wrong"
            yield (
                f"| `{name}` | {right} | {wrong} |" if markdown
                else f"{name:<24} {right:>5} {wrong:>5} {right / counted:>7.0%}{flag}"
            )  # fmt: skip


def fits(severity: Severity, true: int, false: int) -> bool:
    """Whether a rule is right often enough for its severity."""
    alarms = true + false
    return false == 0 if alarms < FEW else true >= alarms * WANTED[severity]


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("messages", nargs="?", type=Path)
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--all", action="store_true", help="print every alarm, with its mark")
    chosen = parser.parse_args()
    alarms = [*over_sentences(), *over_shipped()]
    if chosen.messages is not None:
        real = list(over_messages(chosen.messages))
        alarms += real
        for alarm in real if chosen.all else ():
            sys.stdout.write(f"{alarm.mark} {alarm.rule}: {alarm.words!r}\n")
    for alarm in alarms:
        if chosen.all and not alarm.true:
            sys.stdout.write(f"false: {alarm.rule}: {alarm.words!r}\n")
    sys.stdout.write("\n".join(table(alarms, chosen.markdown)) + "\n")


if __name__ == "__main__":
    main()
