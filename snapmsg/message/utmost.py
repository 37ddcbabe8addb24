"""The most that a message can say: every branch of every text at once.

No message of the same values is longer, so what fits here fits always, and need not be written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import inf

from snapmsg import channels, promise
from snapmsg.channels import PLAIN
from snapmsg.message.draft import Draft
from snapmsg.model import Part, PartWording, Step
from snapmsg.source import Addressed
from snapmsg.wording import Blank, For, If, Include, Node, Text

_FILTERED = 3
"""How many times as long a filter can make a value: one letter in capitals is three at most."""
_LONG_TIME = "by 23:59 on Wednesday 30 September 2026, whatever the language calls it"
_DEEPEST = 4
_SAID = ("labels", "message")

Words = Mapping[str, str]


class Utmost:
    """The utmost text of a draft's message on a channel, and of each of the channel's own fields.

    `words` is the longest text of each blank; `promise` and `update` are among them where the
    scenario makes such promises.
    """

    def __init__(self, draft: Draft, channel: str, words: Words) -> None:
        self.draft = draft
        self.channel = channels.get(channel)
        self.words = words

    @property
    def length(self) -> float:
        """How many characters the body has at most, counted in a hurry: it may be far fewer."""
        draft, words = self.draft, self.words
        key = (self.channel.name, PLAIN.name)
        template = draft.environment.extents.get(key)
        if template is None or "|" in draft.said:
            return inf
        if any(use.name in _SAID for use in draft.environment.templates[key].uses):
            return inf
        teams = draft.environment.library.settings.teams or {}
        texts = len(draft.said)
        steps = 1 + sum([stretch.step is not None for stretch in draft.stretches])
        # What has no value here is a team or a third party.
        named = [len(s.tree.at.value) for s in draft.stretches if s.field == "who"]
        other = max([len(_LONG_TIME), *named, *[len(team.value) for team in teams.values()]])
        values = sum([len(words.get(use.name, "")) or other for use, _ in draft.uses])
        outer = sum(map(len, draft.environment.locale.sayings)) + steps * len(_LONG_TIME)
        return template.literal * steps + template.most * (texts + values + outer)

    @property
    def body(self) -> str:
        """The body."""
        draft, channel, words = self.draft, self.channel, self.words
        given = dict(words)
        steps: list[Words] = []
        for part in Part:
            wording = draft.part(part, channel.name)
            if wording is not None:
                said = list(_said(draft, wording, words))
                given[part] = " ".join([step["text"] for step in said])
                steps = said if part is Part.NEXT_STEPS else steps
        levels = draft.scenario.levels(channel.name, False)
        for level in levels if not channel.brief else ():
            for name in ("opening", "closing"):
                if name not in given and name in level.fields:
                    given[name] = _of(draft, level.fields[name], words)
        given |= {f"message.{field.name}": self.field(field.name) for field in channel.fields}
        given |= {"message.next_update": _LONG_TIME, "message.today": _LONG_TIME}
        given |= {f"labels.{name}": label for name, label in draft.environment.labels.items()}
        tree = draft.environment.templates.get((channel.name, PLAIN.name))
        found: list[str] = []
        if tree is not None:
            _walk(draft, tree.nodes, given, steps, found)
        return "".join(found)

    def field(self, name: str) -> str:
        """One of the channel's own fields; empty where the scenario has it not."""
        own = (self.draft.scenario.channels or {}).get(self.channel.name)
        text = own.fields.get(name) if own is not None else None
        return "" if text is None else _of(self.draft, text, self.words)


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
            moment = promise.parse_moment(step.by.value)
            zone = draft.environment.library.settings.zone
            by = draft.environment.locale.phrase(moment, zone=zone)
        except promise.Unreadable:
            by = _LONG_TIME  # a blank
    return {"text": text, "team": team, "who": who, "by": by, "owner": step.owner}


def _of(draft: Draft, text: Addressed, words: Words) -> str:
    found: list[str] = []
    _walk(draft, draft.tree(text).nodes, words, (), found)
    return "".join(found)


def _walk(
    draft: Draft,
    nodes: tuple[Node, ...],
    words: Words,
    steps: Sequence[Words],
    found: list[str],
    depth: int = 0,
) -> None:
    """Add to `found` all that the nodes can say."""
    for node in nodes:
        if type(node) is Text:
            found.append(node.text)
        elif type(node) is Blank:
            name = node.name if node.attr is None else f"{node.name}.{node.attr}"
            text = words.get(name, "")
            if node.filters:
                text = text * _FILTERED + "".join(["".join(item.args) for item in node.filters])
            found.append(text)
        elif type(node) is If:
            for _, body in node.branches:
                _walk(draft, body, words, steps, found, depth)
        elif type(node) is For:
            for step in steps:
                inner = {**words, **{f"{node.name}.{name}": said for name, said in step.items()}}
                _walk(draft, node.body, inner, (), found, depth)
        elif type(node) is Include and depth < _DEEPEST:
            partial = draft.environment.partials.get(node.name)
            if partial is not None:
                _walk(draft, partial.nodes, words, steps, found, depth + 1)
