"""Reads YAML as text with an address: no types, no features, no word lost without a report.

`read` gives the document and what is wrong with it. `trailing_comment` and `corrected` are for
the rooms above, which know what customers read.
"""

from __future__ import annotations

import re
from itertools import islice

from snapmsg.reader.events import PURE, parse
from snapmsg.reader.everyday import everyday
from snapmsg.reader.lines import Correction, with_lines
from snapmsg.reader.nodes import Document, ListNode, MapNode, Node, Path, texts
from snapmsg.reader.repair import corrected, hidden_characters, problems
from snapmsg.source import Addressed, Range, Source

__all__ = [
    "PURE",
    "Correction",
    "Document",
    "ListNode",
    "MapNode",
    "Node",
    "Path",
    "corrected",
    "hidden_characters",
    "read",
    "texts",
    "trailing_comment",
    "with_lines",
]

_MOST_PROBLEMS = 20
_COMMENT = re.compile(r"[ \t]+(#.*)")


def read(source: Source, *, pure: bool = PURE) -> Document:
    """A source as a document. Never raises, whatever the text.

    `pure` takes PyYAML's own parser in place of libyaml. At most 20 hidden characters and 20
    other problems are reported: what a file has more of is of the same kind.
    """
    if not pure and (root := everyday(source)) is not None:
        return Document(root, [])
    found = list(islice(hidden_characters(source), _MOST_PROBLEMS))
    parsed = parse(source, pure)
    if parsed.fatal is None:
        if parsed.faults:
            found += islice(problems(source, parsed, pure), _MOST_PROBLEMS)
            found.sort(key=lambda problem: problem.at.start)
        return Document(parsed.root, found)
    # Most hidden characters make YAML stop, or break a line where nobody sees it. What it says
    # then would only confuse.
    if not found:
        found += problems(source, parsed, pure)
    return Document(None, found)


def trailing_comment(text: Addressed) -> Range | None:
    """The `# …` behind a plain text, on the line where it ends: it may have been meant as words."""
    if text.style != "plain":
        return None
    source = text.source
    line_end = source.text.find("\n", text.end)
    found = _COMMENT.match(source.text, text.end, line_end if line_end >= 0 else len(source.text))
    return Range(source, found.start(1), found.end()) if found else None
