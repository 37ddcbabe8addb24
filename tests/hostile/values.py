"""Hostile values: strangers fill the blanks, and what they wrote is only ever words.

A value stands in the message exactly as it was given, or the command refuses it and names it.
"""

from __future__ import annotations

import json
import os
from typing import NamedTuple

from hostile.runner import SCENARIO, Case, Tree


class Value(NamedTuple):
    """What fills a blank of this type; `says` is why it is refused, empty where it is kept."""

    name: str
    value: object
    says: str = ""
    kind: str = "text"


VALUES = [
    Value("a blank in a value", "{{ count }}"),
    Value("a statement in a value", "{% if yes %}x{% endif %}"),
    Value("a statement that is broken", "{% include '/etc/passwd' %}{{"),
    Value("a comment in a value", "{# gone? #}"),
    Value("a way out of a sandbox", "{{ ''.__class__.__mro__ }}"),
    Value("a format", "{0.__class__} {word} %s %(x)s %n"),
    Value("a sum that never ends", "{{ 9**(9**9) }}"),
    Value("HTML", "<script>alert(1)</script>&amp;<img src=x onerror=y>"),
    Value("Rich markup", "[bold red]x[/] [/red] :smile: [link=file:///etc/passwd]y[/link]"),
    Value("a formula", '=HYPERLINK("http://x.example","y")'),
    Value("a formula by +", "+1+cmd|'/C calc'!A0"),
    Value("YAML", "!!python/object:x {a: *b} # c"),
    Value("a CI command in a value", "::error file=a,line=1::b"),
    Value("another CI command in a value", "##[set-env name=A]b"),
    Value("a shell's command", "$(id) `id` ; id | id && id"),
    Value("SQL", "'; DROP TABLE users; --"),
    Value("words that stand for nothing in Python", "None nan <built-in method x at 0x7f>"),
    Value("the mark that snap puts for a value", "\ufffc\u2060"),
    Value("Hebrew and Persian", "שלום می\u200cخواهم"),
    Value("a family", "👨\u200d👩\u200d👧"),
    Value("fifty marks on a letter", "a" + "\u0301" * 50),
    Value("10,000 letters", "x" * 10_000),
    Value("lines of one's own", "a\n\nstatus: b\n---\n\tc"),
    Value("a number", 12),
    Value("10,001 letters", "x" * 10_001, "it has 10001 characters"),
    Value("an escape sequence in a value", "a\x1b[31mb", "U+001B"),
    Value("a title for the terminal", "\x1b]0;x\x07", "U+001B"),
    Value("a clipboard for the terminal", "\x9d52;c;x\x9c", "U+009D"),
    Value("a backspace in a value", "a\x08b", "U+0008"),
    Value("a return", "a\rb", "U+000D"),
    Value("a NUL in JSON", "a\0b", "U+0000"),
    Value("half a pair in JSON", "\ud800", "U+D800"),
    Value("an invisible line break", "a\u2028b", "U+2028"),
    Value("words turned round in a value", "a\u202eb", "U+202E"),
    Value("an empty value", "", "it is empty"),
    Value("only spaces", " \u200b\u2060 ", "it is empty"),
    Value("a null", None, "it is missing"),
    Value("a truth", True, "true is yes or no"),
    Value("a map in JSON", {"a": 1}, "a mapping cannot be a text"),
    Value("a list in JSON", ["a"], "a list cannot be a text"),
    Value("not a number", "nan", "“nan” is not a number", "number"),
    Value("a number without an end", "Infinity", "“Infinity” is not a number", "number"),
    Value("a number with an exponent", "1e999", "“1e999” is not a number", "number"),
    Value("a value of 5,000 digits", "9" * 5000, "too long for a number", "number"),
    Value("a number in another script", "٣", "“٣” is not a number", "number"),
    Value("a number in hexadecimal", "0x10", "“0x10” is not a number", "number"),
    Value("a number with a line after it", "1\n2", "is not a number", "number"),
    Value("money in two currencies", "€5 GBP", "names two currencies", "money"),
    Value("money without a currency", "5", "has no currency", "money"),
    Value("money with too many decimals", "1.005 GBP", "decimals", "money"),
    Value("a day that never was", "2026-02-30", "2026-02-30", "date"),
    Value("a day before there were days", "0000-00-00", "0000-00-00", "date"),
    Value("a moment out of the calendar", "0001-01-01T00:00+14:00", "calendar", "datetime"),
    Value("a moment at the end of time", "9999-12-31T23:59-12:00", "calendar", "datetime"),
    Value("a zone that there is not", "2026-12-24T15:00+99:99", "calendar", "datetime"),
    Value("a duration without an end", "9" * 500 + " days", "too long", "duration"),
    Value("maybe", "maybe", "“maybe” is not yes or no", "boolean"),
    Value("a list of nothing", ",,,", "item 1 is empty", "list"),
    Value("101 things", ",".join("x" * 101), "it has 101 items", "list"),
]


KEPT = [value for value in VALUES if not value.says]
REFUSED = [value for value in VALUES if value.says]


def scenario(values: list[Value]) -> str:
    """A scenario that asks for all of these values, the texts among them between brackets."""
    blanks, declared = "", ""
    for number, value in enumerate(values):
        name = f"v{number}"
        yes = f"{{% if {name} %}}yes{{% endif %}}"
        blanks += yes if value.kind == "boolean" else f" [{{{{ {name} }}}}]"
        declared += f"  {name}:\n    type: {value.kind}\n    about: one of them\n"
    return SCENARIO.replace(" {{ order_no }}", blanks) + f"variables:\n{declared}"


