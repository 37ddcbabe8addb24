"""`snap render`, `snap list`, `snap show` and `snap demo`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from cli_harness import Told, process, snap

from snapmsg import reader
from snapmsg.cli import asking
from snapmsg.library import open_library, shipped
from snapmsg.message import draft_of, environment_of
from snapmsg.schema import read_scenario
from snapmsg.source import Source
from snapmsg.terminal import width

SETTINGS = """\
time_zone: Europe/London
teams:
  delivery: delivery
variables:
  order_no:
    about: the order number
    example: A-10293
    max_length: 12
  unused:
    about: nothing that this scenario says
    example: x
"""
SCENARIO = """\
title: Parcel is late
owner: me
variables:
  refund:
    type: boolean
    about: a refund is due
    example: no
  amount:
    type: money
    currency: GBP
    about: what we pay back
    example: 48.90
  gift:
    about: the kind of gift
    default: voucher
    example: voucher
  on:
    type: date
    about: the day
    example: 2026-11-30
  plan:
    type: choice
    about: the plan
    choices:
      gold: our Gold plan
      free: no plan
    example: gold
  for_email:
    about: what only the email says
    example: more
opening: Hello. {{ for_email }}
status: >-
  Order {{ order_no }} is late, and you have {{ plan }}{% if refund %}, sorry{% endif %}.
next_steps:
  - us: We pay {{ amount }} and a {{ gift }}.
    team: delivery
  - you: You wait for {{ on }}.
approximate_time:
  within: 3 to 5 working days
  update_by: Friday
  say: It comes {{ promise }}, news {{ update }}.
planned_outcome: You have it all.
channels:
  email:
    subject: Your order {{ order_no }}
  sms:
  chat:
"""
VALUES = {
    "order_no": "A-1", "refund": True, "amount": "1250.5", "gift": "card", "on": "2026-12-24",
    "plan": "gold",
}  # fmt: skip
NOW = ("--now", "2026-11-23T10:00")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    file = tmp_path / "scenarios" / "delivery" / "parcel-late.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(SCENARIO)
    (tmp_path / "snap.yaml").write_text(SETTINGS)
    (tmp_path / "row.json").write_text(json.dumps(VALUES))
    return tmp_path


def render(library: Path, *args: str, stdin: bytes = b"") -> Told:
    return snap("render", "parcel-late", *args, *NOW, cwd=library, stdin=stdin)


def test_the_message_alone(library: Path) -> None:
    told = render(library, "--channel", "sms", "--values", "row.json", "--set", "order_no=B-2")
    assert told == (
        0,
        "Order B-2 is late, and you have our Gold plan, sorry. We pay £1,250.50 and a card. You "
        "wait for 24 December 2026. It comes within 3 to 5 working days, news by Friday. You have "
        "it all.\n",
        "",
    )


def test_an_email_starts_with_its_subject(library: Path) -> None:
    values = ("--values", "row.json", "--set", "for_email=So.")
    told = render(library, "--channel", "email", *values)
    assert told.out.startswith("Subject: Your order A-1\n\nHello. So.\n\nOrder A-1 is late")
    assert told.out.endswith("\n\nYou have it all.\n")


def test_html_is_the_page_alone(library: Path) -> None:
    values = ("--values", "row.json", "--set", "for_email=<b>")
    told = render(library, "--channel", "email", *values, "--format", "html")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith('<!doctype html>\n<html lang="en" dir="ltr">')
    assert told.out.endswith("</html>\n")
    assert '<p style="margin: 0 0 16px 0;">Hello. &lt;b&gt;</p>' in told.out
    assert "Subject:" not in told.out
    wrong = render(library, "--channel", "sms", *values, "--format", "html")
    assert wrong.code == 2
    assert "SMS is not written as HTML: Email, Letter and Status page are" in wrong.err


def test_a_chat_in_the_form_that_is_set(library: Path) -> None:
    values = ("--values", "row.json", "--set", "order_no=*A*")
    settings = "channels:\n  chat:\n    format: markdown\n"
    plain = render(library, "--channel", "chat", *values, "--set", "for_email=So.")
    (library / "snap.yaml").write_text(SETTINGS + settings)
    marked = render(library, "--channel", "chat", *values, "--set", "for_email=So.")
    assert "Order *A* is late" in plain.out
    assert "Order \\*A\\* is late" in marked.out


def test_every_channel(library: Path) -> None:
    more = (
        "  x:\n  phone:\n  letter:\n    reference: R-{{ order_no }}\n"
        "  status_page:\n    state: resolved\n    headline: Parcels are late\n"
    )
    file = library / "scenarios" / "delivery" / "parcel-late.yaml"
    file.write_text(SCENARIO + more)
    values = ("--values", "row.json", "--set", "for_email=So.")
    heads = {}
    for name in ("x", "phone", "letter", "status_page"):
        told = render(library, "--channel", name, *values)
        assert (told.code, told.err) == (0, "")
        heads[name] = told.out.splitlines()[:3]
    assert heads == {
        "x": [
            "Order A-1 is late, and you have our Gold plan, sorry. We pay £1,250.50 and a card. "
            "You wait for 24 December 2026. It comes within 3 to 5 working days, news by Friday. "
            "You have it all."
        ],
        "phone": ["Hello.", "So.", ""],
        "letter": ["23 November 2026", "Re: R-A-1", ""],
        "status_page": ["State: resolved", "Headline: Parcels are late", ""],
    }
    record = json.loads(render(library, "--channel", "phone", *values, "--format", "json").out)
    assert "We pay 1,250 pounds 50 and a card." in record["body"]
    assert record["counts"]["seconds"] > 15


def test_the_letters_address_may_be_a_shared_variable(library: Path) -> None:
    file = library / "scenarios" / "delivery" / "parcel-late.yaml"
    file.write_text(SCENARIO + "  letter:\n")
    shared = "  address:\n    about: whom it goes to\n    example: Maya Okafor\n"
    (library / "snap.yaml").write_text(SETTINGS + shared)
    values = ("--channel", "letter", "--values", "row.json", "--set", "for_email=So.")
    assert "address is missing, whom it goes to" in render(library, *values).err
    told = render(library, *values, "--set", "address=Maya Okafor\n14 Mill Lane")
    assert told.out.startswith("Maya Okafor\n14 Mill Lane\n\n23 November 2026\n")
    file.write_text(SCENARIO + "  letter:\n    address: Sam Lee\n")
    assert render(library, *values).out.startswith("Sam Lee\n\n23 November 2026\n")


def test_by_path_and_from_anywhere(library: Path, tmp_path: Path) -> None:
    path = library / "scenarios" / "delivery" / "parcel-late.yaml"
    args = ("--channel", "sms", "--values", str(library / "row.json"), *NOW)
    told = snap("render", str(path), *args, cwd=Path("/"))
    assert told == snap("render", "parcel-late", *args, cwd=library)
    assert told.code == 0


def test_as_json(library: Path) -> None:
    args = ("--channel", "email", "--values", "row.json", "--set", "for_email=So.")
    told = render(library, *args, "--format", "json")
    found = json.loads(told.out)
    assert list(found) == [
        "scenario", "channel", "locale", "subject", "fields", "body", "parts", "values", "promise",
        "update", "counts", "warnings",
    ]  # fmt: skip
    body = found["body"]
    plain = render(library, *args).out
    assert plain == f"Subject: {found['subject']}\n\n{body}\n"
    assert (found["scenario"], found["channel"], found["locale"]) == ("parcel-late", "email", "en")
    assert (found["subject"], found["fields"], found["warnings"]) == ("Your order A-1", {}, [])
    assert list(found["parts"]) == ["status", "next_steps", "approximate_time", "planned_outcome"]
    for part in found["parts"].values():
        assert part["text"] == " ".join(body[start:end] for start, end in part["spans"])
    assert found["parts"]["planned_outcome"]["text"] == "You have it all."
    assert found["promise"] == {
        "kind": "within",
        "earliest": "2026-11-26T17:00:00+00:00",
        "latest": "2026-11-30T17:00:00+00:00",
        "phrase": "within 3 to 5 working days",
    }
    assert found["update"]["kind"] == "by"
    assert found["update"]["earliest"] is None
    assert found["update"]["latest"].startswith("2026-11-27T")
    assert found["counts"]["words"] == len(body.split())
    assert "unused" not in found["values"]

    again = json.dumps(found["values"]).encode()
    args = ("--channel", "email", "--values", "-", "--format", "json")
    assert render(library, *args, stdin=again).out == told.out


def test_what_a_channel_does_not_say_needs_no_value(library: Path) -> None:
    assert render(library, "--channel", "sms", "--values", "row.json").code == 0
    told = render(library, "--channel", "email", "--values", "row.json")
    assert (told.code, told.out) == (2, "")
    assert "for_email is missing, what only the email says: give it with --set" in told.err


BRANCHES = """\
title: A room
variables:
  room_booked:
    type: boolean
    about: a room is booked
  hotel:
    about: the hotel
  stop:
    about: the bus stop
