"""Files in, library out; and what a library does with files that are none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from snapmsg.errors import SnapError, did_you_mean
from snapmsg.files import shown
from snapmsg.library import (
    find,
    find_root,
    open_library,
    read_scenario,
    read_source,
    scenarios,
    shipped,
    topic_of,
)
from snapmsg.library import opening as room
from snapmsg.source import Range, Source


def put(root: Path, files: dict[str, str] | None = None) -> Path:
    """A library with these files, by path."""
    root.mkdir(exist_ok=True)
    (root / "snap.yaml").write_text("name: Test\n", encoding="utf-8")
    for name, text in (files or {}).items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def test_the_root_is_the_nearest_folder_with_settings(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert find_root(inner) not in (inner, inner.parent, tmp_path)
    put(tmp_path)
    assert find_root(inner) == tmp_path
    assert find_root(tmp_path) == tmp_path
    put(tmp_path / "a")
    assert find_root(inner) == tmp_path / "a"


def test_a_folder_or_pipe_named_snap_yaml_makes_no_library(tmp_path: Path) -> None:
    (tmp_path / "one" / "snap.yaml").mkdir(parents=True)
    (tmp_path / "two").mkdir()
    os.mkfifo(tmp_path / "two" / "snap.yaml")
    assert find_root(tmp_path / "one") != tmp_path / "one"
    assert find_root(tmp_path / "two") != tmp_path / "two"


def test_a_library_is_read_from_any_file_in_it(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "scenarios/delivery/late.yaml": "title: Late\n",
            "scenarios/delivery/deep/lost.yml": "title: Lost\n",
            "scenarios/top.yaml": "title: Top\n",
            "scenarios/notes.txt": "no scenario",
            "scenarios/.hidden.yaml": "title: Hidden\n",
            "partials/bye.txt": "Bye",
            "partials/legal/terms.txt": "Terms",
            "channels/sms.txt.j2": "{{ status }}",
        },
    )
    found = open_library(tmp_path / "scenarios" / "delivery" / "late.yaml")
    assert found.root == tmp_path
    assert found.settings.name == "Test"
    assert [path.relative_to(tmp_path).as_posix() for path in found.files] == [
        "scenarios/delivery/deep/lost.yml",
        "scenarios/delivery/late.yaml",
        "scenarios/top.yaml",
    ]
    assert set(found.ids()) == {"lost", "late", "top"}
    assert [topic_of(found, path) for path in found.files] == ["delivery", "delivery", ""]
    assert {name: str(text) for name, text in found.partials.items()} == {
        "bye.txt": "Bye",
        "legal/terms.txt": "Terms",
    }
    assert not found.templates["sms", "txt"].shipped
    assert found.templates["email", "txt"].shipped
    assert str(found.templates["sms", "txt"].text) == "{{ status }}"
    assert found.problems == ()
    assert [file.scenario.title for file in scenarios(found)] == ["Lost", "Late", "Top"]


def test_outside_a_library_the_defaults_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = open_library()
    assert found.root is None
    assert found.settings.channels == ("email", "sms", "chat")
    assert found.files == ()
    assert all(template.shipped for template in found.templates.values())
    file = tmp_path / "late.yaml"
    file.write_text("title: Late\n")
    assert read_scenario(found, file).scenario.title == "Late"
    assert topic_of(found, file) == ""
    with pytest.raises(SnapError, match="snap init"):
        find(found, "late")
    assert find(found, "late.yaml").scenario.title == "Late"


@pytest.mark.parametrize("text", ["a: b: c\n", "- a\n", "name: [\n"])
def test_settings_that_cannot_be_read_stop_snap(tmp_path: Path, text: str) -> None:
    (tmp_path / "snap.yaml").write_text(text)
    with pytest.raises(SnapError) as caught:
        open_library(tmp_path)
    assert caught.value.code == 2
    assert "snap.yaml:1:" in str(caught.value)


def test_settings_in_another_encoding_stop_snap(tmp_path: Path) -> None:
    (tmp_path / "snap.yaml").write_bytes(b"name: T\xe4sche\n")
    with pytest.raises(SnapError, match=r"snap\.yaml:1:8: this file is not UTF-8"):
        open_library(tmp_path)


def test_an_unreadable_file_is_a_recorded_problem(tmp_path: Path) -> None:
    put(tmp_path, {"scenarios/x/good.yaml": "title: Good\n"})
    folder = tmp_path / "scenarios" / "x"
    (folder / "latin.yaml").write_bytes(b"a: b\ntitle: T\xe4sche\n")
    os.mkfifo(folder / "pipe.yaml")
    (folder / "gone.yaml").symlink_to(folder / "nowhere.yaml")
    (folder / "big.yaml").write_bytes(b"#" * (2 * 1024 * 1024))
    found = {file.scenario.id: file for file in scenarios(open_library(tmp_path))}
    assert found["good"].readable and found["good"].problems == ()
    latin = found["latin"]
    assert not latin.readable
    (problem,) = latin.problems
    assert (problem.rule, problem.at.line, problem.at.column) == ("unreadable-file", 2, 9)
    for id, says in (("pipe", "regular file"), ("gone", "cannot be read"), ("big", "larger than")):
        assert not found[id].readable
        assert says in found[id].problems[0].reason


def test_no_link_leads_out_of_the_library(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yaml").write_text("title: Secret\n")
    (outside / "secret.txt").write_text("Secret")
    root = put(
        tmp_path / "library",
        {
            "scenarios/x/own.yaml": "title: Own\n",
            "partials/bye.txt": "Bye",
            "channels/chat.txt.j2": "{{ status }}",
        },
    )
    (root / "scenarios" / "x" / "link.yaml").symlink_to(outside / "secret.yaml")
    (root / "scenarios" / "folder").symlink_to(outside)
    (root / "scenarios" / "x" / "inner.yaml").symlink_to(root / "scenarios" / "x" / "own.yaml")
    (root / "partials" / "secret.txt").symlink_to(outside / "secret.txt")
    (root / "channels" / "sms.txt.j2").symlink_to(outside / "secret.txt")
    found = open_library(root)
    files = {file.scenario.id: file for file in scenarios(found)}
    assert files["own"].readable and files["inner"].readable
    assert not files["link"].readable
    assert "outside the library" in files["link"].problems[0].reason
    assert "secret" not in files
    assert set(found.partials) == {"bye.txt"}
    assert ("sms", "txt") not in found.templates
    assert sorted(Path(p.at.source.path).name for p in found.problems) == [
        "secret.txt", "sms.txt.j2",
    ]  # fmt: skip
    assert all("Secret" not in p.reason for p in found.problems)


@pytest.mark.parametrize("name", ["scenarios", "partials", "channels"])
def test_no_folder_of_the_library_is_a_link_out_of_it(tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    for file in ("a.yaml", "a.txt", "sms.txt.j2"):
        (outside / file).write_text("title: Secret\n")
    root = put(tmp_path / "library")
    (root / name).symlink_to(outside)
    found = open_library(root)
    assert (found.files, found.partials) == ((), {})
    assert found.templates["sms", "txt"].shipped
    assert ["outside the library" in p.reason for p in found.problems] == [True]


def test_settings_that_lead_out_of_the_library_stop_snap(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("root:x:0:0\n")
    root = tmp_path / "library"
    root.mkdir()
    (root / "snap.yaml").symlink_to(tmp_path / "secret")
    with pytest.raises(SnapError, match="outside the library") as caught:
        open_library(root)
    assert "root:x" not in str(caught.value)


def test_a_template_that_cannot_be_read_is_not_replaced_by_the_shipped_one(tmp_path: Path) -> None:
    put(tmp_path)
    (tmp_path / "channels").mkdir()
    os.mkfifo(tmp_path / "channels" / "sms.txt.j2")
    found = open_library(tmp_path)
    assert ("sms", "txt") not in found.templates
    assert [p.rule for p in found.problems] == ["unreadable-file"]


def test_hidden_characters_in_partials_and_templates_are_told(tmp_path: Path) -> None:
    put(tmp_path, {"partials/bye.txt": "By\u202ee", "channels/sms.txt.j2": "\u2028"})
    assert [p.rule for p in open_library(tmp_path).problems] == ["hidden-character"] * 2


def test_more_files_than_any_library_has_stop_snap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {"scenarios/a.yaml": "", "scenarios/b.yaml": "", "scenarios/c.yaml": ""})
    monkeypatch.setattr(room, "MOST_FILES", 2)
    with pytest.raises(SnapError, match="is this the right folder"):
        open_library(tmp_path)


def test_folders_are_read_only_so_deep(tmp_path: Path) -> None:
    put(tmp_path)
    deep = tmp_path / "scenarios" / "/".join("d" * 40)
    deep.mkdir(parents=True)
    (deep / "deep.yaml").write_text("title: Deep\n")
    assert open_library(tmp_path).files == ()


def test_a_scenario_is_found_by_id_and_by_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {"scenarios/delivery/parcel.yaml": "title: Parcel\n"})
    monkeypatch.chdir(tmp_path)
    found = open_library()
    assert find(found, "parcel").scenario.title == "Parcel"
    by_path = find(found, "scenarios/delivery/parcel.yaml")
    assert (by_path.scenario.id, by_path.scenario.topic) == ("parcel", "delivery")
    assert by_path.scenario.source.path == "scenarios/delivery/parcel.yaml"


@pytest.mark.parametrize(
    ("id", "says"),
    [
        ("parcle", "there is no scenario “parcle” here. Did you mean “parcel”?"),
        ("zzz", "See all of them with: snap list"),
        ("nowhere.yaml", "nowhere.yaml: there is no such file"),
        ("bag", "more than one scenario has the id “bag”: name one of the files, scenarios/a/bag"),
    ],
)
def test_what_is_not_found_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, id: str, says: str
) -> None:
    put(
        tmp_path,
        {"scenarios/parcel.yaml": "", "scenarios/a/bag.yaml": "", "scenarios/b/bag.yaml": ""},
    )
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SnapError) as caught:
        find(open_library(), id)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("parcel-late", True), ("2nd-try", True), ("Bag", False), ("bag_lost", False),
        ("bag lost", False), ("-bag", False), ("a" * 81, False),
    ],
)  # fmt: skip
def test_what_can_be_an_id(name: str, good: bool) -> None:
    library = open_library(shipped())
    file = read_source(library, Path(f"{name}.yaml"), Source(f"{name}.yaml", "title: x\n"))
    assert ("bad-name" not in [p.rule for p in file.problems]) is good
    assert file.scenario.id == name


def test_paths_are_shown_from_where_people_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown(tmp_path / "a" / "b.yaml") == "a/b.yaml"
    assert shown(Path("a/../b.yaml")) == "b.yaml"
    assert shown(Path("/nowhere/b.yaml")) == "/nowhere/b.yaml"


def test_an_error_says_where() -> None:
    source = Source("a.yaml", "x\ntitle: b\n")
    assert str(SnapError("no.", at=Range(source, 2, 7))) == "a.yaml:2:1: no."
    assert str(SnapError("no.", path="a.yaml")) == "a.yaml: no."
    assert str(SnapError("no.")) == "no."


@pytest.mark.parametrize(
    ("word", "meant"),
    [("staus", "status"), ("STATUS", "status"), ("eta", "time"), ("E-T-A", None), ("zzz", None),
     ("end", None)],
)  # fmt: skip
def test_did_you_mean(word: str, meant: str | None) -> None:
    said = did_you_mean(word, ["status", "time"], {"eta": "time", "end": "outcome"})
    assert said == (f" Did you mean “{meant}”?" if meant else "")


def test_an_old_id_says_the_new_one(tmp_path: Path) -> None:
    file = tmp_path / "scenarios" / "x" / "parcel-late.yaml"
    file.parent.mkdir(parents=True)
    (tmp_path / "snap.yaml").write_text("name: Late\n")
    file.write_text("title: Late\nformerly:\n  - order-delayed\n")
    with pytest.raises(SnapError, match="“order-delayed” is called “parcel-late” now"):
        find(open_library(tmp_path), "order-delayed")
