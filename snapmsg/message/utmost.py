"""The most that a message can say: every branch of every text at once.

No message of the same values is longer, so what fits here fits always, and need not be written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from snapmsg import channels, promise
from snapmsg.message.draft import Draft
from snapmsg.model import Part, PartWording, Step
from snapmsg.source import Addressed
from snapmsg.wording import Blank, For, If, Include, Node, Text

_FILTERED = 3
"""How many times as long a filter can make a value: one letter in capitals is three at most."""
_LONG_TIME = "by 23:59 on Wednesday 30 September 2026, whatever the language calls it"
_DEEPEST = 4

Words = Mapping[str, str]


class Utmost(NamedTuple):
    """The utmost text of a message on a channel, and of each of the channel's own fields."""

    channel: channels.Channel
    body: str
    fields: Words


def utmost(draft: Draft, channel: str, words: Words) -> Utmost:
    """What a draft says at most on a channel. `words` is the longest text of each blank.

    `promise` and `update` are among them where the scenario makes such promises.
    """
    facts = channels.get(channel)
    given = dict(words)
    steps: list[Words] = []
    for part in Part:
        wording = draft.part(part, channel)
        if wording is not None:
            said = list(_said(draft, wording, words))
            given[part] = " ".join(step["text"] for step in said)
            steps = said if part is Part.NEXT_STEPS else steps
    for level in draft.scenario.levels(channel, facts.brief) if not facts.brief else ():
        for name in ("opening", "closing"):
            if name not in given and name in level.fields:
                given[name] = _of(draft, level.fields[name], words)
    tree = draft.environment.templates.get((channel, facts.forms[0]))
    own = (draft.scenario.channels or {}).get(channel)
    texts = own.fields if own is not None else {}
    return Utmost(
        facts,
        "" if tree is None else "".join(_walk(draft, tree.nodes, given, steps)),
        {f.name: _of(draft, texts[f.name], words) for f in facts.fields if f.name in texts},
    )


def _said(draft: Draft, wording: PartWording, words: Words) -> Iterator[Words]:
    """What a part says, as steps; a part that is no list is one."""
    for step in wording.steps:
        yield _step(draft, step, words)
    if wording.text is not None:
        yield {"text": _of(draft, wording.text, words)}
    if wording.timing is not None:
        if wording.timing.say is not None:
            yield {"text": _of(draft, wording.timing.say, words)}
        else:
            sayings = draft.environment.locale.sayings
            phrases = (words.get("promise", ""), words.get("update", ""))
            yield {"text": "".join((*sayings[:3], *phrases))}


def _step(draft: Draft, step: Step, words: Words) -> Words:
    teams = draft.environment.library.settings.teams or {}
    team = "" if step.team is None else teams.get(step.team.value, step.team).value
    who = "" if step.who is None else _of(draft, step.who, words)
    text = _of(draft, step.text, {**words, "team": team, "who": who})
    by = ""
    if step.by is not None:
        try:
            by = draft.environment.locale.by(promise.parse_moment(step.by.value))
        except promise.Unreadable:
            by = _LONG_TIME  # a blank
    return {"text": text, "team": team, "who": who, "by": by, "owner": step.owner}


def _of(draft: Draft, text: Addressed, words: Words) -> str:
    nodes = draft.tree(text).nodes
    return "".join(_walk(draft, nodes, words, ()))


def _walk(
    draft: Draft, nodes: tuple[Node, ...], words: Words, steps: Sequence[Words], depth: int = 0
) -> Iterator[str]:
    for node in nodes:
        if type(node) is Text:
            yield node.text
        elif type(node) is Blank:
            yield _blank(node, words)
        elif type(node) is If:
            for _, body in node.branches:
                yield from _walk(draft, body, words, steps, depth)
        elif type(node) is For:
            for step in steps:
                inner = {**words, **{f"{node.name}.{name}": said for name, said in step.items()}}
                yield from _walk(draft, node.body, inner, (), depth)
        elif type(node) is Include and depth < _DEEPEST:
            partial = draft.environment.partials.get(node.name)
            if partial is not None:
                yield from _walk(draft, partial.nodes, words, steps, depth + 1)


def _blank(node: Blank, words: Words) -> str:
    text = words.get(node.name if node.attr is None else f"{node.name}.{node.attr}", "")
    if node.filters:
        text = text * _FILTERED + "".join("".join(item.args) for item in node.filters)
    return text
