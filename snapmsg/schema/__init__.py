"""What a scenario file may say: one table of keys, and how each one is read.

Nothing here stops at the first fault: whatever can be understood is, and the rest is recorded.
"""

from snapmsg.schema.clock import EVERYWHERE, read_calendar, read_policies, read_zones
from snapmsg.schema.fields import (
    AGENT_FIELDS,
    AVOID_FIELDS,
    CHOSEN,
    FIELDS,
    FOLLOW_UP_FIELDS,
    HOLIDAY_FIELDS,
    ID,
    KEPT,
    LOCAL_FIELDS,
    MEANT,
    MOST,
    NAME,
    POLICY_FIELDS,
    REQUIRE_FIELDS,
    STEP_FIELDS,
    TIMING_FIELDS,
    TRANSLATION_FIELDS,
    VARIABLE_FIELDS,
    WORDS_FIELDS,
    Field,
)
from snapmsg.schema.local import Local, fault_of, read_labels, read_locale, read_locales
from snapmsg.schema.reading import NULLS, Reading, is_nothing
from snapmsg.schema.scenario import read_scenario
from snapmsg.schema.translation import (
    TRANSLATES,
    fingerprint,
    read_translation,
    reworded,
    steps_of,
    texts_of,
)
from snapmsg.schema.variables import check_value, read_variables
from snapmsg.schema.words import Avoided, Required, Words, read_words

__all__ = [
    "AGENT_FIELDS",
    "AVOID_FIELDS",
    "CHOSEN",
    "EVERYWHERE",
    "FIELDS",
    "FOLLOW_UP_FIELDS",
    "HOLIDAY_FIELDS",
    "ID",
    "KEPT",
    "LOCAL_FIELDS",
    "MEANT",
    "MOST",
    "NAME",
    "NULLS",
    "POLICY_FIELDS",
    "REQUIRE_FIELDS",
    "STEP_FIELDS",
    "TIMING_FIELDS",
    "TRANSLATES",
    "TRANSLATION_FIELDS",
    "VARIABLE_FIELDS",
    "WORDS_FIELDS",
    "Avoided",
    "Field",
    "Local",
    "Reading",
    "Required",
    "Words",
    "check_value",
    "fault_of",
    "fingerprint",
    "is_nothing",
    "read_calendar",
    "read_labels",
    "read_locale",
    "read_locales",
    "read_policies",
    "read_scenario",
    "read_translation",
    "read_variables",
    "read_words",
    "read_zones",
    "reworded",
    "steps_of",
    "texts_of",
]
