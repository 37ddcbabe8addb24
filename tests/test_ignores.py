"""Ignores: what switches a rule off, where, and what is wrong with one that does not."""

from __future__ import annotations

from pathlib import Path

import pytest
import rule_harness as harness

from snapmsg.library import open_library
from snapmsg.linter import lint

BOTH = "vague-time, unsaid-promise"
WHY = "the carrier gives us no date"
SOON = "approximate_time: We write soon.\n"


def told(root: Path, fragment: str, settings: str = "") -> list[tuple[str, int, str]]:
    """Each diagnostic's name, line and words, of the clean scenario with a fragment in front."""
    bare = harness.over(harness.CLEAN, fragment)
    keys = fragment.rstrip("\n") + "\n"
    text = keys + bare.removesuffix(keys)
    files = {
        harness.SETTINGS_PATH: (harness.SETTINGS + settings).encode(),
        harness.PATH: text.encode(),
    }
    harness.write(harness.Laid(files, set()), root)
    return [(d.name, d.line, d.excerpt[0].text[d.column - 1 :]) for d in harness.diagnostics(root)]


QUIET = {
    "above a key": f"# snap: ignore[vague-time] {WHY}\n{SOON}",
    "by its code": f"# snap: ignore[A001] {WHY}\n{SOON}",
    "with a comment between": f"# snap: ignore[vague-time] {WHY}\n# and more\n{SOON}",
    "above a block": (
        f"# snap: ignore[vague-time] {WHY}\napproximate_time: >-\n  We write\n  soon.\n"
    ),
    "on the line of a block": (
        f"approximate_time: >- # snap: ignore[vague-time] {WHY}\n  We write\n  soon.\n"
    ),
    "on the line of a mapping": (
        f"approximate_time: # snap: ignore[{BOTH}] {WHY}\n  within: 3 working days\n  say: Soon.\n"
    ),
    "behind quoted words": f'approximate_time: "We write soon." # snap: ignore[vague-time] {WHY}\n',
    "above a key that holds it": (
        f"# snap: ignore[{BOTH}] {WHY}\napproximate_time:\n  within: 3 working days\n  say: Soon.\n"
    ),
    "above the very key": (
        "approximate_time:\n  within: 3 working days\n"
        f"  # snap: ignore[{BOTH}] {WHY}\n  say: Soon.\n"
    ),
    "above an entry of a list": (
        "next_steps:\n  - us: We call.\n"
        f"  # snap: ignore[nobody-acts] {WHY}\n  - us: It will be reviewed.\n"
    ),
    "above the list": (
        f"# snap: ignore[nobody-acts] {WHY}\nnext_steps:\n  - us: We call.\n"
        "  - us: It will be reviewed.\n"
    ),
    "of two rules": (
        f"# snap: ignore[vague-time, blames-customer] {WHY}\n"
        "approximate_time: We write soon, since you forgot to sign.\n"
    ),
    "for the file": f"# snap: ignore-file[vague-time] {WHY}\n\n{SOON}",
    "for what stands in the file's first line": (
        f"# snap: ignore-file[no-owner] {WHY}\nowner:\nexpires: 2030-01-01\n"
    ),
}


@pytest.mark.parametrize("fragment", QUIET.values(), ids=QUIET)
def test_an_ignore_switches_its_rule_off(fragment: str, tmp_path: Path) -> None:
    assert told(tmp_path, fragment) == []
    assert lint(open_library(tmp_path), harness.NOW).ignored >= 1
    without = "\n".join(line.partition("# snap:")[0].rstrip() for line in fragment.split("\n"))
    assert told(tmp_path, without) != []


