"""`snap fmt`: what it changes, what it says, and what it leaves alone."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from cli_harness import process, snap

from snapmsg.source import MOST_BYTES

UNTIDY = "status: It is late.\ntitle: Late # so\n"
TIDY = "title: Late  # so\n\nstatus: It is late.\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "snap.yaml").write_text("name: Ours\n")
    folder = tmp_path / "scenarios" / "delivery"
    folder.mkdir(parents=True)
    (folder / "late.yaml").write_text(UNTIDY)
    (folder / "fine.yaml").write_text(TIDY)
    return tmp_path


LATE = "scenarios/delivery/late.yaml"


def test_a_library_is_laid_out(library: Path) -> None:
    told = snap("fmt", cwd=library)
    assert told == (0, f"{LATE}\n", "1 file laid out anew, 1 file already laid out.\n")
    assert (library / LATE).read_text() == TIDY
    assert snap("fmt", cwd=library) == (0, "", "2 files already laid out.\n")


@pytest.mark.parametrize("name", [LATE, "late", "scenarios", "."])
def test_paths_folders_and_ids(library: Path, name: str) -> None:
    assert snap("fmt", name, cwd=library).out == f"{LATE}\n"


def test_check_changes_nothing(library: Path) -> None:
    told = snap("fmt", "--check", cwd=library)
    assert told == (1, f"{LATE}\n", "1 file would change, 1 file already laid out.\n")
    assert (library / LATE).read_text() == UNTIDY
    assert snap("fmt", "--check", "fine", cwd=library).code == 0


def test_a_diff_changes_nothing(library: Path) -> None:
    told = snap("fmt", "--diff", cwd=library)
    assert told.code == 0
    assert told.out.startswith(f"--- a/{LATE}\n+++ b/{LATE}\n@@ ")
    assert "-title: Late # so\n" in told.out
    assert "+title: Late  # so\n" in told.out
    assert (library / LATE).read_text() == UNTIDY
    assert snap("fmt", "--diff", "--check", cwd=library).code == 1


def test_what_cannot_be_read_is_named_and_the_rest_is_done(library: Path) -> None:
    (library / "scenarios" / "delivery" / "broken.yaml").write_text("status: We said: so\n")
    told = snap("fmt", cwd=library)
    assert told.code == 2
    assert told.err.startswith("scenarios/delivery/broken.yaml:1:")
    assert "1 file laid out anew, 1 file already laid out, 1 file left as it is." in told.err
    assert (library / LATE).read_text() == TIDY


def test_stdin(library: Path) -> None:
    assert snap("fmt", "-", cwd=library, stdin=UNTIDY.encode()) == (0, TIDY, "")
    assert snap("fmt", "-", "--check", cwd=library, stdin=UNTIDY.encode()) == (1, "", "")
    assert snap("fmt", "-", "--check", cwd=library, stdin=TIDY.encode()) == (0, "", "")
    assert snap("fmt", "-", cwd=library, stdin=b"\xff").code == 2


def test_the_bytes_beside_the_text(library: Path) -> None:
    path = library / LATE
    path.write_bytes(b"\xef\xbb\xbf" + UNTIDY.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    assert snap("fmt", cwd=library).code == 0
    assert path.read_bytes() == b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode()
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_out_of_the_library_is_not_followed(library: Path, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside.yaml"
    outside.write_text(UNTIDY)
    (library / LATE).unlink()
    (library / LATE).symlink_to(outside)
    told = snap("fmt", cwd=library)
    assert told.code == 2
    assert "outside the library" in told.err
    assert outside.read_text() == UNTIDY


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["lat"], "lat: there is no such file, folder or scenario. Did you mean “late”?"),
        (["snap.yaml"], "snap.yaml: snap lays out scenarios, and these are the settings"),
        (["notes.txt"], "notes.txt: this is no scenario: the name of one ends in .yaml"),
        (["empty"], "empty: there are no scenarios in this folder"),
    ],
)
def test_names_that_lead_nowhere(library: Path, args: list[str], said: str) -> None:
    (library / "notes.txt").write_text("")
    (library / "empty").mkdir()
    assert snap("fmt", *args, cwd=library) == (2, "", said + "\n")


def test_outside_a_library(tmp_path: Path) -> None:
    assert snap("fmt", cwd=tmp_path).code == 2
    (tmp_path / "a.yaml").write_text(UNTIDY)
    assert snap("fmt", "a.yaml", cwd=tmp_path).code == 0
    assert (tmp_path / "a.yaml").read_text() == TIDY


SCRAMBLED = """\
# snap: ignore-file[no-owner] it is a draft
# snap: ignore[missing-part] the end is not known
status: We have asked the depot.
# snap: ignore[vague-time] the carrier gives us no date
approximate_time: You hear from us soon.
title: Late
next_steps:
  # snap: ignore[vague-actor] nobody knows who
  - only_if: late
    us: Your case will be reviewed soon.
variables:
  late: {example: no, type: boolean, about: it is late} # why
"""


def test_ignores_go_on_holding(library: Path) -> None:
    file = library / LATE
    file.write_text(SCRAMBLED)

    def found() -> list[tuple[str, str]]:
        told = snap("lint", LATE, "--format", "json", cwd=library)
        return sorted((one["code"], one["reason"]) for one in json.loads(told.out))

    before = found()
    assert snap("fmt", cwd=library).code == 0
    assert file.read_text() != SCRAMBLED
    assert found() == before


def test_more_than_a_file_may_hold_is_not_cut() -> None:
    text = UNTIDY.encode() + b"# so it is\n" * (MOST_BYTES // 11)
    told = snap("fmt", "-", stdin=text)
    assert (told.code, told.out) == (2, "")
    assert "this is more than 1024 KiB: split it into smaller files" in told.err
    fits = snap("fmt", "-", stdin=text[:MOST_BYTES])
    assert fits.code == 0 and len(fits.out) >= MOST_BYTES - 1


@pytest.mark.skipif(shutil.which("git") is None, reason="git applies the patch")
@pytest.mark.parametrize(
    "raw",
    [
        b"status: It is\tlate.\ntitle: Late\t# so\n",
        b"status: It is late.\r\ntitle: Late # so\r\n",
        b"status: It is late.\ntitle: Late # so",
    ],
)
def test_a_diff_that_is_piped_on_is_a_patch(library: Path, raw: bytes) -> None:
    (library / LATE).write_bytes(raw)
    patch = process("fmt", "--diff", LATE, cwd=library, shell="| cat").out
    git = ["git", "-c", "core.autocrlf=false", "apply", "-"]
    done = subprocess.run(git, input=patch.encode(), cwd=library, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert snap("fmt", "--check", LATE, cwd=library).code == 0


def test_a_diff_on_a_terminal_is_clean(library: Path) -> None:
    (library / LATE).write_bytes(UNTIDY.replace("late.", "late\x1b[2J.").encode())
    (library / "scenarios/delivery/fine.yaml").write_bytes(UNTIDY.replace("\n", "\r\n").encode())
    told = snap("fmt", "--diff", cwd=library, terminal=True)
    assert "\x1b[2J" not in told.out and "\r" not in told.out and "U+000D" not in told.out
