"""The one layout: what a scenario says stays, comments stay where they belong, twice is once."""

from __future__ import annotations

from pathlib import Path as File

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from snapmsg import reader
from snapmsg.errors import SnapError
from snapmsg.fmt import attached, comments, tidy
from snapmsg.library import open_library, shipped
from snapmsg.reader import MapNode
from snapmsg.source import Source
from snapmsg.wizard.layout import plain


def laid_out(text: str) -> str:
    return tidy(Source("a.yaml", text))


CASES = {
    "keys": ("status: It is late.\ntitle: Late\n", "title: Late\n\nstatus: It is late.\n"),
    "groups": (
        "title: A\nvariables:\n  n:\n    example: 1\n    about: n\nclosing: C\nstatus: S\nshort:\n"
        "  status: T\nchannels:\n  sms:\nfor_agents:\n  use_when: U\n",
        "title: A\n\nvariables:\n  n:\n    about: n\n    example: 1\n\nstatus: S\nclosing: C\n\n"
        "short:\n  status: T\n\nchannels:\n  sms:\n\nfor_agents:\n  use_when: U\n",
    ),
    "a comment below a bare hyphen": (
        "tags:\n  -\n    - x\n  # why\ntitle: A\n",
        "title: A\ntags:\n  -\n    - x\n  # why\n",
    ),
    "steps": (
        "next_steps:\n- only_if: a\n  team: t\n  us: We go.\n-   you: Wait.\n",
        "next_steps:\n  - us: We go.\n    team: t\n    only_if: a\n  - you: Wait.\n",
    ),
    "indents": (
        "channels:\n      email:\n            subject: S\n",
        "channels:\n  email:\n    subject: S\n",
    ),
    "quotes": (
        "title: 'It''s late'\nowner: \"care\"\nstatus: \"We checked: it is here\"\n",
        "title: It's late\nowner: care\n\nstatus: >-\n  We checked: it is here\n",
    ),
    "nothing": (
        'variables:\n  a:\n    default: ""\n',
        'variables:\n  a:\n    default: ""\n',
    ),
    "braces": (
        "variables: {a: {about: n, example: 1}}\nsounds_like: [where is it, late again]\n",
        "sounds_like:\n  - where is it\n  - late again\n\nvariables:\n  a:\n    about: n\n"
        "    example: 1\n",
    ),
    "tags": (
        "tags:\n  - a\n  - b c\n",
        "tags: [a, b c]\n",
    ),
    "tags with commas": ("tags:\n  - a, b\n  - c\n", "tags:\n  - a, b\n  - c\n"),
    "lines of your own": (
        "status: >-\n    One. Two.\n    Three,\n    four.\n",
        "status: >-\n  One. Two.\n  Three,\n  four.\n",
    ),
    "plain on two lines": (
        "status: It is late.\n  We are sorry.\n",
        "status: >-\n  It is late.\n  We are sorry.\n",
    ),
    "too long": (
        f"status: {'Your order is very late today, and we are sorry. ' * 3}Bye.\n",
        "status: >-\n" + "  Your order is very late today, and we are sorry.\n" * 3 + "  Bye.\n",
    ),
    "too long among your own": (
        "status: >-\n  Your own.\n  " + "It goes on and on, and then it ends, " * 4
        + "so.\n  Yours. Too.\n",
        "status: >-\n  Your own.\n"
        "  It goes on and on, and then it ends, It goes on and on, and then it ends, It goes on "
        "and\n  on, and then it ends, It goes on and on, and then it ends, so.\n  Yours. Too.\n",
    ),
    "a long sentence": (
        f"status: {'word ' * 40}end.\n",
        "status: >-\n  " + "word " * 16 + "word\n  " + "word " * 16 + "word\n  "
        + "word " * 6 + "end.\n",
    ),
    "paragraphs": (
        "status: >\n    One.\n\n    Two.\n\n",
        "status: >-\n  One.\n\n  Two.\n",
    ),
    "lines kept": ("status: |-\n   One\n   two\n", "status: |-\n  One\n  two\n"),
    "unknown": ("wrong: x\ntitle: A\n", "title: A\nwrong: x\n"),
    "comments move with their key": (
        "# of status\nstatus: S # beside\n# of title\ntitle: A\n# the end\n",
        "# of title\ntitle: A\n\n# of status\nstatus: S  # beside\n# the end\n",
    ),
    "comments below": (
        "variables:\n  a:\n    about: n\n    # in a\n  # of b\n  b:\n    about: m\n  # in all\n"
        "title: A\n",
        "title: A\n\nvariables:\n  a:\n    about: n\n    # in a\n  # of b\n  b:\n    about: m\n"
        "  # in all\n",
    ),
    "comments of steps": (
        "next_steps:\n# one\n- team: t # two\n  us: We go. # three\n- # four\n  you: Wait.\n",
        "next_steps:\n  # one\n  - us: We go.  # three\n    team: t  # two\n  # four\n"
        "  - you: Wait.\n",
    ),
    "comments of heads": (
        "status: >- # why\n    One.\nchannels: # all\n  sms: # brief\n",
        "status: >-  # why\n  One.\n\nchannels:  # all\n  sms:  # brief\n",
    ),
    "comments in brackets": (
        "tags: [a, # first\n  b]\n",
        "tags:\n  - a  # first\n  - b\n",
    ),
    "signs in words": (
        "status: >-\n  # no comment, order #1\ntitle: A#1\n",
        "title: A#1\n\nstatus: >-\n  # no comment, order #1\n",
    ),
    "the top": (
        "# yaml-language-server: $schema=x\n# snap: ignore-file[vague-time] so\n# of it\n"
        "status: S\ntitle: A\n",
        "# yaml-language-server: $schema=x\n# snap: ignore-file[vague-time] so\ntitle: A\n\n"
        "# of it\nstatus: S\n",
    ),
    "a licence": ("# (c)\n\nstatus: S\ntitle: A\n", "# (c)\n\ntitle: A\n\nstatus: S\n"),
    "an ignore above the first key": (
        "# snap: ignore[missing-part] so\nstatus: S\nowner: o\ntitle: A\n",
        "# snap: ignore[missing-part] so\nstatus: S\ntitle: A\nowner: o\n",
    ),
    "gaps": ("title: A\n\n\n\nowner: o\n\nstatus: S\n\n\n", "title: A\nowner: o\n\nstatus: S\n"),
    "a start and an end": ("---\ntitle: A\n...\n", "title: A\n"),
    "the system's line ends": ("status: S\r\ntitle: A\r\n", "title: A\r\n\r\nstatus: S\r\n"),
    "nothing at all": ("", ""),
    "comments alone": ("# nothing yet\n", "# nothing yet\n"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_layouts(before: str, after: str) -> None:
    assert laid_out(before) == after
    assert laid_out(after) == after


def test_what_yaml_cannot_read_is_not_touched() -> None:
    with pytest.raises(SnapError, match="Put that right first: snap lint"):
        laid_out("status: We checked: it is here\n")


@pytest.mark.parametrize("path", open_library(shipped()).files, ids=lambda path: path.stem)
def test_the_shipped_scenarios_are_laid_out(path: File) -> None:
    text = path.read_text(encoding="utf-8")
    assert laid_out(text) == text


WORDS = st.sampled_from(
    [
        "It is late.", "Order #12", "it's", "{{ order_no }} is here", "a: b", "yes", "2026-01-02",
        "{% if a %}Yes.{% endif %}", "- no list", "“quoted”", '"so"', "", "naïve 日本", "[x]",
        "One sentence that goes on and on, and that is longer than anybody wants to read. And "
        "then another one, which is not much shorter, {{ first_name }}, and ends here.",
    ]
)  # fmt: skip
SENTENCES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join).map(str.strip)
COMMENT = st.sampled_from(["", "", "", "# why", "# snap: ignore[vague-time] so", "#", "# a: b"])


@st.composite
def texts(draw: st.DrawFn, indent: int) -> str:
    """What follows a colon: a text in some style, and maybe a comment."""
    words = draw(SENTENCES)
    margin = " " * (indent + draw(st.integers(1, 4)))
    style = draw(st.sampled_from(["plain", "single", "double", "folded", "literal"]))
    beside = draw(COMMENT)
    beside = f" {beside}" if beside else ""
    if style in ("folded", "literal") and words:
        lines = draw(st.lists(st.sampled_from(["", words, "More words."]), max_size=3))
        body = "".join(f"{margin}{line}\n" if line else "\n" for line in [words, *lines])
        return f" {'>' if style == 'folded' else '|'}-{beside}\n{body}"
    if style == "single":
        words = "'" + words.replace("'", "''") + "'"
    elif style == "double":
        words = '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if draw(st.booleans()):
        words = words.replace(". ", f".\n{margin}")
    return f" {words}{beside}\n"


@st.composite
def files(draw: st.DrawFn) -> str:
    """A scenario's file as somebody might have left it. YAML may refuse some."""
    lines: list[str] = []

    def above(indent: int) -> None:
        for comment in draw(st.lists(COMMENT, max_size=2)):
            lines.append(f"{' ' * indent}{comment}\n")

    def key(name: str, indent: int) -> None:
        above(indent)
        lines.append(f"{' ' * indent}{name}:{draw(texts(indent))}")

    names = ["title", "owner", "status", "opening", "tags", "next_steps", "variables", "channels"]
    for name in draw(st.permutations(names))[: draw(st.integers(1, len(names)))]:
        step = draw(st.integers(1, 5))
        if name in ("tags", "next_steps"):
            above(0)
            lines.append(f"{name}:\n")
            margin = draw(st.sampled_from([0, step]))
            for _ in range(draw(st.integers(1, 3))):
                above(margin)
                if name == "tags" or draw(st.booleans()):
                    lines.append(f"{' ' * margin}-{draw(texts(margin))}")
                    continue
                inner = draw(st.permutations(["us", "team", "only_if"]))
                for number, part in enumerate(inner):
                    dash = "- " if number == 0 else "  "
                    lines.append(f"{' ' * margin}{dash}{part}:{draw(texts(margin + 2))}")
        elif name in ("variables", "channels"):
            above(0)
            lines.append(f"{name}:\n")
            for inside in ("email", "sms"):
                above(step)
                lines.append(f"{' ' * step}{inside}:\n")
                for part in draw(st.permutations(["about", "example", "subject", "status"]))[:2]:
                    key(part, step * 2)
        else:
            key(name, 0)
    return "".join(lines) + "".join(f"{c}\n" for c in draw(st.lists(COMMENT, max_size=1)))


def read(text: str) -> tuple[Source, MapNode] | None:
    source = Source("a.yaml", text)
    document = reader.read(source)
    if document.problems or not isinstance(document.root, MapNode):
        return None
    return source, document.root


@settings(max_examples=400, deadline=None)
@given(files())
@example("tags:\n- It is late.\n# why\n")
def test_laws(text: str) -> None:
    before = read(text)
    if before is None:
        return
    once = laid_out(text)
    after = read(once)
    assert after is not None
    assert plain(after[1]) == plain(before[1])
    assert laid_out(once) == once
    said = [sorted(comment.text for comment in comments(*each)) for each in (before, after)]
    assert said[0] == said[1]
    if list(before[1].entries) == list(after[1].entries):
        told = [belonging(*each) for each in (before, after)]
        assert told[0] == told[1]


def belonging(source: Source, root: MapNode) -> dict[object, list[str]]:
    """The comments by their key; those of a step's first key are the step's."""
    head, told = attached(source, root)
    found: dict[object, list[str]] = {"head": [line for line in head if line]}
    for path, of in told.items():
        inside = path[:2] if path[:1] == ("next_steps",) else path
        said = sorted(line for line in (*of.above, *of.beside, *of.below) if line)
        found.setdefault(inside, []).extend(said)
    return {path: sorted(said) for path, said in found.items() if said}
