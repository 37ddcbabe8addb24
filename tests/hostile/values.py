"""Hostile values: strangers fill the blanks, and what they wrote is only ever words.

A value stands in the message exactly as it was given, or the command refuses it and names it.
"""

from __future__ import annotations

import json
import shlex
from pathlib import Path

from hostile.runner import SCENARIO, Case, Tree

BLANKS = (
    (
        SCENARIO.replace("{{ order_no }}", "[{{ word }}]")
        + """\
variables:
  word:
    about: any words
    example: abc
  count:
    type: number
    about: how many
    example: 2
    default: 2
  sum:
    type: money
    currency: GBP
    about: a sum
    example: 2.50
    default: 2.50
  day:
    type: date
    about: a day
    example: 2026-12-24
    default: 2026-12-24
  moment:
    type: datetime
    about: a moment
    example: 2026-12-24T15:00
    default: 2026-12-24T15:00
  long:
    type: duration
    about: how long
    example: 2 days
    default: 2 days
  yes:
    type: boolean
    about: a yes or no
    example: no
    default: no
  plan:
    type: choice
    choices: [gold, silver]
    about: one of two
    example: gold
    default: gold
  items:
    type: list
    about: some things
    example: a, b
    default: a, b
examples: {}
"""
    )
    .replace(
        "or your money back.",
        "{{ count }} {{ sum }} {{ day }} {{ moment }} {{ long }} {{ plan }} {{ items }}"
        "{% if yes %} yes{% endif %}.",
    )
    .replace("examples: {}\n", "")
)
TREE: Tree = {"scenarios/t/blanks.yaml": BLANKS}
RENDER = "render blanks --channel chat --now 2026-11-23T10:00"


def kept(name: str, value: str) -> Case:
    """A value that stands in the message as it is."""
    args = f"{RENDER} --set {shlex.quote(f'word={value}')}"
    return Case(name, args, 0, f"Order [{' '.join(value.split())}] is", tree=TREE)


def refused(name: str, says: str, *, never: str = "", **values: str) -> Case:
    """Values that are refused in a sentence."""
    given = " ".join(
        "--set " + shlex.quote(f"{k}={v}") for k, v in ({"word": "x"} | values).items()
    )
    return Case(name, f"{RENDER} {given}", 2, says, tree=TREE, never=never)


def filed(name: str, data: bytes | str, code: int, says: str, at: str = "") -> Case:
    """Values from a file."""
    return Case(name, f"{RENDER} --values row.json", code, says, at, {**TREE, "row.json": data})


def typed(name: str, value: object, code: int, says: str) -> Case:
    return filed(name, json.dumps({"word": value}), code, says)


