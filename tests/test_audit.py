"""`snap audit`: what goes in, what comes out, and what is said where it cannot be read."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from time import process_time

import pytest
from cli_harness import Told, snap
from hypothesis import given, settings
from hypothesis import strategies as st

from snapmsg.audit import Audited, Auditor, Message, Timing, sentence, worst_first
from snapmsg.model import Part

PASTED = (
    b"Hi Sam,\n\nSorry about the wait. Your parcel is at our depot in Leeds. We have asked the "
    b"carrier to search for it and will be in touch soon. We apologise for any inconvenience this "
    b"may have caused.\n\nKind regards,\nJo\n"
)
FULL = (
    "We charged you twice. We have asked the bank to return it, and will write when it does: you "
    "will have your money back by 3 May."
)
AUDITOR = Auditor(datetime(2026, 5, 1, tzinfo=UTC))


def audit(*args: str, stdin: bytes = b"", cwd: Path | None = None, **more: bool) -> Told:
    return snap("audit", *args, stdin=stdin, cwd=cwd, **more)


def audited(*texts: str, reused: bool = False) -> list[Audited]:
    return [AUDITOR.audit(Message("a", 1, text, "", reused)) for text in texts]


def test_a_pasted_message_is_taken_apart(tmp_path: Path) -> None:
    told = audit("-", stdin=PASTED, cwd=tmp_path)
    assert told.code == 0
    assert told.err == ""
    assert (
        told.out
        == """\
stdin:1                                                                   2 of 4
  ✓ S  Status            Your parcel is at our depot in Leeds. We have asked the
                         carrier to search for it
  ✓ N  Next steps        will be in touch soon.
  ✗ A  Approximate time  only vague, “soon”: say by when at the latest, or when
                         they hear from you next
  ✗ P  Planned outcome   say how it will end for them
     W003 “any inconvenience” doubts what they went through: name it, such as
          sorry that you waited

