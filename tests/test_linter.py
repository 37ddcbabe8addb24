"""A library under all rules: one cause is one diagnostic, in however many processes."""

from __future__ import annotations

import itertools
import json
import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
import rule_harness as harness
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from snapmsg import channels, reader
from snapmsg.config import read_settings
from snapmsg.diagnostic import Diagnostic, Severity
from snapmsg.errors import SnapError
from snapmsg.library import Library, open_library, shipped
from snapmsg.linter import Desk, Result, check_file, desk_of, lint, lint_text, together
from snapmsg.linter.check import HANDFUL, Told, check_paths
from snapmsg.linter.renderings import value_sets
from snapmsg.linter.run import given_files
from snapmsg.message import build_case, compose, draft_of, environment_of
from snapmsg.model import Part, Scenario
from snapmsg.schema import read_scenario
from snapmsg.source import Addressed, Source
from snapmsg.values import Value

PROOF = {"missing-part", "empty-part", "vanishing-part", "dropped-part"}
FLAG = "  {}:\n    type: boolean\n    about: it is so\n    example: {}\n"


def lay(root: Path, files: dict[str, str]) -> Library:
    """A library with these files beside the clean scenario."""
    harness.write(harness.lay({harness.PATH: harness.CLEAN, **files}), root)
    return open_library(root)


def found(root: Path, fragment: str, settings: str = "") -> tuple[Diagnostic, ...]:
    """What lint says of the clean scenario with a fragment laid over it."""
    files = {harness.PATH: harness.over(harness.CLEAN, fragment)}
    if settings:
        files[harness.SETTINGS_PATH] = harness.SETTINGS + settings
    harness.write(harness.lay(files), root)
    return harness.diagnostics(root)


LONG = "You have your order, all of it, every single piece of it. " * 7


def test_one_cause_is_one_diagnostic_with_a_count_of_the_others(tmp_path: Path) -> None:
    fragment = (
        "variables:\n" + FLAG.format("paid", "no") + "planned_outcome: You have it"
        "{% if paid %}, and your money{% endif %}.\nchannels:\n  email:\n    subject: >-\n"
        f"      {LONG}\n"
    )
    (d,) = found(tmp_path, fragment)
    assert (d.name, d.severity, d.also) == ("long-field", Severity.WARNING, 1)
    assert (d.channel, d.example) == (None, None), "every message of an email alone shows it"


def test_the_first_rendering_that_shows_it_is_named(tmp_path: Path) -> None:
    fragment = (
        "variables:\n  note:\n    about: what happened\n    example: late\n"
        "channels:\n  email:\n    subject: Your order is {{ note }}.\n  chat:\n"
        f"examples:\n  a short one:\n    note: very late\n  a long one:\n    note: {LONG[:380]}\n"
        f"  a longer one:\n    note: {LONG[:390]}\n"
    )
    (d,) = found(tmp_path, fragment)
    assert (d.name, d.channel, d.example, d.also) == ("long-field", "email", "a long one", 1)
    assert d.part is None
    assert d.excerpt[0].text[d.column - 1 : d.end_column - 1].startswith("Your order is {{ note")


def test_what_every_rendering_shows_names_none(tmp_path: Path) -> None:
    fragment = f"channels:\n  email:\n    subject: {LONG}{{{{ order_no }}}}\n"
    (d,) = found(tmp_path, "examples:\n  one:\n    order_no: B-2\n" + fragment)
    assert (d.name, d.channel, d.example) == ("long-field", None, None)


def test_what_is_too_long_at_worst_says_for_whom_and_when(tmp_path: Path) -> None:
    fragment = (
        "variables:\n" + FLAG.format("paid", "no") + "  depot:\n    about: where it is\n"
        "    example: Leeds\n    max_length: 30\nchannels:\n  sms:\nshort:\n  planned_outcome: "
        f"{LONG[:150]}{{% if paid %}}Money too.{{% endif %}} It is in {{{{ depot }}}}.\n"
    )
    (d,) = found(tmp_path, fragment)
    assert (d.name, d.channel, d.example, d.also) == ("too-long", "sms", None, 0)
    assert d.reason == (
        "at worst this makes 3 SMS parts (322 characters) instead of 2, for depot of 30 letters "
        "and order_no of 12 letters, when paid is yes, where SMS takes 2: say it in fewer words, "
        "under short: or the channel's own key, or give a blank a smaller max_length"
    )


