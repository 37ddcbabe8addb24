"""Finding the times in a text: one pattern for each language, made from a small table of its words.

English has a pattern of its own beside its phrases. Each alternative here ends in a group: `t…` is
a time, `quiet` looks like one and is none (opening hours, the past, a warranty). All repetitions
are bounded, so the scan is linear.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from snapmsg.locales import Found

NEVER = "(?!)"
"""A pattern of nothing, for what a language does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A language's words for times, each a regular expression in small letters with `'` for `’`.

    `{weekday}`, `{month}`, `{year}`, `{day}`, `{n}` (a number), `{units}`, `{clock}` and `{to}` in
    a row stand for other rows. A space stands for one of any kind, and a lookbehind asks for
    whole words.

    - `numbers`: numbers in words, from two on; digits are known.
    - `units`: a unit, with what may stand at it (“días laborables”); `glued`: units that may stand
      at digits without a space.
    - `between`: the words between two numbers, days or clock times (“a”).
    - `weekdays`, `months`; `clock`: clock times beyond `17:30`.
    - `day`: a day of the month; `dates`: a date in words, of `{day}`, `{month}` and `{year}`;
      `year`: one behind its month.
    - `days`: “today” and what is said like it; `ends`: “at the end of …”, whole.
    - `lead` with `spans`: “in” with “an hour”, which alone is no time.
    - `in_month`: what stands before a month that is a time by itself.
    - `since`: what makes any time behind it one of the past, `ago` a duration; `past`: what does so
      from behind, with all else that stands only behind what is no time (“de garantía”).
    - `opening`: opening hours, whole; `quiet`: whatever else looks like a time and is none.
    - `about`: what stands before a number that lacks its unit.
    - `names`: whether a day with a capital before another capital is a person: “Domingo García”.
    """

    numbers: str
    units: str
    glued: str
    between: str
    weekdays: str
    months: str
    clock: str
    day: str = "[0-9]{1,2}"
    dates: str
    year: str
    days: str
    ends: str
    lead: str
    spans: str
    in_month: str
    since: str
    ago: str
    past: str
    opening: str
    quiet: str = NEVER
    about: str
    names: bool = True

    def patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """What finds the times, and the numbers that lack a unit, in a text in small letters."""
        to = rf"(?: ?[-–—/] ?| (?:{self.between}) )"
        number = rf"(?:[0-9]{{1,4}}(?:[.,][0-9])?|{self.numbers})"
        units = rf"(?:{self.units})"
        clock = rf"(?:{self.clock}|(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?![0-9:]))"
        rows = {
            "n": number, "units": units, "to": to, "clock": clock,
            "weekday": f"(?:{self.weekdays})", "month": f"(?:{self.months})", "day": self.day,
            "year": rf"(?:\.?(?:{self.year}))?",
        }  # fmt: skip

        def fill(row: str) -> str:
            return re.sub(r"\{([a-z]+)\}", lambda found: rows[found[1]], row)

        date = (
            r"(?:(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}\b"
            r"|[0-9]{1,2}[/.][0-9]{1,2}[/.](?:(?:19|20|21)[0-9]{2}|[0-9]{2})\b"
            + fill(rf"|(?:{{day}}{to})?(?:{self.dates}))")
        )
        duration = (
            rf"(?:{number}(?:[ -]?{units})?{to}{number}[ -]?{units}\b|{number}[ -]{units}\b"
            rf"|[0-9]{{1,4}}(?:{self.glued})\b)"
        )
        span = f"(?:{self.spans})"
        weekday = fill("{weekday}")
        hour = "[0-9]{1,2}(?:[:.][0-5][0-9])?"
        past = fill(
            rf"(?:{self.since}) (?:{duration}|{span}|{date}|{clock}|{weekday}|{{month}}\b)"
            rf"|(?:{self.ago}) (?:{duration}|{span})"
        )
        no_time = rf"(?!-[a-z0-9]| ?(?:{self.past})\b)"
        times = (
            rf"(?<![\w£$€#./,:@&+-])(?:(?P<quiet>{past}|{fill(self.opening)}|{fill(self.quiet)})"
            rf"|(?:{self.lead}) (?P<t1>{span})(?!\w){no_time}"
            rf"|(?P<t2>{date}){no_time}"
            rf"|(?P<t3>(?:{clock}|{hour}){to}{clock}|{clock})(?![\w:]){no_time}"
            rf"|(?P<t4>{duration}){no_time}"
            rf"|(?P<t5>{fill(self.ends)})\b"
            rf"|(?P<t6>{weekday}|{fill(self.days)})(?!\w){no_time}"
            rf"|(?:{self.in_month}) (?P<t7>{fill('{month}{year}')})\b{no_time})"
        )
        bare = r"[0-9]{1,3}(?:[.,][0-9])?"
        unitless = (
            rf"(?<![\w-])(?:{self.about}) {bare}(?:{to}{bare})?"
            r"(?=\s*(?:[.;:!?)]+(?:\s|$)|,\s|,?$))"
        )
        return _compiled(times), _compiled(unitless)


def _compiled(pattern: str) -> re.Pattern[str]:
    whole_words = re.sub(r"\(\?<([=!])(?=\w)", r"(?<\1\\b", pattern)
    return re.compile(whole_words.replace(" ", r"\s"))


Finder = Callable[[str], list[Found]]


def finders(table: Table) -> tuple[Finder, Finder]:
    """What finds every time in a text of a language, and each number that lacks its unit.

    The patterns are made when they are first needed.
    """
    patterns = cache(table.patterns)

    def times(text: str) -> list[Found]:
        found = []
        for match in patterns()[0].finditer(_plain(text)):
            group = match.lastgroup
            if group is None or group == "quiet":
                continue
            start, end = match.span(group)
            if not (table.names and text[start].isupper() and _NAME.match(text, start)):
                found.append(Found(start, end))
        return found

    def unitless(text: str) -> list[Found]:
        return [Found(*match.span()) for match in patterns()[1].finditer(_plain(text))]

    return times, unitless


_NAME = re.compile(r"[^\W\d_]+ [^\Wa-zß-ÿ\d_]")


def _plain(text: str) -> str:
    """Small letters and straight apostrophes; as long as the text itself."""
    return text.replace("İ", "i").lower().replace("’", "'")
