"""Phone: a script that an agent reads aloud, counted by how long that takes."""

from __future__ import annotations

import re

from snapmsg.channels import Channel, size

WORDS_A_MINUTE = 150
"""How fast people read aloud so that others can follow: about 150 words a minute."""
PAUSE_SECONDS = 2
"""How long a pause is: time for “I see”, not for an answer."""

# What stands in brackets on a line of its own is for the agent, and never read aloud.
_PAUSE = re.compile(r"^\([^()\n]*\)$", re.MULTILINE)


def _count(text: str) -> dict[str, int]:
    """`words` that are read aloud, and the `seconds` that they and the pauses take."""
    said, pauses = _PAUSE.subn("", text)
    words = len(said.split())
    seconds = -(-words * 60 // WORDS_A_MINUTE) + pauses * PAUSE_SECONDS
    return {**size(text), "words": words, "seconds": seconds}


CHANNEL = Channel(
    name="phone",
    label="Phone",
    about="a script to read aloud",
    count=_count,
    measure="seconds",
    unit=("second to read aloud", "seconds to read aloud"),
    spoken=True,
)