def test_an_sms_of_odd_letters_says_which(tmp_path: Path) -> None:
    fragment = (
        "variables:\n  depot:\n    about: where it is\n    example: Łódź\n    max_length: 30\n"
        f"channels:\n  sms:\nshort:\n  status: {LONG[:110]} It is in {{{{ depot }}}}.\n"
    )
    (d,) = found(tmp_path, fragment)
    assert d.name == "too-long"
    assert d.reason.endswith("Ł ó ź leave 70 characters in an SMS instead of 160")


@pytest.mark.parametrize(
    ("short", "reason"),
    [
        ("We’ve looked.", "’ leaves 70 characters in an SMS instead of 160: write '"),
        (f"{LONG[:50]}. It’s “here”.",
         "’ “ ” leave 70 characters in an SMS instead of 160, here 2 parts instead of 1: "
         "write ' and \""),
        ("Łódź is far.", None),
        (f"{LONG[:50]}. Łódź is far.",
         "Ł ó ź leave 70 characters in an SMS instead of 160, here 2 parts instead of 1: "
         "write them in plain letters, where that is still right"),
        ("Call 020\u00a0123.", "U+00A0 leaves 70 characters in an SMS instead of 160: "
         "write a plain space"),
        ("It is 5 ✓ ★ here.", "✓ ★ leave 70 characters in an SMS instead of 160: leave them out"),
        ("It is 5 ✓ here.", "✓ leaves 70 characters in an SMS instead of 160: leave it out"),
    ],
)  # fmt: skip
def test_an_odd_character_says_what_it_costs(
    short: str, reason: str | None, tmp_path: Path
) -> None:
    rest = "  next_steps: We call.\n  approximate_time: In 3 days.\n  planned_outcome: It comes.\n"
    fragment = f"short:\n  status: {short}\n{rest}"
    told = [d for d in found(tmp_path, fragment) if d.name == "odd-character"]
    assert [d.reason for d in told] == ([reason] if reason else [])


def test_a_shared_blank_without_a_length_is_told_where_it_stands(tmp_path: Path) -> None:
    settings = "  depot:\n    about: where it is\n    example: Leeds\n"
    (d,) = found(tmp_path, "short:\n  status: It is in {{ depot }}.\n", settings)
    assert (d.name, d.severity) == ("unbounded-blank", Severity.WARNING)
    assert d.excerpt[0].text[d.column - 1 : d.end_column - 1] == "depot"
    assert d.reason.endswith("write max_length: 12 under it in snap.yaml")


def test_two_faults_at_one_place_are_two_diagnostics(tmp_path: Path) -> None:
    library = lay(tmp_path, {harness.PATH: "title: Bag\nowner: Ana\nstatus: Late.\n"})
    told = [(d.name, d.line, d.part) for d in lint(library, harness.NOW).diagnostics]
    assert [t for t in told if t[0] == "missing-part"] == [
        ("missing-part", 1, part) for part in (Part.NEXT_STEPS, Part.APPROXIMATE_TIME,
                                               Part.PLANNED_OUTCOME)
    ]  # fmt: skip


def test_a_weak_word_is_told_once_however_often_it_is_rendered(tmp_path: Path) -> None:
    fragment = "examples:\n  one:\n    order_no: B-2\napproximate_time: We write very soon.\n"
    (d,) = found(tmp_path, fragment)
    assert (d.name, d.also, d.part, d.channel) == ("vague-time", 0, "approximate_time", None)
    assert d.scenario == "parcel-late"


