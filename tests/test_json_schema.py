"""The JSON Schemas say what the loader says: of the same files, yes to the same and no to the same.

Only what a schema cannot say is left out: whether a day exists, and whether a value fits.
"""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml
from cli_harness import snap
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from snapmsg import channels, config, json_schema, schema
from snapmsg.config import read_settings
from snapmsg.diagnostic import Severity
from snapmsg.errors import SnapError
from snapmsg.library import open_library, shipped
from snapmsg.linter.selection import choose
from snapmsg.model import OWNERS, Part
from snapmsg.reader import read
from snapmsg.schema import read_scenario
from snapmsg.source import Source

SOME = settings(deadline=None, max_examples=120, suppress_health_check=list(HealthCheck))
SCENARIO = Draft202012Validator(json_schema.of("scenario"))
TRANSLATION = Draft202012Validator(json_schema.of("translation"))
SETTINGS = Draft202012Validator(json_schema.of("snap.yaml"))
CHANNELS = {name: tuple(f.name for f in channels.get(name).fields) for name in channels.names()}
BEYOND = {"bad-example", "unknown-rule"}
"""Rules about what no schema can tell: whether a value fits, and names within free text."""


class _Dumper(yaml.SafeDumper):
    """Writes None as nothing at all, which is how people write it."""

    def ignore_aliases(self, data: object) -> bool:
        return True


_Dumper.add_representer(
    type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", "")
)


