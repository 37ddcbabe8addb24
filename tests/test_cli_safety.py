"""What snap never does in silence: pass over a file, write over one, leave out an option."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from cli_harness import process, snap
from wizard_talk import NOON, STOP, TODAY, Talk

from snapmsg.library import open_library
from snapmsg.starter import choose, start
from snapmsg.terminal import width
from snapmsg.wizard import Given, Kept, Wish, drafts, new_scenario

NOW = ("--now", "2026-11-22T12:00")
SETTINGS = "channels: [sms, chat]\nrules:\n  near-duplicate: off\n"
CLEAN = """\
title: Parcel is late
situation: The carrier has missed the day.
feeling: worried
impact: major
owner: delivery-leads
reviewed: 2026-11-01
status: Your parcel is late, and we are sorry.
next_steps: We look for it, and you need not do anything.
approximate_time: Within 2 working days.
planned_outcome: You will have your parcel.
"""
BROKEN = "title: Late\nstatus: We checked: your bag is in Oslo\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library of two clean scenarios in two topics."""
    for name in ("a/late", "b/lost"):
        file = tmp_path / f"scenarios/{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(CLEAN.replace("Parcel is late", name))
    (tmp_path / "snap.yaml").write_text(SETTINGS)
    return tmp_path


def late(library: Path) -> Path:
    return library / "scenarios/a/late.yaml"


# A file that cannot be read is told in every run.

UNREADABLE = {
    "F010": BROKEN.encode(),
    "F014": b"Only words, and no key.\n",
    "F015": b"title: Late\n? [a, b]\n: c\n",
    "F016": b"title: Late\x07\n",
    "F017": b"title: T\xe4sche\n",
    "F018": b"title: Late\nstatus: " + b"[" * 60,
}
SILENCING = (
    (("--select", "vague-time"), "", ""),
    (("--ignore", "F"), "", ""),
    ((), "# snap: ignore-file[{}] nobody reads it\n", ""),
    ((), "", "ignore:\n  scenarios/*:\n    rules: ['*']\n    because: nobody reads it\n"),
    ((), "", "ignore:\n  scenarios/*:\n    rules: [{}]\n    because: nobody reads it\n"),
    (("scenarios/a/late.yaml", "--select", "W"), "", ""),
)


@pytest.mark.parametrize("code", UNREADABLE)
@pytest.mark.parametrize(("args", "above", "settings"), SILENCING)
def test_nothing_silences_a_file_that_was_not_read(
    code: str, args: tuple[str, ...], above: str, settings: str, library: Path
) -> None:
    late(library).write_bytes(above.format(code).encode() + UNREADABLE[code])
    (library / "snap.yaml").write_text(SETTINGS + settings.format(code))
    told = snap("lint", *args, *NOW, cwd=library)
    assert told.code == 1
    assert f": {code} " in told.out
    assert "clean" not in told.err


def test_a_translation_of_what_cannot_be_read(library: Path) -> None:
    late(library).write_text(BROKEN)
    spanish = late(library).with_suffix(".es.yaml")
    spanish.write_text("status: Su paquete llega tarde.\n")
    for line in (
        ("lint", str(spanish), *NOW),
        ("lint", "-", "--stdin-filename", str(spanish), *NOW),
        ("lint", *NOW),
    ):
        told = snap(*line, cwd=library, stdin=spanish.read_bytes())
        assert told.code == 1, line
        assert told.out.count("F010") == 1


def test_what_is_readable_is_ignored_as_ever(library: Path) -> None:
    late(library).write_text(CLEAN + "timeline: soon\n")
    assert snap("lint", *NOW, cwd=library).code == 1
    assert snap("lint", "--ignore", "unknown-key", *NOW, cwd=library).code == 0


def test_a_partial_that_cannot_be_read_is_told_in_every_run(library: Path) -> None:
    (library / "partials").mkdir()
    (library / "partials/bye.txt").write_bytes(b"\xff")
    told = snap("lint", "--select", "vague-time", *NOW, cwd=library)
    assert told.code == 1
    assert told.out.startswith("partials/bye.txt:1:1: F017 ")


def test_what_stays_is_not_taught_to_be_switched_off() -> None:
    for name in ("broken-yaml", "unreadable-file", "oversized-file"):
        page = snap("explain", name).out
        assert "To switch it off" not in page
        assert "It cannot be switched off" in page
    assert "To switch it off" in snap("explain", "unknown-key").out


# What is looked at.


