"""What a library covers: how many scenarios there are where, who owns them, what they promise.

`counting` counts, `tables` lays the counts out as a few tables, and `showing` draws those for a
terminal, as Markdown or as a web page.
"""

from snapmsg.stats.counting import Stats, as_record, count
from snapmsg.stats.showing import as_html, as_markdown, as_text
from snapmsg.stats.tables import Table, tables

__all__ = [
    "Stats",
    "Table",
    "as_html",
    "as_markdown",
    "as_record",
    "as_text",
    "count",
    "tables",
]
