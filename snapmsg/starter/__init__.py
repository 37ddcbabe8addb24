"""Makes a new library: its settings, and shipped scenarios to begin with."""

from __future__ import annotations

from snapmsg.starter.choosing import GENERAL, Choice, choose, starters
from snapmsg.starter.making import contents, start
from snapmsg.starter.wiring import CI, PRE_COMMIT, wiring

__all__ = [
    "CI",
    "GENERAL",
    "PRE_COMMIT",
    "Choice",
    "choose",
    "contents",
    "start",
    "starters",
    "wiring",
]