def test_without_a_path_it_is_the_library_from_wherever_one_stands(library: Path) -> None:
    late(library).write_text(CLEAN.replace("Within 2 working days", "soon"))
    empty = library / ".snap"
    empty.mkdir()
    for folder in (library, library / "scenarios/b", empty):
        told = snap("lint", *NOW, cwd=folder)
        assert told.code == 1, folder
        assert "1 error in 2 scenarios" in told.err


def test_where_part_is_looked_at_this_is_said(library: Path) -> None:
    assert snap("lint", *NOW, cwd=library).err == "All 2 scenarios are clean.\n"
    assert snap("lint", "scenarios", *NOW, cwd=library).err == "All 2 scenarios are clean.\n"
    assert snap("lint", "late", *NOW, cwd=library).err == "1 of 2 scenarios is clean.\n"
    late(library).write_text(CLEAN.replace("Within 2 working days", "soon"))
    assert "1 error in 1 of 2 scenarios." in snap("lint", "late", *NOW, cwd=library).err


def test_a_library_below_is_named(library: Path) -> None:
    (library / "msgs").mkdir()
    for name in ("scenarios", "snap.yaml"):
        (library / name).rename(library / "msgs" / name)
    told = snap("lint", cwd=library)
    assert (told.code, told.out) == (2, "")
    assert "snap lint msgs; in a pre-commit hook, args: [msgs]" in told.err
    told = snap("lint", ".", cwd=library)
    assert (told.code, told.out) == (2, "")
    assert "There is one below: snap lint msgs" in told.err
    (library / "msgs/snap.yaml").unlink()
    assert "snap init support-messages" in snap("lint", ".", cwd=library).err


# A named file has the faults that only the others show.


def test_an_id_that_is_taken(library: Path) -> None:
    (library / "scenarios/b/late.yaml").write_text(CLEAN)
    for name in ("scenarios/a/late.yaml", "scenarios/b/late.yaml"):
        told = snap("lint", name, *NOW, cwd=library)
        assert told.code == 1
        assert told.out.startswith(f"{name}:1:1: L001 ")
        assert told.out.count("L001") == 1
    told = snap("lint", "late", *NOW, cwd=library)
    assert told.out.count("L001") == 2
    told = snap("lint", *NOW, cwd=library)
    assert [line.split(":")[0] for line in told.out.splitlines()] == ["scenarios/b/late.yaml"]
    assert snap("lint", "lost", *NOW, cwd=library).code == 0


def test_a_follow_up_to_nothing(library: Path) -> None:
    late(library).write_text(CLEAN + "follow_up: losst\n")
    for args in (["late"], [str(late(library))], ["-", "--stdin-filename", str(late(library))]):
        told = snap("lint", *args, *NOW, cwd=library, stdin=late(library).read_bytes())
        assert told.code == 1
        assert "A028 there is no scenario “losst”. Did you mean “lost”?" in told.out
    late(library).write_text(CLEAN + "follow_up: lost\n")
    assert snap("lint", "late", *NOW, cwd=library).code == 0
    late(library).write_text(CLEAN + "# snap: ignore[A028] it comes tomorrow\nfollow_up: no\n")
    assert snap("lint", "late", *NOW, cwd=library).code == 0


# What belongs to the library is not written over.


@pytest.mark.parametrize("name", ["snap.yaml", "scenarios/a/late.yaml", "scenarios/new.html",
                                  "partials/x.txt", "channels/sms.txt.j2", "link",
                                  "./scenarios/../snap.yaml"])  # fmt: skip
@pytest.mark.parametrize("args", [
    ("lint", "--output-file"), ("lint", "--write-baseline", "--baseline"),
    ("preview", "late", "--html"),
    ("render", "late", "--channel", "sms", "--ref", "C-1", "--log"),
])  # fmt: skip
def test_no_report_goes_over_the_library(name: str, args: tuple[str, ...], library: Path) -> None:
    (library / "link").symlink_to("snap.yaml")
    before = {path: path.read_bytes() for path in library.rglob("*.yaml")}
    told = snap(*args, name, *NOW, cwd=library)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(f"{name.removeprefix('./scenarios/../')}: this belongs to the")
    assert {path: path.read_bytes() for path in library.rglob("*.yaml")} == before


def test_a_report_beside_the_library_is_written(library: Path) -> None:
    assert snap("lint", "--output-file", "report.txt", *NOW, cwd=library).code == 0
    assert snap("preview", "late", "--html", "scenarios.html", *NOW, cwd=library).code == 0


