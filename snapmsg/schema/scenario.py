"""A document as a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from snapmsg import model
from snapmsg.diagnostic import Edit, Fix, Problem
from snapmsg.errors import did_you_mean, quoted
from snapmsg.model import FollowUp, Part, PartWording, Scenario, Step, Timing, Variable, Wording
from snapmsg.promise import Unreadable, parse_duration
from snapmsg.reader import Document, ListNode, MapNode, Node, trailing_comment, with_lines
from snapmsg.schema.fields import (
    AGENT_FIELDS,
    BEFORE,
    FIELDS,
    FOLLOW_UP_FIELDS,
    STEP_FIELDS,
    TIMING_FIELDS,
)
from snapmsg.schema.reading import IGNORE, Reading, is_nothing
from snapmsg.schema.variables import read_variables
from snapmsg.source import Addressed, Range, Source

_FIELDS = {field.name: field for field in FIELDS}
_PARTS = {str(part): part for part in Part}
_OUTER = ("opening", "closing")
_FACTS = {f.name: f for f in FIELDS if f.kind in ("text", "choice", "date")}
_LISTS = frozenset(f.name for f in FIELDS if f.kind == "texts")


def read_scenario(
    document: Document, source: Source, id: str, topic: str, channels: Mapping[str, Iterable[str]]
) -> tuple[Scenario, list[Problem]]:
    """A document as a scenario, and the problems that it has.

    `channels` maps each known channel to the names of its own fields.
    """
    read = Reading(source, list(document.problems))
    root = document.root
    facts: dict[str, Addressed] = {}
    lists: dict[str, tuple[Addressed, ...]] = {}
    agents: dict[str, Addressed] = {}
    variables: dict[str, Variable] = {}
    parts: dict[Part, PartWording] = {}
    fields: dict[str, Addressed] = {}
    short = Wording()
    own: dict[str, Wording] | None = None
    examples: tuple[model.Example, ...] = ()
    follow_up: FollowUp | None = None
    imported: dict[str, Addressed] = {}
    if root is not None and not isinstance(root, MapNode):
        if not isinstance(root, Addressed) or root.value:
            read.note("bad-value", read.range(root), "a scenario starts with a key, such as title:")
    elif root is not None:
        for name, node in root.entries.items():
            if name in _PARTS:
                parts[_PARTS[name]] = read_part(read, _PARTS[name], root.key_range(name), node)
            elif (field := _FACTS.get(name)) is not None:
                if field.kind != "text" and is_nothing(node):
                    continue
                if (text := read.text(node, name)) is not None:
                    facts[name] = text
                    if field.kind == "choice":
                        read.choice(text, name, field.choices)
                    elif field.kind == "date":
                        read.day(text, name)
            elif name in _OUTER:
                if (said := read.wording(node, name)) is not None:
                    fields[name] = said
            elif name in _LISTS:
                lists[name] = read.texts(node, name)
            elif name == "variables":
                variables = read_variables(read, node, shared=False)
            elif name == "short":
                short = _read_level(read, name, root.key_range(name), node, "in short", _SHORT)
            elif name == "channels":
                own = _read_channels(read, node, channels)
            elif name == "examples":
                examples = _read_examples(read, node)
            elif name == "follow_up":
                follow_up = _read_follow_up(read, node)
            elif name == "for_agents":
                agents = _read_notes(read, node)
            elif name == "imported":
                imported = _read_imported(read, node)
            else:
                read.unknown(root.key(name), name, _FIELDS, "of a scenario")
    scenario = Scenario(
        id, topic, source, None, facts, lists, agents, variables,
        Wording(parts, fields), short, own, examples, follow_up, imported,
    )  # fmt: skip
    return scenario, read.problems


def read_part(read: Reading, part: Part, at: Range, node: Node, *, own: bool = True) -> PartWording:
    """What stands under a part's key, itself `at`: text, a list of steps, or a typed promise.

    Only the scenario's `own` wording may make a promise; every other way of saying it keeps that.
    """
    told = len(read.problems)
    if type(node) is Addressed:
        return PartWording(part, at, read.wording(node, part))
    steps: tuple[Step, ...] = ()
    timing: Timing | None = None
    if part is Part.NEXT_STEPS:
        steps = _read_steps(read, at, node)
    elif part is Part.APPROXIMATE_TIME and isinstance(node, MapNode):
        timing = _read_timing(read, node, own)
    else:
        read.text(node, part)
    refused = not steps and timing is None and len(read.problems) > told
    return PartWording(part, at, steps=steps, timing=timing, refused=refused)


def _read_steps(read: Reading, at: Range, node: Node) -> tuple[Step, ...]:
    if isinstance(node, MapNode):
        refuse_mapping(read, at, node)
        return ()
    steps = []
    for item in node.items if isinstance(node, ListNode) else ():
        if isinstance(item, MapNode):
            step = _read_step(read, item)
        elif is_nothing(item):
            continue
        else:
            text = read.wording(item, "next_steps")
            step = Step("", text.extent, text) if text is not None else None
            if text is not None:
                _refuse_unowned(read, text)
        if step is not None:
            steps.append(step)
    return tuple(steps)


def _refuse_unowned(read: Reading, text: Addressed) -> None:
    """Record a step that does not say who acts, with the line that does."""
    owner = model.owner_of(text.value) or "us"
    lines = _as_lines(f"  - {owner}:", read, text)
    reason = with_lines("a step says who acts: start it with us:, you: or they:", lines)
    before = Range(read.source, text.start, text.start)
    fix = Fix((Edit(before, f"{owner}: "),), safe=False) if text.style == "plain" else None
    read.problems.append(Problem("bad-value", text.extent, reason, fix))


def refuse_mapping(read: Reading, at: Range, node: MapNode) -> None:
    """Record next steps that are no list, which people try first, with the lines that are one."""
    lines = [f"{Part.NEXT_STEPS}:"]
    for name, value in node.entries.items():
        owner = name in model.OWNERS
        for each in value.items if owner and isinstance(value, ListNode) else [value]:
            lines += _as_lines(f"  - {name}:" if owner else f"    {name}:", read, each)
            if isinstance(each, Addressed):
                read.wording(each, name)
    sentence = "“next_steps” is a list, so each step starts with a hyphen:"
    read.note("bad-value", at, with_lines(sentence, lines))


def _as_lines(head: str, read: Reading, node: Node) -> list[str]:
    """A key with its words as they should stand; those that need a line of their own get one.

    What YAML takes for a comment behind them is some of them.
    """
    if not isinstance(node, Addressed):
        return [f"{head} {' '.join(read.range(node).text.split())}".rstrip()]
    lost = trailing_comment(node)
    words = node.value
    if lost is not None and not IGNORE.match(lost.text):
        words += read.source.text[node.end : lost.end]
    if node.style != "plain" or "\n" in words or words != node.value:
        margin = " " * (len(head) - len(head.lstrip(" -")) + 2)
        return [f"{head} >-", *(f"{margin}{line}".rstrip() for line in words.split("\n"))]
    return [f"{head} {words}".rstrip()]


def _read_step(read: Reading, node: MapNode) -> Step | None:
    found = _read_keys(read, node, _STEP_KEYS, "of a step")
    owners = [name for name in node.entries if name in model.OWNERS]
    if len(owners) != 1:
        at = node.key(owners[1]).whole if owners else read.range(node)
        many = "one step has one who acts: give each its own “-” line"
        none = "a step says who acts: start it with us:, you: or they:"
        read.note("bad-value", at, many if owners else none)
        return None
    owner = owners[0]
    if owner == "they" and "who" not in found:
        read.note(
            "bad-value", node.key(owner).whole, "“they” needs who: name the third party who acts"
        )
    if owner != "they" and "who" in found:
        reason = f"“who” is for a step of “they”, and here “{owner}” act: take it out"
        read.note("bad-value", found["who"].whole, reason)
    if owner not in found:
        read.note("bad-value", node.key(owner).whole, f"“{owner}” says nothing: write what they do")
        return None
    return Step(
        owner, node.key_range(owner), found[owner],
        found.get("who"), found.get("team"), found.get("by"), found.get("only_if"),
    )  # fmt: skip


_STEP_KEYS = {field.name: field.kind for field in STEP_FIELDS}
_TIMING_KEYS = {field.name: field.kind for field in TIMING_FIELDS}
_FOLLOW_UP_KEYS = {field.name: field.kind for field in FOLLOW_UP_FIELDS}
_AGENT_KEYS = {field.name: field.kind for field in AGENT_FIELDS}


def _read_keys(
    read: Reading, node: MapNode, known: Mapping[str, str], where: str
) -> dict[str, Addressed]:
    """The texts of a mapping, by what kind each of its `known` keys is of."""
    found = {}
    for name, value in node.entries.items():
        kind = known.get(name)
        if kind is None:
            read.unknown(node.key(name), name, known, where)
            continue
        if is_nothing(value):
            continue
        text = (read.wording if kind == "wording" else read.text)(value, name)
        if text is not None:
            found[name] = text
    return found


def _read_timing(read: Reading, node: MapNode, own: bool) -> Timing | None:
    found = _read_keys(read, node, _TIMING_KEYS, "of approximate_time")
    for name in [*found] if not own else ():
        if name != "say":
            reason = f"“{name}” is a second promise, and a scenario makes one: keep only say: here"
            read.note("bad-value", found.pop(name).whole, reason)
    for one, other in (("within", "by"), ("update_within", "update_by")):
        if one in found and other in found:
            read.note(
                "bad-value",
                found[other].whole,
                f"“{one}” and “{other}” are two promises: keep one of them",
            )
    if "after" in found and "within" not in found:
        reason = "“after” says what within: counts from: write within: too, such as 3 days"
        read.note("bad-value", found["after"].whole, reason)
    return Timing(**found) if found else None


def _read_notes(read: Reading, node: Node) -> dict[str, Addressed]:
    found = read.map(node, "for_agents", "use_when:")
    return _read_keys(read, found, _AGENT_KEYS, "of for_agents")


def _read_imported(read: Reading, node: Node) -> dict[str, Addressed]:
    """What an import kept: texts, by names that are the import's own."""
    found = read.map(node, "imported", "from:")
    texts = ((name, read.text(value, name)) for name, value in found.entries.items())
    return {name: text for name, text in texts if text is not None}


