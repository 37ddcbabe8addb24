"""`snap translate`: a file to fill in, and one that keeps up with its original."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cli_harness import process, snap
from hypothesis import given, settings
from hypothesis import strategies as st

from snapmsg import translate
from snapmsg.cli import options
from snapmsg.library import Library, open_library, read_scenario, read_source, shipped
from snapmsg.model import Address, Scenario
from snapmsg.rule.translated import read_texts, untranslated
from snapmsg.schema import fingerprint, texts_of
from snapmsg.source import Addressed, Source

SETTINGS = "name: Parcels\nlocales: [es]\nvariables:\n  order_no:\n    about: its number\n"
ORIGINAL = """\
title: Parcel is late
variables:
  size:
    about: its size
    choices:
      small: small parcel
      big: big parcel
    example: big
  paid:
    type: boolean
    about: it is paid
    example: yes
opening: You are right to be cross.
status: >-
  Order {{ order_no }}, your {{ size }}, is at the depot in Leeds. It missed the day that we gave
  you, and we are sorry.
next_steps:
  - us: We search for it.
  - they: They search each cage.
    who: NorthPost
  - you: Nothing is for you to do.
    only_if: paid
approximate_time:
  within: 2 days
  say: You have it {{ promise }}.
planned_outcome: |-
  You have it.

  Or your money.
short:
  status: It is late.
channels:
  email:
    subject: It is late
  sms:
"""
STARTED = """\
translates: {mark}

variables:
  size:
    choices:
      # en: small parcel
      small:
      # en: big parcel
      big:

# en: You are right to be cross.
opening:
# en: Order {{{{ order_no }}}}, your {{{{ size }}}}, is at the depot in Leeds. It missed the day
#     that we gave you, and we are sorry.
status:
next_steps:
  # en: We search for it.
  - us:
  # en: They search each cage.
  - they:
    who: NorthPost
  # en: Nothing is for you to do.
  - you:
approximate_time:
  # en: You have it {{{{ promise }}}}.
  say:
# en: You have it.
#
#     Or your money.
planned_outcome:

short:
  # en: It is late.
  status:

channels:
  email:
    # en: It is late
    subject:
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "scenarios" / "delivery"
    folder.mkdir(parents=True)
    (tmp_path / "snap.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / "parcel-late.yaml").write_text(ORIGINAL, encoding="utf-8")
    return tmp_path


def original(library: Path) -> Path:
    return library / "scenarios" / "delivery" / "parcel-late.yaml"


def spanish(library: Path) -> Path:
    return library / "scenarios" / "delivery" / "parcel-late.es.yaml"


def filled(text: str) -> str:
    """A translation in which each text is written: `Texto 1`, `Texto 2`, …"""
    lines, number = text.split("\n"), 0
    for row, line in enumerate(lines):
        bare = line.strip().removeprefix("- ")
        if bare.endswith(":") and bare not in _HOLDERS and not bare.startswith("#"):
            number += 1
            lines[row] = f"{line} Texto {number}"
    return "\n".join(lines)


_HOLDERS = (
    "variables:", "size:", "choices:", "next_steps:", "approximate_time:", "short:", "channels:",
    "email:",
)  # fmt: skip


def said(path: Path) -> dict[tuple[str, ...], str]:
    scenario = read_scenario(open_library(path), path).scenario
    assert scenario.translation is not None
    return {at: text.value for at, text in scenario.translation.texts.items()}


def test_a_file_to_fill_in(library: Path) -> None:
    told = snap("translate", "parcel-late", "--to", "es", cwd=library)
    assert (told.code, told.out) == (0, "scenarios/delivery/parcel-late.es.yaml\n")
    scenario = read_scenario(open_library(library), original(library)).scenario
    text = spanish(library).read_text(encoding="utf-8")
    assert text == STARTED.format(mark=fingerprint(scenario))


def test_it_names_its_schema_where_the_library_has_one(library: Path) -> None:
    snap("schema", "--write", cwd=library)
    snap("translate", "parcel-late", "--to", "es", cwd=library)
    first, *rest = spanish(library).read_text("utf-8").split("\n")
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert (spanish(library).parent / named).resolve() == library / ".snap" / "translation.json"
    text = "\n".join(rest)
    told = snap("translate", "parcel-late", "--to", "es", "--update", cwd=library)
    assert told.code == 0
    assert spanish(library).read_text("utf-8") == f"{first}\n{text}", "it stays, and stands once"


def test_it_is_laid_out_as_fmt_has_it(library: Path) -> None:
    snap("translate", "parcel-late", "--to", "es", cwd=library)
    assert snap("fmt", "--check", str(spanish(library)), cwd=library).code == 0


def test_what_is_empty_is_not_translated_yet(library: Path) -> None:
    snap("translate", "parcel-late", "--to", "es", cwd=library)
    assert said(spanish(library)) == {("next_steps", "1", "who"): "NorthPost"}
    told = snap("lint", "--select", "L", "--format", "concise", cwd=library)
    assert "in the words of parcel-late.yaml" in told.out
    assert snap("translate", "--to", "es", cwd=library).out == "parcel-late  unfinished\n"
    spanish(library).write_text(filled(spanish(library).read_text("utf-8")), "utf-8")
    told = snap("lint", "--select", "L", "--ignore", "L002", "--format", "concise", cwd=library)
    assert told.out == "" or "L011" not in told.out
    assert snap("translate", "--to", "es", cwd=library).out == ""


def test_it_is_never_written_over(library: Path) -> None:
    spanish(library).write_text("status: Llega tarde.\n", "utf-8")
    told = snap("translate", "parcel-late", "--to", "es", cwd=library)
    assert told.code == 2
    assert "add --update" in told.err
    assert spanish(library).read_text("utf-8") == "status: Llega tarde.\n"


def start(library: Path) -> str:
    snap("translate", "parcel-late", "--to", "es", cwd=library)
    text = filled(spanish(library).read_text("utf-8"))
    spanish(library).write_text(text, "utf-8")
    return text


def change(library: Path, before: str, after: str) -> None:
    text = original(library).read_text("utf-8")
    assert before in text
    original(library).write_text(text.replace(before, after), "utf-8")


def test_nothing_is_touched_while_nothing_has_changed(library: Path) -> None:
    text = start(library)
    told = snap("translate", "parcel-late", "--update", cwd=library)
    assert (told.code, told.out) == (0, "")
    assert spanish(library).read_text("utf-8") == text


def test_a_changed_text_is_shown_and_then_stamped(library: Path) -> None:
    text = start(library)
    change(library, "We search for it.", "We search for it today.")
    assert snap("translate", "--to", "es", cwd=library).out == "parcel-late  outdated\n"
    told = snap("translate", "parcel-late", "--to", "es", "--update", cwd=library)
    assert told.code == 0
    assert (
        "step 1 says something else now:\n  - We search for it.\n  + We search for it today."
        in (told.err)
    )
    now = spanish(library).read_text("utf-8")
    quoted = re.sub(r" \(new, [0-9a-f]{6}\)", "", now)
    assert quoted == text.replace("# en: We search for it.", "# en: We search for it today.")
    # As long as the words are the same, nobody has read them against the new ones.
    for _ in range(2):
        told = snap("translate", "parcel-late", "--to", "es", "--update", cwd=library)
        assert "step 1 says something else now:\n  + We search for it today." in told.err
        assert "take “(new, …)” out" in told.err
        assert spanish(library).read_text("utf-8") == now
        assert snap("translate", "--to", "es", cwd=library).out == "parcel-late  outdated\n"
    line = next(row for row in now.split("\n") if "(new, " in row)
    step = now.split("\n")[now.split("\n").index(line) + 1]
    ways = (now.replace(step, f"{step} Hoy."), now.replace(line, re.sub(r" \(new.*\)", "", line)))
    for words in ways:
        spanish(library).write_text(words, "utf-8")
        told = snap("translate", "parcel-late", "--to", "es", "--update", cwd=library)
        assert "says what its original says" in told.err
        last = spanish(library).read_text("utf-8")
        assert "(new, " not in last
        assert last.replace(" Hoy.", "").split("\n")[1:] == quoted.split("\n")[1:]
        assert snap("translate", "--to", "es", cwd=library).out == ""


def test_what_the_original_has_got_since_is_added_in_its_place(library: Path) -> None:
    text = start(library)
    change(library, "opening: You are right to be cross.\n", "")
    change(library, "planned_outcome: |-", "closing: Write to us.\nplanned_outcome: |-")
    change(library, "short:\n", "short:\n  planned_outcome: You have it.\n")
    change(library, "approximate_time:\n", "  - us: We ring you.\napproximate_time:\n")
    change(library, "channels:\n", "channels:\n  chat:\n    closing: Bye.\n")
    snap("translate", "parcel-late", "--to", "es", "--update", cwd=library)
    now = spanish(library).read_text("utf-8")
    added = (
        "  # en: We ring you.\n  - us:\n",
        "# en: Write to us.\nclosing:\n",
        "  # en: You have it.\n  planned_outcome:\n",
        "  chat:\n    # en: Bye.\n    closing:\n",
    )
    bare = now
    for lines in added:
        assert lines in bare
        bare = bare.replace(lines, "", 1)
    assert bare.split("\n")[1:] == text.split("\n")[1:]  # but for the fingerprint
    before, _, after = now.partition("  # en: We ring you.")
    assert "Nothing is for you" in before
    assert after.index("closing:") < after.index("planned_outcome:") < after.index("short:")


def test_a_step_that_somebody_else_takes_now_is_to_be_read_again(library: Path) -> None:
    """So that the file is not taken for a translation of what nobody has read."""
    text = start(library)
    change(
        library, "  - they: They search each", "  - us: We ring you.\n  - they: They search each"
    )
    told = snap("translate", "parcel-late", "--to", "es", "--update", cwd=library)
    assert "  - They search each cage.\n  + We ring you." in told.err
    assert spanish(library).read_text("utf-8").splitlines()[0] == text.splitlines()[0]


def test_the_words_and_comments_of_the_author_stay(library: Path) -> None:
    own = """\
# snap: ignore-file[dated-text] it is read on that day alone
# Ana: usted, always
opening: 'Tiene razón.'   # by Luis

status: >-
  El pedido {{ order_no }}
  llega tarde.
# en: We had another text.
# Luis: is this right?
planned_outcome: Lo tendrá.
next_steps:
- us: "Buscamos."   # we
translates:
"""
    spanish(library).write_text(own, "utf-8")
    told = snap("translate", "parcel-late", "--to", "es", "--update", cwd=library)
    assert told.code == 0
    text = spanish(library).read_text("utf-8")
    kept = [line for line in own.split("\n") if "another text" not in line]
    rows = iter(text.split("\n"))
    assert all(line in rows for line in kept)  # all of them, in their order
    assert text.startswith("# snap: ignore-file[dated-text] it is read on that day alone\n")
    said = re.sub(r" \(new, [0-9a-f]{6}\)", "", text)
    assert "# en: You have it.\n#\n#     Or your money.\n# Luis: is this right?\nplanned" in said
    assert "translates:\n" in text
    spanish(library).write_text(said, "utf-8")
    snap("translate", "parcel-late", "--to", "es", "--update", cwd=library)
    scenario = read_scenario(open_library(library), original(library)).scenario
    assert f"translates: {fingerprint(scenario)}\n" in spanish(library).read_text("utf-8")


def test_other_line_ends_stay(library: Path) -> None:
    text = start(library)
    spanish(library).write_bytes(text.replace("\n", "\r\n").encode())
    change(library, "We search for it.", "We search for it today.")
    snap("translate", "parcel-late", "--to", "es", "--update", cwd=library)
    now = spanish(library).read_bytes().decode()
    assert now.count("\n") == now.count("\r\n")
    said = re.sub(r" \(new, [0-9a-f]{6}\)", "", now.replace("\r\n", "\n"))
    assert said == text.replace("search for it.", "search for it today.")


def test_a_plain_text_in_place_of_a_say_is_followed(library: Path) -> None:
    text = start(library)
    head, _, rest = text.partition("  # en: You have it {{ promise }}.\n  say: ")
    plain = head.removesuffix("approximate_time:\n")
    plain += "# en: You have it {{ promise }}.\napproximate_time: " + rest
    spanish(library).write_text(plain, "utf-8")
    change(library, "say: You have it", "say: You will have it")
    told = snap("translate", "parcel-late", "--to", "es", "--update", cwd=library)
    assert "approximate_time says something else now" in told.err
    said = re.sub(r" \(new, [0-9a-f]{6}\)", "", spanish(library).read_text("utf-8"))
    assert "# en: You will have it {{ promise }}.\napproximate_time: Texto" in said


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("parcel-late", "--to", "en"), "are written in en already"),
        (("parcel-late", "--to", "espanol"), "--to: "),
        (("parcel-lat", "--to", "es"), "Did you mean “parcel-late”?"),
        (("parcel-late", "--to", "es", "--update"), "there is no es text of parcel-late yet"),
        (("--to", "es", "--update"), "--update needs the scenarios"),
        (("parcel-late", "--too", "es"), "no option --too"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    library: Path, args: tuple[str, ...], words: str
) -> None:
    told = snap("translate", *args, cwd=library)
    assert told.code == 2
    assert words in told.err
    assert told.out == ""
    assert not spanish(library).exists()


