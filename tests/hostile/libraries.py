"""Hostile settings, templates and partials: what all scenarios of a library share."""

from __future__ import annotations

from itertools import pairwise

from hostile.runner import SCENARIO, SETTINGS, Case


def settings(name: str, text: str | bytes, code: int, says: str = "", line: int = 0) -> Case:
    """A `snap.yaml`, and what lint says of it, on which line."""
    at = f"snap.yaml:{line}:" if line else ""
    return Case(name, "lint", code, says, at, {"snap.yaml": text})


def more(name: str, text: str, code: int, says: str = "", line: int = 0) -> Case:
    """Lines behind the good settings; the first of them is line 10."""
    return settings(name, SETTINGS + text, code, says, line)


CHAT = "channels/chat.txt.j2"
ALL = "{{ status }}{% for step in next_steps %}{{ step.text }}{% endfor %}{{ approximate_time }}"
END = "{{ planned_outcome }}"


def template(name: str, text: str | bytes, code: int, says: str = "", line: int = 0) -> Case:
    """A library's own template for chat."""
    return Case(name, "lint", code, says, f"{CHAT}:{line}:" if line else "", {CHAT: text})


def partial(
    name: str, files: dict[str, str | bytes], code: int, says: str = "", at: str = ""
) -> Case:
    """Partials, of which the scenario includes `a.txt`."""
    scenario = SCENARIO.replace("in Leeds.", 'in Leeds. {% include "a.txt" %}')
    tree = {f"partials/{path}": text for path, text in files.items()}
    return Case(name, "lint", code, says, at, {"scenarios/t/good.yaml": scenario, **tree})


def chain(names: str, times: int) -> dict[str, str | bytes]:
    """Partials that each include the next one, so many times."""
    files: dict[str, str | bytes] = {
        f"{here}.txt": f'{{% include "{there}.txt" %}}' * times for here, there in pairwise(names)
    }
    return {**files, f"{names[-1]}.txt": "word " * 1000}


ALONE = ("a pattern that takes for ever", "of them", "a number that never ends", "9,000", "ring")
"""Words in the names of those that could take a process down, and get one of their own."""

