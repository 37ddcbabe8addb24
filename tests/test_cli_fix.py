"""`snap lint --fix`, `--unsafe-fixes` and `--diff`, as they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_harness import snap

HEAD = "title: Late\nowner: me\n"
REST = (
    "next_steps:\n  - us: We look for it.\napproximate_time: Within 3 days.\n"
    "planned_outcome: You will have it.\nchannels:\n  chat:\n"
)
EATEN = HEAD + "status: We know: it is late\n" + REST
SAVED = HEAD + "status: >-\n  We know: it is late\n" + REST
CUT = HEAD + "status: Your order #1234 is late\n" + REST
WHOLE = HEAD + "status: >-\n  Your order #1234 is late\n" + REST
NOW = ("--now", "2026-11-22T10:00")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "snap.yaml").write_text("name: X\n")
    (tmp_path / "scenarios" / "a").mkdir(parents=True)
    return tmp_path


def put(library: Path, text: str, name: str = "late") -> Path:
    path = library / "scenarios" / "a" / f"{name}.yaml"
    path.write_text(text)
    return path


def test_fix_mends_and_tells_the_rest(library: Path) -> None:
    path, other = put(library, EATEN), put(library, CUT, "cut")
    told = snap("lint", "--fix", *NOW, cwd=library)
    assert path.read_text() == SAVED
    assert other.read_text() == CUT, "that may have been meant as a comment"
    assert told.code == 1
    assert told.err.startswith("Mended 1 thing in 1 file.\n")
    assert "cut.yaml:3" in told.out
    assert "snap can mend it, where that says what you meant" in told.err
    told = snap("lint", "--unsafe-fixes", *NOW, cwd=library)
    assert (told.code, told.out) == (0, "")
    assert other.read_text() == WHOLE
    told = snap("lint", "--fix", *NOW, cwd=library)
    assert (told.code, told.out, told.err) == (0, "", "All 2 scenarios are clean.\n")


def test_lint_says_what_it_can_mend(library: Path) -> None:
    put(library, EATEN)
    assert "snap can mend it: snap lint --fix\n" in snap("lint", *NOW, cwd=library).err
    put(library, CUT, "cut")
    told = snap("lint", *NOW, cwd=library).err
    assert "snap can mend 1 of them: snap lint --fix. 1 more with --unsafe-fixes.\n" in told


def test_what_fix_leaves_is_not_offered_again(library: Path) -> None:
    path = put(library, HEAD + "status: !!str We know\n" + REST)
    for options in ((), ("--fix",)):
        told = snap("lint", *options, *NOW, cwd=library)
        assert (told.code, "snap can mend" in told.err) == (1, False)
        assert "!!str We know" in path.read_text()


def test_diff_shows_and_changes_nothing(library: Path) -> None:
    path = put(library, EATEN)
    told = snap("lint", "--diff", *NOW, cwd=library)
    assert (told.code, told.err) == (1, "")
    assert told.out.split("\n") == [
        "--- a/scenarios/a/late.yaml",
        "+++ b/scenarios/a/late.yaml",
        "@@ -1,6 +1,7 @@",
        " title: Late",
        " owner: me",
        "-status: We know: it is late",
        "+status: >-",
        "+  We know: it is late",
        " next_steps:",
        "   - us: We look for it.",
        " approximate_time: Within 3 days.",
        "",
    ]
    assert path.read_text() == EATEN
    put(library, SAVED)
    assert snap("lint", "--diff", *NOW, cwd=library) == (0, "", "")


def test_from_stdin(library: Path) -> None:
    name = ("--stdin-filename", "scenarios/a/x.yaml", *NOW)
    told = snap("lint", "-", "--fix", *name, cwd=library, stdin=EATEN.encode())
    assert (told.code, told.out, told.err) == (0, SAVED, "")
    told = snap("lint", "-", "--fix", *name, cwd=library, stdin=SAVED.encode())
    assert (told.code, told.out, told.err) == (0, SAVED, "")
    told = snap(
        "lint", "-", "--fix", *name, cwd=library, stdin=EATEN.replace("Within", "In").encode()
    )
    assert (told.code, told.out) == (0, SAVED.replace("Within", "In"))
    vague = EATEN.replace("Within 3 days", "Very soon").encode()
    told = snap("lint", "-", "--fix", *name, cwd=library, stdin=vague)
    assert (told.code, told.out) == (1, SAVED.replace("Within 3 days", "Very soon"))
    assert "A001" in told.err
    assert snap("lint", "-", "--fix", "--exit-zero", *name, cwd=library, stdin=vague).code == 0
    told = snap("lint", "-", "--diff", *name, cwd=library, stdin=EATEN.encode())
    assert told.code == 1
    assert "+  We know: it is late\n" in told.out


def test_a_file_that_cannot_be_written_stays(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(library, EATEN)

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    told = snap("lint", "--fix", *NOW, cwd=library)
    assert (told.code, told.out) == (2, "")
    assert told.err.endswith("late.yaml: this file cannot be written: no space left on device\n")
    assert path.read_text() == EATEN
    assert [each.name for each in path.parent.iterdir()] == ["late.yaml"]