CASES = [
    kept("a blank in a value", "{{ count }}"),
    kept("a statement in a value", "{% if yes %}x{% endif %}"),
    kept("a statement that is broken", "{% include '/etc/passwd' %}{{"),
    kept("a comment in a value", "{# gone? #}"),
    kept("a way out of a sandbox", "{{ ''.__class__.__mro__ }}"),
    kept("a format", "{0.__class__} {word} %s %(x)s %n"),
    kept("a sum that never ends", "{{ 9**(9**9) }}"),
    kept("HTML", "<script>alert(1)</script>&amp;<img src=x onerror=y>"),
    kept("Rich markup", "[bold red]x[/] [/red] :smile: [link=file:///etc/passwd]y[/link]"),
    kept("a formula", "=HYPERLINK(\"http://x.example\",\"y\")"),
    kept("a formula by +", "+1+cmd|'/C calc'!A0"),
    kept("YAML", "!!python/object:x {a: *b} # c"),
    kept("a CI command in a value", "::error file=a,line=1::b"),
    kept("another CI command in a value", "##[set-env name=A]b"),
    kept("a shell's command", "$(id) `id` ; id | id && id"),
    kept("SQL", "'; DROP TABLE users; --"),
    kept("a value with an equals sign", "a=b=c"),
    kept("words that stand for nothing in Python", "None nan <built-in method x at 0x7f>"),
    kept("the mark that snap puts for a value", "\ufffc\u2060"),
    kept("Hebrew and Persian", "שלום می\u200cخواهم"),
    kept("a family", "👨\u200d👩\u200d👧"),
    kept("fifty marks on a letter", "a" + "\u0301" * 50),
    kept("10,000 letters", "x" * 10_000),
    refused("10,001 letters", "word: it has 10001 characters", word="x" * 10_001),
    refused("an escape sequence in a value", "U+001B", word="a\x1b[31mb"),
    refused("a title for the terminal", "U+001B", word="\x1b]0;x\x07"),
    refused("a clipboard for the terminal", "U+009D", word="\x9d52;c;x\x9c"),
    refused("a backspace in a value", "U+0008", word="a\x08b"),
    refused("a return", "U+000D", word="a\rb"),
    refused("an invisible line break", "U+2028", word="a\u2028b"),
    refused("words turned round in a value", "U+202E", word="a\u202eb"),
    refused("an empty value", "word: it is empty", word=""),
    refused("only spaces", "word: it is empty", word=" \u200b\u2060 "),
    refused("no such blank", "wrod: there is no such variable. Did you mean “word”?", wrod="x"),
    refused("a blank that is a dunder", "__class__: there is no such variable", __class__="x"),
    refused("a blank with an escape sequence", "<U+001B>", **{"a\x1b[31m": "x"}),
    refused("a blank that snap fills", "promise: there is no such variable", promise="x"),
    refused("a part", "status: there is no such variable", status="x"),
    refused("not a number", "count: “nan” is not a number", count="nan"),
    refused("a number without an end", "count: “Infinity” is not a number", count="Infinity"),
    refused("a number with an exponent", "count: “1e999” is not a number", count="1e999"),
    refused("a value of 5,000 digits", "count: ", count="9" * 5000),
    refused("a number in another script", "count: “٣” is not a number", count="٣"),
    refused("a number in hexadecimal", "count: “0x10” is not a number", count="0x10"),
    refused("a number with a line after it", "count:", count="1\n2"),
    refused("money in two currencies", "sum: ", sum="€5 GBP"),
    refused("money in another currency", "convert it", sum="5 EUR"),
    refused("money with too many decimals", "sum: ", sum="1.005"),
    refused("a day that never was", "day: ", day="2026-02-30"),
    refused("a day before there were days", "day: ", day="0000-00-00"),
    refused("a moment out of the calendar", "moment: ", moment="0001-01-01T00:00+14:00"),
    refused("a moment at the end of time", "moment: ", moment="9999-12-31T23:59-12:00"),
    refused("a zone that there is not", "moment: ", moment="2026-12-24T15:00+99:99"),
    refused("a duration without an end", "long: ", long="9" * 500 + " days"),
    refused("maybe", "yes: “maybe” is not yes or no", yes="maybe"),
    refused("a choice that there is not", "plan: “platinum” is not one of the choices", plan="platinum"),
    refused("a list of nothing", "items: ", items=",,,"),
    refused("101 things", "items: it has 101 items", items=",".join("x" * 101)),
    refused("all that is wrong at once", "count: “x” is not a number", count="x", day="y", sum="z"),
    Case("a value without a name", f"{RENDER} --set =x", 2, "", tree=TREE),
    Case("a name without a value", f"{RENDER} --set word", 2, "--set cannot be “word”", tree=TREE),
    Case("a value twice", f"{RENDER} --set word=a --set word=b", 2, "twice", tree=TREE),
    typed("a null", None, 2, "word: it is missing"),
    typed("a truth", True, 2, "word: true is yes or no"),
    typed("a map in JSON", {"a": 1}, 2, "word: a mapping cannot be a text"),
    typed("a list in JSON", ["a"], 2, "word: a list cannot be a text"),
    typed("a number", 12, 0, "Order [12] is"),
    typed("half a pair in JSON", "\ud800", 2, "U+D800"),
    typed("an escape sequence in JSON", "\x1b[2J", 2, "U+001B"),
    typed("a NUL in JSON", "a\0b", 2, "U+0000"),
    filed("a fraction to the last digit", '{"word": 0.1000000000000000055}', 0, "[0.1000000000000000055]"),
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
    Case("values that are not there", f"{RENDER} --values gone.json", 2, "no such file", "gone.json", TREE),
    Case("values from a folder", f"{RENDER} --values scenarios", 2, "not a regular file", "scenarios", TREE),
    Case("values from a device", f"{RENDER} --values /dev/zero", 2, "not a regular file", "/dev/zero", TREE),
    Case("values from stdin without an end", f"{RENDER} --values -", 2, "too large", "stdin", TREE, shell="< /dev/zero"),
    Case("values from a closed stdin", f"{RENDER} --values -", 2, "this is not JSON", "stdin", TREE, shell="<&-"),
    Case("values from stdin", f"{RENDER} --values -", 0, "[{{ x }}]", "", TREE, keys=b'{"word": "{{ x }}"}'),
]  # fmt: skip


def fifo(path: Path) -> None:
    import os

    os.mkfifo(path)


CASES += [
    Case("values from a pipe with no writer", f"{RENDER} --values p", 2, "not a regular file", "p", {**TREE, "p": fifo}),
]  # fmt: skip
