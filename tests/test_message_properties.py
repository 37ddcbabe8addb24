"""Laws of messages, over generated scenarios in YAML's five styles, with both line ends."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from snapmsg import channels, reader
from snapmsg.library import Library, open_library, shipped
from snapmsg.message import Message, build_case, compose, draft_of, environment_of, utmosts
from snapmsg.model import Part, Scenario
from snapmsg.schema import read_scenario
from snapmsg.source import Addressed, Source
from snapmsg.values import Value
from snapmsg.wording import Blank, If, Node

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
LIBRARY = Library(
    None,
    templates=open_library(shipped()).templates,
    partials={"bye.txt": Addressed("Bye, {{ a }}.\n", Source("bye.txt", "Bye, {{ a }}.\n"), 0, 14)},
)
ENVIRONMENT = environment_of(LIBRARY)
FIELDS = {name: tuple(f.name for f in channels.get(name).fields) for name in channels.names()}

DECLARED = """\
variables:
  a:
    default: ""
    example: é👍ß{}
    max_length: 12
  b:
    example: é👍ß{}
    max_length: 12
  c:
    type: boolean
    example: yes
"""

WORDS = st.sampled_from(
    [
        "Late.",
        "It's",
        "we: say",
        "# one",
        "(or)",
        "Größe",
        "👍🏽",
        '"so"',
        "- is",
        "50 %",
        "a\\b",
        "@x",
    ]
)
PIECE = st.one_of(
    WORDS,
    st.sampled_from(["{{ a }}", "{{b}}", "{{ b | upper }}", "\n", "\n\n"]),
    WORDS.map("{{% if c %}}{}{{% endif %}}".format),
    WORDS.map("{{% if c %}}\n{}\n\n{{% else %}}{{{{ b }}}}{{% endif %}}".format),
)
WORDING = st.lists(PIECE, min_size=1, max_size=7).map(" ".join)
VALUE = st.text(st.sampled_from("aB ß\n👍{}%#&<'\"é"), min_size=1, max_size=12).map(str.strip)
VALUES = st.fixed_dictionaries({"a": VALUE, "b": VALUE.filter(bool), "c": st.booleans()})
STYLES = ("plain", "single", "double", "literal", "folded")


def written(text: str, style: str, indent: str) -> str:
    """A text in one of YAML's styles; block styles break lines where the text does."""
    if style == "double":
        return json.dumps(text, ensure_ascii=False)
    body = "\n".join(f"{indent}{line}".rstrip() for line in text.split("\n"))
    if style == "literal":
        return f"|-\n{body}"
    if style == "folded":
        return f">-\n{body}"
    flat = " ".join(text.split())
    return "'" + flat.replace("'", "''") + "'" if style == "single" else flat


@st.composite
def scenarios(draw: st.DrawFn) -> tuple[Scenario, str]:
    """A scenario of generated wording, each text in a style of its own; and its file."""

    def text(indent: str) -> str:
        said = draw(WORDING).strip() or "x"
        said = re.sub(r"\n[ \t]+", "\n", said)
        return written(said, draw(st.sampled_from(STYLES)), indent)

    lines = [f"status: {text('  ')}"]
    if draw(st.booleans()):
        lines.append("next_steps:")
        for _ in range(draw(st.integers(1, 3))):
            lines.append(f"  - us: {text('      ')}")
            lines += ["    only_if: c"] * draw(st.booleans())
            lines += ["    by: Friday"] * draw(st.booleans())
    else:
        lines.append(f"next_steps: {text('  ')}")
    if draw(st.booleans()):
        lines += ["approximate_time:", "  within: 2 days", f"  say: {text('    ')}"]
    else:
        lines.append(f"approximate_time: {text('  ')}")
    lines.append(f"planned_outcome: {text('  ')}")
    for name in ("opening", "closing"):
        lines += [f"{name}: {text('  ')}"] * draw(st.booleans())
    lines += ["short:", f"  status: {text('    ')}"] * draw(st.booleans())
    lines += ["channels:", "  email:", f"    subject: {text('      ')}", "  sms:", "  chat:"]
    lines += ["  x:", "  phone:", "  letter:", f"    address: {text('      ')}", "  status_page:"]
    lines += ["    state: resolved", f"    headline: {text('      ')}"]
    raw = DECLARED + "\n".join(lines) + "\n"
    raw = raw.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    source = Source("a.yaml", raw)
    scenario, problems = read_scenario(reader.read(source), source, "a", "", FIELDS)
    assume(not problems)  # a plain scalar cannot hold every text, and says so
    return scenario, source.text