def test_a_hope_said_twice_is_one_diagnostic_without_others(tmp_path: Path) -> None:
    (d,) = found(tmp_path, "planned_outcome: It should work. We hope so, perhaps.\n")
    assert (d.name, d.also) == ("hedged-outcome", 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("next_steps: {us: We call., you: Wait.}", ["bad-value"]),
        ("status: [a, b]", ["bad-value"]),
        ("next_steps:\n  - by: Friday", ["bad-value"]),
        ("approximate_time: [soon]", ["bad-value"]),
        ("status:", ["empty-part"]),
        ("status: '…'", ["empty-part"]),
        ("approximate_time:\n  within: 3 working days\n  say: '…'", ["empty-part"]),
        ("status: Order {{ ordr_no }} is late.", ["undeclared-variable"]),
        ("status: Order {{ order_no is late.", ["wording-syntax"]),
        ("approximate_time:\n  within: '{{ wait'\n  say: In {{ promise }}.", ["wording-syntax"]),
        ("approximate_time:\n  within: soon\n  say: In {{ promise }}.", ["unreadable-time"]),
        ("status: Our {{ team }} team has it.", ["undeclared-variable"]),
        ("next_steps:\n  - us: Our {{ team }} team has it.", ["undeclared-variable"]),
        ("next_steps:\n  - us: '{{ who }} has it.'", ["undeclared-variable"]),
        ("next_steps:\n  - they: '{{ who }} has it.'\n    who: NorthPost", []),
        ("next_steps:\n  - us: Our {{ team }} team has it.\n    team: delivery", []),
        ("status: It ends so, {{ planned_outcome }}.", ["undeclared-variable"]),
        ("status: Step {{ step }}.", ["undeclared-variable"]),
        ("status: >-\n  {% if order_no > 3 %}Big.{% endif %} It is late.", ["unsendable-message"]),
        ("next_steps:\n  - us: We call.\n    only_if: order_no > 3", ["unsendable-message"]),
        ("next_steps:\n  - us: We call.\n  - us: We pay.\n    only_if: 1 +", ["wording-syntax"]),
        ("owner:\nstatus: >-\n  {% if order_no > 3 %}Big.{% endif %} It is late.",
         ["no-owner", "unsendable-message"]),
        ("variables:\n  day:\n    about: the day\nstatus: It came {{ day }}.",
         ["undocumented-variable"]),
        ("variables:\n  day:\n    type: date\n    about: the day\n    example: 2026-13-01\n"
         "status: It came {{ day }}.", ["bad-example"]),
        ("examples:\n  none:\n    order_no: ''", ["bad-example"]),
        ("channels:\n  email:\n    subject: '{% if paid %}Paid{% endif %}'\nvariables:\n"
         + FLAG.format("paid", "yes"), ["missing-field"]),
        ("channels:\n  email:\n    subject: Late\n    preheader: '{% if paid %}Paid{% endif %}'\n"
         "variables:\n" + FLAG.format("paid", "yes"), []),
        ("short:\n  approximate_time:\n    within: 1 day\n    say: In {{ promise }}.",
         ["bad-value", "undeclared-variable"]),
    ],
)  # fmt: skip
def test_one_fault_is_one_diagnostic(text: str, expected: list[str], tmp_path: Path) -> None:
    names = sorted(d.name for d in found(tmp_path, text))
    assert names == sorted(expected)


PRIVATE = (
    "variables:\n  illness:\n    about: it\n    example: flu\n    private: yes\n"
    "  paid:\n    type: boolean\n    about: it is paid\n    example: yes\n"
)


@pytest.mark.parametrize(
    ("partial", "use", "expected"),
    [
        ("You have {{ illness }}.", "channels:\n  email:\n    subject: '{% include \"p.txt\" %}'\n",
         "private-blank"),
        ("Paid: {{ paid }}", "closing: '{% include \"p.txt\" %}'\n", "boolean-blank"),
        ("Bye {{ nobody }}", "closing: '{% include \"p.txt\" %}'\n", "undeclared-variable"),
        ("{% include 'q.txt' %}", "closing: '{% include \"p.txt\" %}'\n", "unknown-partial"),
        ("{% include 'p.txt' %}", "closing: '{% include \"p.txt\" %}'\n", "unsendable-message"),
        ("Bye {{", "closing: '{% include \"p.txt\" %}'\n", "wording-syntax"),
    ],
)  # fmt: skip
def test_what_a_partial_does_is_told(partial: str, use: str, expected: str, tmp_path: Path) -> None:
    text = harness.over(harness.CLEAN, PRIVATE + use)
    library = lay(tmp_path, {harness.PATH: text, "partials/p.txt": partial})
    names = {d.name for d in lint(library, harness.NOW).diagnostics}
    assert expected in names
    assert names <= {expected, "unused-variable", "unsendable-message"}


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{% include 'nowhere.txt' %}", "unknown-partial"),
        ("{{ nobody }}", "unknown-name"),
        ("{{ status", "wording-syntax"),
        ("{{ order_no | date }}", "unsendable-message"),
        ("{{ status | upper }}", "unsendable-message"),
        ("{{ promise }}", "unsendable-message"),
        ("{% if order_no > 3 %}x{% endif %}", "unsendable-message"),
        ("{% if order_no == 'B-2' %}{{ order_no | date }}{% endif %}", "unsendable-message"),
        ("{% include 'loop.txt' %}", "unsendable-message"),
    ],
)
def test_a_template_that_no_message_survives_is_told(
    template: str, expected: str, tmp_path: Path
) -> None:
    body = "{{ status }} {{ next_steps }} {{ approximate_time }} {{ planned_outcome }} "
    files = {"channels/sms.txt.j2": body + template}
    if "loop" in template:
        files["partials/loop.txt"] = template
    library = lay(tmp_path, files)
    told = [d for d in lint(library, harness.NOW).diagnostics if d.name != "dropped-part"]
    name = "loop.txt" if "loop" in template else "sms.txt.j2"
    assert [(d.name, Path(d.path).name, d.scenario) for d in told] == [(expected, name, None)]


