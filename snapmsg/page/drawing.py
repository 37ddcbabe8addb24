"""Draws the page: a frame for each channel, and in it the message with its parts marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from snapmsg import locales
from snapmsg.channels import HTML
from snapmsg.message import Message
from snapmsg.model import Part
from snapmsg.page.safe import sieve
from snapmsg.preview import counts, is_filled, missing, values
from snapmsg.terminal import clean, clean_line
from snapmsg.wording import Segment

_STYLE = Path(__file__).parent / "page.css"
# Nothing that a message holds may load or run anything, whatever slips through.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"


def draw(messages: Sequence[Message]) -> str:
    """The page of one scenario's messages, a frame for each. They have at least one.

    A message whose form is HTML stands as it would in a reader's program, any other as text.
    """
    scenario = messages[0].scenario
    title = escape(clean_line(scenario.title))
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{title}</title>",
            f"<style>\n{_STYLE.read_text('utf-8')}</style>",
            "</head>",
            "<body>",
            "<header>",
            f'<h1 dir="auto">{title}</h1>',
            *_said("situation", scenario.fact("situation")),
            *_legend(),
            "</header>",
            "<main>",
            *(line for message in messages for line in _channel(message)),
            "</main>",
            "<footer>",
            *_values(messages),
            "</footer>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _said(kind: str, text: str) -> Iterator[str]:
    if text:
        yield f'<p class="{kind}" dir="auto">{escape(clean_line(text))}</p>'


def _legend() -> Iterator[str]:
    yield '<ul class="legend" aria-label="What the marks mean">'
    for part in Part:
        yield f"<li>{_open(part, starts=True)}{part.words.capitalize()}</span></li>"
    yield '<li><span class="filled">filled in</span></li>'
    yield "</ul>"


def _channel(message: Message) -> Iterator[str]:
    """One channel: its name, the message in its frame, and how long it is."""
    channel = message.channel
    yield f'<article class="channel {channel.name}">'
    yield f"<h2>{escape(channel.label)}</h2>"
    locale = locales.get(message.locale)
    lang, direction = escape(message.locale), escape(locale.direction)
    yield f'<div class="frame" lang="{lang}" dir="{direction}">'
    yield from _fields(message)
    if message.form is HTML:
        yield f'<div class="sheet">{sieve(_inner("".join(_marked(message.body, _as_is))))}</div>'
    else:
        # A phone goes by the first letter of the text itself, whatever language it is meant to be.
        yield f'<div class="text" dir="auto">{"".join(_marked(message.body, _as_text))}</div>'
    yield "</div>"
    yield f'<p class="counts">{escape(counts(message))}</p>'
    for text in missing(message):
        yield f'<p class="missing">{escape(text)}</p>'
    yield "</article>"


def _fields(message: Message) -> Iterator[str]:
    """The texts of the channel's own that the body has not."""
    own = {field.name: field for field in message.channel.fields}
    labels = locales.get(message.locale).labels
    shown = [(name, text) for name, text in message.fields.items() if not own[name].inside]
    if shown:
        yield '<dl class="fields">'
        for name, segments in shown:
            label = labels.get(name) or name.replace("_", " ").capitalize()
            said = "".join(_marked(segments, _as_text))
            yield f'<div class="{name}"><dt>{escape(label)}</dt><dd>{said}</dd></div>'
        yield "</dl>"


def _as_text(text: str) -> str:
    return escape(clean(text))


def _as_is(text: str) -> str:
    """Text of a message in HTML: its template's tags, and what its encoder has made safe."""
    return text


def _marked(segments: Sequence[Segment], encode: Callable[[str], str]) -> Iterator[str]:
    """Segments as HTML, in which each part is tinted and what fills a blank underlined."""
    seen: set[Part] = set()
    for part, group in groupby(segments, key=lambda segment: segment.part):
        words = "".join(_filled(segment, encode) for segment in group)
        if part is None or not words.strip():
            yield words
        else:
            yield f"{_open(part, starts=part not in seen)}{words}</span>"
            seen.add(part)


def _filled(segment: Segment, encode: Callable[[str], str]) -> str:
    words = encode(segment.text)
    if not is_filled(segment):
        return words
    # A name in Arabic turns none of the words around it: `auto` sets it apart.
    return f'<span class="filled" dir="auto" title="{escape(segment.blank or "")}">{words}</span>'


def _open(part: Part, *, starts: bool) -> str:
    """The tag that begins a stretch of a part; the first one of a part bears its letter."""
    letter = f' data-letter="{part.letter}"' if starts else ""
    return f'<span class="part {part}" title="{part.words.capitalize()}"{letter}>'


def _inner(page: str) -> str:
    """What stands in the body of a page of HTML; all of it where there is none."""
    _, found, rest = page.partition("<body")
    return rest.partition(">")[2].rpartition("</body>")[0] if found else page


def _values(messages: Sequence[Message]) -> Iterator[str]:
    """Which values filled the blanks and decided the conditions."""
    used = dict(values(messages))
    if not used:
        yield "<p>No blanks: every customer reads the same.</p>"
        return
    yield "<h2>Example values</h2>"
    yield '<dl class="values">'
    for name, value in used.items():
        yield f'<div><dt>{escape(name)}</dt><dd dir="auto">{escape(value)}</dd></div>'
    yield "</dl>"
