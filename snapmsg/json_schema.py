"""JSON Schemas (2020-12) of what a scenario and `snap.yaml` may say, for editors and other tools.

Made from the tables that the readers go by, so that both allow the same. What only reading can
tell (that a day exists, that a value fits its variable) is left to `snap lint`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Protocol, TypeAlias

from snapmsg import channels, config, schema
from snapmsg.diagnostic import Severity
from snapmsg.model import EDITOR, OWNERS, RESERVED, Part
from snapmsg.rule import Rule, all_rules

Schema: TypeAlias = "Mapping[str, Schema] | list[Schema] | str | int | bool | None"

FOLDER = ".snap"
"""Where a library keeps its schemas, so that an editor finds them without a network."""

FILES: Mapping[str, str] = {
    "scenario": f"{FOLDER}/scenario.json",
    "translation": f"{FOLDER}/translation.json",
    config.NAME: f"{FOLDER}/snap.json",
}
"""What there is a schema of, and its file in a library."""


def of(name: str) -> dict[str, Schema]:
    """The schema of one of `FILES`."""
    title, fields, own = {
        "scenario": ("A scenario of snap", schema.FIELDS, _of_scenarios),
        "translation": ("A translation of snap", schema.TRANSLATION_FIELDS, _of_translations),
        config.NAME: ("The settings of a snap library", config.FIELDS, _of_settings),
    }[name]
    kinds = _shared() | own()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": ["object", "null"],
        "properties": _table(fields),
        "additionalProperties": False,
        # A kind that nothing is said of here takes anything: the reader has the last word.
        "$defs": {**dict.fromkeys((field.kind for field in fields), True), **kinds},
    }


def text(name: str) -> str:
    """The schema of one of `FILES`, as its file."""
    return json.dumps(of(name), indent=1, ensure_ascii=False) + "\n"


def wired(text: str, path: PurePosixPath) -> str:
    """A file's text below the line by which an editor finds its schema.

    `path` is the file's own, in its library.
    """
    up = "../" * (len(path.parents) - 1)
    kind = "translation" if "." in path.stem else "scenario"
    line = f"{EDITOR} $schema={up}{FILES.get(path.name, FILES[kind])}\n"
    return text if text.startswith(EDITOR) else line + text


def wired_in(root: Path, path: Path, text: str) -> str:
    """The same for a file of the library at `root`; as it is where that has no schemas."""
    if not (root / FILES["scenario"]).is_file():
        return text
    return wired(text, PurePosixPath(path.relative_to(root).as_posix()))


# --- the words that schemas are written in -----------------------------------------------------


class _Field(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def about(self) -> str: ...


# Only the 29th of February is left, which not every year has.
_DATE = (
    "[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))"
)
# snap reads each scalar as the text that stands there, where other readers of YAML see a number.
_TEXT: dict[str, Schema] = {"type": ["string", "number", "boolean", "null"]}
_EMPTY: Schema = {"type": ["string", "null"], "maxLength": 0}
_SAID: Schema = {"not": _EMPTY}


def _ref(kind: str) -> dict[str, Schema]:
    return {"$ref": f"#/$defs/{kind}"}


def _any_of(*schemas: Schema) -> dict[str, Schema]:
    return {"anyOf": list(schemas)}


def _words(words: Iterable[str]) -> dict[str, Schema]:
    return _any_of({"enum": list(words)}, _EMPTY)


def _like(pattern: str) -> dict[str, Schema]:
    return {"type": "string", "pattern": f"^(?:{pattern})$"}


def _in_any_case(*words: str) -> dict[str, Schema]:
    return _like("|".join("".join(f"[{c.upper()}{c}]" for c in word) for word in words))


def _number(most: int) -> dict[str, Schema]:
    """A whole number of at most six digits, as a number or as text."""
    digits = len(str(most)) - 1
    least = f"[0-{most}]" if not digits else f"[0-9]{{1,{digits}}}|{most}"
    up_to = "[0-9]{1,6}" if most == 999_999 else f"(?![0-9]{{7}})0*(?:{least})"
    return _any_of({"type": "integer", "minimum": 0, "maximum": most}, _like(up_to), _EMPTY)


def _list(item: Schema) -> dict[str, Schema]:
    return {"type": "array", "items": item}


def _map(value: Schema) -> dict[str, Schema]:
    return _any_of({"type": "object", "additionalProperties": value}, _EMPTY)


def _keys(properties: Mapping[str, Schema], *also: Schema) -> dict[str, Schema]:
    made: dict[str, Schema] = {"type": "object", "properties": properties}
    return {**made, "additionalProperties": False, **({"allOf": list(also)} if also else {})}


def _table(fields: Iterable[schema.Field], **kinds: str) -> dict[str, Schema]:
    """The keys of a table, each with what it is for. `kinds` names those that take more."""
    special = {name: name for name in schema.MOST} | kinds
    return {
        field.name: {
            "description": field.about,
            **(
                _words(field.choices)
                if field.choices
                else _ref(special.get(field.name, field.kind))
            ),
        }
        for field in fields
    }


def _all(fields: Iterable[_Field], kind: str) -> dict[str, Schema]:
    """Keys that all take the same."""
    return {field.name: {"description": field.about, **_ref(kind)} for field in fields}


def _given(*names: str) -> dict[str, Schema]:
    """Each of these keys is there, and says something."""
    return {"required": list(names), "properties": dict.fromkeys(names, _SAID)}


def _when(condition: Schema, then: Schema) -> dict[str, Schema]:
    return {"if": condition, "then": then}


# --- what both files are made of ---------------------------------------------------------------


def _shared() -> dict[str, Schema]:
    return {
        **dict.fromkeys(("text", "wording", "duration"), _TEXT),
        "plain": {**_TEXT, "not": {"type": "string", "pattern": r"\{[{%#]"}},
        "texts": _any_of(_TEXT, _list(_TEXT)),
        "choices": _any_of(_TEXT, _list(_TEXT), _map(_TEXT)),
        "flag": _any_of(
            {"type": "boolean"}, _in_any_case("yes", "true", "on", "no", "false", "off"), _EMPTY
        ),
        "number": _number(999_999),
        **{name: _number(most) for name, most in schema.MOST.items()},
        "date": _any_of(_like(_DATE), _EMPTY),
        "currency": _any_of(_like("[A-Z]{3}"), _EMPTY),
        "variables": _any_of(
            {
                "type": "object",
                "propertyNames": {**_like(schema.NAME.pattern), "not": {"enum": sorted(RESERVED)}},
                "additionalProperties": _any_of(_variable(), _EMPTY),
            },
            _EMPTY,
        ),
    }


def _variable() -> dict[str, Schema]:
    """A variable. Its choices, where it is one, are at least one."""
    typed: Schema = {"properties": {"type": _SAID}, "required": ["type"]}
    some = _any_of(
        {"type": ["string", "number", "boolean"], "minLength": 1},
        {"type": "array", "contains": _SAID},
        {"type": "object", "minProperties": 1},
    )
    return _keys(
        _table(schema.VARIABLE_FIELDS, example="texts", default="texts", currency="currency"),
        {
            **_when(_of_type("choice"), {"required": ["choices"], "properties": {"choices": some}}),
            "else": _when({"not": typed}, {"properties": {"choices": some}}),
        },
        _when(_given("decimals"), _of_type("number")),
        _when(_given("currency"), _of_type("money")),
    )


def _of_type(kind: str) -> dict[str, Schema]:
    return {"required": ["type"], "properties": {"type": {"const": kind}}}


# --- scenarios ---------------------------------------------------------------------------------


def _of_scenarios() -> dict[str, Schema]:
    return {
        "steps": _any_of(_TEXT, _list(_any_of(_step(), _EMPTY))),
        "timing": _any_of(_TEXT, _timing()),
        "short": _any_of(_keys(_parts()), _EMPTY),
        "channels": _any_of(
            _words(channels.names()), _list(_words(channels.names())), _keys(_by_channel())
        ),
        "examples": _map(_map(_ref("texts"))),
        "notes": _any_of(_keys(_all(schema.AGENT_FIELDS, "text")), _EMPTY),
        "kept": _map(_TEXT),
        "said": _any_of(_TEXT, _retold()),
        "follow_up": _any_of(_TEXT, _keys(_table(schema.FOLLOW_UP_FIELDS), _given("scenario"))),
    }


def _step() -> dict[str, Schema]:
    """An entry of next steps: one who acts, and for a third party who that is."""
    alone: list[Schema] = [{"required": [owner]} for owner in OWNERS]
    return _keys(
        _table(schema.STEP_FIELDS),
        {"oneOf": alone},
        {"properties": dict.fromkeys(OWNERS, _SAID)},
        _when({"required": ["they"]}, _given("who")),
        _when(_given("who"), {"required": ["they"]}),
    )


def _timing() -> dict[str, Schema]:
    """A typed promise: one time to an end, one to the next update."""
    return _keys(
        _table(schema.TIMING_FIELDS),
        {"not": _given("within", "by")},
        {"not": _given("update_within", "update_by")},
        _when(_given("after"), _given("within")),
    )


def _retold() -> dict[str, Schema]:
    """The same promise said in another way: `say` alone."""
    fields = _table(schema.TIMING_FIELDS)
    return _keys({name: fields[name] if name == "say" else _EMPTY for name in fields})


def _parts() -> dict[str, Schema]:
    """The four parts as a channel or `short` words them."""
    return {
        name: value
        for name, value in _table(schema.FIELDS, approximate_time="said").items()
        if name in tuple(Part)
    }


def _by_channel(without: Collection[str] = ()) -> dict[str, Schema]:
    """What each channel may say in words of its own; fields that are `without` have no place."""
    outer = [field for field in schema.FIELDS if field.name in ("opening", "closing")]
    entries: dict[str, Schema] = {}
    for name in channels.names():
        channel = channels.get(name)
        fields = [field for field in channel.fields if field.name not in without]
        own = _parts() | _table(outer) | _all(fields, "text")
        entries[name] = {"description": channel.about, **_any_of(_keys(own), _EMPTY)}
    return entries


# --- translations ------------------------------------------------------------------------------


def _of_translations() -> dict[str, Schema]:
    """The same as of scenarios, where it is text that customers read."""
    alone: list[Schema] = [{"required": [owner]} for owner in OWNERS]
    step = _keys(_table(f for f in schema.STEP_FIELDS if f.kind == "wording"), {"oneOf": alone})
    timing = _table(f for f in schema.TIMING_FIELDS if f.kind == "wording")
    return {
        "variables": _reworded(),
        "steps": _any_of(_TEXT, _list(_any_of(_TEXT, step))),
        **dict.fromkeys(("timing", "said"), _any_of(_TEXT, _keys(timing))),
        "short": _any_of(_keys(_parts()), _EMPTY),
        "channels": _any_of(_keys(_by_channel(without=schema.CHOSEN)), _EMPTY),
    }


def _reworded() -> dict[str, Schema]:
    """Variables with the words for their choices, and their defaults, in another language."""
    return _map(_any_of(_keys({"choices": _map(_TEXT), "default": _TEXT}), _EMPTY))


# --- settings ----------------------------------------------------------------------------------


def _of_settings() -> dict[str, Schema]:
    days = _ref("date")
    return {
        **dict.fromkeys(("teams", "hours"), _map(_TEXT)),
        **dict.fromkeys(("locale", "zone"), _TEXT),
        "locales": _any_of(
            _TEXT, _list(_TEXT) | {"uniqueItems": True}, _map(_any_of(_local(), _EMPTY))
        ),
        "reworded": _reworded(),
        "zones": _any_of(_TEXT, _list(_TEXT)),
        "channels": _any_of(
            _words(channels.names()), _list(_words(channels.names())), _keys(_channel_settings())
        ),
        "dates": _any_of(days, _list(days)),
        "holidays": _any_of(
            days, _list(days), _keys(_table(schema.HOLIDAY_FIELDS), _given("country"))
        ),
        "policies": _map(_any_of(_keys(_table(schema.POLICY_FIELDS)), _EMPTY)),
        "on": _any_of(_words(channels.names()), _list(_words(channels.names()))),
        "avoided": _any_of(
            _ref("word"),
            _list(_any_of(_ref("word"), _EMPTY)),
            {
                "type": "object",
                "propertyNames": _ref("word"),
                "additionalProperties": _any_of(_ref("plain"), _keys(_table(schema.AVOID_FIELDS))),
            },
            _EMPTY,
        ),
        "word": {
            "type": ["string", "number", "boolean"],
            "pattern": r"[0-9A-Za-z_\u0080-\uffff]",
            "not": {"type": "string", "pattern": r"\{[{%#]"},
        },
        "required": _any_of(
            {
                "type": "object",
                "propertyNames": _like(schema.ID.pattern),
                "additionalProperties": _any_of(
                    {"allOf": [_ref("plain"), _SAID]},
                    _keys(_table(schema.REQUIRE_FIELDS), _given("sentence")),
                ),
            },
            _EMPTY,
        ),
        "words": _any_of(_keys(_table(schema.WORDS_FIELDS)), _EMPTY),
        "labels": _any_of(_keys(dict.fromkeys(map(str, Part), _TEXT)), _EMPTY),
        "level": _any_of({"enum": ["off", *Severity, False]}, _in_any_case("off", "no", "false")),
        "rule": _any_of(_ref("level"), _keys({"severity": _words(Severity)}), _EMPTY),
        "rules": _any_of(_rules(), _EMPTY),
        "ignore": _map(
            _any_of(
                _keys(
                    _table(config.IGNORE_FIELDS),
                    _given("rules", "because"),
                    {"properties": {"rules": _any_of(_TEXT, _list(_TEXT) | {"contains": _SAID})}},
                ),
                _EMPTY,
            )
        ),
    }


def _local() -> dict[str, Schema]:
    return _keys(_table(schema.LOCAL_FIELDS))


def _channel_settings() -> dict[str, Schema]:
    """What may be said of each channel: what may be of all, and what it alone knows."""
    own = channels.settings()
    special = {setting for settings in own.values() for setting in settings}
    return {
        name: _any_of(
            _keys(
                _table(
                    field
                    for field in config.CHANNEL_FIELDS
                    if field.name not in special or field.name in known
                )
            ),
            _EMPTY,
        )
        for name, known in own.items()
    }


def _rules() -> dict[str, Schema]:
    """Rules by their name; by their code too, in any case."""
    named: dict[str, Schema] = {
        rule.name: {"description": rule.summary, **_rule(rule)} for rule in all_rules()
    }
    plain = "|".join(_code(rule) for rule in all_rules() if not rule.options)
    coded: dict[str, Schema] = {
        f"^{_code(rule)}$": _rule(rule) for rule in all_rules() if rule.options
    }
    return {**_keys(named), "patternProperties": {f"^(?:{plain})$": _ref("rule"), **coded}}


def _code(rule: Rule) -> str:
    return f"[{rule.code[0].lower()}{rule.code[0]}]{rule.code[1:]}"


def _rule(rule: Rule) -> dict[str, Schema]:
    """What may be said of a rule: that it is off, how bad it is, or its options."""
    kinds = {"int": "number", "bool": "flag", "str": "text"}
    own: dict[str, Schema] = {
        option.name: _ref(kinds.get(option.kind, "texts")) for option in rule.options
    }
    severity = {"severity": _words(Severity)}
    return _any_of(_ref("level"), _keys({**own, **severity}), _EMPTY) if own else _ref("rule")
