"""Other tools' exports, as `snap audit` and `snap import` read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from snapmsg.errors import SnapError
from snapmsg.terminal import clean_line, inert, talk

if TYPE_CHECKING:
    from snapmsg.exchange import Macro

MOST_BYTES = 64 * 1024 * 1024
"""The largest file that is read: an export of a hundred thousand macros fits."""


def read(
    name: str, data: bytes, format: str | None, column: str | None, file: str
) -> tuple[str, list[Macro]]:
    """What wrote some bytes, and the macros in them.

    `format` and `column` are what somebody said of it; else it is recognised, with the help of the
    name of its `file`. Raises `SnapError` with the cure.
    """
    from snapmsg.exchange import FORMATS, NotThis, recognised, table

    text = decoded(name, data)
    try:
        kind = format or ("table" if column is not None else recognised(text, file))
        return kind, list(table.read(text, column) if kind == "table" else FORMATS[kind](text))
    except NotThis as error:
        raise SnapError(str(error), path=name) from None


def decoded(name: str, data: bytes) -> str:
    """Bytes as text: UTF-8, else UTF-16 with its mark, else as Windows writes Western languages."""
    if len(data) > MOST_BYTES:
        raise SnapError(f"there is more than {MOST_BYTES // 1024 // 1024} MiB: split it", path=name)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
            if b"\0" not in data and text.count("\ufffd") * 50 < len(text):
                talk(inert(f"{clean_line(name)} is not UTF-8: read as Windows-1252."))
    odd = sum(text.count(char) for char in _BINARY)
    if "\0" in text or odd * 20 > len(text):
        raise SnapError("this is not text: save the messages as text, CSV or JSON", path=name)
    return text.replace("\r\n", "\n").replace("\r", "\n")


_BINARY = [chr(code) for code in range(32) if code not in (9, 10, 12, 13)] + ["\ufffd"]
