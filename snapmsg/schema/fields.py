"""The keys that a scenario may have: one table, from which all else about them is made."""

from __future__ import annotations

import re
from typing import NamedTuple

from snapmsg import model, values
from snapmsg.diagnostic import Severity

KEPT = re.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that Windows keeps for devices, with any ending: no file or folder can have them there."""
ID = re.compile(rf"(?!(?:{KEPT.pattern})\Z)[a-z0-9][a-z0-9-]{{0,79}}")
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")

MEANT = {
    "timeline": "approximate_time",
    "approximate_timeline": "approximate_time",
    "eta": "approximate_time",
    "time": "approximate_time",
    "when": "approximate_time",
    "outcome": "planned_outcome",
    "result": "planned_outcome",
    "next_step": "next_steps",
    "steps": "next_steps",
    "state": "status",
    "mood": "feeling",
    "severity": "impact",
    "description": "situation",
    "review_by": "reviewed",
    "sms": "short",
}
"""What people type, and the key that they mean."""


MOST = {"decimals": 6, "max_length": 10_000, "most": 100_000}
"""The most that each key with a number takes."""


class Field(NamedTuple):
    """One key that a file may have: what it is for, and what it takes."""

    name: str
    about: str
    kind: str = "text"
    choices: tuple[str, ...] = ()


BEFORE = ("promise", "update")
CHOSEN = ("state",)
"""The channels' own fields that take one of a few words, for which each language has its own."""