def test_a_template_that_every_message_survives_is_left_alone(tmp_path: Path) -> None:
    body = (
        "{% if order_no == 'B-2' %}{{ order_no | upper }}{% endif %}"
        "{% if opening %}{{ opening }}{% endif %}{{ labels.status }} {{ status }}"
        "{% for step in next_steps %}{{ step.text }}{% endfor %}{{ approximate_time }}"
        "{{ planned_outcome }}{% if closing %}{{ closing }}{% endif %}"
    )
    library = lay(tmp_path, {"channels/chat.txt.j2": body})
    assert lint(library, harness.NOW).diagnostics == ()
    settings = harness.SETTINGS + "  agent:\n    about: who writes\n"
    library = lay(tmp_path, {"channels/chat.txt.j2": body + "{{ agent }}", "snap.yaml": settings})
    assert [d.name for d in lint(library, harness.NOW).diagnostics] == ["undocumented-variable"]


def test_severities_and_rules_that_are_off(tmp_path: Path) -> None:
    soon = "approximate_time: We write soon.\n"
    (d,) = found(tmp_path, soon, "rules:\n  vague-time: suggestion\n")
    assert d.severity is Severity.SUGGESTION
    assert found(tmp_path, soon, "rules:\n  vague-time: off\n") == ()
    typed = "status: It is at 12-34 now.\nvariables:\n  n:\n    about: x\n    example: 12-34\n"
    names = {d.name for d in found(tmp_path, typed)}
    assert names == {"typed-in-example", "unused-variable"}
    options = "rules:\n  typed-in-example:\n    shortest: 6\n"
    assert {d.name for d in found(tmp_path, typed, options)} == {"unused-variable"}


def test_an_unknown_rule_in_the_settings_stops_lint(tmp_path: Path) -> None:
    with pytest.raises(SnapError, match="no rule “vage-time”"):
        found(tmp_path, "title: Bag", "rules:\n  vage-time: off\n")


def test_problems_of_the_settings_are_told_when_all_is_looked_at(tmp_path: Path) -> None:
    library = lay(tmp_path, {"snap.yaml": harness.SETTINGS + "nmae: x\n"})
    assert [d.name for d in lint(library, harness.NOW).diagnostics] == ["unknown-key"]
    assert lint(library, harness.NOW, paths=library.files).diagnostics == ()


def test_n_plus_one_sets_of_values(tmp_path: Path) -> None:
    fragment = (
        "variables:\n" + "".join(FLAG.format(name, "no") for name in "abcd")
        + "status: Late" + "".join(f"{{% if {n} %}} {n}{n}{{% endif %}}" for n in "abcd") + ".\n"
        "examples:\n  with a:\n    a: yes\n  without a note:\n    order_no: B-2\n"
    )  # fmt: skip
    found(tmp_path, fragment)
    library = open_library(tmp_path)
    file = next(iter(library.files))
    from snapmsg.library import read_scenario as read_file

    draft = draft_of(read_file(library, file).scenario, environment_of(library))
    sets = list(value_sets(draft))
    assert [name for name, _ in sets] == [None, "with a", "without a note", None, None, None]
    seen = {name: {values[name] for _, values in sets} for name in "abcd"}
    assert all(tried == {True, False} for tried in seen.values())


def generated(root: Path, count: int) -> Library:
    """A library of many files, with one fault or another in most."""
    faults = [
        "title: Bag", "approximate_time: We write soon.", "planned_outcome: Hopefully it works.",
        "owner:", "status: Order {{ nobody }} is late.", "timeline: x", "status: We: late",
        "next_steps: {us: We call., you: Wait.}", "# snap: ignore[no-owner] x\nimpact: minor",
    ]  # fmt: skip
    harness.write(harness.lay("title: Bag"), root)
    (root / "partials").mkdir()
    (root / "partials" / "bye.txt").write_text("Bye {{")
    for number in range(count):
        text = harness.over(harness.CLEAN, faults[number % len(faults)])
        file = root / "scenarios" / f"t{number % 7}" / f"s{number}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    return open_library(root)


