"""Hostile scenario files: their bytes, and the diagnostic that each one has to get.

They stand in one library and are linted by one command, as in a pull request. Those that could
take a reader down with them are in `lone.py`, each with a process of its own.
"""

from __future__ import annotations

from typing import NamedTuple

from hostile.runner import SCENARIO


class Text(NamedTuple):
    """A scenario's bytes; the rule that has to speak up (none: nothing is wrong with it), where
    and with which words."""

    name: str
    data: bytes
    rule: str = ""
    line: int = 1
    says: str = ""


def put(key: str, words: str, *more: str) -> bytes:
    """The good scenario with another text for one key, and more lines behind."""
    lines = [line for line in SCENARIO.splitlines() if not line.startswith(f"{key}:")]
    return "\n".join([f"{key}: {words}", *lines, *more, ""]).encode("utf-8", "surrogatepass")


def raw(key: str, data: bytes) -> bytes:
    """The good scenario with these bytes as the text of one key."""
    return put(key, "@@@").replace(b"@@@", data)


FEATURE, BROKEN, LOST, HIDDEN = "yaml-feature", "broken-yaml", "lost-text", "hidden-character"

YAML = [
    # Types, tags and what runs code elsewhere.
    Text("a tag that runs a program", put("status", "!!python/object/apply:os.system ['id']"),
        FEATURE, 1, "as text"),
    Text("a tag that makes an object", put("status", "!!python/object/new:type {args: [x]}"),
        FEATURE, 1, "as text"),
    Text("a tag that imports a module", put("owner", "!!python/module:antigravity ''"), FEATURE),
    Text("a tag that names a function", put("owner", "!!python/name:os.system x"), FEATURE),
    Text("a tag in the long form", put("owner", "!<tag:yaml.org,2002:python/name:eval> x"),
        FEATURE),
    Text("a binary", put("owner", "!!binary R0lGODlh"), FEATURE),
    Text("a number by its tag", put("owner", "!!int 5_0"), FEATURE),
    Text("a truth by its tag", put("owner", "!!bool maybe"), FEATURE),
    Text("a moment by its tag", put("owner", "!!timestamp x"), FEATURE),
    Text("a set", put("tags", "!!set {a, b}"), FEATURE),
    Text("an ordered map", put("tags", "!!omap [a: b]"), FEATURE),
    Text("pairs", put("tags", "!!pairs [a: b]"), FEATURE),
    Text("a tag on the whole file", b"!!python/object:os.system\n" + SCENARIO.encode(), FEATURE),
    Text("a tag that nobody declared", put("owner", "!x!y z"), BROKEN),
    Text("a directive for tags", b"%TAG ! tag:evil,2026:\n---\n" + SCENARIO.encode(), FEATURE),
    Text("a directive for the version", b"%YAML 1.1\n---\n" + SCENARIO.encode(), FEATURE),
    Text("a version that there is not", b"%YAML 9.9\n---\n" + SCENARIO.encode(), BROKEN),
    # Anchors, aliases, merges and what grows by them.
    Text("an anchor", put("owner", "&a leads"), FEATURE, 1, "anchor"),
    Text("an alias", put("owner", "&a leads", "feeling: *a"), FEATURE),
    Text("an alias of nothing", put("owner", "*nobody"), FEATURE),
    Text("a merge", put("owner", "leads", "for_agents:", "  <<: {use_when: x}"), FEATURE, 11, "<<"),
    Text("an anchor that holds itself", put("tags", "&a [*a]"), FEATURE),
    Text("an anchor on a key", b"&a title: x\n" + SCENARIO.encode().partition(b"\n")[2], FEATURE),
    # Keys.
    Text("a key twice", put("title", "x", "title: y"), "duplicate-key", 10, "line 1"),
    Text("a key twice, once in quotes", put("owner", "x", '"owner": y'), "duplicate-key", 10),
    Text("a key twice, once by an escape", put("owner", "x", '"\\x6fwner": y'), "duplicate-key",
        10),
    Text("an empty key", put("owner", "x", "'': y"), FEATURE, 10),
    Text("a list for a key", put("owner", "x", "[a, b]: y"), FEATURE, 10),
    Text("a map for a key", put("owner", "x", "{a: b}: y"), FEATURE, 10),
    Text("a key that asks", put("owner", "x", "? a", ": b"), FEATURE, 10),
    Text("a key with an escape sequence", put("owner", "x", '"\\e[31mred": y'), HIDDEN, 10),
    Text("a key that commands a log", put("owner", "x", '"::error::x": y'), "unknown-key", 10),
    Text("a key of 100,000 letters", put("owner", "x", "k" * 100_000 + ": y"), BROKEN, 10),
    Text("a quoted key of 900 letters", put("owner", "x", '"' + "k" * 900 + '": y'), "unknown-key",
        10),
    Text("a dunder for a key", put("owner", "x", "__class__: y"), "unknown-key", 10),
    Text("a key in another script", put("owner", "x", "stаtus: y"), "unknown-key", 10, "status"),
    # Documents.
    Text("a second document", SCENARIO.encode() + b"---\ntitle: x\n", FEATURE, 10),
    Text("nothing", b"", "missing-part", 1, "empty"),
    Text("only a comment", b"# nothing\n", "missing-part", 1, "empty"),
    Text("only a marker", b"---\n", "missing-part"),
    Text("only a word", b"hello\n", "bad-value"),
    Text("only a list", b"- a\n- b\n", "bad-value"),
    Text("only a NUL", b"\0", HIDDEN),
    Text("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "unreadable-file"),
    Text("a program", b"\x7fELF\x02\x01\x01\0\0\0", HIDDEN),
    # Encodings.
    Text("UTF-16", SCENARIO.encode("utf-16"), "unreadable-file", 1, "UTF-16"),
    Text("UTF-16, the other end first", b"\xfe\xff" + SCENARIO.encode("utf-16-be"),
        "unreadable-file"),
    Text("UTF-16 without a mark", SCENARIO.encode("utf-16-le"), HIDDEN),
    Text("UTF-32", SCENARIO.encode("utf-32"), "unreadable-file"),
    Text("Latin-1", raw("status", "Ihr Paket ist verspätet".encode("latin-1")), "unreadable-file",
        1, "0xE4"),
    Text("Windows-1252", SCENARIO.encode() + b"tags: [it\x92s]\n", "unreadable-file", 10, "0x92"),
    Text("a character cut short", SCENARIO.encode() + b"tags: \xe2\x82", "unreadable-file", 10),
    Text("a character too long", raw("owner", b"\xc0\xaf"), "unreadable-file"),
    Text("half a pair", raw("owner", b"\xed\xa0\x80"), "unreadable-file"),
    Text("beyond Unicode", raw("owner", b"\xf4\x90\x80\x80"), "unreadable-file"),
    Text("a byte-order mark", b"\xef\xbb\xbf" + SCENARIO.encode()),
    Text("two byte-order marks", b"\xef\xbb\xbf" * 2 + SCENARIO.encode(), HIDDEN),
    Text("lines of Windows", SCENARIO.replace("\n", "\r\n").encode()),
    Text("a return without a new line", SCENARIO.replace("\n", "\r").encode(), HIDDEN),
    # What nobody sees.
    Text("a NUL", put("owner", "a\0b"), HIDDEN, 1, "U+0000"),
    Text("an escape sequence", put("owner", "\x1b]0;owned\x07x"), HIDDEN, 1, "U+001B"),
    Text("an escape sequence of one character", put("owner", "\x9b31mred"), HIDDEN, 1, "U+009B"),
    Text("a comment that rings", SCENARIO.encode() + b"# \x07\n", HIDDEN, 10, "U+0007"),
    Text("a backspace", put("owner", "good\x08\x08\x08\x08bad"), HIDDEN, 1, "U+0008"),
    Text("a comment that hides a key: NEL", put("owner", "x", "# y\x85closing: z"), HIDDEN, 10,
        "U+0085"),
    Text("a comment that hides a key: LS", put("owner", "x", "# y\u2028closing: z"), HIDDEN, 10,
        "U+2028"),
    Text("a comment that hides a key: PS", put("owner", "x", "# y\u2029closing: z"), HIDDEN, 10,
        "U+2029"),
    Text("words turned round", put("owner", "a\u202edaeh\u202c"), HIDDEN, 1, "U+202E"),
    Text("words set apart", put("owner", "a\u2066b\u2069"), HIDDEN, 1, "U+2066"),
    Text("tag characters", put("owner", "a\U000e0041"), HIDDEN, 1, "U+E0041"),
    Text("words turned round, by an escape", put("owner", '"a\\u202Eb"'), HIDDEN),
    Text("half a pair, by an escape", put("owner", '"\\ud800"'), BROKEN),
    Text("a number beyond characters, by an escape", put("owner", '"\\U00110000"'), BROKEN),
    Text("a family, with its joiners", put("owner", "👨\u200d👩\u200d👧")),
    Text("Persian, with its non-joiner", put("owner", "می\u200cخواهم")),
    Text("Hebrew", put("owner", "שלום")),
    # Spaces, quotes and braces as people paste them.
    Text("a tab for an indent", put("owner", "x", "for_agents:", "\tuse_when: y"), BROKEN, 11,
        "tab"),
    Text("a no-break space for an indent", put("owner", "x", "for_agents:", "\xa0 use_when: y"),
        LOST, 11, "spaces"),
    Text("a blank at the start", put("status", "{{ order_no }} is late"), BROKEN, 1),
    Text("a colon in the words", put("status", "We checked: it is late"), BROKEN, 1),
    Text("a quote that never ends", put("status", '"it is late'), BROKEN, 1),
    Text("a list that never ends", put("tags", "[a, b"), BROKEN, 1),
    Text("a map cut at a comma", put("for_agents", "{use_when: a, b}"), LOST, 1),
    Text("a block without words", put("status", ">-"), "empty-part", 1),
    Text("a block with a strange head", put("status", ">9x"), BROKEN, 1),
    # Size and depth.
    Text("brackets 200 deep", put("tags", "[" * 200 + "]" * 200), "oversized-file", 1),
    Text("30,000 nodes", put("tags", "[" + "a," * 30_000 + "]"), "oversized-file", 1),
    Text("more than a mebibyte", put("owner", "x" * 1024 * 1024), "unreadable-file", 1, "1024 KiB"),
    Text("a word of nearly a mebibyte", put("situation", "x" * 1_000_000)),
    Text("a status of nearly a mebibyte", put("status", ">-\n  " + "word " * 200_000),
        "outside-the-language", 2, "split it"),
    Text("20,000 letters before a blank",
        put("status", ">-\n  " + "a" * 20_001 + " {{ order_no }}"), "outside-the-language", 2),
    Text("3,000 lines of comments", b"# x\n" * 3000 + SCENARIO.encode()),
    Text("3,000 equal keys", SCENARIO.encode() + b"owner: x\n" * 3000, "duplicate-key", 10),
    # Fields with values that are none.
    Text("a step with no one",
        put("next_steps", "", "", "").replace(b"next_steps: \n", b"next_steps:\n  - it: x\n"),
        "unknown-key", 2),
    Text("steps as a map", put("next_steps", "{us: x, you: y}"), "bad-value", 1),
    Text("a time of 999,999 days", put("approximate_time", "{within: 999999 days}"),
        "unreadable-time"),
    Text("a time in numbers of another script", put("approximate_time", "{within: ٣ days}"),
        "unreadable-time"),
    Text("a length that is huge",
        put("owner", "x", "variables:", "  a:", "    max_length: 99999999999999999999"),
        "bad-value", 12),
    Text("a choice of nothing", put("owner", "x", "variables:", "  a:", "    type: choice"),
        "bad-value", 11, "choices"),
    Text("a type that there is not",
        put("owner", "x", "variables:", "  a:", "    type: __import__"), "bad-value", 12),
    Text("a variable named like a method",
        put("owner", "x", "variables:", "  __class__:", "    example: y"), "bad-value", 11),
    Text("an example that is no number",
        put("owner", "x", "variables:", "  a:", "    type: number", "    example: nan"),
        "bad-example", 13),
    Text("a date that never was", put("reviewed", "2026-02-30"), "bad-value"),
    Text("a date before there were dates", put("reviewed", "0000-01-01"), "bad-value"),
    Text("a channel that there is not", SCENARIO.replace("chat", "pager").encode(), "unknown-key",
        9),
    Text("a template for a field", put("owner", "{{ order_no }}"), BROKEN, 1),
]  # fmt: skip


def wording(words: str) -> bytes:
    """The good scenario with this wording for its status, on line 2."""
    return put("status", f">-\n  {words}")


OUTSIDE, SYNTAX, FILTER = "outside-the-language", "wording-syntax", "unknown-filter"

# The public ways out of Jinja's sandbox, and the ways to make it eat time and memory.
WORDING = [
    Text(name, wording(words), rule, 2, says)
    for name, words, rule, says in [
        ("dunders", "{{ ''.__class__.__mro__[1].__subclasses__() }}", OUTSIDE, ""),
        ("a dunder of a value", "{{ order_no.__class__ }}", OUTSIDE, ""),
        ("a dunder by an index", "{{ order_no['__class__'] }}", OUTSIDE, ""),
        ("a dunder in two halves", "{{ order_no['__cl' ~ 'ass__'] }}", OUTSIDE, ""),
        ("attr (CVE-2025-27516)", "{{ order_no|attr('__class__') }}", FILTER, "attr"),
        ("attr by a filter by map", "{{ [order_no]|map(attribute='__class__')|list }}", FILTER, ""),
        ("format (CVE-2016-10745)", "{{ '{0.__class__}'.format(order_no) }}", OUTSIDE, ""),
        ("format_map (CVE-2019-10906)", "{{ '{a.__class__}'.format_map({'a': 1}) }}", OUTSIDE, ""),
        ("format, not called (CVE-2024-56326)", "{% set f = ''.format %}{{ f }}", OUTSIDE, ""),
        ("the filter format", "{{ '%s'|format(order_no) }}", FILTER, ""),
        ("globals", "{{ lipsum.__globals__['os'].popen('id').read() }}", OUTSIDE, ""),
        ("cycler", "{{ cycler.__init__.__globals__ }}", OUTSIDE, ""),
        ("joiner", "{{ joiner('x') }}", OUTSIDE, ""),
        ("namespace", "{{ namespace(a=1) }}", OUTSIDE, ""),
        ("self", "{{ self._TemplateReference__context }}", OUTSIDE, ""),
        ("the configuration", "{{ config.items() }}", OUTSIDE, ""),
        ("a request", "{{ request.application.__globals__ }}", OUTSIDE, ""),
        ("url_for", "{{ url_for.__globals__.current_app }}", OUTSIDE, ""),
        ("a global by its name", "{{ lipsum }}", "undeclared-variable", "lipsum"),
        ("a method, not called", "{{ order_no.upper }}", OUTSIDE, "upper"),
        ("a method, called", "{{ order_no.upper() }}", OUTSIDE, "upper"),
        ("import", "{% import 'os' as os %}", OUTSIDE, ""),
        ("from", "{% from 'x' import y %}", OUTSIDE, ""),
        ("extends", "{% extends '/etc/passwd' %}", OUTSIDE, ""),
        ("a file of the system", "{% include '/etc/passwd' %}", OUTSIDE, "partials/"),
        ("a file above", "{% include '../../snap.yaml' %}", OUTSIDE, "partials/"),
        ("a partial by a value", "{% include order_no %}", OUTSIDE, ""),
        ("a partial that may be missing", "{% include 'x.txt' ignore missing %}", OUTSIDE, ""),
        ("a partial that is not there", "{% include 'x.txt' %}", "unknown-partial", "x.txt"),
        ("a block", "{% block x %}y{% endblock %}", OUTSIDE, ""),
        ("a macro", "{% macro m(n) %}{{ m(n-1) }}{% endmacro %}{{ m(60) }}", OUTSIDE, ""),
        ("a call", "{% call x() %}{% endcall %}", OUTSIDE, ""),
        ("a loop", "{% for x in [1] %}x{% endfor %}", OUTSIDE, "loops"),
        ("a loop over itself", "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}", OUTSIDE,
            ""),
        ("autoescape off", "{% autoescape false %}x{% endautoescape %}", OUTSIDE, ""),
        ("safe", "{{ order_no|safe }}", FILTER, "safe"),
        ("tojson", "{{ order_no|tojson }}", FILTER, ""),
        ("xmlattr (CVE-2024-22195)", "{{ {'x y': 1}|xmlattr }}", FILTER, ""),
        ("urlize", "{{ order_no|urlize }}", FILTER, ""),
        ("pprint", "{{ order_no|pprint }}", FILTER, ""),
        ("random", "{{ [1,2]|random }}", FILTER, ""),
        ("debug", "{% debug %}", OUTSIDE, ""),
        ("do", "{% do order_no.x() %}", OUTSIDE, ""),
        ("with", "{% with a = 1 %}{{ a }}{% endwith %}", OUTSIDE, ""),
        ("a filter around text", "{% filter upper %}x{% endfilter %}", OUTSIDE, ""),
        ("raw", "{% raw %}{{ x }}{% endraw %}", OUTSIDE, ""),
        ("a translation", "{% trans %}x{% endtrans %}", OUTSIDE, ""),
        ("a slice", "{{ order_no[::-1] }}", OUTSIDE, ""),
        ("a list", "{{ [order_no] }}", OUTSIDE, ""),
        ("a map", "{{ {'a': order_no} }}", OUTSIDE, ""),
        ("a sum", "{{ order_no + 1 }}", OUTSIDE, ""),
        ("a join by ~", "{{ order_no ~ order_no }}", OUTSIDE, ""),
        ("a test by a name", "{% if order_no is callable %}x{% endif %}", OUTSIDE, ""),
        ("a number of 5,000 digits", "{% if order_no == " + "9" * 5000 + " %}x{% endif %}", OUTSIDE,
            "digits"),
        ("300 terms", "{{ " + "+".join(["1"] * 300) + " }}", OUTSIDE, ""),
        ("120 ifs in one another", "{% if order_no %}" * 120 + "x" + "{% endif %}" * 120, OUTSIDE,
            ""),
        ("25 loops in one another", "{% for a in b %}" * 25 + "{% endfor %}" * 25, OUTSIDE, ""),
        ("1,000 brackets", "{{ " + "(" * 1000 + "order_no" + ")" * 1000 + " }}", OUTSIDE, ""),
        ("1,000 nots", "{% if " + "not " * 1000 + "order_no %}x{% endif %}", OUTSIDE, ""),
        ("1,000 minuses", "{% if order_no == " + "-" * 1000 + "1 %}x{% endif %}", OUTSIDE, ""),
        ("1,000 filters", "{{ order_no" + "|upper" * 1000 + " }}", OUTSIDE, ""),
        ("5,000 braces", "{{" * 5000, SYNTAX, ""),
        ("a blank that never ends", "{{ order_no", SYNTAX, "closed"),
        ("a comment that never ends", "{# order_no", SYNTAX, ""),
        ("an if that never ends", "{% if order_no %}x", SYNTAX, "endif"),
        ("an end of nothing", "x{% endif %}", SYNTAX, "endif"),
        ("quotes that never end", "{{ 'x }}", SYNTAX, ""),
        ("a backslash", "{{ '\\x41' }}", OUTSIDE, "backslash"),
        ("a name in another script", "{{ оrder_no }}", "undeclared-variable", "order_no"),
        ("three braces", "{{{ order_no }}}", SYNTAX, "one name"),
        ("a shell's blank", "${order_no} is late", "mistyped-blank", "${order_no}"),
        ("a line statement", "# for x in y", "", ""),
        ("a CI command", "::error file=x::y is late", "", ""),
        ("another CI command", "##[error]y is late", "", ""),
        ("a link that commands a terminal", "[red]x[/red] :smile: is late", "", ""),
    ]
]  # fmt: skip
