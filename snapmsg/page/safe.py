"""What of somebody's HTML may stand on the page: its words and its layout, nothing that acts.

A library may come from a stranger, and its templates with it. Tags and attributes that are not
named here are left out, so that no page loads, sends, covers or leaves anything.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "b",
        "br",
        "blockquote",
        "caption",
        "code",
        "div",
        "dd",
        "dl",
        "dt",
        "em",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "header",
        "hr",
        "i",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
    ]
)
_SILENT = frozenset(
    ["head", "script", "style", "title", "template", "noscript", "iframe", "object"]
)
_VOID = frozenset(["br", "hr"])
_KEPT = frozenset(
    [
        "align",
        "border",
        "cellpadding",
        "cellspacing",
        "class",
        "colspan",
        "data-letter",
        "dir",
        "lang",
        "role",
        "rowspan",
        "title",
        "valign",
        "width",
    ]
)
# A declaration of its own layout and colours; not one that lays it over the page or loads.
_DECLARATION = re.compile(
    r"\s*(?!position|z-index|content|behavior|-moz-binding)[a-z-]+\s*:\s*[\w\s.,%#\"'()-]+",
    re.ASCII,
)
_CALL = re.compile(r"(?!rgb|rgba|hsl|hsla)[a-z-]+\s*\(", re.IGNORECASE)


def sieve(html: str) -> str:
    """HTML with only what may stand on the page; each element that it opens is closed."""
    found = _Sieve()
    found.feed(html)
    found.close()
    return "".join([*found.out, *(f"</{tag}>" for tag in reversed(found.open))])


class _Sieve(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.open: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag in _TAGS and not self.silent:
            kept = "".join(f' {name}="{escape(said)}"' for name, said in _kept(attrs))
            self.out.append(f"<{tag}{kept}>")
            if tag not in _VOID:
                self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in self.open and not self.silent:
            while self.open:
                closed = self.open.pop()
                self.out.append(f"</{closed}>")
                if closed == tag:
                    break

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.out.append(escape(data, quote=False))


def _kept(attrs: list[tuple[str, str | None]]) -> list[tuple[str, str]]:
    found = [(name, said) for name, said in attrs if name in _KEPT and said is not None]
    style = next((said for name, said in attrs if name == "style" and said), "")
    rules = [rule for rule in style.split(";") if _DECLARATION.fullmatch(rule)]
    safe = "; ".join(rule.strip() for rule in rules if not _CALL.search(rule))
    return [*found, ("style", safe)] if safe else found
