"""What a scenario file may say: one table of keys, and how each one is read.

Nothing here stops at the first fault: whatever can be understood is, and the rest is recorded.
"""

from snapmsg.schema.clock import EVERYWHERE, read_calendar, read_policies, read_zones
from snapmsg.schema.fields import (
    AGENT_FIELDS,
    AVOID_FIELDS,
    FIELDS,
    FOLLOW_UP_FIELDS,
    HOLIDAY_FIELDS,
    ID,
    KEPT,
    MEANT,
    NAME,
    POLICY_FIELDS,
    REQUIRE_FIELDS,
    STEP_FIELDS,
    TIMING_FIELDS,
    VARIABLE_FIELDS,
    WORDS_FIELDS,
    Field,
)
from snapmsg.schema.reading import Reading
from snapmsg.schema.scenario import read_scenario
from snapmsg.schema.variables import check_value, read_variables
from snapmsg.schema.words import Avoided, Required, Words, read_words

__all__ = [
    "AGENT_FIELDS",
    "AVOID_FIELDS",
    "EVERYWHERE",
    "FIELDS",
    "FOLLOW_UP_FIELDS",
    "HOLIDAY_FIELDS",
    "ID",
    "KEPT",
    "MEANT",
    "NAME",
    "POLICY_FIELDS",
    "REQUIRE_FIELDS",
    "STEP_FIELDS",
    "TIMING_FIELDS",
    "VARIABLE_FIELDS",
    "WORDS_FIELDS",
    "Avoided",
    "Field",
    "Reading",
    "Required",
    "Words",
    "check_value",
    "read_calendar",
    "read_policies",
    "read_scenario",
    "read_variables",
    "read_words",
    "read_zones",
]
