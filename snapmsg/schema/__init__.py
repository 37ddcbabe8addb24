"""What a scenario file may say: one table of keys, and how each one is read.

Nothing here stops at the first fault: whatever can be understood is, and the rest is recorded.
"""

from snapmsg.schema.fields import (
    AGENT_FIELDS,
    FIELDS,
    ID,
    KEPT,
    MEANT,
    NAME,
    STEP_FIELDS,
    TIMING_FIELDS,
    VARIABLE_FIELDS,
    Field,
)
from snapmsg.schema.reading import Reading
from snapmsg.schema.scenario import read_scenario
from snapmsg.schema.variables import check_value, read_variables

__all__ = [
    "AGENT_FIELDS",
    "FIELDS",
    "ID",
    "KEPT",
    "MEANT",
    "NAME",
    "STEP_FIELDS",
    "TIMING_FIELDS",
    "VARIABLE_FIELDS",
    "Field",
    "Reading",
    "check_value",
    "read_scenario",
    "read_variables",
]