def test_two_processes_say_what_one_says_in_the_same_order(tmp_path: Path) -> None:
    library = generated(tmp_path, 400)
    one, two = (lint(library, harness.NOW, jobs=jobs) for jobs in (1, 2))
    assert isinstance(one, Result)
    assert one == two
    assert (one.scenarios, one.files) == (401, 403)
    assert one.diagnostics[0].path.endswith("partials/bye.txt")
    assert Counter(d.name for d in one.diagnostics)["vague-time"] > 40
    assert [d.place for d in one.diagnostics] == sorted(d.place for d in one.diagnostics)
    assert lint(library, harness.NOW) == one


def _unsendable() -> None:
    class Refused(Exception):
        """Nothing that another process can know."""

    raise Refused


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is one process without fork")
@pytest.mark.parametrize(
    ("fault", "raised", "said"),
    [
        (lambda: os.kill(os.getpid(), signal.SIGKILL), SnapError, "want of memory: lint fewer"),
        (lambda: 1 // 0, ZeroDivisionError, "by zero"),
        (lambda: _unsendable(), RuntimeError, "Refused"),
    ],
)
def test_what_ends_another_process_is_told(
    fault: Callable[[], None], raised: type[Exception], said: str,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    library = generated(tmp_path, 40)
    here, check = os.getpid(), together.check_paths

    def checked(desk: Desk, paths: Sequence[Path]) -> Iterator[Told]:
        while os.getpid() == here and multiprocessing.active_children():
            time.sleep(0.01)  # so that the other surely comes to its part
        if os.getpid() != here:
            fault()
        return check(desk, paths)

    monkeypatch.setattr(together, "check_paths", checked)
    with pytest.raises(raised, match=said):
        lint(library, harness.NOW, jobs=2)
    assert not multiprocessing.active_children()


def test_a_file_says_alone_what_it_says_among_others(tmp_path: Path) -> None:
    """Rules go through many files at once, and words are looked for in all of them as one."""
    library = generated(tmp_path, 3 * HANDFUL + 5)
    desk, _ = desk_of(library, harness.NOW)
    order = random.Random(5).sample(library.files, len(library.files))
    among = dict(zip(order, check_paths(desk, order), strict=True))
    assert sum(len(told.diagnostics) for told in among.values()) > 40
    for path in library.files:
        alone = check_file(desk, *desk.read([path]))
        assert alone == among[path]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is one process without fork")
def test_a_process_that_ends_while_it_answers_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = generated(tmp_path, 40)
    here, take = os.getpid(), together._take

    def taken(desk: Desk, handfuls: list[Sequence[Path]], numbers: int) -> dict[int, list[Told]]:
        if os.getpid() != here:
            signal.alarm(1)
            return {0: ["x" * 1_000_000]}  # type: ignore[list-item]
        while multiprocessing.active_children():  # it waits in the midst of what it sends
            time.sleep(0.01)
        return take(desk, handfuls, numbers)

    monkeypatch.setattr(together, "_take", taken)
    with pytest.raises(SnapError, match="want of memory"):
        lint(library, harness.NOW, jobs=2)
    assert not multiprocessing.active_children()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is one process without fork")
def test_without_a_second_process_one_does_it_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = generated(tmp_path, 40)
    alone = lint(library, harness.NOW, jobs=1)

    def refused(_: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(multiprocessing.get_context("fork").Process, "start", refused)
    assert lint(library, harness.NOW, jobs=3) == alone


def test_an_event_without_a_time_is_no_end_of_lint(tmp_path: Path) -> None:
    text = (
        "approximate_time:\n  after: your yes\n  update_within: 1 hour\n  say: News {{ update }}."
    )
    harness.write(harness.lay(text), tmp_path)
    assert "bad-value" in {d.name for d in lint(open_library(tmp_path), harness.NOW).diagnostics}


def test_a_folder_is_the_scenarios_below_it(tmp_path: Path) -> None:
    library = generated(tmp_path, 20)
    files = given_files(library, [tmp_path / "scenarios" / "t1", library.files[0]])
    assert {file.parent.name for file in files} <= {"t1", library.files[0].parent.name}
    result = lint(library, harness.NOW, paths=files)
    assert (result.scenarios, result.files) == (len(files), len(files))
    assert given_files(library, [files[0], files[0]]) == [files[0]]


def test_a_buffer_is_checked_as_if_it_stood_in_the_library(tmp_path: Path) -> None:
    library = lay(tmp_path, {})
    text = harness.over(harness.CLEAN, "approximate_time: Our {{ order_no }} comes soon.")
    path = tmp_path / "scenarios" / "delivery" / "new.yaml"
    result = lint_text(library, harness.NOW, path, Source("new.yaml", text))
    assert [(d.name, d.path, d.scenario) for d in result.diagnostics] == [
        ("vague-time", "new.yaml", "new")
    ]
    assert (result.scenarios, result.files, result.ignored) == (1, 1, 0)
    only = lint_text(library, harness.NOW, path, Source("new.yaml", text), select=["no-owner"])
    assert only.diagnostics == ()


def test_a_scenario_outside_any_library_is_checked_with_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / "alone.yaml"
    text = "next_steps:\n  - us: Our {{ team }} team calls.\n    team: anything\n"
    variables = (
        "variables:\n  order_no:\n    about: the order\n    example: A-10293\n    max_length: 12\n"
    )
    file.write_text(harness.over(harness.CLEAN, text + variables))
    library = Library(None, templates=open_library(shipped()).templates)
    assert lint(library, harness.NOW, paths=[file]).diagnostics == ()


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "\n\n# a\n  # b\n"])
def test_an_empty_file_is_told_in_one_line(text: str, tmp_path: Path) -> None:
    library = lay(tmp_path, {harness.PATH: text})
    told = [d for d in lint(library, harness.NOW).diagnostics if d.name == "missing-part"]
    assert [d.reason for d in told] == ["this file is empty: start with title: and the four parts"]


@pytest.mark.parametrize("text", ["- a\n- b\n", "words\n", "a: b: c\n", "status: [\n"])
def test_after_a_file_that_is_no_scenario_nothing_more_is_said(text: str, tmp_path: Path) -> None:
    assert len(lint(lay(tmp_path, {harness.PATH: text}), harness.NOW).diagnostics) == 1


def test_a_scenario_without_parts_misses_all_four(tmp_path: Path) -> None:
    told = lint(lay(tmp_path, {harness.PATH: "tags: [late]\n"}), harness.NOW).diagnostics
    assert [d.part for d in told if d.name == "missing-part"] == list(Part)


def test_diagnostics_are_plain_data(tmp_path: Path) -> None:
    for d in lint(generated(tmp_path, 9), harness.NOW).diagnostics:
        assert Diagnostic(*json.loads(json.dumps(d))[:1], *d[1:]) == d
        assert d.line >= 1 and d.column >= 1 and (d.end_line, d.end_column) >= (d.line, d.column)
        assert d.reason[0] not in " A" and not d.reason.endswith(" ")


def test_what_cannot_be_proved_is_said(tmp_path: Path) -> None:
    # Seven pigeons in six holes: one of them is always without, or two are in one.
    birds, holes = range(7), range(6)
    asked = [" or ".join(f"b{b}h{h}" for h in holes).join(["not (", ")"]) for b in birds]
    asked += [f"b{b}h{h} and b{c}h{h}" for h in holes for b in birds for c in range(b)]
    groups = [" or ".join(f"({one})" for one in asked[at : at + 3]) for at in range(0, 133, 3)]
    variables = "".join(FLAG.format(f"b{b}h{h}", "yes") for b in birds for h in holes)
    text = "".join(f"  {{% if {condition} %}}Late.{{% endif %}}\n" for condition in groups)
    told = found(tmp_path, f"variables:\n{variables}status: >-\n{text}")
    (d,) = (d for d in told if d.name == "vanishing-part")
    assert "too many conditions to prove" in d.reason


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("approximate_time: You have it {{ when }}.", []),
        ("approximate_time: You have it in {{ days }} working days.", []),
        ("approximate_time: You have it {{ plan }}.", []),
        ("approximate_time: You have it {{ place }}.", ["no-time"]),
        ("approximate_time: Then {{ order_no }} comes.", ["no-time"]),
    ],
)
def test_a_blank_may_be_the_time(text: str, names: list[str], tmp_path: Path) -> None:
    variables = (
        "variables:\n  when:\n    about: x\n    example: on Friday\n  days:\n    type: number\n"
        "    about: x\n    example: 3\n  place:\n    about: x\n    example: Leeds\n  plan:\n"
        "    about: x\n    example: std\n    choices:\n      std: within 2 days\n      now: today\n"
    )
    told = {d.name for d in found(tmp_path, f"{variables}{text}\n")}
    assert sorted(told - {"unused-variable"}) == names


