"""Chat: one bubble in a live chat or a messenger, in plain text or in Markdown.

What CommonMark 0.31 takes for markup, and GitHub's tables and strikethrough, is escaped where it
could be markup: `*` and `[` anywhere, `-` only where no word touches it, a full stop only after a
number. So a Markdown renderer shows the words as they were written, and so, nearly always, does
the eye.
"""

from __future__ import annotations

import re

from snapmsg.channels import PLAIN, Channel, Form, encode_text, longest

# A stretch may start a line without knowing it, so its first character counts as if it did.
_MARKUP = re.compile(
    r"[\\`*\[\]<>|~&#]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # within a word an underscore is only that
    r"|(?<![^\W_])[-+=]"  # a bullet, a rule, the line under a heading
    r"|(?:\A|(?<=[0-9]))[.)](?=\s|\Z)"  # the number of a list
    r"|(?:\A|(?<=\s)):(?=-)"  # a column of a table
)
_INDENT = re.compile(r"(?:(?<=\n)|\A)[ \t]+|[ \t]{2,}|\t")


def encode_markdown(text: str) -> str:
    """Text for Markdown: a renderer shows exactly these words, with single spaces between them."""
    clean = _INDENT.sub(" ", encode_text(text))
    return _MARKUP.sub(r"\\\g<0>", clean)


CHANNEL = Channel(
    name="chat",
    label="Chat",
    about="a live chat or a messenger",
    forms=(PLAIN, Form("md", encode_markdown)),
    most=2000,  # what Messenger takes; other messengers take more
    settings=("format",),
    heaviest=longest,
)
