"""Fixes: only their own words, in the scalar's own style, proved by reading the file again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import test_scalar_places as scalars
from hypothesis import assume, given
from hypothesis import strategies as st

from snapmsg import fix
from snapmsg.diagnostic import Diagnostic, EditText, Severity
from snapmsg.library import Library, open_library
from snapmsg.linter import desk_of, lint
from snapmsg.reader import read, texts
from snapmsg.source import Addressed, Source

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
REST = (
    "next_steps:\n  - us: We look for it.\napproximate_time: Within 3 days.\n"
    "planned_outcome: You will have it.\nchannels:\n  chat:\n"
)


def edit(text: Source, start: int, end: int, instead: str) -> tuple[EditText, ...]:
    return (EditText(*text.position(start), *text.position(end), instead),)


def reworded(raw: str, old: str, new: str) -> str | None:
    """A file with some of its words replaced by a fix; None where the fix is refused."""
    text = Source("x.yaml", raw)
    at = text.text.index(old)
    after = fix.edited(text, edit(text, at, at + len(old), new))
    return None if after is None else after.raw


WORDS = [
    # (the file, the words, what stands instead, the file then)
    ("a: It’s late\n", "’", "'", "a: It's late\n"),
    ("a: 'It’s late'\n", "’", "'", "a: 'It''s late'\n"),
    ('a: "It is “late”"\n', "“late”", '"late"', 'a: "It is \\"late\\""\n'),
    ("a: |\n  It’s\n  late\nb: c\n", "’", "'", "a: |\n  It's\n  late\nb: c\n"),
    ("a: >-\n  It’s\n  late # x\n", "’", "'", "a: >-\n  It's\n  late # x\n"),
    ("a: >-\n  one\n  two three\n", "one\n  two", "1 2", "a: >-\n  1 2 three\n"),
    ("a: It’s\r\nb: c # why\r\n", "’", "'", "a: It's\r\nb: c # why\r\n"),
    ("a: {{ b }} it’s\nc: {{ d }}\n".replace("a: ", "a: >-\n  ").replace("c: ", "c: >-\n  "),
     "’", "'", "a: >-\n  {{ b }} it's\nc: >-\n  {{ d }}\n"),
    ("- a: It is late!!\n", "!!", "!", "- a: It is late!\n"),
    ("a: please do it\n", "please do", "do", "a: do it\n"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "old", "new", "after"), WORDS)
def test_words_are_replaced_in_their_own_style(raw: str, old: str, new: str, after: str) -> None:
    assert reworded(raw, old, new) == after


REFUSED = [
    ("a: It is late\n", "late", "late: very"),  # no text any more
    ("a: It is late\n", "late", "late #1"),  # its end would be a comment
    ("a: It is late\n", "It is late", "- late"),
    ("a: It is late\n", "It", "@It"),
    ("a: It is late\n", "It is late", ""),
    ("a: It is {{ b }} late\n", "b", "c"),  # inside a blank
    ("a: It is {{ b }} late\n", "is {{ b }} late", "is"),
    ("a: It {% if b %}is{% endif %} late\n", "if b %}is", "x"),
    ("a: late\nb: c\n", "late\nb", "x"),  # of two texts
    ('a: "It is late"\n', "late", "late\n\nnow"),
    ("a: >-\n  It is\n  late\n", "It is\n", "It is"),
]


@pytest.mark.parametrize(("raw", "old", "new"), REFUSED)
def test_what_would_change_more_is_refused(raw: str, old: str, new: str) -> None:
    assert reworded(raw, old, new) is None


@pytest.mark.parametrize("style", scalars.SCALARS)
@given(data=st.data())
def test_a_fix_replaces_exactly_its_words_or_nothing(style: str, data: st.DataObject) -> None:
    text = Source("x", f"a: {data.draw(scalars.SCALARS[style])}\nb: c\n")
    document = read(text)
    assume(document.root is not None and not document.problems)
    before = dict(texts(document.root))
    assume(("a",) in before and before["a",].places)
    words = before["a",]
    first = data.draw(st.integers(0, len(words.value) - 1))
    last = data.draw(st.integers(first + 1, len(words.value)))
    instead = data.draw(scalars.LINE | st.just(""))
    at = words.range(first, last)
    after = fix.edited(text, edit(text, at.start, at.end, instead))
    if after is None:
        return
    now = {path: found.value for path, found in texts(read(after).root)}
    expected = {path: found.value for path, found in before.items()}
    assert now == {**expected, ("a",): words.value[:first] + instead + words.value[last:]}
    assert fix._TAG.findall(words.value[:first]) == fix._TAG.findall(now["a",][:first])


@given(data=st.data())
def test_a_partial_keeps_its_tags(data: st.DataObject) -> None:
    pieces = st.sampled_from(["{{ a }}", "{% if a %}", "{% endif %}", "it’s", " late ", "\n", "{#"])
    raw = "".join(data.draw(st.lists(pieces, min_size=1, max_size=8)))
    text = Source("p.txt", raw)
    start = data.draw(st.integers(0, len(raw) - 1))
    end = data.draw(st.integers(start, len(raw)))
    after = fix.around_tags(text, edit(text, start, end, data.draw(pieces)))
    if after is not None:
        assert fix._TAG.findall(after.text) == fix._TAG.findall(raw)


# ------------------------------------------------------------------------ what lint then says


def made(raw: str, *, unsafe: bool) -> tuple[str, int]:
    """A scenario with its fixes made, as text, and how many."""
    desk, _ = desk_of(Library(None), NOW)
    after, count = fix.mend(desk, Path("x.yaml"), Source("x.yaml", raw), unsafe=unsafe)
    return after.raw, count


LAYOUT = [
    # (before, after, unsafe)
    ("status: Your order #1234 is late\n", "status: >-\n  Your order #1234 is late\n", True),
    ("status: We checked: it is late\n", "status: >-\n  We checked: it is late\n", False),
    ("status: {{ first_name }}, it is late\n",
     "status: >-\n  {{ first_name }}, it is late\n", False),
    ("status:It is late\n", "status: It is late\n", False),
    ("short:\n\u00a0 status: Late.\nstatus: It is late\n",
     "short:\n  status: Late.\nstatus: It is late\n", False),
    ("status: &now it is\n", "status: >-\n  &now it is\n", True),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "unsafe"), LAYOUT)
def test_words_that_yaml_would_eat_get_a_line_of_their_own(
    before: str, after: str, unsafe: bool
) -> None:
    head = "title: Late\n# why\nowner: me\n"
    assert made(head + before + REST, unsafe=unsafe) == (head + after + REST, 1)
    if unsafe:
        assert made(head + before + REST, unsafe=False) == (head + before + REST, 0)


@pytest.mark.parametrize(("before", "after", "unsafe"), LAYOUT)
def test_a_second_time_changes_nothing(before: str, after: str, unsafe: bool) -> None:
    once, _ = made("owner: me\n" + before + REST, unsafe=unsafe)
    assert made(once, unsafe=unsafe) == (once, 0)


def test_several_in_one_file() -> None:
    raw = "title: Of #1 and: all\nowner: me\nstatus: We know: it is late\n" + REST.replace(
        "You will have it.", "You win: you have it."
    )
    text, count = made(raw, unsafe=True)
    found = {path: each.value for path, each in texts(read(Source("x", text)).root)}
    assert found["status",] == "We know: it is late"
    assert found["planned_outcome",] == "You win: you have it."
    assert count >= 2


def test_files_are_written_whole_with_their_mark_and_their_breaks(tmp_path: Path) -> None:
    (tmp_path / "snap.yaml").write_text("name: X\n")
    path = tmp_path / "scenarios" / "a" / "late.yaml"
    path.parent.mkdir(parents=True)
    raw = ("title: Late\nowner: me\nstatus: We know: it is late\n" + REST).replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + raw.encode())
    path.chmod(0o640)
    library = open_library(tmp_path)
    found = list(fix.fixes(library, NOW, lint(library, NOW).diagnostics))
    assert [(one.path, one.made) for one in found] == [(path, 1)]
    assert path.read_bytes() == b"\xef\xbb\xbf" + raw.encode(), "nothing is written yet"
    assert [line for line in found[0].diff() if line[0] in "+-"][2:] == [
        "-status: We know: it is late\r",
        "+status: >-\r",
        "+  We know: it is late\r",
    ]
    found[0].write()
    fixed = raw.replace("status: We", "status: >-\r\n  We")
    assert path.read_bytes() == b"\xef\xbb\xbf" + fixed.encode()
    assert path.stat().st_mode & 0o777 == 0o640
    library = open_library(tmp_path)
    assert list(fix.fixes(library, NOW, lint(library, NOW).diagnostics)) == []


def test_the_place_of_words_in_a_partial() -> None:
    text = Source("p.txt", "It’s {{ a }}.\n")
    assert fix._mend_shared(text, []) == (text, 0)
    after = fix.around_tags(text, edit(text, 2, 3, "'"))
    assert after is not None
    assert after.text == "It's {{ a }}.\n"
    assert fix.around_tags(text, edit(text, 5, 12, "x")) is None
    assert Addressed(after.text, after, 0, 1).style == "file"


def test_a_fix_after_which_lint_says_as_much_is_no_better(tmp_path: Path) -> None:
    told = Diagnostic("x.yaml", 1, 1, 1, 2, "X001", "x", Severity.ERROR, "so")
    text = Source("x.yaml", "a: b\n")
    assert not fix._is_better(text, [told], [told])
    assert fix._is_better(text, [told], [])


def test_words_that_yaml_may_take_for_something_else_are_not_mended() -> None:
    """`!!str` would become `!str`, and look like words."""
    raw = "owner: me\ntitle: Late\nstatus: !!str It is late\n" + REST
    assert made(raw, unsafe=True) == (raw, 0)


def test_only_what_would_be_made_is_offered() -> None:
    desk, _ = desk_of(Library(None), NOW)
    raw = "owner: me\ntitle: Late\nstatus: !!str We know!! it is late\n" + REST
    text = Source("x.yaml", raw)
    told = fix._told(desk, Path("x.yaml"), text)
    assert any(one.fix for one in told), "a rule on words offers one"
    assert not any(one.fix for one in fix.proven(desk, told, text))
    text = Source("x.yaml", raw.replace("!!str ", ""))
    told = fix._told(desk, Path("x.yaml"), text)
    assert list(fix.proven(desk, told, text)) == told
