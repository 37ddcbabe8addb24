"""One web page of a scenario's messages, as the people who get them would see them.

It needs nothing else: no script, no picture, no address. The four parts are tinted and lettered,
and what fills a blank is underlined.
"""

from __future__ import annotations

from snapmsg.page.drawing import draw

__all__ = ["draw"]
