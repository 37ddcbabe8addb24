"""HTML as plain text: paragraphs by empty lines, lists with bullets, nothing else of it kept."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_APART = frozenset(
    {"p", "div", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "section"}
)
_LINES = frozenset({"li", "tr", "br", "hr"})
_HIDDEN = frozenset({"script", "style", "head", "template", "title"})
_HTML = re.compile(
    r"</?(?:p|br|div|span|a|b|i|strong|em|ul|ol|li|table|h[1-6]|attribute)\b[^<>]*>"
    r"|&(?:nbsp|amp|[lg]t|#\d+);",
    re.IGNORECASE,
)

# What the parser would look for the end of again and again: comments, and tags that nothing ends.
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LOOSE = re.compile(r"<(?![^<>]*>)")


def is_html(text: str) -> bool:
    """Whether a text has tags or entities of HTML in it."""
    return ("<" in text or "&" in text) and _HTML.search(text) is not None


def to_text(html: str) -> str:
    """The words of a piece of HTML.

    An `<attribute key default>` of Intercom's becomes its `{{key|fallback:"…"}}`; a link keeps its
    address in brackets where its words are others.
    """
    reader = _Reader()
    reader.feed(_LOOSE.sub("&lt;", _COMMENT.sub("", html)))
    reader.close()
    text = "".join(reader.pieces).replace("\xa0", " ")
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


class _Reader(HTMLParser):
    """Collects the words as the parser meets them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.hidden = 0
        self.link = ""
        self.linked = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph, a line or a link; write an attribute as a placeholder."""
        if tag in _HIDDEN:
            self.hidden += 1
        elif tag in _APART:
            self.pieces.append("\n\n")
        elif tag in _LINES:
            self.pieces.append("\n- " if tag == "li" else "\n")
        elif tag == "a":
            self.link, self.linked = dict(attrs).get("href") or "", len(self.pieces)
        elif tag == "attribute":
            found = dict(attrs)
            fallback = found.get("default")
            tail = f'|fallback:"{fallback}"' if fallback else ""
            self.pieces.append(f"{{{{{found.get('key') or 'blank'}{tail}}}}}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that closes itself."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """End what was begun."""
        if tag in _HIDDEN:
            self.hidden = max(0, self.hidden - 1)
        elif tag in _APART:
            self.pieces.append("\n\n")
        elif tag == "a" and self.link:
            words = "".join(self.pieces[self.linked :]).strip()
            bare = self.link.removeprefix("mailto:").removeprefix("tel:")
            if bare and bare not in words and not bare.startswith(("#", "javascript:")):
                self.pieces.append(f" ({bare})")
            self.link = ""

    def handle_data(self, data: str) -> None:
        """Words: a line break between them is a space, as in a browser."""
        if not self.hidden:
            self.pieces.append(
                re.sub(r"\s+", " ", data.replace("\xa0", "\u2007")).replace("\u2007", "\xa0")
            )