CASES = [
    # snap.yaml
    settings("settings: nothing", "", 1),
    settings("settings: a list", "- a\n", 2, "snap.yaml starts with a key", 1),
    settings("settings: a word", "hello\n", 2, "snap.yaml starts with a key", 1),
    settings("settings: broken", "name: a: b\n", 2, "new key", 1),
    settings("settings: brackets without an end", "a: " + "[" * 100_000, 2, "", 1),
    settings("settings: UTF-16", SETTINGS.encode("utf-16"), 2, "UTF-16", 1),
    settings("settings: Latin-1", "name: Päckchen\n".encode("latin-1"), 2, "UTF-8", 1),
    settings("settings: more than a mebibyte", "# x\n" * 300_000, 2, "larger", 1),
    settings("settings: a NUL", "name: a\0b\n", 2, "U+0000", 1),
    more("settings: code in them", "plugins: [evil]\n", 1, "“plugins” is no key of snap.yaml", 10),
    more("settings: an escape sequence in a key", '"\\e[31m": x\n', 1, "is no key", 10),
    more("settings: a CI command for a key", '"::error::x": y\n', 1, "is no key", 10),
    more("settings: a key twice", "name: x\n", 1, "line 1", 10),
    more("settings: a tag", "locale: !!python/name:os.system x\n", 1, "as text", 10),
    more("settings: an alias bomb", "labels: &a {status: x}\nhours: *a\n", 1, "", 11),
    more("settings: a rule that there is not", "rules: {vague-tiem: off}\n", 2, "vague-time", 10),
    more("settings: a severity that there is not", "rules: {vague-time: fatal}\n", 1, "fatal", 10),
    more("settings: an option that there is not", "rules: {vague-time: {x: y}}\n", 1, "no option",
        10),
    more("settings: a rule as a list", "rules: [vague-time]\n", 1, "rules", 10),
    more("settings: 9,000 rules", "rules:\n" + "".join(f"  r{n}: off\n" for n in range(9000)), 2,
        "no rule “r0”", 11),
    more("settings: 9,000 equal rules", "rules:\n" + "  vague-time: off\n" * 9000, 1, "", 12),
    settings("settings: a zone that is a path", "time_zone: ../../../etc/passwd\n", 1, "etc/passwd",
        1),
    settings("settings: a zone that is a whole path", "time_zone: /etc/passwd\n", 1, "etc/passwd",
        1),
    settings("settings: a zone that is a folder", "time_zone: Europe\n", 1, "Europe", 1),
    settings("settings: a zone with a NUL", 'time_zone: "a\\0b"\n', 1, "", 1),
    settings("settings: a zone with half a pair", "time_zone: '..'\n", 1, "", 1),
    more("settings: hours that never were", "hours: {monday: 25:00 to 26:00}\n", 1, "25:00", 10),
    more("settings: hours backwards", "hours: {monday: 17:00 to 09:00}\n", 1, "17:00", 10),
    more("settings: a day that there is not", "hours: {someday: 09:00 to 17:00}\n", 1, "someday",
        10),
    more("settings: never open", "hours: {monday: closed}\n", 1, "", 10),
    more("settings: a holiday that never was", "holidays: [2026-02-30]\n", 1, "2026-02-30", 10),
    more("settings: 9,000 holidays", "holidays: [" + "2026-12-25, " * 9000 + "]\n", 0),
    more("settings: a locale that is a path", "locale: ../../x\n", 1, "does not speak", 10),
    more("settings: a locale that is a module", "locale: json\n", 1, "does not speak", 10),
    more("settings: a channel that is a module", "channels: [os]\n", 1, "“os” is no channel", 10),
    more("settings: a channel that is a path", "channels: [../email]\n", 1, "is no channel", 10),
    more("settings: a limit below nothing", "channels: {chat: {most: -1}}\n", 1, "-1", 10),
    more("settings: a limit without an end", "channels: {chat: {most: " + "9" * 5000 + "}}\n", 1,
        "", 10),
    more("settings: a review in a million years", "review_every: 99999 months\n", 1, "99999", 10),
    more("settings: a pattern that takes for ever",
        "ignore:\n  '" + "*a" * 500 + "b': vague-time\n", 0),
    more("settings: a pattern with brackets", "ignore:\n  '[[[a-': vague-time\n", 0),
    more("settings: 5,000 patterns",
        "ignore:\n" + "".join(f"  a{n}/*: vague-time\n" for n in range(5000)), 0),
    more("settings: an ignore of nothing", "ignore: {'*': nothing}\n", 0,
        "there is no rule “nothing”", 10),
    more("settings: a label with a blank", "labels: {status: '{{ x }}'}\n", 0),
    # Templates
    template("template: nothing", "", 1, "status", 1),
    template("template: Latin-1", b"\xe4", 1, "UTF-8", 1),
    template("template: an escape sequence", ALL + END + "\x1b[31m", 1, "U+001B", 1),
    template("template: drops a part", ALL, 1, "drops “planned_outcome”", 1),
    template("template: drops a part sometimes", ALL + "{% if opening %}" + END + "{% endif %}", 1,
        "", 1),
    template("template: an if that never ends", ALL + "\n{% if opening %}" + END, 1, "endif", 2),
    template("template: a for that never ends", "{% for step in next_steps %}", 1, "endfor", 1),
    template("template: a loop in a loop", "{% for step in next_steps %}" * 2 + "{% endfor %}" * 2,
        1, "a loop cannot stand in a loop", 1),
    template("template: a loop over a number", "{% for step in range(99999) %}x{% endfor %}", 1, "",
        1),
    template("template: a loop over a value", "{% for step in order_no %}x{% endfor %}", 1, "", 1),
    template("template: an attribute of a part", ALL + END + "{{ status.__class__ }}", 1, "", 1),
    template("template: a dunder of a step",
        ALL + END + "{% for step in next_steps %}{{ step.__class__ }}{% endfor %}", 1, "", 1),
    template("template: the loop itself",
        "{% for step in next_steps %}{{ loop._iterable }}{% endfor %}" + ALL + END, 1, "", 1),
    template("template: a global", ALL + END + "{{ lipsum.__globals__ }}", 1, "", 1),
    template("template: a number that never ends", ALL + END + "{{ 9**(9**9) }}", 1, "", 1),
    template("template: includes the settings", ALL + END + "{% include '../snap.yaml' %}", 1, "",
        1),
    template("template: includes itself", ALL + END + "{% include 'chat.txt.j2' %}", 1, "", 1),
    template("template: extends another", "{% extends 'email.txt.j2' %}", 1, "", 1),
    template("template: a name that nothing fills", ALL + END + "{{ secrets }}", 1, "secrets", 1),
    template("template: 100,000 letters", ALL + END + "x" * 100_000, 1, "", 1),
    template("template: 1,000 ifs", "{% if opening %}x{% endif %}" * 1000 + ALL + END, 1, "", 1),
    template("template: a command for the log", ALL + END + "\n::error::x\n##[group]y\n", 0),
    template("template: binary", bytes(range(256)) * 10, 1, "UTF-8", 2),
    # Partials
    partial("partial: includes itself", {"a.txt": 'x {% include "a.txt" %}'}, 1, ""),
    partial("partial: two in a ring",
        {"a.txt": '{% include "b.txt" %}', "b.txt": '{% include "a.txt" %}'}, 1, ""),
    partial("partial: ten deep", chain("abcdefghijk", 1), 1),
    partial("partial: 8 × 8 × 8 … of them", chain("abcdefgh", 8), 1, ""),
    partial("partial: 90 × 90 × 90 … of them", chain("abcdefgh", 90), 1, ""),
    partial("partial: missing", {}, 1, "a.txt", "scenarios/t/good.yaml:4:"),
    partial("partial: includes what is missing", {"a.txt": 'x {% include "b.txt" %}'}, 1, "b.txt",
        "partials/a.txt:1:"),
    partial("partial: Latin-1", {"a.txt": b"\xe4"}, 1, "UTF-8", "partials/a.txt:1:"),
    partial("partial: an escape sequence", {"a.txt": "\x1b[31m"}, 1, "U+001B", "partials/a.txt:1:"),
    partial("partial: an if that never ends", {"a.txt": "{% if order_no %}x"}, 1, "endif",
        "partials/a.txt:1:"),
    partial("partial: a blank that nobody declared", {"a.txt": "{{ secrets }}"}, 1, "secrets"),
    partial("partial: code", {"a.txt": "{{ ''.__class__ }}"}, 1, "", "partials/a.txt:1:"),
    partial("partial: a megabyte", {"a.txt": "word " * 200_000}, 1, "20,000", "partials/a.txt:1:"),
    partial("partial: a loop", {"a.txt": "{% for step in next_steps %}{% endfor %}"}, 1, "",
        "partials/a.txt:1:"),
]  # fmt: skip
