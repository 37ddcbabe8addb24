"""Which rules hold, how bad their diagnostics are, and with which options."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from snapmsg.config import Settings
from snapmsg.diagnostic import Problem, Severity
from snapmsg.errors import SnapError, did_you_mean, quoted
from snapmsg.rule import UNREAD, Option, Rule, all_rules, find_rule, named
from snapmsg.rule.own import own_rules
from snapmsg.rule.own import problems as faults_of
from snapmsg.source import Addressed


@dataclass(frozen=True, slots=True)
class Choice:
    """A rule that holds in this run: its severity here, and its options."""

    rule: Rule
    severity: Severity
    options: Mapping[str, object] = field(default_factory=dict)


def choose(
    settings: Settings, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> tuple[dict[str, Choice], list[Problem]]:
    """The rules that hold, the team's own included, and what is wrong with their options.

    `select` keeps only those rules (or families, by letter), `ignore` leaves some out. A rule that
    the library's preset leaves out holds where it is named. Raises `SnapError` for a rule that
    does not exist, where no rule is left, and for an `ignore` of one in `UNREAD`, which nothing
    switches off: what cannot be read is told in every run (`Notes.unread`).
    """
    made = own_rules(settings)
    own = [each.rule for each in made]
    asked = _names(select, own, families=False) or set()
    chosen = {
        rule.name: Choice(rule, rule.severity)
        for rule in all_rules()
        if rule.name in asked or _holds(rule, settings.preset)
    }
    off: set[str] = set()
    problems = list(faults_of(settings.words))
    said: dict[str, Addressed] = {}
    for setting in settings.rules:
        rule = find_rule(setting.name.value)
        if rule is not None and (first := said.setdefault(rule.name, setting.name)) != setting.name:
            reason = f"{rule.name} has its line {first.whole.line} already: keep one of them"
            problems.append(Problem("duplicate-key", setting.name.whole, reason))
        if rule is None and named(setting.name.value, own):
            raise SnapError(
                f"{quoted(setting.name.value)} is one of your own words: say severity: there, "
                "under words:, or take it out",
                at=setting.name.whole,
            )
        if rule is None:
            meant = did_you_mean(setting.name.value, (r.name for r in all_rules()))
            raise SnapError(
                f"there is no rule {quoted(setting.name.value)}.{meant} See them with: "
                "snap explain",
                at=setting.name.whole,
            )
        if setting.off and rule.name in UNREAD:
            problems.append(Problem("bad-value", setting.name.whole, f"{rule.name} {_STAYS}"))
        elif setting.off:
            chosen.pop(rule.name, None)
            off.add(rule.name)
        if setting.off:
            continue
        severity, options = setting.severity or rule.severity, {}
        for name, text in setting.options.items():
            option = next((o for o in rule.options if o.name == name), None)
            at = text if isinstance(text, Addressed) else next(iter(text), setting.name)
            if name == "severity":
                if at.value in tuple(Severity):
                    severity = Severity(at.value)
                else:
                    reason = (
                        f"{quoted(at.value)} is no severity: write error, warning or suggestion"
                    )
                    problems.append(_bad(at, reason))
            elif option is None:
                known = [o.name for o in rule.options] + ["severity"]
                problems.append(
                    _bad(
                        at,
                        f"{quoted(name)} is no option of {rule.name}. It has: {', '.join(known)}",
                    )
                )
            elif (value := _value(option, text)) is None:
                problems.append(
                    _bad(at, f"{quoted(at.value)} is no value of {name}: {_like(option)}")
                )
            else:
                options[name] = value
        chosen[rule.name] = Choice(rule, severity, options)
    for each in made:
        # Whoever names words wants them found, whatever a preset leaves out.
        if each.made_from not in off:
            model = chosen.get(each.made_from)
            usual = each.rule.severity if model is None else model.severity
            chosen[each.rule.name] = Choice(each.rule, each.severity or usual)
    for text in (text for ignored in settings.ignore for text in ignored.rules):
        if text.value != "*" and not named(text.value, own):
            meant = did_you_mean(text.value, (r.name for r in (*all_rules(), *own)))
            reason = f"there is no rule {quoted(text.value)}.{meant}"
            problems.append(Problem("unknown-rule", text.whole, reason))
    wanted, unwanted = _names(select, own), _names(ignore, own) or set()
    for name in sorted(UNREAD & (_names(ignore, own, families=False) or set())):
        raise SnapError(f"--ignore: {name} {_STAYS}")
    left = {
        name: choice
        for name, choice in chosen.items()
        if (wanted is None or name in wanted) and name not in unwanted
    }
    if chosen and not left:
        raise SnapError(
            "no rule is left to check: what --select names is left out by --ignore, or switched "
            "off in snap.yaml"
        )
    return left, problems


_STAYS = "cannot be switched off: snap checks nothing in a file that it cannot read"


def _holds(rule: Rule, preset: str) -> bool:
    """Whether a preset has a rule. A `minimal` one has those whose diagnostics are errors."""
    return preset == "strict" or (
        rule.on and (preset != "minimal" or rule.severity is Severity.ERROR)
    )


def _names(words: Iterable[str], own: Iterable[Rule], *, families: bool = True) -> set[str] | None:
    """Rule names for what was typed: names, codes, or a family's letter. None for nothing.

    Without `families`, what a letter stands for is left out.
    """
    found: set[str] = set()
    words = list(words)
    typed = [part.strip() for word in words for part in word.split(",") if part.strip()]
    if words and not typed:
        raise SnapError(
            "--select and --ignore need a rule: its name, its code, or the letter of a family"
        )
    for word in typed:
        family = {r.name for r in (*all_rules(), *own) if r.code[0] == word.upper()}
        rules = named(word, own)
        if not rules and not family:
            names = [r.name for r in (*all_rules(), *own)]
            meant = did_you_mean(word, [*names, *(r.code for r in all_rules())])
            raise SnapError(f"there is no rule {quoted(word)}.{meant} See them with: snap explain")
        found |= rules or (family if families else set())
    return found if typed else None


def _bad(text: Addressed, reason: str) -> Problem:
    return Problem("bad-value", text.whole, reason)


def _value(option: Option, text: Addressed | tuple[Addressed, ...]) -> object:
    """An option's text as its type; None where it is none."""
    if option.kind == "int" and isinstance(text, Addressed):
        return int(text.value) if re.fullmatch("[0-9]{1,6}", text.value) else None
    if option.kind == "bool" and isinstance(text, Addressed):
        return {"yes": True, "true": True, "no": False, "false": False}.get(text.value.lower())
    if option.kind.startswith("tuple"):
        return tuple(t.value for t in ((text,) if isinstance(text, Addressed) else text))
    return text.value if isinstance(text, Addressed) else None


def _like(option: Option) -> str:
    return {"int": "write a whole number", "bool": "write yes or no"}.get(option.kind, "write text")