This message says where things stand and what comes next, but not by when or how
it ends.
"""
    )


def test_json_is_what_scripts_rely_on(tmp_path: Path) -> None:
    (record,) = json.loads(audit("--format", "json", stdin=PASTED, cwd=tmp_path).out)
    assert list(record) == [
        "source", "line", "title", "text", "status", "next_steps", "planned_outcome",
        "approximate_time", "spans", "score", "diagnostics",
    ]  # fmt: skip
    assert (record["status"], record["next_steps"], record["planned_outcome"]) == (
        True,
        True,
        False,
    )
    assert record["score"] == 2
    text = record["text"]
    assert [text[a:b] for a, b in record["spans"]["approximate_time"]] == ["soon"]
    (first,) = record["diagnostics"]
    assert first["name"] == "non-apology"
    assert text[slice(*first["span"])] == "any inconvenience"


def test_json_keeps_the_order_and_text_shows_the_worst_first(tmp_path: Path) -> None:
    (tmp_path / "m.txt").write_text(f"{FULL}\n---\nHello.\n---\nYour parcel is late.\n")
    records = json.loads(audit("m.txt", "--output-format", "json", cwd=tmp_path).out)
    assert [record["score"] for record in records] == [4, 0, 1]
    assert [record["line"] for record in records] == [1, 3, 5]
    out = audit("m.txt", cwd=tmp_path).out
    assert out.index("m.txt:3") < out.index("m.txt:5")
    assert "m.txt:1 " not in out  # nothing to mend in it
    assert out.endswith(
        "Of 3 messages, 1 tells the customer by when, 1 says how it ends, and 1 has all\n"
        "four parts.\n"
    )


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([FULL], "This message has all four parts: it says where things stand, what comes next, "
                 "by when and how it ends."),
        (["Hi."], "This message has none of the four parts: it does not say where things stand, "
        "what "
                  "comes next, by when or how it ends."),
        ([FULL, "Hi."], "Of 2 messages, 1 tells the customer by when, 1 says how it ends, and 1 "
        "has "
                        "all four parts."),
        (["Hi.", "Hi."], "Of 2 messages, none tell the customer by when, none say how it ends, "
                         "and none have all four parts."),
    ],
)  # fmt: skip
def test_the_sentence_for_a_slide(texts: list[str], said: str) -> None:
    assert sentence(audited(*texts)) == said
    assert "macro" in sentence(audited(*texts, reused=True))


def test_every_kind_of_time_is_told_apart() -> None:
    kinds = [one.reading.time for one in audited(
        "We ring you by Friday.", "We ring you soon.", "Please reply by Friday.", "We ring you.",
    )]  # fmt: skip
    assert kinds == [Timing.CONCRETE, Timing.VAGUE, Timing.CUSTOMER, Timing.NONE]


def test_a_day_that_is_typed_in_is_a_fault_of_a_macro_only() -> None:
    said = "Your parcel comes on Monday, 4 May."
    names = [{r.name for r in audited(said, reused=reused)[0].remarks} for reused in (True, False)]
    assert "dated-text" in names[0]
    assert "dated-text" not in names[1]


EVIL = '=HYPERLINK("x")'


def table_of(tmp_path: Path, *rows: tuple[str, str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([("title", "text"), *rows])
    (tmp_path / "t.csv").write_text(out.getvalue(), encoding="utf-8")
    return "t.csv"


def test_csv_holds_no_formula(tmp_path: Path) -> None:
    starts = ["=1+1", "+1", "-1", "@x", "\t=1", EVIL, "＝1"]
    path = table_of(tmp_path, *((start, f"{start} Your parcel is late.") for start in starts))
    rows = list(csv.DictReader(io.StringIO(audit(path, "--format", "csv", cwd=tmp_path).out)))
    assert len(rows) == len(starts)
    for row in rows:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "＝")) for cell in row.values())
    assert {row["status"] for row in rows} == {"yes"}


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_page_shows_strangers_words_as_words(tmp_path: Path) -> None:
    text = "Your <script>alert(1)</script> & <img src=x onerror=y> order is late by Friday.\x1b[31m"
    path = table_of(tmp_path, ('"><b>', text))
    page = Page()
    page.feed(out := audit(path, "--format", "html", cwd=tmp_path).out)
    assert not page.tags & {"script", "img", "b", "a", "link"}
    assert "default-src 'none'" in out
    assert "\x1b" not in out


@pytest.mark.parametrize("format", ["text", "csv", "github"])
def test_nothing_commands_a_terminal_or_a_log(format: str, tmp_path: Path) -> None:
    path = table_of(tmp_path, ("::error::x\x1b[2J", "##[group]x\r\nYour \u202eparcel is late.\x07"))
    told = audit(path, "--format", format, cwd=tmp_path, terminal=True)
    if format != "csv":  # a table holds the text as it is, and goes to a program
        assert not {"\x07", "\u202e"} & set(told.out)
        assert "\x1b[2J" not in told.out
    assert not any(line.lstrip().startswith("::error") for line in told.out.splitlines())
    assert format != "text" or "##[" not in told.out


def test_github_names_the_worst_and_no_more_than_it_shows(tmp_path: Path) -> None:
    (tmp_path / "m.txt").write_text("\n---\n".join(["Your parcel is late."] * 14))
    lines = audit("m.txt", "--format", "github", cwd=tmp_path).out.splitlines()
    assert len([line for line in lines if line.startswith("::warning")]) == 10
    assert "missing: next steps, approximate time, planned outcome" in lines[0]
    assert lines[-1].startswith("Of 14 messages")


def test_a_folder_is_read_and_what_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.txt").write_text("Your parcel is late.")
    (tmp_path / "a" / "two.md").write_text("# Next steps\nSend us the form.")
    (tmp_path / "a" / "bad.json").write_text("[{")
    (tmp_path / "a" / "photo.png").write_bytes(b"\x89PNG")
    told = audit("a", "--format", "json", cwd=tmp_path)
    assert [r["source"] for r in json.loads(told.out)] == ["a/one.txt", "a/two.md"]
    assert told.err.startswith("Left out a/bad.json: this JSON is broken on line 1")
    assert "photo" not in told.err


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.txt", "there is nothing in it: paste or name a message"),
        (b" \n\n", "a.txt", "there is nothing in it"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\xff\xfe", "a.txt", "this is not text"),
        (bytes(range(256)) * 4, "a.txt", "this is not text"),
        (b'{"macros": [', "a.json", "this JSON is broken on line 1, column 13: export it again"),
        (b'{"macros": []}', "a.json", "no message was found in it as table"),
        (b"a,b\n1,2\n", "a.csv", "which column holds the texts?"),
        (b'text\n"' + b"a" * 1_100_000, "a.csv", "this table is broken on line 2"),
        (b"matches:\n  - replace: [", "a.yml", "this YAML is broken on line 2"),
        (b"matches: []\n", "a.yml", "no message was found in it as espanso"),
        (b"a " * 60_000, "a.txt", "this is longer than 100,000 characters"),
        (b'[{"text": ' + b"[" * 100_000, "a.json", "nested too deeply"),
        (b"\xff\xfe" + "\0\0\0".encode("utf-16-le"), "a.txt", "this is not text"),
        (b"{{{{[[[[((((%%%%" * 2000, "a.json", "this is no JSON: an export starts with { or ["),
        (b"title: A scenario\n", "a.yaml", "this YAML has no matches:, as Espanso's files have"),
    ],
)  # fmt: skip
def test_bad_input_gets_one_kind_sentence(
    data: bytes, name: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    told = audit(name, cwd=tmp_path)
    assert (told.code, told.out) == (2, "")
    assert said in told.err
    assert len(told.err.strip().splitlines()) == 1
    assert "Traceback" not in told.err


@pytest.mark.parametrize(
    ("data", "read"),
    [
        ("Your café order is late.".encode("cp1252"), "Your café order is late."),
        ("\ufeffYour order is late.".encode(), "Your order is late."),
        ("Your café order is late.".encode("utf-16"), "Your café order is late."),
        (b"Your order\r\nis late.\r\n", "Your order\nis late."),
    ],
)
def test_the_encodings_that_people_save_in(data: bytes, read: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    (record,) = json.loads(audit("a.txt", "--format", "json", cwd=tmp_path).out)
    assert record["text"] == read


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["nowhere.txt"], "nowhere.txt: there is no such file or folder"),
        (["-", "--format", "jsn"], "--format cannot be “jsn”. Did you mean “json”?"),
        (["-", "--from", "zendsk"], "--from cannot be “zendsk”. Did you mean “zendesk”?"),
        (["-", "--from", "zendesk", "--column", "a"], "--column is for tables"),
        (["-", "--worst", "-1"], "--worst cannot be less than 0"),
        (["-", "--column", "b"], "there is no column “b”. There are: “text”"),
        (["empty"], "empty: there is nothing to read here"),
    ],
)
def test_what_cannot_be_done_is_said(args: list[str], said: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    told = audit(*args, stdin=b"text\nLate.\n", cwd=tmp_path)
    assert told.code == 2
    assert said in told.err


def test_the_worst_are_those_with_the_fewest_parts() -> None:
    found = worst_first(audited(FULL, "Hi.", "Your parcel is late."))
    assert [one.reading.score for one in found] == [0, 1, 4]


def test_many_messages_are_audited_as_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    from snapmsg.audit import auditing

    messages = [
        Message("a", n, f"Your parcel {n} is late. We ring you by Friday.") for n in range(9)
    ]
    alone = [AUDITOR.audit(message) for message in messages]
    monkeypatch.setattr(auditing, "SERIAL", 2)
    monkeypatch.setattr(auditing, "_processors", lambda: 2)
    assert AUDITOR.audit_all(messages) == alone


BITS = """we will you your refund by Friday soon if please send . , ; : ( ) - > * {{a}} § %{date}
((x)) [y] https://a.test not is been … “ ” ’ ’ll # --- Status: \x1a 😀 İ"""
WORDS = st.lists(
    st.sampled_from([*BITS.split(), "\n", "\n\n"]),
    max_size=30,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(WORDS | st.text(max_size=80))
def test_any_text_is_audited_and_every_span_lies_in_it(text: str) -> None:
    (one,) = audited(text)
    spans = [span for part in Part for span in one.reading.spans[part]]
    spans += [(remark.start, remark.end) for remark in one.remarks]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert one.reading.score == 4 - len(one.missing)
    for part in Part:
        ordered = one.reading.spans[part]
        assert list(ordered) == sorted(ordered)


@pytest.mark.parametrize("bit", ["your refund will be ", "a ", "{{", "[[a", "<a ", "> \n", ", "])
def test_no_text_is_slow_to_understand(bit: str) -> None:
    """Eight times the text takes no more than some sixteen times as long."""
    took = []
    for size in (4_000, 32_000):
        start = process_time()
        audited((bit * size)[:size])
        took.append(process_time() - start)
    assert took[1] < 16 * took[0] + 0.3


def test_the_clock_can_be_told(tmp_path: Path) -> None:
    macro = {"short_code": "late", "content": "We will call you by 24 December 2026."}
    (tmp_path / "m.json").write_text(json.dumps([macro]))
    assert "--now cannot be “soon”" in audit("m.json", "--now", "soon", cwd=tmp_path).err
    assert audit("m.json", "--now", "2026-12-01T10:00", cwd=tmp_path).code == 0