LOUD = {
    "another rule": (
        f"# snap: ignore[no-time] {WHY}\n{SOON}",
        [("unused-ignore", 1, f"# snap: ignore[no-time] {WHY}"), ("vague-time", 2, "soon.")],
    ),
    "another key": (
        f"# snap: ignore[vague-time] {WHY}\nclosing: Bye.\n{SOON}",
        [("unused-ignore", 1, f"# snap: ignore[vague-time] {WHY}"), ("vague-time", 3, "soon.")],
    ),
    "the entry above": (
        f"next_steps:\n  # snap: ignore[nobody-acts] {WHY}\n  - us: It will be reviewed.\n"
        "  - us: It will be sent.\n",
        [("nobody-acts", 4, "will be sent.")],
    ),
    "nothing to ignore": (
        f"# snap: ignore[vague-time] {WHY}\nclosing: Bye.\n",
        [("unused-ignore", 1, f"# snap: ignore[vague-time] {WHY}")],
    ),
    "one of two has nothing to do": (
        f"# snap: ignore[vague-time, no-owner] {WHY}\n{SOON}",
        [("unused-ignore", 1, f"no-owner] {WHY}")],
    ),
    "no reason": (
        f"# snap: ignore[vague-time]\n{SOON}",
        [("unexplained-ignore", 1, "# snap: ignore[vague-time]")],
    ),
    "no rule": (
        f"# snap: ignore {WHY}\n{SOON}",
        [("unexplained-ignore", 1, f"# snap: ignore {WHY}"), ("vague-time", 2, "soon.")],
    ),
    "an unknown rule": (
        f"# snap: ignore[vague-tiem] {WHY}\nclosing: Bye.\n",
        [("unknown-rule", 1, f"vague-tiem] {WHY}")],
    ),
    "behind customer text": (
        f"approximate_time: We write soon. # snap: ignore[no-owner] {WHY}\n",
        [("vague-time", 1, f"soon. # snap: ignore[no-owner] {WHY}"),
         ("misplaced-ignore", 1, f"# snap: ignore[no-owner] {WHY}")],
    ),
    "inside customer text": (
        f"closing: >-\n  Bye.\n  # snap: ignore[vague-time] {WHY}\n",
        [("misplaced-ignore", 3, f"# snap: ignore[vague-time] {WHY}")],
    ),
    "for the file, but not before the first key": (
        f"{SOON}# snap: ignore-file[vague-time] {WHY}\nclosing: Bye.\n",
        [("vague-time", 1, "soon."),
         ("misplaced-ignore", 2, f"# snap: ignore-file[vague-time] {WHY}")],
    ),
    "below a block": (
        f"approximate_time: >-\n  We write soon.\n# snap: ignore[vague-time] {WHY}\nclosing: Hi.\n",
        [("vague-time", 2, "soon."), ("unused-ignore", 3, f"# snap: ignore[vague-time] {WHY}")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("fragment", "expected"), LOUD.values(), ids=LOUD)
def test_an_ignore_that_does_not_do_what_it_says_is_told(
    fragment: str, expected: list[tuple[str, int, str]], tmp_path: Path
) -> None:
    assert sorted(told(tmp_path, fragment)) == sorted(expected)


def test_an_ignore_of_a_rule_that_is_off_is_not_unused(tmp_path: Path) -> None:
    fragment = f"# snap: ignore[vague-time] {WHY}\n{SOON}"
    assert told(tmp_path, fragment, "rules:\n  vague-time: off\n") == []
    assert lint(open_library(tmp_path), harness.NOW, select=["no-owner"]).diagnostics == ()


@pytest.mark.parametrize(
    ("path", "rules", "left"),
    [
        ("scenarios/delivery/*", "vague-time", []),
        ("scenarios/delivery", "A001", []),
        ("'*'", "a001", []),
        ("scenarios/delivery/parcel-late.yaml", "'*'", []),
        ("scenarios/billing/*", "vague-time", ["vague-time", "unused-ignore scenarios/billing/*"]),
        ("scenarios/billing/*", "'*'", ["vague-time", "unused-ignore scenarios/billing/*"]),
        ("scenarios/*", "no-owner", ["vague-time", "unused-ignore scenarios/*"]),
        ("scenarios/*", "[no-owner, vague-time]", ["unused-ignore no-owner"]),
        ("scenarios/*", "[vague-time, no-time]", []),
    ],
)
@pytest.mark.parametrize("inside", ["", "scenarios/delivery"])
def test_rules_that_are_off_for_a_path(
    path: str, rules: str, left: list[str], inside: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    settings = "rules:\n  no-time: off\n" if "no-time" in rules else ""
    settings += f"ignore:\n  {path}:\n    rules: {rules}\n    because: {WHY}\n"
    told(tmp_path, SOON, settings)
    monkeypatch.chdir(tmp_path / inside)
    result = lint(open_library(), harness.NOW)
    found = [
        d.name
        if d.name != "unused-ignore"
        else f"{d.name} {d.excerpt[0].text[d.column - 1 : d.end_column - 1]}"
        for d in result.diagnostics
    ]
    assert sorted(found) == sorted(left)
    assert result.ignored == ("vague-time" not in left)
    one = lint(open_library(), harness.NOW, [tmp_path / harness.PATH])
    assert "unused-ignore" not in [d.name for d in one.diagnostics], "the others were not seen"
    some = lint(open_library(), harness.NOW, select=["no-owner", "unused-ignore"])
    assert ("*" in rules) <= ("unused-ignore" not in [d.name for d in some.diagnostics])


def test_what_a_path_ignores_is_counted_in_every_process(tmp_path: Path) -> None:
    settings = f"ignore:\n  scenarios/*:\n    rules: vague-time\n    because: {WHY}\n"
    told(tmp_path, SOON, settings)
    found = lint(open_library(tmp_path), harness.NOW, jobs=2)
    assert (found.diagnostics, found.ignored) == ((), 1)


@pytest.mark.parametrize(
    "near",
    [
        "# snap:ignore[vague-time]", "# snap: ignor[vague-time]", "# snap: Ignore[vague-time]",
        "# Snap: ignore[vague-time]", "#snap ignore[vague-time]", "# snap:  ignore[vague-time]",
        "# snap: ingore[vague-time]", "# snap: disable[vague-time]",
    ],
)  # fmt: skip
def test_what_is_nearly_an_ignore_is_told(near: str, tmp_path: Path) -> None:
    names = [name for name, *_ in told(tmp_path, f"{near} {WHY}\n{SOON}")]
    assert names == ["unused-ignore", "vague-time"]
    (found, _) = lint(open_library(tmp_path), harness.NOW).diagnostics
    assert found.reason.split("\n")[1].startswith("# snap: ignore")
    assert "vague-time" in found.reason
    assert found.fix is not None
    assert found.fix[1][0].text == "snap: ignore"


@pytest.mark.parametrize(
    "other",
    [
        "# snap is what we use for [these]", "# snap: we like it [a lot]",
        "# ignore[vague-time] no mark of ours", "# snap: ignore",
    ],
)  # fmt: skip
def test_an_ordinary_comment_is_none(other: str, tmp_path: Path) -> None:
    expected = ["unexplained-ignore"] if other == "# snap: ignore" else []
    names = [name for name, *_ in told(tmp_path, f"{other}\n{SOON}")]
    assert names == [*expected, "vague-time"]


def test_what_is_nearly_an_ignore_in_a_template(tmp_path: Path) -> None:
    near = "{# snap: ignor[dropped-part] the time says how it ends #}\n"
    body = near + "{{ status }} {{ next_steps }} {{ approximate_time }} #snap: ignor[x]"
    assert sorted(lay(tmp_path, {"channels/sms.txt.j2": body})) == ["dropped-part", "unused-ignore"]


def lay(root: Path, files: dict[str, str]) -> list[str]:
    harness.write(harness.lay({harness.PATH: harness.CLEAN, **files}), root)
    return [d.name for d in harness.diagnostics(root)]


def test_ignores_of_a_template_hold_for_the_next_line(tmp_path: Path) -> None:
    body = "{{ status }} {{ next_steps }} {{ approximate_time }}"
    assert lay(tmp_path, {"channels/sms.txt.j2": body}) == ["dropped-part"]
    quiet = "{# snap: ignore[dropped-part] the time says how it ends #}\n" + body
    assert lay(tmp_path, {"channels/sms.txt.j2": quiet}) == []
    for loud, expected in (
        ("{# snap: ignore[dropped-part] #}\n" + body, ["unexplained-ignore"]),
        ("{# snap: ignore[dropped-prat] x #}\n" + body, ["dropped-part", "unknown-rule"]),
        ("{# snap: ignore[no-owner] x #}\n" + body, ["dropped-part", "unused-ignore"]),
        ("{#- snap: ignore-file[dropped-part] x -#}\n\n{{ opening }}\n" + body, []),
    ):
        assert sorted(lay(tmp_path, {"channels/sms.txt.j2": loud})) == expected, loud


def test_ignores_of_a_partial_and_of_the_settings(tmp_path: Path) -> None:
    assert lay(tmp_path, {"partials/bye.txt": "Bye"}) == ["unused-partial"]
    quiet = {"partials/bye.txt": "{# snap: ignore[unused-partial] next month #}Bye"}
    assert lay(tmp_path, quiet) == []
    settings = harness.SETTINGS + (
        "  # snap: ignore[unused-shared-variable] next month\n"
        "  agent:\n    about: who writes\n    example: Ana\n"
    )
    assert lay(tmp_path, {**quiet, "snap.yaml": settings}) == []


def test_a_path_ignore_holds_for_the_librarys_own_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = harness.SETTINGS + (
        "ignore:\n  partials/*:\n    rules: unused-partial\n    because: next month\n"
    )
    (tmp_path / "deep").mkdir()
    monkeypatch.chdir(tmp_path / "deep")
    assert lay(tmp_path, {"partials/bye.txt": "Bye", "snap.yaml": settings}) == []


def test_above_the_first_key_it_holds_for_what_is_absent(tmp_path: Path) -> None:
    file = tmp_path / "scenarios" / "x" / "bag.yaml"
    file.parent.mkdir(parents=True)
    (tmp_path / "snap.yaml").write_text("channels:\n  - chat\n")
    file.write_text("# snap: ignore[no-owner, missing-part] a sketch\ntitle: Bag\nstatus: Late.\n")
    assert lint(open_library(tmp_path), harness.NOW).diagnostics == ()
