"""Lines that name a part: `Status:`, `What happens next?`, `By when`."""

from __future__ import annotations

import re

from snapmsg.model import Part

_HEADS = (
    (Part.STATUS, r"status(?: update)?|current status|where (?:things|we) (?:stand|are)"
    r"|what(?:'s| has|"
     r" has)? happened|what happened|what we know(?: so far)?|situation|the (?:issue|problem"
     r"|situation)"
     r"|issue|summary|current situation"),
    (Part.NEXT_STEPS, r"next steps?|what (?:happens|comes) next|what(?:'s| is) next|what (?:you"
    r"|we) (?:need"
     r" to|should|can|will|must|have to) do(?: next| now)?|what (?:we are"
     r"|we're) doing(?: about it)?"
     r"|actions?(?: required| needed)?|your next steps?|our next steps?|to do|how to fix (?:it"
     r"|this)"),
    (Part.APPROXIMATE_TIME, r"(?:approximate |estimated |expected )?(?:time ?line|time ?frame"
    r"|timing|eta|when"
     r"|by when|time|time to resolution|resolution time|deadline|dates?)|(?:approximate"
     r"|estimated|expected) (?:time|delivery)"
     r"(?: date)?|next update(?: by| at)?|how long (?:it|this) (?:takes|will take)|when (?:you"
     r"|to) (?:will |can )?(?:hear|expect)"
     r"[\w ]{0,20}"),
    (Part.PLANNED_OUTCOME, r"(?:planned |expected |intended |final )?(?:outcome|result"
    r"|resolution|end result)"
     r"|how (?:it|this) (?:will )?ends?|what you(?: will|'ll) (?:get|have|receive)"
     r"|what this means(?: for you)?"),
)  # fmt: skip
_HEADINGS = tuple(
    (
        part,
        re.compile(
            rf"\s*(?:[-*•]\s+)?(?:{words})\s*(?P<stop>[:?–—-]+(?=\s|$)|$)\s*", re.IGNORECASE
        ),
    )
    for part, words in _HEADS
)
ANY = re.compile(r"\s*[A-Z][\w’' ]{1,40}(?::\s*$|\?\s*$|$)")


def heading(line: str) -> tuple[Part, int] | None:
    """The part that a line's heading names, and where its own words begin."""
    for part, pattern in _HEADINGS:
        found = pattern.match(line)
        if found is not None:
            return part, found.end()
    return None