def test_a_partial_may_be_the_time(tmp_path: Path) -> None:
    text = "approximate_time: You have it {% include 'when.txt' %}\n"
    text = harness.over(harness.CLEAN, text.replace(": You", ": >-\n  You"))
    for partial, names in (("within 2 days.", []), ("then.", ["no-time"])):
        library = lay(tmp_path, {harness.PATH: text, "partials/when.txt": partial})
        assert [d.name for d in lint(library, harness.NOW).diagnostics] == names


def test_a_duplicate_id_is_told_at_the_later_file(tmp_path: Path) -> None:
    library = lay(tmp_path, {"scenarios/zzz/parcel-late.yaml": harness.CLEAN})
    (d,) = lint(library, harness.NOW).diagnostics
    assert (d.name, Path(d.path).parent.name) == ("duplicate-id", "zzz")


# --- the proof of the four parts -----------------------------------------------------------------

SETTINGS, _ = read_settings(
    reader.read(source := Source("snap.yaml", "name: x\n")), source, channels.settings()
)
TEMPLATES = dict(open_library(shipped()).templates)
FIELDS = {name: tuple(f.name for f in channels.get(name).fields) for name in channels.names()}
DECLARED = (
    "variables:\n" + "".join(FLAG.format(name, "yes") for name in "pq")
    + "  plan:\n    about: the plan\n    choices: [gold, silver, free]\n    example: gold\n"
    '  note:\n    about: a note\n    default: ""\n    example: at the door\n'
)  # fmt: skip