_SHORT = tuple(str(part) for part in Part)


def _read_level(
    read: Reading, under: str, at: Range, node: Node, where: str, known: tuple[str, ...]
) -> Wording:
    """A level of wording: that of `short`, or one channel's entry."""
    parts: dict[Part, PartWording] = {}
    fields: dict[str, Addressed] = {}
    found = read.map(node, under, "status:")
    for name, value in found.entries.items():
        if name not in known:
            read.unknown(found.key(name), name, known, where)
        elif name in _PARTS:
            parts[_PARTS[name]] = read_part(
                read, _PARTS[name], found.key_range(name), value, own=False
            )
        elif (text := read.wording(value, name)) is not None:
            fields[name] = text
    return Wording(parts, fields, at)


def _read_channels(
    read: Reading, node: Node, known: Mapping[str, Iterable[str]]
) -> dict[str, Wording] | None:
    if is_nothing(node) or not (isinstance(node, Addressed) or _size(node)):
        return None
    entries: list[tuple[Addressed, Node]] = []
    if isinstance(node, MapNode):
        entries = [*node.pairs()]
    else:
        named = (text for text in read.texts(node, "channels") if not is_nothing(text))
        entries = [(text, _nothing(text)) for text in named]
    found = {}
    for key, value in entries:
        if key.value not in known:
            meant = did_you_mean(key.value, known)
            listed = ", ".join(known)
            read.note(
                "unknown-key",
                key.extent,
                f"{quoted(key.value)} is no channel.{meant} The channels are: {listed}",
            )
            continue
        where = f"of the channel {key.value}"
        keys = (*_SHORT, *_OUTER, *known[key.value])
        found[key.value] = _read_level(read, key.value, key.extent, value, where, keys)
    return found