# No option is left out in silence.


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("lint --profile --fix", "--profile does not go with --fix"),
        ("lint --profile --format json", "--profile does not go with --format"),
        ("lint --show-files --format json", "--show-files does not go with --format"),
        ("lint --stdin-filename a.yaml", "--stdin-filename is for a scenario on stdin"),
        ("lint --watch --baseline no.json", "no.json: there is no such file: make it with --write"),
        ("lint --baseline no.json", "no.json: there is no such file: make it with --write"),
        ("lint - late", "- is stdin, which is linted alone"),
        ("lint --select A001 --ignore A001", "no rule is left to check"),
        ("lint --select ''", "--select and --ignore need a rule"),
        ("lint nofile", "no such scenario. See them with: snap list"),
        ("lint --format json --format full", "--format is given twice: take one of them out"),
        ("render late --channel sms --channel chat", "--channel is given twice"),
        ("preview late --channel sms --channel=chat", "--channel is given twice"),
        ("list --topic a --topic b", "--topic is given twice"),
        ("init x --ci github --ci gitlab", "--ci is given twice"),
        ("new x --topic a --topic b", "--topic is given twice"),
        ("list --now x", "--now cannot be “x”"),
        ("lint --show-files --now x", "--now cannot be “x”"),
        ("lint --watch --now x", "--now cannot be “x”"),
        ("init x --now 2026-13-01", "--now cannot be “2026-13-01”"),
    ],
)
def test_an_option_that_would_not_count(line: str, said: str, library: Path) -> None:
    told = snap(*shlex.split(line), cwd=library)
    assert (told.code, told.out) == (2, "")
    assert said in told.err


def test_a_flag_or_a_list_may_come_twice(library: Path) -> None:
    args = ("--select", "A001", "--select", "A002", "--exit-zero", "--exit-zero")
    assert snap("lint", *args, *NOW, cwd=library).code == 0


# No promise is made for a time that is past.

TYPED = CLEAN.replace(
    "approximate_time: Within 2 working days.\n",
    "variables:\n  d:\n    type: date\n    about: the day\n    example: 2027-01-05\n"
    "approximate_time:\n  {}\n  say: You have it {{{{ {} }}}}.\n",
)


@pytest.mark.parametrize(
    ("promised", "name", "args", "said", "warned"),
    [
        ("by: 2020-01-01", "promise", "", "by 1 January 2020.", "“2020-01-01” is past, since 2020"),
        ('by: "{{ d }}"', "promise", "--set d=2020-01-01", "by 1 January 2020.", "is past"),
        ('by: "{{ d }}"', "promise", "--set d=2027-01-05", "by 5 January 2027.", ""),
        ("update_by: today 12:00", "update", "", "by 12:00 today.", "“today 12:00” is past"),
        ("update_by: today 17:00", "update", "", "by 17:00 today.", ""),
        ("by: 9:00", "promise", "", "by 09:00 tomorrow.", ""),
        ("by: 17:00", "promise", "", "by 17:00.", ""),
        ("by: 0:00", "promise", "", "by midnight.", ""),
        ("by: 0:30 (Tokyo)", "promise", "", "by 00:30 Tokyo time tomorrow.", ""),
    ],
)
def test_a_time_that_is_past(
    promised: str, name: str, args: str, said: str, warned: str, library: Path
) -> None:
    late(library).write_text(TYPED.format(promised, name))
    line = ("render", "late", "--channel", "chat", "--now", "2026-11-24T16:00", *args.split())
    told = snap(*line, cwd=library)
    assert told.code == 0
    assert f"You have it {said}" in told.out
    assert (warned in told.err) if warned else told.err == ""
    data = json.loads(snap(*line, "--format", "json", cwd=library).out)
    assert len(data["warnings"]) == bool(warned)


def test_a_past_date_has_its_year(library: Path) -> None:
    (library / "snap.yaml").write_text(SETTINGS + "promise_as: date\n")
    late(library).write_text(TYPED.format('by: "{{ d }}"', "promise"))
    for day, said in (
        ("2026-03-04", "Wednesday 4 March 2026"),
        ("2026-12-24", "Thursday 24 December."),
    ):
        line = ("render", "late", "--channel", "chat", "--set", f"d={day}", *NOW)
        assert f"by {said}" in snap(*line, cwd=library).out


def test_a_step_that_was_to_be_done(library: Path) -> None:
    step = "next_steps:\n  - us: We look for it.\n    by: 2020-01-01\n"
    late(library).write_text(
        CLEAN.replace("next_steps: We look for it, and you need not do anything.\n", step)
    )
    told = snap("render", "late", "--channel", "chat", *NOW, cwd=library)
    assert ("2020" in told.out) == ("“2020-01-01” is past" in told.err)