CONDITION = st.recursive(
    st.sampled_from(
        ["p", "q", "note", "plan == 'gold'", "plan != 'free'", "plan in ['gold', 'silver']"]
    ),
    lambda inner: st.one_of(
        inner.map("not ({})".format),
        st.tuples(inner, inner).map("({0[0]}) and ({0[1]})".format),
        st.tuples(inner, inner).map("({0[0]}) or ({0[1]})".format),
    ),
    max_leaves=3,
)
PIECE = st.recursive(
    st.sampled_from(["", "", " ", "!", "It is late", "{{ note }}"]),
    lambda inner: st.one_of(
        st.tuples(CONDITION, inner).map("{{% if {0[0]} %}}{0[1]}{{% endif %}}".format),
        st.tuples(CONDITION, inner, inner).map(
            "{{% if {0[0]} %}}{0[1]}{{% else %}}{0[2]}{{% endif %}}".format
        ),
        st.tuples(CONDITION, inner, CONDITION, inner).map(
            "{{% if {0[0]} %}}{0[1]}{{% elif {0[2]} %}}{0[3]}{{% endif %}}".format
        ),
        st.tuples(inner, inner).map("{0[0]} {0[1]}".format),
    ),
    max_leaves=4,
)
PLAIN: dict[str, object] = {part: f"It is {part.words}" for part in Part}


def part_wordings(part: Part, own: bool) -> st.SearchStrategy[object]:
    """What a level may say for a part; None leaves it out."""
    found = [PIECE, PIECE, st.none()]
    if part is Part.NEXT_STEPS:
        step = st.tuples(PIECE, st.one_of(st.none(), CONDITION))
        found.append(st.lists(step, min_size=1, max_size=3))
    if part is Part.APPROXIMATE_TIME and own:
        found.append(st.just({"within": "2 days"}))
        found.append(PIECE.map(lambda say: {"by": "Friday", "say": say}))
    return st.one_of(found)


@st.composite
def levels(draw: st.DrawFn) -> tuple[dict[str, object], dict[str, object]]:
    """A scenario's own wording and its short one, in which one part is in doubt."""
    own, short = dict(PLAIN), {}
    part = draw(st.sampled_from(list(Part)))
    own[part] = draw(part_wordings(part, own=True))
    if draw(st.booleans()):
        short[part] = draw(part_wordings(part, own=False))
    return own, short


def yaml_of(level: dict[str, object], indent: str = "") -> str:
    """A level of wording as YAML; JSON strings are double-quoted scalars of YAML."""
    lines = []
    for name, said in level.items():
        if isinstance(said, dict):
            lines += [
                f"{indent}{name}:",
                *(f"{indent}  {k}: {json.dumps(v)}" for k, v in said.items()),
            ]
        elif isinstance(said, list):
            lines.append(f"{indent}{name}:")
            for text, condition in said:
                lines.append(f"{indent}  - us: {json.dumps(text or '-')}")
                if condition:
                    lines.append(f"{indent}    only_if: {json.dumps(condition)}")
        elif said is not None:
            lines.append(f"{indent}{name}: {json.dumps(said)}")
    return "\n".join(lines) + "\n" if lines else ""