def _read_follow_up(read: Reading, node: Node) -> FollowUp | None:
    if isinstance(node, Addressed):
        return FollowUp(node) if node.value else None
    found = read.map(node, "follow_up", "scenario: and the id of what comes next")
    texts = _read_keys(read, found, _FOLLOW_UP_KEYS, "of follow_up")
    if "before" in texts and not read.choice(texts["before"], "before", BEFORE):
        del texts["before"]
    if "after" in texts:
        try:
            parse_duration(texts["after"].value)
        except Unreadable as error:
            read.note("bad-value", texts.pop("after").whole, str(error))
    if "scenario" not in texts:
        if isinstance(node, MapNode):
            reason = "“follow_up” names what comes next: write scenario: and its id"
            read.note("bad-value", read.range(node), reason)
        return None
    before = texts["before"].value if "before" in texts else None
    return FollowUp(texts["scenario"], before, texts.get("after"))


def _size(node: MapNode | ListNode) -> int:
    return len(node.entries) if isinstance(node, MapNode) else len(node.items)


def _nothing(after: Addressed) -> Addressed:
    return Addressed("", after.source, after.end, after.end, "plain")


def _read_examples(read: Reading, node: Node) -> tuple[model.Example, ...]:
    found = read.map(node, "examples", "a name, and under it the values")
    examples = []
    for name, value in found.entries.items():
        given = read.map(value, name, "the name of a variable")
        row = {}
        for variable, item in given.entries.items():
            if isinstance(item, ListNode):
                joined = ", ".join(text.value for text in read.texts(item, variable))
                item = Addressed(joined, read.source, item.start, item.end, "coarse")
            if isinstance(item, Addressed):
                row[variable] = item  # an empty one means: left out
            else:
                read.text(item, variable)
        examples.append(model.Example(name, found.key_range(name), row))
    return tuple(examples)