def messages(scenario: Scenario, values: dict[str, Value]) -> list[Message]:
    draft = draft_of(scenario, ENVIRONMENT)
    case = build_case(draft, values, NOW)
    return [compose(case, name) for name in draft.channels]


def in_all_forms(scenario: Scenario, values: dict[str, Value]) -> list[Message]:
    draft = draft_of(scenario, ENVIRONMENT)
    case = build_case(draft, values, NOW)
    forms = [(name, form.name) for name in draft.channels for form in channels.get(name).forms]
    return [compose(case, name, form) for name, form in forms]


SLOW = settings(
    max_examples=50, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip


def flowed(text: str) -> str:
    """What a literal stretch of a file says: its white space as single spaces."""
    return " ".join(text.split())


@SLOW
@given(scenarios(), VALUES)
def test_segments_tile_the_message_exactly(
    found: tuple[Scenario, str], values: dict[str, Value]
) -> None:
    for message in in_all_forms(found[0], values):
        encode = message.form.encode
        assert "".join(segment.text for segment in message.body) == message.text
        assert message.text == message.text.strip()
        assert all(segment.text for segment in message.body)
        for segment in message.body:
            assert 0 <= segment.start <= segment.end <= len(segment.at.value)
            if segment.blank is None and segment.text.strip():
                range_ = segment.at.value[segment.start : segment.end]
                if message.form.name == "txt" or segment.at.source is not found[0].source:
                    assert flowed(range_) == flowed(segment.text)
                else:
                    said = segment.text.replace("<br>", "")
                    assert flowed(encode(flowed(range_))) == flowed(said)


@SLOW
@given(scenarios(), VALUES)
def test_every_unfiltered_value_that_is_reached_stands_there_whole(
    found: tuple[Scenario, str], values: dict[str, Value]
) -> None:
    scenario, _ = found
    for message in in_all_forms(scenario, values):
        channel = message.channel
        voice = ENVIRONMENT.locale.spoken if channel.spoken else str
        for part in Part:
            wording = scenario.part(part, channel.name, channel.brief)
            assert wording is not None
            expected: list[str] = []
            for text in wording.texts():
                step = next((s for s in wording.steps if s.text is text), None)
                if step is None or step.only_if is None or values["c"]:
                    nodes = draft_of(scenario, ENVIRONMENT).tree(text).nodes
                    expected += reached(nodes, values)
            encoded = [message.form.encode(voice(value)) for value in expected if value]
            inserted = [
                segment.text
                for segment in message.body
                if segment.part is part
                and segment.blank in ("a", "b")
                and "|" not in segment.at.value[segment.start : segment.end]
            ]
            assert inserted == encoded


def reached(nodes: tuple[Node, ...], values: dict[str, Value]) -> list[str]:
    """By hand: the values of the plain blanks that stand outside an if, or in the branch taken."""
    found: list[str] = []
    for node in nodes:
        if isinstance(node, Blank) and not node.filters:
            found.append(str(values[node.name]))
        elif isinstance(node, If):
            for condition, body in node.branches:
                if condition is None or values["c"]:
                    found += reached(body, values)
                    break
    return found


@SLOW
@given(scenarios(), VALUES, st.data())
def test_a_literal_stretch_points_at_exactly_these_words(
    found: tuple[Scenario, str], values: dict[str, Value], data: st.DataObject
) -> None:
    scenario, text = found
    for message in messages(scenario, values):
        at = 0
        for segment in message.body:
            end = at + len(segment.text)
            own = segment.at.source is scenario.source and segment.blank is None
            if own and segment.text.strip():
                i = data.draw(st.integers(at, end - 1))
                j = data.draw(st.integers(i + 1, end))
                here = message.range(i, j)
                said = text[here.start : here.end]
                if segment.at.style == "single":
                    said = said.replace("''", "'")
                elif segment.at.style == "double":
                    said = json.loads(f'"{said}"')
                assert flowed(said) == flowed(message.text[i:j])
            at = end


@SLOW
@given(scenarios(), VALUES)
def test_a_value_counts_as_its_whole_blank(
    found: tuple[Scenario, str], values: dict[str, Value]
) -> None:
    scenario, text = found
    for message in messages(scenario, values):
        at = 0
        for segment in message.body:
            end = at + len(segment.text)
            if segment.blank in ("a", "b") and segment.at.source is scenario.source:
                here = message.range(at, at + 1)
                said = text[here.start : here.end]
                assert said.startswith("{{") and said.endswith("}}"), said
            at = end


@SLOW
@given(scenarios(), VALUES)
def test_the_spans_of_a_part_hold_its_words(
    found: tuple[Scenario, str], values: dict[str, Value]
) -> None:
    for message in messages(found[0], values):
        text = message.text
        every: list[tuple[int, int]] = []
        for part in Part:
            spans = message.spans(part)
            assert all(0 <= a < b <= len(text) for a, b in spans)
            own = "".join(s.text for s in message.body if s.part is part)
            assert "".join(text[a:b] for a, b in spans) == own
            assert (part in message.parts()) is bool(own.strip())
            every += spans
        every.sort()
        assert all(b <= c for (_, b), (c, _) in pairwise(every))


@SLOW
@given(scenarios(), VALUES)
def test_a_field_is_one_line(found: tuple[Scenario, str], values: dict[str, Value]) -> None:
    every = {m.channel.name: m for m in messages(found[0], values)}
    for channel, field in (("email", "subject"), ("status_page", "headline")):
        text = every[channel].field(field)
        assert text is not None
        assert "\n" not in text
    address = every["letter"].field("address")
    assert address is not None
    assert address == address.strip()
    assert "\n\n" not in address
    assert address in every["letter"].text


@SLOW
@given(scenarios(), VALUES)
def test_counts_are_those_of_the_plain_text(
    found: tuple[Scenario, str], values: dict[str, Value]
) -> None:
    plain = {m.channel.name: m.counts() for m in messages(found[0], values)}
    for message in in_all_forms(found[0], values):
        assert message.counts() == plain[message.channel.name]


@SLOW
@given(scenarios(), VALUES)
def test_no_message_is_longer_than_its_utmost(
    found: tuple[Scenario, str], values: dict[str, Value]
) -> None:
    draft = draft_of(found[0], ENVIRONMENT)
    case = build_case(draft, values, NOW)
    for utmost in utmosts(draft):
        channel, message = utmost.channel, compose(case, utmost.channel.name)
        for field in message.fields:
            assert len(utmost.field(field)) >= len(message.field(field) or "")
        if channel.spoken or channel.name == "x":  # read by its examples; its links are no values
            continue
        count, worst = message.counts()[channel.measure], utmost.worst()
        assert worst is not None
        assert worst.amount >= count
        assert channel.count(utmost.body)[channel.measure] >= count
        assert not utmost.fits or utmost.most is None or worst.amount <= utmost.most


def test_a_partials_words_are_its_own_files(tmp_path: Path) -> None:
    source = Source("a.yaml", DECLARED + "status: \"{% include 'bye.txt' %} Late.\"\n")
    scenario, problems = read_scenario(reader.read(source), source, "a", "", FIELDS)
    assert problems == []
    message = messages(scenario, {"a": "Ana", "b": "x", "c": True})[1]
    assert message.part(Part.STATUS) == "Bye, Ana. Late."
    assert [message.range(i, i + 1).source.path for i in (0, 5, 10)] == [
        "bye.txt", "bye.txt", "a.yaml",
    ]  # fmt: skip
