"""Espanso: a match file. YAML is read as a tree of texts: nothing in it is made or run."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from snapmsg.exchange.html_text import to_text
from snapmsg.exchange.macro import ESPANSO, Macro, NotThis, placeholders

_USED = ("trigger", "triggers", "regex", "label", "replace", "markdown", "html", "form")


def read(text: str) -> Iterator[Macro]:
    """The matches of a file; the trigger is the id, and the label, if there is one, the title.

    A match that runs a program or shows a picture says nothing and is left out.
    """
    for key, value in _pairs(_tree(text)):
        if key == "matches" and isinstance(value, yaml.SequenceNode):
            for match in value.value:
                yield from _macro(match)


def looks_right(text: str) -> bool:
    """Whether a text has a list of matches at its top."""
    return any(line.startswith("matches:") for line in text.splitlines())


def _tree(text: str) -> yaml.Node | None:
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f" on line {mark.line + 1}" if mark is not None else ""
        raise NotThis(f"this YAML is broken{where}: {error.problem}") from None
    except yaml.YAMLError:
        raise NotThis("this YAML holds characters that no text has") from None
    except RecursionError:
        raise NotThis("this YAML is nested too deeply to be an export") from None
    return node


def _pairs(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield key.value, value


def _macro(match: yaml.Node) -> Iterator[Macro]:
    found = dict(_pairs(match))
    words = {key: node.value for key, node in found.items() if isinstance(node, yaml.ScalarNode)}
    listed = found.get("triggers")
    triggers = [words["trigger"]] if "trigger" in words else (
        [one.value for one in listed.value if isinstance(one, yaml.ScalarNode)]
        if isinstance(listed, yaml.SequenceNode) else []
    )  # fmt: skip
    said = words.get("replace") or words.get("markdown") or words.get("form") or ""
    said = said or to_text(words.get("html", ""))
    said = said.replace("\\{\\{", "{{").replace("\\}\\}", "}}").strip()
    if said:
        id = triggers[0] if triggers else words.get("regex", "")
        yield Macro(
            words.get("label") or id.lstrip(":;/"), said, match.start_mark.line + 1, "",
            placeholders(said, ESPANSO), id,
            rest=tuple(
                (key, words[key] if key in words else yaml.serialize(node).strip())
                for key, node in found.items()
                if key not in _USED and node.value
            ),
        )  # fmt: skip
