"""Lays a scenario's file out in the one way that snap has: every word and every comment stays.

`comments` knows which key each comment belongs to, `order` which key comes first, and `lines`
writes both down. What comes out is read again, and never handed on unless it says the same.
"""

from __future__ import annotations

from snapmsg import reader
from snapmsg.errors import SnapError
from snapmsg.fmt.comments import Comments, attached, comments
from snapmsg.fmt.lines import laid_out
from snapmsg.reader import MapNode
from snapmsg.source import Source
from snapmsg.wizard.layout import plain

__all__ = ["Comments", "attached", "comments", "tidy"]


def tidy(source: Source) -> str:
    """A scenario's text, laid out, with the line ends that the file has.

    An empty file, or one with comments alone, stays as it is. Raises `SnapError` where YAML
    cannot read the text as it was meant, and where it would not come back word for word.
    """
    document = reader.read(source)
    if document.problems:
        problem = document.problems[0]
        first = problem.reason.partition("\n")[0].rstrip(".:")
        raise SnapError(f"{first}. Put that right first: snap lint", at=problem.at)
    root = document.root
    if not isinstance(root, MapNode) or not root.entries:
        return source.raw
    text = "\n".join([*laid_out(source, root), ""])
    if not _says_the_same(source, root, text):
        raise SnapError(
            "this file cannot be laid out without a change to what it says, so it stays as it is",
            path=source.path,
        )
    return text.replace("\n", "\r\n") if "\r\n" in source.raw else text


def _says_the_same(source: Source, root: MapNode, text: str) -> bool:
    """Whether a text has the same words under the same keys, and the same comments."""
    again = Source(source.path, text)
    document = reader.read(again)
    if document.problems or not isinstance(document.root, MapNode):
        return False
    before = sorted(comment.text for comment in comments(source, root))
    after = sorted(comment.text for comment in comments(again, document.root))
    return plain(document.root) == plain(root) and before == after
