"""What several commands write: JSON for scripts."""

from __future__ import annotations

from snapmsg.terminal import say


def say_json(value: object) -> None:
    """Write a value as JSON. In ASCII, so that no stream's encoding can break it."""
    import json

    say(json.dumps(value, indent=2))