class Editor(yaml.SafeLoader):
    """YAML as most tools read it: numbers and booleans are theirs; a date is text, as in JSON."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in found if not tag.endswith(":timestamp")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def refusals(text: str) -> list[str]:
    """Why the loader does not take a scenario."""
    source = Source("scenarios/a/b.yaml", text)
    _, problems = read_scenario(read(source), source, "b", "a", CHANNELS)
    return [f"{p.rule}: {p.reason}" for p in problems if p.rule not in BEYOND]


def settings_refusals(text: str) -> list[str]:
    """Why the loader does not take a `snap.yaml`."""
    source = Source("snap.yaml", text)
    try:
        found, problems = read_settings(read(source), source, channels.settings())
        problems = [*problems, *choose(found)[1]]
    except SnapError as error:
        return [error.sentence]
    return [f"{p.rule}: {p.reason}" for p in problems if p.rule not in BEYOND]


LATE = Source("late.yaml", "title: It is late\n")
ORIGINAL, _ = read_scenario(read(LATE), LATE, "late", "", CHANNELS)


def translation_refusals(text: str) -> list[str]:
    """Why the loader does not take a translation of a scenario that goes out everywhere."""
    source = Source("scenarios/a/late.es.yaml", text)
    _, problems = schema.read_translation(
        read(source), source, ORIGINAL, "es", {}, CHANNELS, tuple(CHANNELS)
    )
    return [f"{p.rule}: {p.reason}" for p in problems if p.rule not in BEYOND]


def errors(validator: Draft202012Validator, tree: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(tree)]


# --- files that people wrote -------------------------------------------------------------------

REAL = Path(__file__).parent / "real"
FILES = sorted([*shipped().glob("scenarios/*/*.yaml"), *shipped().glob("demo/*.yaml"),
                *REAL.rglob("*.yaml")])  # fmt: skip


@pytest.mark.parametrize("loader", [Editor, yaml.BaseLoader])
def test_every_file_that_the_loader_takes_is_taken(loader: Any) -> None:
    taken = 0
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        settings_file = path.name == "snap.yaml"
        if (settings_refusals if settings_file else refusals)(text):
            continue
        taken += 1
        validator = SETTINGS if settings_file else SCENARIO
        assert errors(validator, yaml.load(text, loader)) == [], path
    assert taken > 10


@pytest.mark.parametrize("loader", [Editor, yaml.BaseLoader])
def test_the_settings_that_are_shipped_are_taken(loader: Any) -> None:
    text = (shipped() / "snap.yaml").read_text(encoding="utf-8")
    assert errors(SETTINGS, yaml.load(text, loader)) == []


# --- files that nobody would write -------------------------------------------------------------

WORDS = [
    "words",
    "",
    None,
    0,
    3,
    7,
    20_000,
    "7",
    "020000",
    2.5,
    True,
    False,
    "yes",
    "2026-11-21",
    "GBP",
    "Off",
]
SCALAR = st.sampled_from(WORDS)
LIST = st.lists(SCALAR, max_size=2)
JUNK = st.recursive(
    SCALAR,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["nope", "us", "say", "status"]), inner, max_size=2)
    ),
    max_leaves=4,
)


def keys(*names: str, values: st.SearchStrategy[object] = SCALAR, most: int = 3) -> Any:
    """A mapping of some of these keys, seldom with one that is none."""
    return st.dictionaries(
        st.sampled_from([*names, *names, "nope"]), values, min_size=1, max_size=most
    )


def of_table(fields: tuple[schema.Field, ...], most: int = 4) -> Any:
    """A mapping by a table: each key with what it takes, or with anything."""
    chosen = st.lists(st.sampled_from(fields), max_size=most, unique_by=lambda f: f.name)
    return chosen.flatmap(lambda found: st.fixed_dictionaries({f.name: value_of(f) for f in found}))


def value_of(field: schema.Field) -> st.SearchStrategy[object]:
    if field.choices:
        return st.sampled_from([*map(str, field.choices), *WORDS]) | JUNK
    return KINDS[field.kind] | JUNK if field.kind not in CLOSED else KINDS[field.kind]


TYPED = st.fixed_dictionaries(
    {"type": st.sampled_from(["text", "number", "money", "choice", ""])},
    optional=dict.fromkeys(("decimals", "currency", "choices"), SCALAR | LIST),
)
VARIABLE = of_table(schema.VARIABLE_FIELDS) | TYPED
STEP = (
    keys(*(f.name for f in schema.STEP_FIELDS))
    | st.fixed_dictionaries({"they": SCALAR}, optional={"who": SCALAR, "by": SCALAR})
    | st.fixed_dictionaries({"us": SCALAR}, optional={"who": SCALAR})
)
POLICY = st.fixed_dictionaries({}, optional={
    "at_most": st.sampled_from(["2 days", "", None]), "alike": SCALAR, "nope": SCALAR,
})  # fmt: skip
FOLLOW_UP = st.fixed_dictionaries({}, optional={
    "scenario": SCALAR, "before": st.sampled_from(["promise", "update", "then", "", None]),
    "after": st.sampled_from(["2 days", "", None]), "nope": SCALAR,
})  # fmt: skip
TIMING = keys(*(f.name for f in schema.TIMING_FIELDS))
PARTS = tuple(map(str, Part))
LEVEL = keys(
    *PARTS, "opening", "closing", "subject", "state",
    values=SCALAR | TIMING | st.lists(SCALAR | STEP, max_size=2),
)  # fmt: skip
NAME = st.sampled_from(channels.names())
ON = st.sampled_from([*channels.names()[:2], "", None, "pigeon"])
SEVERITY = st.sampled_from([*map(str, Severity), "", None, "bad"])
AVOIDED = st.fixed_dictionaries({}, optional={
    "say": SCALAR | st.just("{{ a }}"), "because": SCALAR, "severity": SEVERITY, "nope": SCALAR,
})  # fmt: skip
REQUIRED = st.fixed_dictionaries({}, optional={
    "sentence": SCALAR, "channels": ON | st.lists(ON, max_size=2), "topics": SCALAR | LIST,
    "severity": SEVERITY, "nope": SCALAR,
})  # fmt: skip
ALLOWED = st.sampled_from(["Kindly Homes", "", None, 8])  # of no words that are avoided
OWN_WORDS = st.fixed_dictionaries({}, optional={
    "avoid": LIST | st.dictionaries(
        st.sampled_from(["kindly", "fee", "!!", "a {{"]), SCALAR | AVOIDED | LIST, max_size=2
    ),
    "allow": ALLOWED | st.lists(ALLOWED, max_size=2),
    "require": SCALAR | st.dictionaries(
        st.sampled_from(["legal-line", "b", "Bad", "a b"]), SCALAR | REQUIRED | LIST, max_size=2
    ),
    "nope": SCALAR,
})  # fmt: skip
RULES = st.sampled_from(["vague-time", "no-owner", "L003", "no-such-rule"])
SAID = [word for word in WORDS if word not in ("", None)]  # the loader passes over an empty option
OPTIONS = keys("severity", values=st.sampled_from([*map(str, Severity), *SAID]))
KINDS: dict[str, st.SearchStrategy[object]] = {
    "text": SCALAR,
    "wording": SCALAR,
    "texts": SCALAR | LIST,
    "flag": SCALAR,
    "number": SCALAR,
    "date": SCALAR,
    "kept": SCALAR | LIST | keys("from", "blank_a"),
    "choices": SCALAR | LIST | keys("a", "b"),
    "variables": st.dictionaries(
        st.sampled_from(["order_no", "status", "Bad"]), VARIABLE | SCALAR, max_size=2
    ),
    "steps": SCALAR | st.lists(SCALAR | STEP, max_size=2),
    "timing": SCALAR | TIMING,
    "short": LEVEL,
    "channels": NAME
    | st.lists(NAME, max_size=2)
    | keys(*channels.names(), values=LEVEL | SCALAR)
    | keys(*channels.names(), values=of_table(config.CHANNEL_FIELDS)),
    "examples": keys("one", values=keys("order_no", values=SCALAR | LIST) | SCALAR),
    "notes": keys(*(f.name for f in schema.AGENT_FIELDS)),
    "teams": keys("care"),
    "labels": keys(*PARTS),
    "locales": st.sampled_from([["es", "fr"], "es", "", None])
    | st.dictionaries(
        st.sampled_from(["es", "fr"]),
        keys("labels", "variables", values=st.sampled_from(["", None, {}]) | LIST),
        max_size=2,
    ),
    "reworded": SCALAR,
    "words": SCALAR | OWN_WORDS,
    "plain": SCALAR,
    "on": ON | st.lists(ON, max_size=2),
    "avoided": SCALAR,
    "required": SCALAR,
    "rules": st.dictionaries(
        RULES,
        st.sampled_from(["off", "OFF", "no", *map(str, Severity), False, 3]) | OPTIONS,
        max_size=2,
    ),
    "ignore": keys("scenarios/*", values=SCALAR | LIST | keys("rules", "because")),
    "dates": SCALAR | LIST,
    "holidays": SCALAR
    | LIST
    | st.fixed_dictionaries(
        {"country": st.sampled_from(["GB", "", None])},
        optional={
            "region": st.sampled_from(["SCT", "", None]),
            "also": SCALAR | LIST,
            "nope": SCALAR,
        },
    ),
    "zones": st.sampled_from([["Europe/London", "Asia/Dubai"], "Europe/London", "", None]),
    "policies": st.sampled_from(["", None, 3]) | keys("all", "late", values=POLICY | SCALAR),
    "follow_up": SCALAR | FOLLOW_UP,
    "locale": st.sampled_from(["en", "", None]) | LIST.map(lambda found: [*found]),
    "zone": st.sampled_from(["Europe/London", "", None]) | LIST,
    "duration": st.sampled_from(["6 months", "", None]) | LIST,
    "hours": st.sampled_from([{"monday": "09:00 to 17:00"}, None]) | LIST,
}
CLOSED = {"locale", "locales", "zone", "zones", "duration", "hours", "holidays", "policies"}
"""Kinds of text that only reading can tell from other text."""


def test_every_kind_of_the_tables_is_known() -> None:
    """A new kind in a table needs a schema, and a strategy here."""
    for name, fields in (("scenario", schema.FIELDS), ("snap.yaml", config.FIELDS)):
        made = json_schema.of(name)["$defs"]
        assert isinstance(made, dict)
        for field in fields:
            assert field.choices or made[field.kind] is not True, field
    inner = (schema.VARIABLE_FIELDS, schema.STEP_FIELDS, schema.TIMING_FIELDS,
             schema.AGENT_FIELDS, schema.FOLLOW_UP_FIELDS, schema.HOLIDAY_FIELDS,
             schema.POLICY_FIELDS, schema.WORDS_FIELDS, schema.AVOID_FIELDS,
             schema.REQUIRE_FIELDS, schema.LOCAL_FIELDS, config.CHANNEL_FIELDS)  # fmt: skip
    kinds = {f.kind for fields in (*inner, schema.FIELDS, config.FIELDS) for f in fields}
    assert kinds - {"choice"} <= KINDS.keys()


def agree(tree: object, of: str) -> None:
    """The loader and the schema both take a file that says this, or neither does."""
    text = yaml.dump(tree, Dumper=_Dumper, default_flow_style=False, allow_unicode=True)
    validator, told = {
        "scenario": (SCENARIO, refusals),
        "translation": (TRANSLATION, translation_refusals),
        "snap.yaml": (SETTINGS, settings_refusals),
    }[of]
    refused, found = told(text), errors(validator, tree)
    assert bool(refused) == bool(found), f"{text}\nloader: {refused}\nschema: {found}"


SAYING = ("text", "wording", "steps", "timing", "short", "channels")
DEEP = (
    "variables",
    "holidays",
    "policies",
    "follow_up",
    "steps",
    "timing",
    "short",
    "channels",
    "labels",
    "locales",
    "words",
    "rules",
    "ignore",
)


@pytest.mark.parametrize(
    ("of", "field"),
    [
        *(("scenario", field) for field in schema.FIELDS if field.kind in DEEP),
        *(("translation", field) for field in schema.TRANSLATION_FIELDS if field.kind in SAYING),
        *(("snap.yaml", field) for field in config.FIELDS if field.kind in DEEP),
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
@SOME
@given(data=st.data())
def test_the_schema_and_the_loader_take_the_same_under_a_key(
    of: str, field: schema.Field, data: st.DataObject
) -> None:
    agree({field.name: data.draw(KINDS[field.kind])}, of)


@SOME
@given(of_table(schema.FIELDS) | st.lists(JUNK, max_size=2))
def test_the_schema_and_the_loader_take_the_same_scenarios(tree: object) -> None:
    agree(tree, "scenario")


@SOME
@given(of_table(config.FIELDS))
def test_the_schema_and_the_loader_take_the_same_settings(tree: object) -> None:
    agree(tree, "snap.yaml")


SAME = [
    # (a file as it is typed, whether it is taken)
    ("scenario", "channels:\n  chat: ~\n  email: null\n", True),
    ("scenario", "channels: ~\n", True),
    ("scenario", "channels: [~, chat]\n", True),
    ("scenario", "short: ~\nexamples: null\nfor_agents: Null\n", True),
    ("scenario", "starts: ~\nreviewed: null\ntitle: ~\n", True),
    ("scenario", "variables:\n  a: ~\n  b:\n    private: ~\n    max_length: ~\n", True),
    ("scenario", "variables:\n  a:\n    type: choice\n    choices: ~\n", False),
    ("scenario", "variables:\n  a:\n    max_length: 10001\n", False),
    ("scenario", "variables:\n  a:\n    max_length: 10000\n", True),
    ("scenario", "variables:\n  a:\n    type: number\n    decimals: 7\n", False),
    ("scenario", "next_steps:\n  - ~\n  - us: We look.\n", True),
    ("scenario", "next_steps:\n  - We look.\n", False),
    ("scenario", "next_steps:\n  - us: ~\n", False),
    ("scenario", "next_steps:\n  - they: They look.\n    who: ~\n", False),
    ("scenario", "approximate_time:\n  within: 2 days\n  by: ~\n", True),
    ("scenario", "follow_up:\n  scenario: ~\n", False),
    ("scenario", "reviewed: 2026-02-30\n", False),
    ("scenario", "reviewed: 2026-04-31\n", False),
    ("scenario", "reviewed: 2028-02-29\n", True),
    ("snap.yaml", "channels:\n  sms: ~\n", True),
    ("snap.yaml", "channels:\n  sms:\n    most: 100001\n", False),
    ("snap.yaml", "channels:\n  sms:\n    most: 1\n    because: it costs\n", True),
    ("snap.yaml", "rules:\n  vague-time: ~\n  typed-in-example:\n    shortest: ~\n", True),
    ("snap.yaml", "words:\n  avoid: ~\n  require:\n    a: ~\n", False),
    ("snap.yaml", "words:\n  avoid: ~\n", True),
    ("snap.yaml", "ignore:\n  a/*: vague-time\n", False),
    ("snap.yaml", "ignore:\n  a/*:\n    rules: vague-time\n    because: so\n", True),
]


@pytest.mark.parametrize(("of", "text", "taken"), SAME)
def test_what_is_typed_is_taken_by_both_or_by_neither(of: str, text: str, taken: bool) -> None:
    validator, told = {
        "scenario": (SCENARIO, refusals), "snap.yaml": (SETTINGS, settings_refusals)
    }[of]  # fmt: skip
    assert (told(text) == []) == taken, told(text)
    found = errors(validator, yaml.load(text, Editor))
    assert (found == []) == taken, found


KNOWN = [
    # What the schema takes and the loader does not: it reads numbers as they are spelt, it knows
    # the calendar, and it knows what is one rule.
    ("scenario", "variables:\n  a:\n    max_length: 0x10\n"),
    ("scenario", "variables:\n  a:\n    max_length: 3.0\n"),
    ("scenario", "variables:\n  a:\n    max_length: 1_000\n"),
    ("scenario", "reviewed: 2026-02-29\n"),
    ("snap.yaml", "rules:\n  vague-time: error\n  A001: off\n"),
    ("snap.yaml", "words:\n  avoid: [kindly]\n  allow: [Kindly]\n"),
    ("snap.yaml", "words:\n  avoid:\n    parcel: parcel\n"),
]


@pytest.mark.parametrize(("of", "text"), KNOWN)
def test_the_differences_are_these(of: str, text: str) -> None:
    validator, told = {
        "scenario": (SCENARIO, refusals), "snap.yaml": (SETTINGS, settings_refusals)
    }[of]  # fmt: skip
    assert told(text) != []
    assert errors(validator, yaml.load(text, Editor)) == []


@pytest.mark.parametrize(
    ("tree", "place"),
    [
        ({"tilte": "x"}, "$"),
        ({"starts": "they"}, "$.starts"),
        ({"reviewed": "last week"}, "$.reviewed"),
        ({"next_steps": {"us": "We look."}}, "$.next_steps"),
        ({"next_steps": [{"us": "We look.", "you": "You wait."}]}, "$.next_steps"),
        ({"next_steps": [{"they": "Look."}]}, "$.next_steps"),
        ({"approximate_time": {"within": "2 days", "by": "Friday"}}, "$.approximate_time"),
        ({"short": {"approximate_time": {"within": "2 days"}}}, "$.short"),
        ({"short": {"subject": "x"}}, "$.short"),
        ({"channels": {"sms": {"subject": "x"}}}, "$.channels"),
        ({"channels": ["pigeon"]}, "$.channels"),
        ({"variables": {"status": {}}}, "$.variables"),
        ({"variables": {"a": {"type": "choice"}}}, "$.variables"),
    ],
)
def test_what_an_editor_marks(tree: object, place: str) -> None:
    assert {error.json_path for error in SCENARIO.iter_errors(tree)} == {place}


def test_an_editor_can_tell_what_each_key_is_for() -> None:
    made: Any = json_schema.of("scenario")
    for field in schema.FIELDS:
        assert made["properties"][field.name]["description"] == field.about
    email = made["$defs"]["channels"]["anyOf"][2]["properties"]["email"]["anyOf"][0]
    assert email["properties"]["subject"]["description"] == "The subject line."
    assert set(OWNERS) < set(made["$defs"]["steps"]["anyOf"][1]["items"]["anyOf"][0]["properties"])


# --- the command -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", json_schema.FILES)
def test_the_command(name: str) -> None:
    told = snap("schema", name)
    assert (told.code, told.err) == (0, "")
    assert json.loads(told.out) == json_schema.of(name)
    Draft202012Validator.check_schema(json.loads(told.out))


def test_it_is_of_a_scenario_unless_told() -> None:
    assert snap("schema") == snap("schema", "scenario")
    told = snap("schema", "scenrio")
    assert (told.code, told.out) == (2, "")
    assert "Did you mean “scenario”?" in told.err


def test_write(tmp_path: Path) -> None:
    assert snap("schema", "--write", cwd=tmp_path).code == 2
    (tmp_path / "snap.yaml").write_text("name: x\n")
    (tmp_path / "scenarios").mkdir()
    (tmp_path / ".snap").touch()
    told = snap("schema", "--write", cwd=tmp_path)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(".snap: this is a file, where a folder is needed: move it away")
    (tmp_path / ".snap").unlink()
    told = snap("schema", "--write", cwd=tmp_path)
    written = ".snap/scenario.json\n.snap/translation.json\n.snap/snap.json\n"
    assert (told.code, told.out) == (0, written)
    assert "# yaml-language-server: $schema=../../.snap/scenario.json" in told.err
    for name, path in json_schema.FILES.items():
        assert json.loads((tmp_path / path).read_text("utf-8")) == json_schema.of(name)
    assert snap("schema", "--write", cwd=tmp_path / "scenarios").code == 0
    assert open_library(tmp_path).problems == ()


@pytest.mark.parametrize(
    ("path", "schema_file"),
    [
        ("snap.yaml", ".snap/snap.json"),
        ("a.yaml", ".snap/scenario.json"),
        ("scenarios/a.yaml", "../.snap/scenario.json"),
        ("scenarios/x/a.yaml", "../../.snap/scenario.json"),
        ("scenarios/x/a.es.yaml", "../../.snap/translation.json"),
    ],
)
def test_the_line_that_an_editor_reads(path: str, schema_file: str) -> None:
    found = json_schema.wired("title: x\n", PurePosixPath(path))
    assert found == f"# yaml-language-server: $schema={schema_file}\ntitle: x\n"