GUARDS = st.sampled_from(
    ["{0}", "", "{{% if {1} %}}{0}{{% endif %}}", "{{% if opening %}}{0}{{% endif %}}",
     "{{% if opening %}}{0}{{% else %}}{0}{{% endif %}}"]
)  # fmt: skip
LOOPS = st.sampled_from(
    ["{{% for step in next_steps %}}{0}{{% endfor %}}",
     "{{% for step in next_steps %}}{{% if loop.first %}}{0}{{% endif %}}{{% endfor %}}",
     "{{% for step in next_steps %}}{{% if step.owner == 'us' %}}{0}{{% else %}}{0}{{% endif %}}"
     "{{% endfor %}}"]
)  # fmt: skip


@st.composite
def templates(draw: st.DrawFn) -> str | None:
    """A template for SMS in which one part is in doubt; None takes the shipped one."""
    if draw(st.booleans()):
        return None
    doubt = draw(st.sampled_from(list(Part)))
    said = []
    for part in Part:
        blank = f"{{{{ {part} }}}}"
        if part is Part.NEXT_STEPS and draw(st.booleans()):
            blank = draw(LOOPS if part is doubt else LOOPS.filter(lambda loop: "if" not in loop))
            blank = blank.format("{{ step.text }}")
        elif part is doubt:
            blank = draw(GUARDS).format(blank, part)
        said.append(blank)
    return " ".join(said)


def library_with(template: str | None) -> Library:
    """A library whose SMS go through a template of its own."""
    templates = dict(TEMPLATES)
    if template is not None:
        text = Addressed(template, Source("sms.txt.j2", template), 0, len(template))
        old = templates["sms", "txt"]
        templates["sms", "txt"] = type(old)("sms", "txt", text, shipped=False)
    return Library(Path("/nowhere"), SETTINGS, templates=templates)


def all_values() -> list[dict[str, Value]]:
    from snapmsg.values import Choice

    plans = [Choice(name, name) for name in ("gold", "silver", "free")]
    return [
        {"p": p, "q": q, "plan": plan, "note": note}
        for p, q, plan, note in itertools.product(
            (True, False), (True, False), plans, ("", "at the door")
        )
    ]


def has_all_parts(scenario: Scenario, library: Library) -> bool:
    """By hand: every message, of all values on all channels, says something for all four parts."""
    draft = draft_of(scenario, environment_of(library))
    for values in all_values():
        case = build_case(draft, values, harness.NOW)
        for channel in draft.channels:
            message = compose(case, channel)
            for part in Part:
                said = [s for s in message.body if s.part is part]
                if not any(s.blank or any(c.isalnum() for c in s.text) for s in said):
                    return False
    return True


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(levels(), templates(), st.booleans())
def test_the_four_parts_are_proved_exactly(
    wording: tuple[dict[str, object], dict[str, object]], template: str | None, opening: bool
) -> None:
    own, short = wording
    text = DECLARED + yaml_of(own) + ("opening: Hello\n" if opening else "")
    text += "short:\n" + yaml_of(short, "  ") if yaml_of(short) else ""
    text += "channels:\n  chat:\n  sms:\n"
    file = Source("a.yaml", text)
    scenario, problems = read_scenario(reader.read(file), file, "a", "", FIELDS)
    assert problems == []
    library = library_with(template)
    names = {d.name for d in lint_text(library, harness.NOW, Path("a.yaml"), file).diagnostics}
    names |= {d.name for d in lint(library, harness.NOW).diagnostics}
    assert not names & {"unsendable-message", "wording-syntax", "outside-the-language"}, text
    proved = not names & PROOF
    if template is not None and has_doubt(template):
        # A template has to hold for every scenario, with and without an opening, one step or many.
        assert "dropped-part" in names
        return
    assert proved is has_all_parts(scenario, library), text


def has_doubt(template: str) -> bool:
    """Whether a generated template drops a part for some scenario, told from how it was made."""
    blanks = [f"{{{{ {part} }}}}" for part in Part]
    if "{{ step.text }}" in template:
        blanks[1] = "{{ step.text }}"
    once = "{% if opening %}" in template and "{% else %}" not in template
    return "loop.first" in template or once or any(blank not in template for blank in blanks)
