"""The answers as the text of a scenario's file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from snapmsg import channels, locales
from snapmsg.model import owner_of
from snapmsg.wizard.answers import FACTS, Answers, NewBlank, NewStep
from snapmsg.wizard.layout import Tree, emit
from snapmsg.wizard.reading import is_typed, typed

APART = ("variables", "status", "short", "channels")
"""The keys that an empty line stands before."""

PLACES: Mapping[str, tuple[str, ...]] = {
    **{fact: (fact,) for fact in FACTS},
    "opening": ("opening",),
    "status": ("status",),
    "time": ("approximate_time",),
    "update": ("approximate_time",),
    "say": ("approximate_time",),
    "outcome": ("planned_outcome",),
    "closing": ("closing",),
    "subject": ("channels", "email", "subject"),
    "headline": ("channels", "status_page", "headline"),
    "state": ("channels", "status_page", "state"),
    "short_status": ("short", "status"),
    "short_steps": ("short", "next_steps"),
    "short_time": ("short", "approximate_time"),
    "short_outcome": ("short", "planned_outcome"),
}
"""Where the answer to a question stands in the file."""

_SHORTEST_ROOM = 12


def as_text(answers: Answers, reviewed: date, locale: str = "en") -> str:
    """The answers as a scenario's file, as far as they go.

    Raises `SnapError` where they cannot be kept.
    """
    tree: dict[str, Tree] = {name: text for name in FACTS if (text := answers.said(name))}
    tree["reviewed"] = reviewed.isoformat()
    if answers.blanks:
        tree["variables"] = {blank.name: declared(blank) for blank in answers.blanks}
    for key, value in (
        ("opening", answers.said("opening")),
        ("status", answers.said("status")),
        ("next_steps", as_steps(answers.steps)),
        ("approximate_time", timed(answers, locales.get(locale).sayings)),
        ("planned_outcome", answers.said("outcome")),
        ("closing", answers.said("closing")),
        ("short", _short(answers)),
        ("channels", {name: _channel(name, answers) for name in answers.channels or ()}),
    ):
        if value:
            tree[key] = value
    first = "opening" if "opening" in tree else "status"
    return emit(tree, ("variables", first, "short", "channels"))


def declared(blank: NewBlank) -> Tree:
    """What is declared of a blank. A text may be as long again as its example, so that snap can
    say at worst how long a message is.
    """
    kind: dict[str, Tree] = {"type": blank.kind} if blank.kind else {}
    if blank.currency:
        kind["currency"] = blank.currency
    room = max(_SHORTEST_ROOM, 2 * len(blank.example))
    longest: dict[str, Tree] = {} if blank.kind else {"max_length": str(room)}
    return {**kind, "about": blank.about, "example": blank.example, **longest}


def as_steps(steps: Sequence[NewStep]) -> Tree:
    """Steps as `next_steps`: a list, or a text that says in its own words who acts."""
    if len(steps) == 1 and not steps[0].owner:
        return steps[0].text
    return [as_entry(step) for step in steps]


def as_entry(step: NewStep) -> Tree:
    """A step as an entry of `next_steps`, which says who acts."""
    owner = step.owner or owner_of(step.text) or "us"
    more: dict[str, Tree] = {"who": step.who, "team": step.team}
    return {owner: step.text, **{key: text for key, text in more.items() if text}}


def timed(answers: Answers, sayings: locales.Sayings) -> Tree:
    """Both times: what is typed as keys and as blanks in `say`, and their own words as they are."""
    keys: dict[str, Tree] = {}
    say: list[str] = []
    blanks = {"promise": "{{ promise }}", "update": "{{ update }}"}
    for prefix, name, saying in (
        ("", "time", sayings.promise),
        ("update_", "update", sayings.update),
    ):
        text = answers.said(name)
        if text and is_typed(text):
            key, value = typed(text)
            keys[prefix + key] = value
            say.append(saying.format(**blanks))
        elif text:
            say.append(text)
    if len(keys) == 2:
        say = [sayings.promise_and_update.format(**blanks)]
    if answers.said("say"):
        say = [answers.said("say")]
    return {**keys, "say": " ".join(say)} if keys else " ".join(say)


def _short(answers: Answers) -> dict[str, Tree]:
    time = answers.said("short_time")
    held: Tree = {"say": time} if time and _promises(answers) else time
    short: dict[str, Tree] = {
        "status": answers.said("short_status"),
        "next_steps": answers.said("short_steps"),
        "approximate_time": held,
        "planned_outcome": answers.said("short_outcome"),
    }
    return {key: text for key, text in short.items() if text}


def _promises(answers: Answers) -> bool:
    return any(is_typed(answers.said(field)) for field in ("time", "update"))


def _channel(name: str, answers: Answers) -> Tree:
    own = (field.name for field in channels.get(name).fields)
    return {field: text for field in own if (text := answers.said(field))} or ""