def test_stopping_at_a_question_about_an_answer_keeps_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    home = tmp_path / "home"
    start(home, TODAY, choose("general"))
    talk = Talk(("What has happened", "Order A-10293 is late."), ("Ask for it each time?", STOP))
    with pytest.raises(Kept):
        new_scenario(open_library(home), Wish(None, Given({})), NOON, talk.person)
    kept = drafts.kept(home)
    assert kept is not None
    assert kept.answers.said("status") == "Order A-10293 is late."


# Words.


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("demo --foo", "snap demo has no option --foo. See: snap demo -h"),
        ("demo --chanel sms", "snap demo has no option --chanel. See"),
        ("preview late --chanel sms", "no option --chanel. Did you mean “--channel”? See"),
        ("demo x", "snap demo cannot take all of these words: leave out “x”. See"),
        ("init ''", "the folder has no name"),
        ("init " + "a" * 300, "a name this long is none for a file or folder"),
        ("new " + "a" * 300, "is too long for an id: 80 letters at most"),
        ("list --feeling sad", "no scenario has the feeling “sad”. There is: odd, worried"),
        ("render late --channel sms --values bad.json", "bad.json:1:2: this is not JSON: a text"),
        ("render bad --channel sms", "And 1 more. See all of them with: snap lint bad"),
        ("render asks --channel sms", "refund is missing, due: give it with --set refund=yes, or"),
        ("--install-completion tcsh", "snap has no completion for “tcsh”"),
        (
            "preview",
            "say which scenario, as in: snap preview parcel-late. See them with: snap list",
        ),
    ],
)
def test_what_snap_says(line: str, said: str, library: Path) -> None:
    (library / "bad.json").write_text("{a: 1}")
    bad = CLEAN.replace("feeling: worried", "feeling: odd").replace("impact: major", "impact: odd")
    (library / "scenarios/b/bad.yaml").write_text(bad)
    variable = "variables:\n  refund:\n    type: boolean\n    about: due\n    example: yes\n"
    asks = CLEAN.replace("is late,", "is late{% if refund %}, and paid{% endif %},")
    (library / "scenarios/b/asks.yaml").write_text(variable + asks)
    told = snap(*shlex.split(line), cwd=library)
    assert (told.code, told.out) == (2, "")
    assert said in told.err


def test_a_folder_is_named_as_a_shell_takes_it(tmp_path: Path) -> None:
    for name, typed in (("$(id)", "cd '$(id)'"), ('a"b', "cd 'a\"b'"), ("-x", "cd ./-x")):
        told = snap("init", "--", name, cwd=tmp_path)
        assert f"  {typed}\n" in told.err
    assert "  cd " not in snap("init", cwd=tmp_path / "-x/..").err


def test_the_folder_that_is_gone(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    told = process("lint", cwd=tmp_path, shell="", env={})
    assert told.code == 2
    line = f"cd {gone} && rmdir {gone} && {sys.executable} -m snapmsg lint"
    done = subprocess.run(["bash", "-c", line], capture_output=True, timeout=30)
    assert done.returncode == 2
    assert b"the folder that you stand in is gone" in done.stderr


def test_next_steps_are_more_than_one(library: Path) -> None:
    late(library).write_text(CLEAN.replace("next_steps:", "closing:"))
    told = snap("render", "late", "--channel", "chat", *NOW, cwd=library)
    assert "there are no next steps" in told.err


def test_in_a_pipe_the_list_is_whole(library: Path) -> None:
    (library / "snap.yaml").write_text("channels: [email, sms, chat, x, phone, letter]\n")
    late(library).write_text(CLEAN.replace("Parcel is late", "Parcel is late " * 9))
    assert "email sms chat x phone letter" in snap("list", cwd=library).out
    assert max(map(len, snap("list", cwd=library, terminal=True).out.splitlines())) < 200


def test_wide_letters_fill_their_columns() -> None:
    from snapmsg.report.full import _wrapped

    text = "「荷物」 が 遅れて います " * 6
    lines = _wrapped(text, 40, 10)
    assert " ".join(lines) == " ".join(text.split())
    assert width(lines[0]) <= 30
    assert all(width(line) <= 38 for line in lines[1:])


def test_a_value_in_a_locale_that_cannot_read_it(library: Path) -> None:
    env = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    asks = CLEAN.replace("Your parcel", "Dear {{ name }}, your parcel")
    late(library).write_text("variables:\n  name:\n    about: who\n    example: Ana\n" + asks)
    line = ("render", "late", "--channel", "chat", "--set", "name=Zoé")
    assert process(*line, cwd=library, env=env).out.startswith("Dear Zoé, your parcel")