PART_FIELDS = (
    Field("status", "What has happened, and where things stand for the customer.", "wording"),
    Field("next_steps", "Who does what now: text, or a list of us, you and they.", "steps"),
    Field("approximate_time", "By when, at the latest: text, or a typed promise.", "timing"),
    Field("planned_outcome", "How it will end for the customer.", "wording"),
)
OUTER_FIELDS = (
    Field("opening", "Said before the four parts: an apology, that we have read it.", "wording"),
    Field("closing", "Said after the four parts: the way back to a person.", "wording"),
)
FIELDS = (
    Field("title", "A short name for the situation, for colleagues."),
    Field("situation", "What has happened, for the colleague who chooses the message."),
    Field("starts", "Who starts: they wrote, we write, or they posted.", "choice", model.STARTS),
    Field("feeling", "How the customer most likely feels.", "choice", model.FEELINGS),
    Field("impact", "What the situation does to the customer.", "choice", model.IMPACTS),
    Field("owner", "The team or person who keeps this text true."),
    Field("reviewed", "The day somebody last read it through, as 2026-11-21.", "date"),
    Field("expires", "The day after which it must not be sent, as 2026-11-21.", "date"),
    Field("tags", "Words to group scenarios by.", "texts"),
    Field("sounds_like", "How customers put it, in their words.", "texts"),
    Field("formerly", "Ids that this scenario had before.", "texts"),
    Field("variables", "The blanks of this scenario alone.", "variables"),
    *OUTER_FIELDS[:1],
    *PART_FIELDS,
    *OUTER_FIELDS[1:],
    Field("short", "Wording for the channels that must be brief.", "short"),
    Field("channels", "The channels it makes sense on, and their own wording.", "channels"),
    Field("examples", "Further sets of values to check the message with.", "examples"),
    Field("follow_up", "The scenario that comes next, if this is not settled.", "follow_up"),
    Field("for_agents", "What colleagues should know. Never sent.", "notes"),
    Field("imported", "What it was in another tool, for the way back. Never sent.", "kept"),
)
TRANSLATION_FIELDS = (
    Field("translates", "The fingerprint of the text that it was made from. snap writes it."),
    Field("variables", "The words of choices, and the defaults, in this language.", "variables"),
    *(field for field in FIELDS if field.kind in ("wording", "steps", "timing")),
    Field("short", "Wording for the channels that must be brief.", "short"),
    Field("channels", "The channels' own wording.", "channels"),
)
"""What a translation says: the texts that customers read, and nothing else."""
VARIABLE_FIELDS = (
    Field("type", "What kind of value it takes.", "choice", tuple(values.Kind)),
    Field("about", "What it is, in a few words."),
    Field("example", "A value to show and check the message with."),
    Field("default", "What stands there when no value is given."),
    Field("choices", "The values it may have, and the words customers read.", "choices"),
    Field("decimals", "How many digits follow the point.", "number"),
    Field("currency", "The currency's three letters, such as GBP."),
    Field("max_length", "The most characters it may have.", "number"),
    Field("private", "yes keeps it out of subjects and public channels.", "flag"),
)
STEP_FIELDS = (
    Field("us", "What we do.", "wording"),
    Field("you", "What the customer does.", "wording"),
    Field("they", "What a third party does. Say who.", "wording"),
    Field("who", "Who “they” are.", "wording"),
    Field("team", "An id of teams in snap.yaml."),
    Field("by", "By when, as a day, date or time."),
    Field("only_if", "A condition: the step stands only where it is true."),
)
TIMING_FIELDS = (
    Field("within", "A duration in English, in every language: 3 to 5 working days."),
    Field("by", "A day, date or time in English, in every language: Friday 17:00."),
    Field("after", "What within counts from, where it is not now: your delivery date.", "wording"),
    Field("update_within", "When they hear next, as a duration in English."),
    Field("update_by", "When they hear next, as a day, date or time in English."),
    Field("say", "The sentence with {{ promise }} and {{ update }}.", "wording"),
)
FOLLOW_UP_FIELDS = (
    Field("scenario", "The id of the scenario that comes next."),
    Field("before", "What it must come before: the promise or the update.", "choice", BEFORE),
    Field("after", "How long after this message it is sent, as a duration.", "duration"),
)
HOLIDAY_FIELDS = (
    Field("country", "The country's two letters, such as GB."),
    Field("region", "The part of it, such as SCT."),
    Field("also", "Further days on which you are closed, as 2026-12-24.", "dates"),
    Field("open", "Holidays on which you work all the same, as 2026-12-26.", "dates"),
)
POLICY_FIELDS = (
    Field("at_most", "The latest end that may be promised.", "duration"),
    Field("at_least", "What it takes in any case: nothing sooner may be promised.", "duration"),
    Field("first_reply", "How long someone who wrote waits to hear from us.", "duration"),
    Field("longest_silence", "How long anyone waits to hear from us.", "duration"),
    Field("alike", "yes: all of them promise the same.", "flag"),
)
AGENT_FIELDS = (
    Field("use_when", "When this message is the right one."),
    Field("not_when", "When it is not."),
    Field("check_first", "What to check before it is sent."),
    Field("may_offer", "What may be offered besides."),
)
WORDS_FIELDS = (
    Field("avoid", "Words you do not use, and for each what to say instead.", "avoided"),
    Field("allow", "Words in which no rule on words finds anything.", "texts"),
    Field("require", "Sentences that must stand in messages, by a name of your own.", "required"),
)
LOCAL_FIELDS = (
    Field("labels", "Your own names for the four parts in this language.", "labels"),
    Field("teams", "The names of your teams in this language, by their ids.", "teams"),
    Field("variables", "The words of shared choices, and shared defaults, in it.", "reworded"),
)
AVOID_FIELDS = (
    Field("say", "What to say instead.", "plain"),
    Field("because", "Why, in a few words that the author of a text will read."),
    Field("severity", "How bad it is: error, warning or suggestion.", "choice", tuple(Severity)),
)
REQUIRE_FIELDS = (
    Field("sentence", "The words that must stand in the message, just as they are.", "plain"),
    Field("channels", "The channels it is for; without any, all of them.", "on"),
    Field("topics", "The topics it is for; without any, all of them.", "texts"),
    Field("because", "Why, in a few words that the author of a text will read."),
    Field("severity", "How bad its lack is: error, warning or suggestion.", "choice",
          tuple(Severity)),
)  # fmt: skip
