"""Literal words: as an author wrote them for the rules, as a message reads them after reflow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from snapmsg.wording.evaluator import Segment
from snapmsg.wording.tree import Blank, For, If, Include, Node, Text, Tree

VALUE = "\x1a"
"""Stands in prose for each character of a `{{ … }}` that a value replaces."""

TAG = "\x16"
"""Stands in prose for each character of what customers never see: `{% … %}` and `{# … #}`."""

_TAGS = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{#[^{}]*#\}")
_BREAKS = re.compile(r"[ \t]*\n[ \t\n]*")
_PIECES = re.compile(r"[ \t\n]+|[^ \t\n]+(?:[ \n](?![ \t\n])[^ \t\n]+)*")
_SPACES = " \t\n"


def prose(tree: Tree) -> str:
    """A text with its literal words in place, as long as `tree.at.value`.

    Each character of a blank is `VALUE`, of anything else in braces `TAG`. A single line break is
    a space; an empty line stays. In a text with a fault everything in braces is `VALUE`.
    """
    value = tree.at.value
    if "{" not in value:
        return value if "\n" not in value else _spaced(value)
    if tree.faults:
        return _spaced(_TAGS.sub(lambda found: VALUE * len(found[0]), value))
    pieces: list[str] = []
    for node in tree.nodes:
        if type(node) is Text:
            pieces.append(node.text)
        elif type(node) is Blank:
            pieces.append(VALUE * (node.end - node.start))
        else:
            break
    found = "".join(pieces)
    if len(found) != len(value):  # there are tags in it
        found = _tagged(tree)
    return found if "\n" not in value else _spaced(found)


def _tagged(tree: Tree) -> str:
    pieces: list[str] = []
    end = 0
    for node in sorted(_leaves(tree.nodes), key=lambda node: node.start):
        pieces += (
            TAG * (node.start - end),
            node.text if type(node) is Text else VALUE * (node.end - node.start),
        )
        end = node.end
    return "".join([*pieces, TAG * (len(tree.at.value) - end)])


def _leaves(nodes: tuple[Node, ...]) -> Iterator[Text | Blank]:
    """Every literal and every blank, reached or not."""
    for node in nodes:
        if type(node) is Text or type(node) is Blank:
            yield node
        elif type(node) is If:
            for _, body in node.branches:
                yield from _leaves(body)
        elif type(node) is For:
            yield from _leaves(node.body)
        else:
            assert type(node) is Include


def _spaced(text: str) -> str:
    """Line breaks as spaces, of the same length; an empty line stays as it is."""
    return _BREAKS.sub(
        lambda found: found[0] if found[0].count("\n") > 1 else found[0].replace("\n", " "), text
    )


def reflow(segments: list[Segment]) -> list[Segment]:
    """Segments with the white space of their literals set for reading.

    One line break is a space, an empty line a new paragraph, and none is left at the ends. Where
    gaps touch because nothing stands between them any more, the widest counts. Values stay as they
    are. Every literal that comes out is as long as its range, or is a gap alone.
    """
    gap = True
    for segment in segments:
        text = segment.text
        if segment.blank is not None:
            gap = False
        elif "\n" in text or (gap and text[:1] in _SPACES):
            break
        elif text:
            gap = text[-1] in _SPACES
    else:
        if not gap or not segments:
            return segments
    return _reflowed(segments)


def _reflowed(segments: list[Segment]) -> list[Segment]:
    out: list[Segment] = []
    gap: Segment | None = None
    for segment in segments:
        if segment.blank is not None:
            if gap is not None and out:
                _add(out, gap)
            gap = None
            out.append(segment)
            continue
        for found in _PIECES.finditer(segment.text):
            text = found[0]
            if segment.end - segment.start == len(segment.text):
                start, end = segment.start + found.start(), segment.start + found.end()
            else:
                start, end = segment.start, segment.end
            piece = Segment(text, segment.at, start, end, None, segment.part)
            if text[0] in _SPACES:
                wide = _gap(text)
                if gap is None or _width(wide) > _width(gap.text):
                    gap = piece._replace(text=wide)
                continue
            if gap is not None and out:
                _add(out, gap)
            gap = None
            _add(out, piece._replace(text=text.replace("\n", " ")))
    return out


def _gap(text: str) -> str:
    """What a run of white space within one literal comes to."""
    breaks = text.count("\n")
    return text if not breaks else " " if breaks == 1 else "\n\n"


def _width(gap: str) -> tuple[bool, int]:
    return "\n" in gap, len(gap)


def _add(out: list[Segment], piece: Segment) -> None:
    """Add a piece, to the last one where the two are one stretch of the same literal."""
    last = out[-1] if out else piece
    if (
        out
        and last.blank is None
        and last.at is piece.at
        and last.part is piece.part
        and last.end == piece.start
        and last.end - last.start == len(last.text)
        and piece.end - piece.start == len(piece.text)
    ):
        out[-1] = last._replace(text=last.text + piece.text, end=piece.end)
    else:
        out.append(piece)
