"""What other tools keep, brought into a library: `snap import`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_harness import Told, snap
from hypothesis import given, settings
from hypothesis import strategies as st
from test_exchange import EXPORTS

from snapmsg import model
from snapmsg.errors import SnapError
from snapmsg.exchange import FORMATS, Macro
from snapmsg.exchange.importing import plan
from snapmsg.exchange.naming import letters, name_for
from snapmsg.exchange.taking import Wish, taken
from snapmsg.library import Library, open_library, read_source, scenarios
from snapmsg.schema import ID
from snapmsg.source import Source

SETTINGS = """\
name: Ours
channels:
  - email
  - sms
  - chat
variables:
  first_name:
    about: the customer's first name
    example: Maya
    max_length: 24
  phone:
    about: the number on which customers reach us
    example: 0113 496 0123
    max_length: 16
"""
WHOLE = (
    "Hi {{ticket.requester.first_name}},\n\nYour order {{order.number}} is held at the depot. "
    "We will search for it today. We will update you within 2 business days. "
    "You will get the parcel or a free replacement.\n\nKind regards\n{{current_user.name}}"
)


def library(folder: Path) -> Path:
    (folder / "snap.yaml").write_text(SETTINGS, encoding="utf-8")
    return folder


def macros(*texts: str, title: str = "Delivery::Late", **more: object) -> str:
    return json.dumps({"macros": [
        {"id": at, "title": title, "actions": [{"field": "comment_value", "value": text}], **more}
        for at, text in enumerate(texts)
    ]})  # fmt: skip


def run(root: Path, text: str, *args: str, name: str = "m.json") -> Told:
    (root / name).write_text(text, encoding="utf-8")
    return snap("import", *args, name, cwd=root)


def files(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(root.glob("scenarios/**/*.yaml"))
    }


def only(root: Path) -> model.Scenario:
    (file,) = scenarios(open_library(root))
    assert not file.problems
    return file.scenario


# --- each tool --------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, text, _ in EXPORTS])
def test_each_tools_export_is_made_scenarios_once(kind: str, text: str, tmp_path: Path) -> None:
    root = library(tmp_path)
    read = list(FORMATS[kind](text))
    told = run(root, text, kind, name="export")
    if not read:
        assert told.code == 2 and "no message was found in it as zendesk" in told.err
        return
    assert told.code == 0, told.err
    made = files(root)
    assert sorted(told.out.split()) == list(made)
    found = [file.scenario for file in scenarios(open_library(root))]
    assert sorted(s.imported["text"].value for s in found) == sorted(m.text for m in read)
    assert {s.imported["from"].value for s in found} == {kind}
    assert snap("fmt", "--check", cwd=root).code == 0
    again = run(root, text, kind, name="export")
    assert (again.code, again.out, files(root)) == (0, "", made)
    assert "here already, unchanged" in again.err


def test_the_format_is_seen_by_itself(tmp_path: Path) -> None:
    root = library(tmp_path)
    assert run(root, macros(WHOLE)).code == 0
    assert only(root).imported["from"].value == "zendesk"
    told = snap("import", "-", cwd=root, stdin=b"It is late.\n---\nIt is lost.\n")
    assert told.code == 0 and len(told.out.split()) == 2


def test_a_macro_is_taken_apart(tmp_path: Path) -> None:
    root = library(tmp_path)
    told = run(root, macros(WHOLE, description="when the carrier has lost it"), "--owner", "care")
    assert told.out == "scenarios/delivery/late.yaml\n"
    assert "Made 1 scenario: 1 with all four parts" in told.err
    assert "Next: snap lint, then snap edit late" in told.err
    scenario = only(root)
    assert (scenario.title, scenario.fact("owner"), scenario.fact("reviewed")) == (
        "Late",
        "care",
        "",
    )
    assert set(scenario.wording.parts) == set(model.Part)
    status = scenario.wording.parts[model.Part.STATUS].text
    assert status is not None
    assert status.value == "Your order {{ order_no }} is held at the depot."
    timing = scenario.timing()
    assert timing is not None and timing.update_within is not None
    assert timing.update_within.value == "2 working days"
    # Phones and text messages need fewer words than a macro has.
    assert list(scenario.channels or ()) == ["email", "chat"]
    rest = json.loads(scenario.imported["rest"].value)
    assert rest["description"] == "when the carrier has lost it"
    assert snap("lint", "--select", "F,S,N,A,P,V,C", cwd=root).code == 0


# --- blanks -----------------------------------------------------------------------------------


def test_the_old_names_of_blanks_are_kept_for_the_way_back(tmp_path: Path) -> None:
    root = library(tmp_path)
    text = (
        "Order {{order.status}} of {{ticket.requester.phone}} {{a.id}} {{b.id}} {{ticket.status}} "
        "{{shop|default:'our shop'}} %{depot name} [PARCEL NUMBER] is late."
    )
    assert run(root, macros(text)).code == 0
    scenario = only(root)
    old = {
        name.removeprefix("blank_"): text.value
        for name, text in scenario.imported.items()
        if name.startswith("blank_")
    }
    assert old == {
        "order_status": "order.status", "requester_phone": "ticket.requester.phone",
        "a_id": "a.id", "b_id": "b.id", "ticket_status": "ticket.status", "shop": "shop",
        "depot_name": "%{depot name}", "parcel_number": "[PARCEL NUMBER]",
    }  # fmt: skip
    assert set(scenario.variables) == set(old)
    assert all(v.about and v.example for v in scenario.variables.values())
    default = scenario.variables["shop"].default
    assert default is not None and default.value == "our shop"
    said = "".join(t.value for t in scenario.wording.fields.values()) + "".join(
        t.value for p in scenario.wording.parts.values() for t in p.texts()
    )
    assert all(f"{{{{ {name} }}}}" in said for name in old)


@pytest.mark.parametrize(
    ("old", "name"),
    [
        ("ticket.requester.first_name", "first_name"),
        ("customer.firstName", "first_name"),
        ("ticket.customer.firstname", "first_name"),
        ("contact.name", "customer_name"),
        ("current_user.first_name", "agent"),
        ("user.firstName", "agent"),
        ("ticket.id", "case_no"),
        ("order number", "order_no"),
        ("phone", "phone"),
        ("contact.phone", "contact_phone"),
        ("ticket.status", "ticket_status"),
        ("status", "the_status"),
        ("promise", "the_promise"),
        ("ticket.ticket_field_360", "ticket_field"),
        ("日本", "blank"),
        ("2fa code", "fa_code"),
    ],
)
def test_a_tools_name_becomes_one_of_ours(old: str, name: str) -> None:
    assert name_for(old, {"phone", "first_name"}, {"phone", "first_name"}, ()).name == name


@given(st.lists(st.text(max_size=60), max_size=8, unique=True))
def test_every_name_can_be_a_variables(olds: list[str]) -> None:
    taken: list[str] = []
    for old in olds:
        taken.append(name_for(old, {"phone"}, (), taken).name)
    assert len(set(taken)) == len(olds) and "phone" not in taken
    for name in taken:
        assert model.RESERVED.isdisjoint(taken)
        assert read_source(
            Library(None), Path("a.yaml"), Source("a.yaml", f"variables:\n  {name}:\n    about: a")
        ).problems == ()  # fmt: skip


def test_letters_count() -> None:
    found = [letters(number) for number in range(1, 700)]
    assert len(set(found)) == len(found)
    assert (found[0], found[24], found[25]) == ("b", "z", "bb")


def test_notifys_conditions_are_ours(tmp_path: Path) -> None:
    root = library(tmp_path)
    text = json.dumps({"templates": [{
        "id": "7f", "name": "Late", "type": "sms", "version": 3,
        "body": "Your order is late.((refund?? You can ask for your money back.)) We search "
        "today((vip?? and at once)).",
    }]})  # fmt: skip
    assert run(root, text).code == 0
    (made,) = files(root).values()
    assert "late. {% if refund %}You can ask for your money back.{% endif %}\n" in made
    assert "We search today {% if vip %}and at once{% endif %}." in made
    assert only(root).variables["refund"].spec.kind == "boolean"


@pytest.mark.parametrize(
    ("kind", "text", "lost"),
    [
        ("zendesk", macros("a", restriction={"id": 3}), {"restriction": '{"id": 3}'}),
        (
            "zendesk",
            json.dumps([{"title": "a", "actions": [
                {"field": "comment_value", "value": "a"}, {"field": "current_tags", "value": "b"},
            ]}]),
            {"actions": '[{"field": "current_tags", "value": "b"}]'},
        ),
        (
            "chatwoot",
            json.dumps([{"name": "a", "actions": [
                {"action_name": "send_message", "action_params": ["a"]},
                {"action_name": "add_label", "action_params": ["b"]},
            ]}]),
            {"actions": '[{"action_name": "add_label", "action_params": ["b"]}]'},
        ),
        (
            "espanso",
            "matches:\n- trigger: a\n  replace: b {{c}}\n  vars:\n  - {name: c, type: form}\n",
            {"vars": "- {name: c, type: form}"},
        ),
        ("table", "text,team\na,care\n", {"team": "care"}),
        ("freshdesk", '[{"title": "a", "content_html": "a", "x": 2}]', {"x": "2"}),
    ],
)  # fmt: skip
def test_what_has_no_place_here_is_kept(
    kind: str, text: str, lost: dict[str, str], tmp_path: Path
) -> None:
    root = library(tmp_path)
    assert run(root, text, kind).code == 0
    assert json.loads(only(root).imported["rest"].value).items() >= lost.items()


# --- what could not be told ---------------------------------------------------------------------


def test_what_could_not_be_told_fails_lint_until_it_is_written(tmp_path: Path) -> None:
    root = library(tmp_path)
    text = "Your order is late. {% if ticket.vip %}You are dear to us.{% endif %}\n{{dc.bye}}"
    told = run(root, macros(text), "--owner", "care")
    assert "Not found: next steps (1), approximate time (1), planned outcome (1)." in told.err
    assert "In 1 scenario something could not be told: it reads TODO." in told.err
    lint = snap("lint", "--format", "concise", "--select", "F001,F005", cwd=root)
    assert lint.code == 1
    assert (lint.out.count("F001"), lint.out.count("“TODO” is left over")) == (3, 3)


@pytest.mark.parametrize("locale", ["es", "pt-BR", "fr", "de-CH", "nl", "cy", "it"])
def test_the_mark_is_found_in_every_language(locale: str, tmp_path: Path) -> None:
    root = library(tmp_path)
    (root / "snap.yaml").write_text(f"{SETTINGS}locale: {locale}\n", encoding="utf-8")
    text = "Your order is late. {% if ticket.vip %}You are dear to us.{% endif %} {{}}"
    assert run(root, macros(text), "--owner", "care").code == 0
    lint = snap("lint", "--format", "concise", "--select", "F005", cwd=root)
    assert (lint.code, lint.out.count("“TODO” is left over")) == (1, 3)


def test_no_promise_is_made_that_nobody_made(tmp_path: Path) -> None:
    """A time inside a step is no sentence of its own, and ours might say more."""
    root = library(tmp_path)
    text = "Your order is late. We will send you another one within 2 days. You will have it free."
    told = run(root, macros(text))
    assert "Not found: approximate time (1)." in told.err
    assert "{{ promise }}" not in str(files(root))


# --- again --------------------------------------------------------------------------------------


def test_a_changed_macro_is_told_and_not_written_over_without_force(tmp_path: Path) -> None:
    root = library(tmp_path)
    run(root, macros("Your order is late.", "It is lost."))
    ours = root / "scenarios/delivery/late-2.yaml"
    ours.write_text(ours.read_text("utf-8").replace("title: Late", "title: Lost", 1), "utf-8")
    before = files(root)
    told = run(root, macros("Your parcel is late.", "It is lost.", updated_at="2026"))
    assert (told.code, told.out, files(root)) == (0, "", before)
    assert "left as it is: scenarios/delivery/late.yaml" in told.err and "--force" in told.err
    assert "1 macro here already" in told.err
    told = run(root, macros("Your parcel is late.", "It is lost."), "--force")
    assert told.out == "scenarios/delivery/late.yaml\n"
    assert "Your parcel is late." in files(root)["scenarios/delivery/late.yaml"]
    assert files(root)["scenarios/delivery/late-2.yaml"] == before["scenarios/delivery/late-2.yaml"]


def test_a_scenario_may_move_and_be_renamed(tmp_path: Path) -> None:
    root = library(tmp_path)
    run(root, macros("Your order is late."))
    (root / "scenarios/delivery/late.yaml").rename(root / "scenarios/parcel-late.yaml")
    assert run(root, macros("Your order is late.", title="Delivery::Late")).out == ""
    assert list(files(root)) == ["scenarios/parcel-late.yaml"]


def test_macros_without_an_id_are_known_by_their_title_and_text(tmp_path: Path) -> None:
    root = library(tmp_path)
    table = "title,text\nLate,Your order is late.\nLate,Your bag is late.\n"
    assert len(run(root, table, name="a.csv").out.split()) == 2
    assert run(root, table, name="a.csv").out == ""
    swapped = "title,text\nLate,Your bag is late.\nLate,Your order is later.\n"
    told = run(root, swapped, name="a.csv")
    assert told.out == "" and "scenarios/imported/late.yaml" in told.err
    assert "1 macro here already" in told.err


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    root = library(tmp_path)
    told = run(root, macros(WHOLE), "--dry-run")
    assert (told.code, told.out) == (0, "scenarios/delivery/late.yaml\n")
    assert "Would make 1 scenario" in told.err
    assert not files(root)


# --- names and places ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("../../etc/passwd", "scenarios/imported/etc-passwd.yaml"),
        ("..::../x", "scenarios/imported/x.yaml"),
        ("😀", "scenarios/imported/imported-message.yaml"),
        ("a: b # c {{ d }} - [e", "scenarios/imported/a-b-c-d-e.yaml"),
        ("CON", "scenarios/imported/con-message.yaml"),
        ("nul::Aux::x", "scenarios/nul-messages/aux-messages/x.yaml"),
        ("x" * 300, f"scenarios/imported/{'x' * 72}.yaml"),
        ("word " * 60, f"scenarios/imported/{'word-' * 11}word.yaml"),
        ("a\x07\u202eb\ud800", "scenarios/imported/ab.yaml"),
        ("Größe::Straße", "scenarios/grosse/strasse.yaml"),
        ("&a *b !c", "scenarios/imported/a-b-c.yaml"),
        ("no", "scenarios/imported/no.yaml"),
        ('"quoted"', "scenarios/imported/quoted.yaml"),
    ],
)
def test_any_title_is_a_file_in_the_library(title: str, path: str, tmp_path: Path) -> None:
    root = library(tmp_path)
    text = macros("Thanks.", title=title)
    assert run(root, text).code == 0
    assert list(files(root)) == [path]
    assert only(root).title
    assert run(root, text).out == ""
    assert sorted(p.name for p in tmp_path.iterdir()) == ["m.json", "scenarios", "snap.yaml"]


def test_an_id_that_is_there_is_not_taken(tmp_path: Path) -> None:
    root = library(tmp_path)
    (root / "scenarios/x").mkdir(parents=True)
    (root / "scenarios/x/late.yaml").write_text("title: Ours\n", encoding="utf-8")
    assert run(root, macros("a", "b")).out.split() == [
        "scenarios/delivery/late-2.yaml", "scenarios/delivery/late-3.yaml"
    ]  # fmt: skip
    assert files(root)["scenarios/x/late.yaml"] == "title: Ours\n"


def test_topic_channel_and_subject(tmp_path: Path) -> None:
    root = library(tmp_path)
    text = json.dumps({"_results": [{
        "id": "rsp_1", "name": "Late", "subject": "Order {{order.number}} is late",
        "folder_id": "f", "body": "<p>It is late.</p>", "inbox_ids": ["a"]}]})  # fmt: skip
    assert run(root, text, "--topic", "Late Parcels").out == "scenarios/late-parcels/late.yaml\n"
    assert "  email:\n    subject: Order {{ order_no }} is late\n" in str(*files(root).values())
    assert json.loads(only(root).imported["rest"].value)["inbox_ids"] == '["a"]'
    text = macros("It is lost.", title="Lost")
    assert run(root, text, "--channel", "sms", "--channel", "x").code == 0
    assert "channels:\n  sms:\n  x:\n" in files(root)["scenarios/imported/lost.yaml"]


def test_one_message_that_cannot_be_made_does_not_stop_the_rest(tmp_path: Path) -> None:
    root = library(tmp_path)
    told = run(root, macros("a " * 20_000, "...", "It is late."))
    assert told.code == 0 and len(told.out.split()) == 1
    assert "longer than a message: more than 20,000 characters" in told.err
    assert "Left out “Late” (line 1): it says nothing" in told.err


def test_nothing_is_written_where_one_file_would_leave_the_library(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    root, away = library(tmp_path / "lib"), tmp_path / "away"
    away.mkdir()
    (root / "scenarios").mkdir()
    (root / "scenarios/delivery").symlink_to(away)
    text = json.dumps([
        {"id": 1, "title": "Other::a", "actions": [{"field": "comment_value", "value": "a"}]},
        {"id": 2, "title": "Delivery::b", "actions": [{"field": "comment_value", "value": "b"}]},
    ])  # fmt: skip
    told = run(root, text)
    assert told.code == 2 and "leads out of the library" in told.err
    assert not files(root) and not list(away.iterdir())


# --- what goes wrong ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "data", "said"),
    [
        ((), "x", "snap import needs [FORMAT] FILE, as in: snap import macros.json"),
        (("zendesk",), "x", "name the file too, as in: snap import zendesk macros.json"),
        (("zendsk", "f"), "x", "FORMAT cannot be “zendsk”. Did you mean “zendesk”?"),
        (
            ("zendesk", "f", "g"),
            "x",
            "snap import cannot take all of these words: leave out “g”.",
        ),
        (("nowhere.json",), "x", "nowhere.json: there is no such file"),
        ((".",), "x", "this is a folder: name one export at a time"),
        (("f",), " \n", "f: there is nothing in it: export your macros again"),
        (("f",), "\0\1\2", "f: this is not text"),
        (("f.json",), '{"macros": [', "this JSON is broken on line 1"),
        (("zendesk", "f"), '{"a": 1}', "no message was found in it as zendesk. Name what wrote it"),
        (("f.csv",), "a,b\n1,2\n", "which column holds the texts? Name it with --column"),
        (("f.csv", "--column", "c"), "a,b\n1,2\n", "there is no column “c”"),
        (("zendesk", "f", "--column", "c"), "x", "--column is for tables"),
        (("f", "--channel", "emial"), "x", "--channel cannot be “emial”. Did you mean “email”?"),
        (("f", "--topic", "😀"), "x", "“😀” is no topic: use letters and digits"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_cure(
    args: tuple[str, ...], data: str, said: str, tmp_path: Path
) -> None:
    root = library(tmp_path)
    for name in (*args[:2], "f"):
        if name in ("f", "f.json", "f.csv"):
            (root / name).write_text(data, encoding="utf-8")
    told = snap("import", *args, cwd=root)
    assert told.code == 2 and said in told.err, told.err
    assert not told.out and not files(root)


def test_without_a_library_it_says_how_to_make_one(tmp_path: Path) -> None:
    told = run(tmp_path, macros("a"))
    assert told.code == 2 and "snap init" in told.err


# --- anything -----------------------------------------------------------------------------------

PIECES = st.sampled_from([
    "Your order is late. ", "{{a.b}}", "{% if x %}", "{#", "}}", "%{a}", "[A B]", "((a??b c.))",
    "\n\n",
    "We will write within 2 days. ", ": ", " #", "- ", "'", '"', "\t", "\u2028", "é", "😀",
    "{{status}}",
    "((", "%filltext:name=a%", "#{a.b}", "\r\n", "Kind regards\n", "Hi, ", "{%a.b%}", "|", "\\",
])  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(
    st.lists(PIECES | st.text(max_size=4), max_size=12).map("".join),
    st.text(max_size=12),
    st.sampled_from(sorted(FORMATS)),
)
def test_any_macro_is_a_scenario_that_reads_without_a_problem(
    text: str, title: str, format: str
) -> None:
    from datetime import date

    where = Library(Path("/nowhere"))
    macro = Macro(title, text, topic=title, id=title, subject=text[:40], rest=(("a", text),))
    try:
        made = taken(macro, format, where.settings, Wish(), date(2026, 1, 2))
    except SnapError as error:
        assert "says nothing" in error.sentence or "no message" in error.sentence
        return
    file = read_source(where, Path(f"{made.id}.yaml"), Source("a.yaml", made.text))
    assert not file.problems
    assert {name: each.value for name, each in file.scenario.imported.items()} == made.kept
    assert ID.fullmatch(made.id)
    assert all(ID.fullmatch(level) for level in made.folder.split("/"))
    assert all(name in made.text for name in file.scenario.variables)
    (again,) = plan(where, [macro], format, Wish(), date(2027, 1, 1)).made
    assert again.taken == made
