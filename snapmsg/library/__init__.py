"""Files in, library out. A bad file is a recorded problem, not a crash."""

from snapmsg.library.opening import MOST_FILES, Library, find_root, open_library, shipped
from snapmsg.library.scenarios import (
    ScenarioFile,
    find,
    original_of,
    read_scenario,
    read_scenarios,
    read_source,
    scenarios,
    topic_of,
    translated,
    unread,
)

__all__ = [
    "MOST_FILES",
    "Library",
    "ScenarioFile",
    "find",
    "find_root",
    "open_library",
    "original_of",
    "read_scenario",
    "read_scenarios",
    "read_source",
    "scenarios",
    "shipped",
    "topic_of",
    "translated",
    "unread",
]
