"""Chat: one bubble in a live chat or a messenger, in plain text."""

from __future__ import annotations

from snapmsg.channels import Channel

CHANNEL = Channel(
    name="chat",
    label="Chat",
    about="a live chat or a messenger",
    most=2000,  # what Messenger takes; other messengers take more
)