def test_one_language_of_snap_yaml_need_not_be_named(library: Path) -> None:
    assert snap("translate", "parcel-late", cwd=library).code == 0
    assert spanish(library).exists()
    (library / "snap.yaml").write_text(SETTINGS.replace("[es]", "[es, fr]"), "utf-8")
    told = snap("translate", "parcel-late", cwd=library)
    assert (told.code, "(es, fr)" in told.err) == (2, True)


def test_a_shell_completes_the_languages_there_are(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(library)
    assert options.complete_languages("e") == ["en-GB", "en-US", "es", "es-MX"]
    monkeypatch.chdir("/")
    assert "es" in options.complete_languages("")


def test_the_path_of_a_translation_names_its_original(library: Path) -> None:
    text = start(library)
    assert snap("translate", str(spanish(library)), "--update", cwd=library).code == 0
    assert spanish(library).read_text("utf-8") == text


def test_several_at_once_are_written_or_none(library: Path) -> None:
    other = original(library).with_name("bag-lost.yaml")
    other.write_text(ORIGINAL, "utf-8")
    assert snap("translate", "bag-lost", "nothing-such", cwd=library).code == 2
    told = snap("translate", "bag-lost", "parcel-late", cwd=library)
    folder = "scenarios/delivery"
    assert told.out == f"{folder}/bag-lost.es.yaml\n{folder}/parcel-late.es.yaml\n"
    assert snap("translate", "bag-lost", "parcel-late", cwd=library).code == 2


def test_a_link_is_not_written(library: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.yaml"
    spanish(library).symlink_to(target)
    told = snap("translate", "parcel-late", "--to", "es", cwd=library)
    assert told.code == 2
    assert not target.exists()


def test_a_broken_original_or_translation_is_not_touched(library: Path) -> None:
    spanish(library).write_text("status: a: b\n", "utf-8")
    told = snap("translate", "parcel-late", "--to", "es", "--update", cwd=library)
    assert (told.code, spanish(library).read_text("utf-8")) == (2, "status: a: b\n")
    original(library).write_text("status: a: b\n", "utf-8")
    assert snap("translate", "parcel-late", "--to", "fr", cwd=library).code == 2


@pytest.mark.parametrize(
    "words", ["Llega tarde.\n", "- Llega tarde.\n", "null\n", "translates: []\n"]
)
def test_an_update_writes_over_nothing_that_it_cannot_read(library: Path, words: str) -> None:
    spanish(library).write_text(words, "utf-8")
    told = snap("translate", "parcel-late", "--to", "es", "--update", cwd=library)
    assert (told.code, spanish(library).read_text("utf-8")) == (2, words)
    assert "parcel-late.es.yaml:1:1" in told.err


def test_an_update_keeps_a_file_of_comments_and_says_what_is_empty(library: Path) -> None:
    spanish(library).write_text("# pregunte a Ana\n", "utf-8")
    told = snap("translate", "parcel-late", "--to", "es", "--update", cwd=library)
    assert told.code == 0
    assert spanish(library).read_text("utf-8").startswith("# pregunte a Ana\n\ntranslates: ")
    assert re.search(r"^\d+ texts are still to be written in", told.err, re.M)
    assert "says what its original says" not in told.err


def test_what_cannot_be_read_is_not_missing(library: Path, tmp_path: Path) -> None:
    spanish(library).symlink_to(tmp_path / "elsewhere.yaml")
    told = snap("translate", "--to", "es", cwd=library)
    assert told.out == "parcel-late  unfinished\n"
    assert "Start one" not in told.err


def test_in_a_process_of_its_own(library: Path) -> None:
    told = process("translate", "parcel-late", "--to", "es", cwd=library)
    assert (told.code, told.out) == (0, "scenarios/delivery/parcel-late.es.yaml\n")
    assert "snap lint" in told.err


@pytest.mark.parametrize("path", open_library(shipped()).files, ids=lambda path: path.stem)
def test_every_shipped_scenario_can_be_translated_and_kept(path: Path, tmp_path: Path) -> None:
    scenario = read_scenario(open_library(shipped()), path).scenario
    text = translate.started(scenario, "en")
    (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    there = tmp_path / f"{path.stem}.es.yaml"
    file = read_source(Library(None), there, Source(there.name, text))
    assert file.problems == ()
    assert file.scenario.translation is not None
    missing = set(untranslated(file.scenario.translation))
    assert missing == {
        at for at in read_texts(scenario) if at not in file.scenario.translation.texts
    }
    assert len(missing) > 5
    assert translate.updated(file, "en") == translate.Updated(text, (), len(missing))


WORDS = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf"]),
        min_size=1,
        max_size=120,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: "{" not in text and re.search(r"[^\W\d_]", text) is not None)
)
"""Texts on one line, with something to translate in them."""


@settings(max_examples=60, deadline=None)
@given(
    before=st.lists(WORDS, min_size=5, max_size=5), after=st.lists(WORDS, min_size=5, max_size=5)
)
def test_an_update_keeps_every_text_and_shows_each_change(
    before: list[str], after: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("kept")

    def write(words: list[str]) -> None:
        keys = ("opening", "status", "next_steps", "planned_outcome", "closing")
        blocks = (f"{key}: |-\n  {text}\n" for key, text in zip(keys, words, strict=True))
        (folder / "bag.yaml").write_text("".join(blocks), "utf-8")

    path = folder / "bag.es.yaml"
    write(before)
    first = read_scenario(Library(None), folder / "bag.yaml")
    if first.problems or not texts_of(first.scenario):
        return
    path.write_text(translate.started(first.scenario, "en"), "utf-8")
    lines = path.read_text("utf-8").split("\n")
    done = "\n".join(f"{line} Texto" if line[-1:] == ":" and line[0] != "#" else line
                     for line in lines)  # fmt: skip
    path.write_text(done, "utf-8")
    write(after)
    if read_scenario(Library(None), folder / "bag.yaml").problems:
        return
    told = {at: text.value for at, text in _texts(path).items()}
    update = translate.updated(read_scenario(Library(None), path), "en")
    path.write_text(update.text, "utf-8")
    assert {at: text.value for at, text in _texts(path).items()} == told
    assert [(change.before, change.after) for change in update.changed] == [
        (old, new)
        for (at, old), new in zip(_pairs(first.scenario), _values(folder), strict=True)
        if old != new and at in told
    ]
    again = translate.updated(read_scenario(Library(None), path), "en")
    assert [change.after for change in again.changed] == [change.after for change in update.changed]
    path.write_text(path.read_text("utf-8").replace(" Texto", " Otro"), "utf-8")
    assert translate.updated(read_scenario(Library(None), path), "en").changed == ()


def _texts(path: Path) -> dict[Address, Addressed]:
    translation = read_scenario(Library(None), path).scenario.translation
    assert translation is not None
    return dict(translation.texts)


def _pairs(scenario: Scenario) -> list[tuple[tuple[str, ...], str]]:
    return [(at, " ".join(text.value.split())) for at, text in texts_of(scenario).items()]


def _values(folder: Path) -> list[str]:
    scenario = read_scenario(Library(None), folder / "bag.yaml").scenario
    return [" ".join(text.value.split()) for text in texts_of(scenario).values()]
