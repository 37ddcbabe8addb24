"""All that the texts of a draft can say at once: the heaviest branch of each condition, or all.

What comes of it is no shorter than any message, and cheap: nothing is decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from snapmsg import promise
from snapmsg.message.draft import Draft
from snapmsg.model import PartWording, Step
from snapmsg.source import Addressed
from snapmsg.wording import Blank, For, If, Include, Node, Text

LONG_TIME = "by 23:59 on Wednesday 30 September 2026, whatever the language calls it"
_FILTERED = 3
"""How many times as long a filter can make a value: one letter in capitals is three at most."""
_DEEPEST = 4

Words = Mapping[str, str]
"""What each name says."""

Pick = Callable[[Sequence[str]], str] | None
"""Of what the branches of an `if` say, what counts no less than any; None takes all of them."""


def said_by(draft: Draft, wording: PartWording, words: Words, pick: Pick) -> Iterator[Words]:
    """What a part says, as steps; a part that is no list is one."""
    for step in wording.steps:
        yield _step(draft, step, words, pick)
    if wording.text is not None:
        yield {"text": text_of(draft, wording.text, words, pick)}
    if wording.timing is not None:
        if wording.timing.say is not None:
            yield {"text": text_of(draft, wording.timing.say, words, pick)}
        else:
            sayings = draft.environment.locale.sayings
            phrases = (words.get("promise", ""), words.get("update", ""))
            yield {"text": "".join((*sayings[:3], *phrases))}


def _step(draft: Draft, step: Step, words: Words, pick: Pick) -> Words:
    teams = draft.environment.library.settings.teams or {}
    team = "" if step.team is None else teams.get(step.team.value, step.team).value
    who = "" if step.who is None else text_of(draft, step.who, words, pick)
    text = text_of(draft, step.text, {**words, "team": team, "who": who}, pick)
    by = ""
    if step.by is not None:
        try:
            moment = promise.parse_moment(step.by.value)
            zone = draft.environment.library.settings.zone
            by = draft.environment.locale.phrase(promise.on_tomorrow(moment), zone=zone)
        except promise.Unreadable:
            by = LONG_TIME  # a blank
    return {"text": text, "team": team, "who": who, "by": by, "owner": step.owner}


def text_of(draft: Draft, text: Addressed, words: Words, pick: Pick) -> str:
    """All that a text can say."""
    found: list[str] = []
    walk(draft, draft.tree(text).nodes, words, (), found, pick)
    return "".join(found)


def walk(
    draft: Draft,
    nodes: tuple[Node, ...],
    words: Words,
    steps: Sequence[Words],
    found: list[str],
    pick: Pick,
    depth: int = 0,
) -> None:
    """Add to `found` all that the nodes can say."""
    for node in nodes:
        if type(node) is Text:
            found.append(node.text)
        elif type(node) is Blank:
            if node.attr is None:
                text = words.get(node.name, "")
            elif node.name == "labels":
                text = draft.environment.labels.get(node.attr, "")
            else:
                text = words.get(f"{node.name}.{node.attr}", "")
            if node.filters:
                text = text * _FILTERED + "".join(["".join(item.args) for item in node.filters])
            found.append(text)
        elif type(node) is If:
            sides: list[str] = []
            for _, body in node.branches:
                side: list[str] = [] if pick is not None else found
                walk(draft, body, words, steps, side, pick, depth)
                sides.append("".join(side) if pick is not None else "")
            if pick is not None:
                found.append(pick(sides))
        elif type(node) is For:
            for step in steps:
                inner = {**words, **{f"{node.name}.{name}": said for name, said in step.items()}}
                walk(draft, node.body, inner, (), found, pick, depth)
        elif type(node) is Include and depth < _DEEPEST:
            partial = draft.environment.partials.get(node.name)
            if partial is not None:
                walk(draft, partial.nodes, words, steps, found, pick, depth + 1)
