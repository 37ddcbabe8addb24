"""Scenario and values in, traced message out.

`environment` has what a library lends to its scenarios, `draft` a scenario's wording as trees,
`case` gives it one set of values, and `compose` makes the message of one channel, of which every
stretch knows where it came from.
"""

from snapmsg.message.case import (
    Case,
    Pledge,
    build_case,
    example_values,
    given_values,
    readable_values,
)
from snapmsg.message.compose import ABOUT, compose
from snapmsg.message.draft import Draft, Stretch, draft_of
from snapmsg.message.environment import Environment, environment_of, includes_of
from snapmsg.message.longest import is_unbounded
from snapmsg.message.needs import needed
from snapmsg.message.traced import Message
from snapmsg.message.utmost import Utmost, Worst, texts_on, utmosts

__all__ = [
    "ABOUT",
    "Case",
    "Draft",
    "Environment",
    "Message",
    "Pledge",
    "Stretch",
    "Utmost",
    "Worst",
    "build_case",
    "compose",
    "draft_of",
    "environment_of",
    "example_values",
    "given_values",
    "includes_of",
    "is_unbounded",
    "needed",
    "readable_values",
    "texts_on",
    "utmosts",
]