status: >-
  You are late. {% if room_booked %}You sleep at {{ hotel }}.
  {% else %}Go to {{ stop }}.{% endif %}
next_steps: We call you.
approximate_time: By Friday.
planned_outcome: You get home.
channels:
  email:
    subject: Late
"""


def test_a_branch_that_is_not_taken_needs_no_values(tmp_path: Path) -> None:
    (tmp_path / "snap.yaml").touch()
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "room.yaml").write_text(BRANCHES)

    def told(*values: str) -> Told:
        args = [word for each in values for word in ("--set", each)]
        return snap("render", "room", "--channel", "email", *args, cwd=tmp_path)

    assert "Go to Kings Road." in told("room_booked=no", "stop=Kings Road").out
    assert "You sleep at the Grand." in told("room_booked=yes", "hotel=the Grand").out
    for values, missing in [
        (("room_booked=no",), ["stop"]),
        (("room_booked=yes", "stop=Kings Road"), ["hotel"]),
        ((), ["room_booked"]),
    ]:
        asked = told(*values)
        assert (asked.code, re.findall(r"^  (\w+) is missing", asked.err, re.MULTILINE)) == (
            2, missing,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        (["yes", "the Grand"], ["room_booked", "hotel"]),
        (["no", "Kings Road"], ["room_booked", "stop"]),
    ],
)
def test_each_answer_decides_what_is_asked_next(
    answers: list[str], asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Source("room.yaml", BRANCHES)
    fields = {"email": ("subject", "preheader")}
    scenario, _ = read_scenario(reader.read(source), source, "room", "", fields)
    draft = draft_of(scenario, environment_of(open_library(shipped())))
    posed: list[str] = []
    given = iter(answers)
    monkeypatch.setattr(asking, "pose", lambda question, *_: posed.append(question))
    monkeypatch.setattr(asking, "answer", lambda: next(given))
    found = asking.values_of(draft, "email", {"first_name": "Maya"})
    assert list(found.values()) == answers
    assert [question.partition(":")[0] for question in posed] == asked


def test_conditions_and_times_need_their_values(library: Path) -> None:
    file = library / "scenarios" / "delivery" / "parcel-late.yaml"
    text = SCENARIO.replace("    team: delivery\n", "    only_if: extra\n")
    text = text.replace("3 to 5 working days", '"{{ wait }}"').replace("Friday", '"{{ day }}"')
    text = text.replace("  - you: You", "  - they: You").replace(
        "on }}.", 'on }}.\n    who: "{{ w }}"'
    )
    more = "".join(
        f"  {name}:\n    type: {kind}\n    about: it\n    example: {example}\n"
        for name, kind, example in [
            ("extra", "boolean", "no"), ("wait", "duration", "2 days"),
            ("day", "date", "2026-11-30"),
            ("w", "text", "NorthPost"),
        ]
    )  # fmt: skip
    file.write_text(text.replace("variables:\n", "variables:\n" + more))
    told = render(library, "--channel", "sms", "--values", "row.json")
    assert told.code == 2
    assert re.findall(r"^  (\w+) is missing", told.err, re.MULTILINE) == [
        "extra",
        "wait",
        "day",
        "w",
    ]
    given = ("extra=no", "wait=2 days", "day=2026-11-30", "w=NorthPost")
    args = [word for each in given for word in ("--set", each)]
    told = render(library, "--channel", "sms", "--values", "row.json", *args, "--format", "json")
    found = json.loads(told.out)
    assert "We pay" not in found["body"]
    assert found["promise"]["phrase"] == "within 2 days"
    assert found["values"]["wait"] == "2 days"


def test_all_that_is_wrong_with_values_at_once(library: Path) -> None:
    args = ("--set", "ordr_no=1", "--set", "refund=maybe", "--set", "amount=lots", "--set", "on=5")
    told = render(library, "--channel", "sms", *args)
    assert (told.code, told.out) == (2, "")
    lines = told.err.splitlines()
    assert lines[0] == "snap: some values of parcel-late are missing or wrong:"
    for words in (
        "ordr_no: there is no such variable. Did you mean “order_no”?",
        "order_no is missing, the order number",
        "refund: “maybe” is ",
        "amount: “lots” is ",
        "on: “5” is ",
        "plan is missing, the plan",
    ):
        assert sum(line.startswith(f"  {words}") for line in lines) == 1, words
    assert lines[-1] == "To read it with example values: snap preview parcel-late"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'{"a": 1, "a": 2}', "stdin: these values cannot be read: “a” is given twice"),
        (b'{"a": {"b": 1, "b": 2}}', "stdin: these values cannot be read: “b” is given twice"),
        (b'{"order_no": NaN}', "stdin: these values cannot be read: NaN is no number"),
        (b'{"order_no": -Infinity}', "stdin: these values cannot be read: -Infinity is no number"),
        (b"[]", "stdin: the values are one JSON object, such as"),
        (b'"x"', "stdin: the values are one JSON object, such as"),
        (b"", "stdin:1:1: this is not JSON: "),
        (b'{"a":\n  x}', "stdin:2:3: this is not JSON: "),
        (b"\xff\xfe{\x00}\x00", "stdin: this file is UTF-16"),
        (b'{"a": "\xe9"}', "stdin: this file is not UTF-8"),
        (b"[" * 100_000, "stdin: these values cannot be read: it is nested too deeply"),
        (b'{"order_no": ' + b"9" * 5000 + b"}", "stdin: these values cannot be read: "),
        (b" " * 1_048_577, "stdin: this is too large for the values of one message"),
        (b'{"order_no": null}', "snap: some values of parcel-late are missing or wrong:"),
        (b'{"order_no": "a\\u001b[2J"}', "snap: some values of parcel-late are missing or wrong:"),
        (b'{"order_no": ["x"]}', "snap: some values of parcel-late are missing or wrong:"),
        (b'{"\\u001b": 1}', "snap: some values of parcel-late are missing or wrong:"),
    ],
)
def test_values_that_cannot_be_read(data: bytes, sentence: str, library: Path) -> None:
    told = render(library, "--channel", "sms", "--values", "-", stdin=data)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(sentence)
    assert "\x1b" not in told.err
    assert "Traceback" not in told.err


def test_numbers_in_json_keep_their_digits(library: Path) -> None:
    values = json.dumps(VALUES).replace('"1250.5"', "48.90").replace('"A-1"', "123456789")
    told = render(library, "--channel", "sms", "--values", "-", stdin=values.encode())
    assert "£48.90" in told.out
    assert "Order 123456789 " in told.out


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["--values", "none.json"], "none.json: this file cannot be read: "),
        (["--values", "."], ".: this "),
        (["--set", "order_no"], "snap: --set cannot be “order_no”: write a name, = and the value"),
        (["--set", " =5"], "snap: --set cannot be “ =5”: write a name, = and the value"),
        (["--set", "a=1", "--set", "a=2"], "snap: --set gives “a” twice"),
    ],
)
def test_options_that_make_no_sense(args: list[str], sentence: str, library: Path) -> None:
    told = render(library, "--channel", "sms", *args)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(sentence)


def test_a_value_with_an_equals_sign(library: Path) -> None:
    args = ("--channel", "sms", "--values", "row.json", "--set", "order_no=A=1")
    assert "Order A=1 is late" in render(library, *args).out


def test_a_channel_that_the_scenario_does_not_have(library: Path) -> None:
    file = library / "scenarios" / "delivery" / "parcel-late.yaml"
    file.write_text(SCENARIO.replace("  sms:\n", ""))
    told = render(library, "--channel", "sms")
    assert told == (2, "", "snap: parcel-late is not written for SMS: it has email, chat\n")


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("planned_outcome: You", "outcome: You", r":\d+:1: "),
        ("title: Parcel is", "title: Parcel: is", r":1:\d+: "),
        ("{{ order_no }} is late", "{{ order_no is late", r":3\d:\d+: "),
    ],
)
def test_no_message_from_a_file_that_snap_cannot_follow(
    before: str, after: str, place: str, library: Path
) -> None:
    file = library / "scenarios" / "delivery" / "parcel-late.yaml"
    file.write_text(SCENARIO.replace(before, after))
    told = render(library, "--channel", "sms", "--values", "row.json")
    assert (told.code, told.out) == (2, "")
    assert re.match(rf"scenarios/delivery/parcel-late\.yaml{place}", told.err)


def test_warnings_go_to_stderr_and_into_json(library: Path) -> None:
    file = library / "scenarios" / "delivery" / "parcel-late.yaml"
    text = SCENARIO.replace("planned_outcome: You have it all.\n", "")
    file.write_text(text.replace("You wait", "You wait and wait and wait and wait, " * 8 + "wait"))
    args = ("--channel", "sms", "--values", "row.json")
    told = render(library, *args)
    assert told.code == 0
    assert told.err.splitlines()[0].startswith("Warning: there is no planned outcome: ")
    assert re.search(r"Warning: the message has \d SMS parts: the limit is 2", told.err)
    found = json.loads(render(library, *args, "--format", "json").out)
    assert [f"Warning: {text}" for text in found["warnings"]] == told.err.splitlines()


def test_the_clock_of_the_library(library: Path) -> None:
    args = ("--channel", "sms", "--values", "row.json", "--format", "json")

    def latest(now: str) -> str:
        told = snap("render", "parcel-late", *args, "--now", now, cwd=library)
        return str(json.loads(told.out)["promise"]["latest"])

    assert latest("2026-06-29T10:00") == "2026-07-06T17:00:00+01:00"
    assert latest("2026-06-29T10:00+01:00") == latest("2026-06-29T09:00Z")
    assert latest("2026-06-29") == latest("2026-06-29T00:00")


def test_a_message_in_a_pipe_is_utf_8(library: Path) -> None:
    args = ("render", "parcel-late", "--channel", "sms", "--values", "row.json", *NOW)
    told = process(*args, cwd=library, env={"LC_ALL": "C", "PYTHONUTF8": "0"})
    assert told.code == 0
    assert "£1,250.50" in told.out


# snap list.


def test_the_list(library: Path) -> None:
    told = snap("list", cwd=library)
    assert told == (
        0, "delivery\n  parcel-late  Parcel is late  email sms chat\n", ""
    )  # fmt: skip


def test_the_list_as_json(library: Path) -> None:
    file = library / "scenarios" / "delivery" / "parcel-late.yaml"
    more = "reviewed: 2026-01-31\nfeeling: angry\ntags: [a, b]\nowner: me\n"
    file.write_text(SCENARIO.replace("owner: me\n", more))
    (library / "snap.yaml").write_text(SETTINGS + "review_every: 2 weeks\n")
    (library / "scenarios" / "bare.yaml").write_text("title: Bare\n")
    bare, late = json.loads(snap("list", "--format", "json", cwd=library).out)
    assert late == {
        "id": "parcel-late", "title": "Parcel is late", "topic": "delivery", "owner": "me",
        "starts": None, "feeling": "angry", "impact": None, "reviewed": "2026-01-31",
        "review_by": "2026-02-14", "channels": ["email", "sms", "chat"], "locales": ["en"],
        "tags": ["a", "b"], "path": "scenarios/delivery/parcel-late.yaml",
    }  # fmt: skip
    assert (bare["id"], bare["topic"], bare["reviewed"]) == ("bare", None, None)


@pytest.mark.parametrize(
    ("args", "ids"),
    [
        (["--topic", "goods"], {"arrived-broken", "recall-stop-using"}),
        (["--topic", "billing", "--owner", "delivery-leads"], set()),
        (
            ["--channel", "sms", "--topic", "complaints"],
            {"must-say-no", "third-time", "we-were-wrong"},
        ),
    ],
)
def test_filters(args: list[str], ids: set[str]) -> None:
    told = snap("list", *args, "--format", "json")
    assert {record["id"] for record in json.loads(told.out)} == ids
    assert told.err == ("" if ids else "No scenario is all of that at once.\n")


def test_the_list_of_an_empty_library_and_of_none(tmp_path: Path) -> None:
    told = snap("list", cwd=tmp_path)
    assert (told.code, told.out) == (2, "")
    assert "there is no snap.yaml here or above. Make a library with: snap init" in told.err
    (tmp_path / "snap.yaml").write_text("name: New\n")
    told = snap("list", "--format", "json", cwd=tmp_path)
    assert told == (
        0, "[]\n", "There are no scenarios yet. Write the first with: snap new\n"
    )  # fmt: skip


def test_a_file_that_cannot_be_read_is_in_the_list_and_told(library: Path) -> None:
    (library / "scenarios" / "broken.yaml").write_text("title: [a\n")
    told = snap("list", cwd=library)
    assert "  broken " in told.out
    assert told.err == "1 of the files cannot be read. To see why: snap lint\n"


# snap show.


def test_show_has_all_that_is_in_a_scenario() -> None:
    library = open_library(shipped())
    for id in library.ids():
        told = snap("show", id)
        assert told.code == 0, told
        assert max(map(width, told.out.split("\n"))) <= 80
        shown = re.sub(r"\s+", " ", told.out)
        text = library.ids()[id][0].read_text()
        for key in ("title", "situation", "use_when", "subject"):
            for said in re.findall(rf"^ *{key}: (\w.*)", text, re.MULTILINE):
                assert said in shown
        for blank in re.findall(r"{{.*?}}", text):
            assert blank in told.out, "torn apart"


def test_the_name_of_a_file_is_shown_clean(library: Path) -> None:
    file = library / "scenarios" / "\x1b[2J" / "a\u202eb.yaml"
    file.parent.mkdir()
    file.write_text(SCENARIO.replace("title: Parcel is late\n", ""))
    path = str(file.relative_to(library))
    for args in (["list"], ["show", path], ["list", "--format", "json"]):
        told = snap(*args, cwd=library)
        assert told.code == 0, told
        assert "\x1b" not in told.out
        assert "\u202e" not in told.out


# snap demo.


@pytest.mark.parametrize("columns", [80, 120, 200])
def test_the_demo(columns: int, tmp_path: Path) -> None:
    told = snap("demo", cwd=tmp_path, env={"COLUMNS": str(columns)}, terminal=True)
    assert (told.code, told.err) == (0, "")
    for words in (
        "Email",
        "SMS",
        "Chat",
        "Subject:",
        "[vague-time]",
        "[missing-part]",
        "snap init",
    ):
        assert words in told.out
    plain = re.sub(r"\x1b\[[\d;]*m", "", told.out)
    boxes = [line for line in plain.split("\n") if not re.match(r"(error|warning)\[", line)]
    assert max(map(width, boxes)) <= columns
    assert list(tmp_path.iterdir()) == []


def test_the_weak_message_is_no_scenario_of_the_library() -> None:
    assert not any("weak" in id for id in open_library(shipped()).ids())


def test_a_number_that_nobody_can_read_is_told(library: Path) -> None:
    (library / "row.json").write_text('{"order_no": ' + "9" * 5000 + "}")
    told = render(library, "--channel", "sms", "--values", "row.json")
    assert told.code == 2
    assert "a number of 5,000 digits is none that a customer can read, write another" in told.err
    assert "sys." not in told.err