def row(values: list[Value]) -> str:
    """The values as the JSON that fills such a scenario."""
    return json.dumps({f"v{number}": value.value for number, value in enumerate(values)})


TREE: Tree = {
    "scenarios/t/blanks.yaml": SCENARIO.replace("{{ order_no }}", "[{{ word }}] {{ count }}")
    + "variables:\n  word:\n    about: any words\n    example: abc\n"
    "  count:\n    type: number\n    about: how many\n    default: 2\n"
}
RENDER = "render blanks --channel chat --now 2026-11-23T10:00"


def filed(name: str, data: bytes | str, code: int, says: str, at: str = "") -> Case:
    """Values from a file."""
    return Case(name, f"{RENDER} --values row.json", code, says, at, {**TREE, "row.json": data})


def given(name: str, options: str, code: int, says: str) -> Case:
    """Values from options."""
    return Case(name, f"{RENDER} {options}", code, says, tree=TREE)


CASES = [
    given("a value with an equals sign", "--set word=a=b=c", 0, "[a=b=c]"),
    given("a value that begins with a dash", "--set word=--help", 0, "[--help]"),
    given("a value without a name", "--set =x", 2, "--set cannot be “=x”"),
    given("a name without a value", "--set word", 2, "--set cannot be “word”"),
    given("a value twice", "--set word=a --set word=b", 2, "twice"),
    given("no such blank", "--set wrod=x", 2, "wrod: there is no such variable. Did you mean"),
    given("a blank that is a dunder", "--set __class__=x", 2, "__class__: there is no such"),
    given("a blank with an escape sequence", "--set 'a\x1b[31m=x'", 2, "<U+001B>"),
    given("a blank with a line of its own", "--set 'a\n::error::=x'", 2, "no such variable"),
    given("a blank of 100,000 letters", f"--set {'a' * 100_000}=x", 2, "no such variable"),
    given("a blank that snap fills", "--set promise=x", 2, "promise: there is no such variable"),
    given("a part", "--set status=x", 2, "status: there is no such variable"),
    given("all that is wrong at once", "--set count=x", 2, "count: “x” is not a number"),
    filed("a fraction to the last digit", '{"word": 0.1000000000000000055}', 0,
        "[0.1000000000000000055]"),
    filed("not a number in JSON", '{"word": NaN}', 2, "NaN is no number", "row.json"),
    filed("infinity in JSON", '{"word": -Infinity}', 2, "-Infinity is no number", "row.json"),
    filed("a number of 100,000 digits", '{"word": ' + "9" * 100_000 + "}", 2, "", "row.json"),
    filed("an exponent in JSON", '{"count": 1e999999999, "word": "x"}', 2, "count: "),
    filed("a name twice", '{"word": "a", "word": "b"}', 2, "“word” is given twice", "row.json"),
    filed("JSON 100,000 deep", "[" * 100_000, 2, "too deeply", "row.json"),
    filed("maps 100,000 deep", '{"a":' * 100_000, 2, "too deeply", "row.json"),
    filed("a list for a file", "[1, 2]", 2, "one JSON object", "row.json"),
    filed("a word for a file", '"x"', 2, "one JSON object", "row.json"),
    filed("nothing in the file", "", 2, "this is not JSON", "row.json:1:1"),
    filed("words after the object", '{"word": "x"} y', 2, "this is not JSON", "row.json:1:15"),
    filed("an object cut short", '{"word": "x', 2, "this is not JSON", "row.json:1:"),
    filed("a comma too many", '{"word": "x",}', 2, "this is not JSON", "row.json:1:"),
    filed("YAML for a file", "word: x\n", 2, "this is not JSON", "row.json:1:1"),
    filed("values in Latin-1", '{"word": "ä"}'.encode("latin-1"), 2, "UTF-8", "row.json"),
    filed("values in UTF-16", '{"word": "x"}'.encode("utf-16"), 2, "UTF-16", "row.json"),
    filed("values with a byte-order mark", b'\xef\xbb\xbf{"word": "x"}', 0, "[x]"),
    filed("2 MiB of values", '{"word": "' + "x" * (2 << 20) + '"}', 2, "larger than", "row.json"),
    filed("60,000 values", json.dumps({f"k{n}": "x" for n in range(60_000)}), 2, "59,980 more"),
    Case("values that are not there", f"{RENDER} --values gone.json", 2, "no such file",
        "gone.json", TREE),
    Case("values from a folder", f"{RENDER} --values scenarios", 2, "not a regular file",
        "scenarios", TREE),
    Case("values from a device", f"{RENDER} --values /dev/zero", 2, "not a regular file",
        "/dev/zero", TREE),
    Case("values from stdin without an end", f"{RENDER} --values -", 2, "too large", "stdin", TREE,
        shell="< /dev/zero"),
    Case("values from a closed stdin", f"{RENDER} --values -", 2, "this is not JSON", "stdin", TREE,
        shell="<&-"),
    Case("values from a pipe with no writer", f"{RENDER} --values p", 2, "not a regular file", "p",
        {**TREE, "p": os.mkfifo}),
    Case("values from stdin", f"{RENDER} --values -", 0, "[{{ x }}]", "", TREE,
        keys=b'{"word": "{{ x }}"}'),
]  # fmt: skip
