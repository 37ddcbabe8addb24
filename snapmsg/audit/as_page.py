"""An audit as one web page, to be sent round or printed: no script, nothing to load."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from snapmsg.audit.as_text import NAMES
from snapmsg.audit.auditing import Audited
from snapmsg.audit.reading import Timing
from snapmsg.audit.summary import sentence, tally, worst_first
from snapmsg.model import Part
from snapmsg.terminal import clean, clean_line

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
:root { color-scheme: light dark; --line: #8884 }
:root { --s: #8ecae6; --n: #a8dab5; --a: #ffd97d; --p: #d7b5f5 }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
h1 { font-size: 1.5rem; line-height: 1.3 }
table { border-collapse: collapse } td, th { padding: .2rem .8rem; text-align: left }
td.number { text-align: right; font-variant-numeric: tabular-nums }
article { border-top: 1px solid var(--line); padding: 1rem 0; break-inside: avoid }
article h2 { font-size: 1rem; margin: 0 } .place { opacity: .7; font-weight: normal }
.text { white-space: pre-wrap; overflow-wrap: anywhere }
mark { color: #111; border-radius: .2rem; padding: 0 .15rem }
mark.status { background: var(--s) } mark.next_steps { background: var(--n) }
mark.approximate_time { background: var(--a) } mark.planned_outcome { background: var(--p) }
sup { font-weight: bold } .lacks { font-weight: bold } ul { margin: .3rem 0 }
"""
_TIMES = {Timing.VAGUE: "only a vague time", Timing.CUSTOMER: "only the customer's own deadline"}


def report(found: Sequence[Audited]) -> Iterator[str]:
    """The lines of the page, the worst message first."""
    told = tally(found)
    title = escape(clean_line(sentence(found)))
    yield "<!doctype html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>Audit: {told.messages:,} {told.noun}{'s' * (told.messages != 1)}</title>"
    yield f"<style>{_STYLE}</style></head><body>"
    yield f"<h1>{title}</h1>"
    yield "<table><thead><tr><th>Part</th><th>Have it</th><th>Of all</th></tr></thead><tbody>"
    for part in Part:
        count = told.parts[part]
        name = f'<mark class="{part}">{part.letter}</mark> {NAMES[part]}'
        yield _row(name, count, told.messages)
    yield _row("All four", told.complete, told.messages)
    yield "</tbody></table><main>"
    for one in worst_first(found):
        yield from _article(one)
    yield "</main></body></html>"


def _row(name: str, count: int, of: int) -> str:
    share = f"{round(100 * count / max(of, 1))} %"
    return (
        f'<tr><th>{name}</th><td class="number">{count:,}</td><td class="number">{share}</td></tr>'
    )


def _article(one: Audited) -> Iterator[str]:
    message = one.message
    place = escape(clean_line(f"{message.source}:{message.line}"))
    name = escape(clean_line(message.title)) or "Message"
    yield f'<article><h2>{one.reading.score} of 4 · {name} <span class="place">{place}</span></h2>'
    lacks = [
        _TIMES.get(one.reading.time, NAMES[part].lower())
        if part is Part.APPROXIMATE_TIME
        else NAMES[part].lower()
        for part in one.missing
    ]
    if lacks:
        yield f'<p class="lacks">Missing: {escape(", ".join(lacks))}</p>'
    yield f'<p class="text">{_marked(one)}</p>'
    if one.remarks:
        yield "<ul>"
        for remark in one.remarks:
            words = escape(clean_line(message.text[remark.start : remark.end][:80]))
            yield f"<li>{remark.code} “{words}”: {escape(clean_line(remark.reason))}</li>"
        yield "</ul>"
    yield "</article>"


def _marked(one: Audited) -> str:
    """The text with its parts marked; where parts overlap, the later ones of SNAP are lettered."""
    text = one.message.text
    edges = {0, len(text)}
    for spans in one.reading.spans.values():
        edges |= {edge for span in spans for edge in span}
    cuts = sorted(edges)
    pieces = []
    for a, b in pairwise(cuts):
        parts = [
            part for part in Part if any(s <= a and b <= e for s, e in one.reading.spans[part])
        ]
        said = escape(clean(text[a:b]))
        if parts and text[a:b].strip():
            letters = "".join(part.letter for part in parts)
            said = f'<mark class="{parts[-1]}">{said}</mark><sup>{letters}</sup>'
        pieces.append(said)
    return "".join(pieces)
