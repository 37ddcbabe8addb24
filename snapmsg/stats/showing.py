"""Tables as text for a terminal, as Markdown, and as a web page."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from textwrap import wrap

from snapmsg.stats.tables import Table
from snapmsg.terminal import Style, clean_line, clip, paint, width

_WIDEST_BAR = 24
_EIGHTHS = " ▏▎▍▌▋▊▉█"

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """\
body{font:16px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em}
table{border-collapse:collapse;width:100%;margin:0 0 .5em}
th,td{padding:.2em .6em;text-align:right;border-bottom:1px solid #8884}
th:first-child,td:first-child{text-align:left}
td.bar{width:35%;text-align:left}
meter{width:100%}
h2{font-size:1.1em;margin:2em 0 .5em}
@media(prefers-color-scheme:dark){body{background:#111;color:#eee}}
"""


def as_text(found: Iterable[Table], columns: int, colour: bool, encoding: str) -> Iterator[str]:
    """The tables in so many columns, each row with its bar."""
    for number, table in enumerate(found):
        if number:
            yield ""
        for line in wrap(clean_line(table.title), columns):
            yield paint(line, Style.BOLD, on=colour)
        if table.rows:
            yield from _rows(table, columns, colour, _fine(encoding))
        for line in wrap(clean_line(table.note), columns - 2):
            yield f"  {paint(line, Style.DIM, on=colour)}"


def _fine(encoding: str) -> bool:
    try:
        _EIGHTHS.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _rows(table: Table, columns: int, colour: bool, fine: bool) -> Iterator[str]:
    """The head and the rows. Where they do not fit, long words are cut, the first column's last."""
    cells = [[clean_line(cell) for cell in row] for row in (table.head, *table.rows)]
    if not fine:
        cells = [[cell.replace("·", "-") for cell in row] for row in cells]
    room = [max(map(width, column)) for column in zip(*cells, strict=True)]
    while sum(room) + 2 * len(room) > columns and max(room[1:]) > 5:
        room[room.index(max(room[1:]), 1)] -= 1
    room[0] = max(min(room[0], columns - sum(room[1:]) - 2 * len(room)), 5)
    left = columns - sum(room) - 2 * len(room) - 2
    most = max(table.bars, default=0)
    bar_room = min(left, _WIDEST_BAR)
    for number, row in enumerate(cells):
        line = ""
        for at, (cell, wide) in enumerate(zip(row, room, strict=True)):
            text = clip(cell, wide)
            gap = " " * (wide - width(text))
            numeric = at and table.bars
            line += "  " + (gap + text if numeric else text + gap)
        if number == 0:
            yield paint(line.rstrip(), Style.DIM, on=colour)
        elif table.bars and bar_room > 3 and most:
            drawn = bar(table.bars[number - 1] / most, bar_room, fine)
            yield f"{line}  {paint(drawn, Style.CYAN, on=colour)}".rstrip()
        else:
            yield line.rstrip()


def bar(share: float, columns: int, fine: bool = True) -> str:
    """A bar of so much of so many columns, 0 to 1; never empty for more than nothing."""
    eighths = max(round(share * columns * 8), 1 if share else 0)
    if not fine:
        return "#" * max((eighths + 4) // 8, 1 if share else 0)
    full, rest = divmod(eighths, 8)
    return _EIGHTHS[8] * full + (_EIGHTHS[rest] if rest else "")


def as_markdown(found: Iterable[Table]) -> Iterator[str]:
    """The tables for a page that renders Markdown; what stands in a cell commands nothing there."""
    for number, table in enumerate(found):
        if number:
            yield ""
        yield f"### {_escaped(table.title)}"
        yield ""
        if table.rows:
            yield _line(table.head)
            yield _line(["---", *["---:" if table.bars else "---"] * (len(table.head) - 1)])
        for row in table.rows:
            yield _line([_escaped(cell) for cell in row])
        if table.note:
            yield ""
            yield _escaped(table.note)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>#|!" else char for char in clean_line(text))


def as_html(found: Iterable[Table], title: str) -> Iterator[str]:
    """The tables as a web page of its own, which loads nothing and runs nothing."""
    name = html.escape(clean_line(title))
    yield "<!doctype html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{name}</title>"
    yield f"<style>{_STYLE}</style></head><body>"
    yield f"<h1>{name}</h1>"
    for table in found:
        yield f"<h2>{html.escape(clean_line(table.title))}</h2>"
        if not table.rows:
            continue
        yield "<table><thead><tr>"
        yield "".join(
            f'<th scope="col">{html.escape(clean_line(each))}</th>' for each in table.head
        )
        yield ("<th></th>" if table.bars else "") + "</tr></thead><tbody>"
        most = max(table.bars, default=0)
        for number, row in enumerate(table.rows):
            cells = "".join(f"<td>{html.escape(clean_line(cell))}</td>" for cell in row)
            if table.bars:
                many = table.bars[number]
                meter = f'<meter min="0" max="{most}" value="{many}">{many}</meter>'
                cells += f'<td class="bar" aria-hidden="true">{meter}</td>'
            yield f"<tr>{cells}</tr>"
        yield "</tbody></table>"
        if table.note:
            yield f"<p>{html.escape(clean_line(table.note))}</p>"
    yield "</body></html>"
