"""The rules that there are: each is registered by its decorator, from the function alone."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from snapmsg.diagnostic import Finding, Severity
from snapmsg.locales import Locale
from snapmsg.rule.find import ENGLISH, Find

FAMILIES = {
    "S": "Status",
    "N": "Next steps",
    "A": "Approximate time",
    "P": "Planned outcome",
    "F": "Form",
    "W": "Wording",
    "V": "Variables and templates",
    "C": "Channels",
    "X": "Privacy",
    "L": "Library",
}
"""The letter that a code starts with, and the family that it stands for."""

UNREAD = frozenset({"broken-yaml", "unreadable-file", "oversized-file"})
"""The rules that nothing switches off: where one fires, snap has read nothing it could check."""

Example = str | tuple[str, str] | Mapping[str, str]
"""A fragment laid over a clean scenario, such a fragment before and after its fix, or files.

Beside files, what stands under `becomes` is the scenario after its fix.
"""


def written_in(locale: str, fragment: str) -> Mapping[str, str]:
    """An example in another language than English."""
    return {"snap.yaml": f"locale: {locale}\n", "scenarios/x/example.yaml": f"{fragment}\n"}


def pair(original: str, locale: str, translation: str) -> Mapping[str, str]:
    """An example of a scenario and its translation."""
    files = {"bag": original, f"bag.{locale}": translation}
    return {f"scenarios/x/{name}.yaml": f"{text}\n" for name, text in files.items()}


class Option(NamedTuple):
    """A setting of a rule, from a keyword-only parameter: its name, type and default."""

    name: str
    kind: str
    default: object


def base_code(code: str) -> str:
    """A code without the name that a team's own words add to it: `W014` of `W014-kindly`."""
    return code.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check, and all that is said about it.

    `reads` names the type of its first parameter, `also` those of the further ones. A rule that
    reads messages may say `when` one is worth writing, from the utmost that it can say. One that
    is not `on` holds only where `snap.yaml` or `--select` names it: it would be wrong too often.
    `language` is the one whose texts alone it reads, and None where what it reads is no language,
    or where it knows the words of several: in all others it is silent, and not wrong.
    """

    code: str
    name: str
    severity: Severity
    reads: str
    also: tuple[str, ...]
    find: Find | None
    summary: str
    why: str
    options: tuple[Option, ...]
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    check: Callable[..., Any]
    when: Callable[..., bool] | None = None
    on: bool = True
    language: str | None = None

    def reads_in(self, locale: Locale) -> bool:
        """Whether it can read the texts of a locale."""
        if self.language is not None:
            return self.language == locale.language
        return self.find is None or self.find.within(locale) != Find()

    @property
    def base(self) -> str:
        """The code of the rule that a team's own is made from; of any other, its own."""
        return base_code(self.code)

    @property
    def family(self) -> str:
        """The name of its family."""
        return FAMILIES[self.code[0]]

    @property
    def fixable(self) -> bool:
        """Whether it can mend what it finds: an example says so."""
        return any(isinstance(example, tuple) or "becomes" in example for example in self.bad
                   if not isinstance(example, str))  # fmt: skip


_RULES: list[Rule] = []


def rule(
    code: str,
    severity: Severity,
    *,
    find: Find | None = None,
    bad: Sequence[Example],
    good: Sequence[Example],
    when: Callable[..., bool] | None = None,
    on: bool = True,
    language: str | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make a function a rule; its name is the rule's, its docstring the summary and the why.

    The first parameter's type is what it reads. Further ones are given by their type: the `Match`
    of `find`, the `Draft`, the `Settings`, or `date` for today. Keyword-only ones are its options.
    `«…»` in `bad` marks the exact words that it must underline. `when` takes an `Utmost` and the
    `Settings`: a message of which it is false is not written for this rule. `on` is whether the
    rule holds without being asked for. `language` is the one that its check reads; where all that
    `find` looks for is English it need not be said.
    """

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        summary, _, why = inspect.cleandoc(function.__doc__ or "").partition("\n\n")
        parameters = list(inspect.signature(function).parameters.values())
        placed = [p for p in parameters if p.kind is not p.KEYWORD_ONLY]
        _RULES.append(
            Rule(
                code,
                function.__name__.replace("_", "-"),
                severity,
                str(placed[0].annotation),
                tuple(str(p.annotation) for p in placed[1:]),
                find,
                " ".join(summary.split()),
                why.strip(),
                tuple(
                    Option(p.name, str(p.annotation), p.default)
                    for p in parameters
                    if p.kind is p.KEYWORD_ONLY
                ),
                tuple(bad),
                tuple(good),
                function,
                when,
                on,
                ENGLISH if find is not None and find.english else language,
            )
        )
        return function

    return register


def recorded(problem: Any) -> Any:
    """The check of a rule whose findings are recorded while a file is read."""
    yield Finding(problem.at, problem.reason, problem.fix)


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of its family and code."""
    package = import_module("snapmsg.rules")
    for module in pkgutil.iter_modules(package.__path__):
        import_module(f"snapmsg.rules.{module.name}")
    order = list(FAMILIES)
    return tuple(sorted(_RULES, key=lambda rule: (order.index(rule.code[0]), rule.code)))


def named(word: str, own: Iterable[Rule] = ()) -> frozenset[str]:
    """The names of the rules that a word stands for: one rule's, or those made from it.

    `own` are the rules that a team has made, each with the code of the one that it is made from,
    and its own name behind that.
    """
    word = word.lower()
    known = find_rule(word)
    if known is None:
        return frozenset(rule.name for rule in own if word in (rule.name, rule.code.lower()))
    return frozenset([known.name, *(rule.name for rule in own if rule.base == known.code)])


def find_rule(word: str) -> Rule | None:
    """A rule by its name or its code, in any case; None where there is none."""
    word = word.lower()
    for found in all_rules():
        if word in (found.name, found.code.lower()):
            return found
    return None
