"""Asks for the two times: by when it is settled, and when they hear next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from snapmsg.wizard.answers import BadAnswer
from snapmsg.wizard.near_times import names_next, near_time, next_days
from snapmsg.wizard.person import KEEP, Back, Skip
from snapmsg.wizard.questions import Question
from snapmsg.wizard.reading import as_time, is_typed, typed

if TYPE_CHECKING:
    from snapmsg.wizard.interview import Interview

_ENGLISH = (
    " Type it in English, such as 48 hours or Friday 17:00: messages say it in your language."
)


class TimeAsking:
    """The question of one of the two times, put to one person. Of both, one is needed."""

    def __init__(self, interview: Interview, question: Question) -> None:
        self.interview, self.question = interview, question
        self.person = interview.person
        self.field = question.field
        self.locale = interview.settings.locale
        abroad = "" if self.locale.startswith("en") else _ENGLISH
        self.help = f"{question.help}{abroad}"

    def ask(self) -> None:
        """Ask until there is a time that can be reckoned with, or words that they want to keep."""
        said_before = self.interview.answers.said
        held = said_before(self.field)
        may_leave = (self.field == "time" or bool(said_before("time"))) and not held
        left = "nobody can know yet" if self.field == "time" else "leave out"
        ask = f"{self.question.ask} (Enter: {left})" if may_leave else self.question.ask
        offered, own, lines = held, "", self.interview.examples(self.field)
        while True:
            takes = "Enter keeps" if offered in (held, own) else "Enter takes"
            said = self.person.ask(ask, *lines, default=offered, help=self.help, takes=takes)
            if not said and may_leave:
                return
            if not said:
                self.person.sorry("one of the two times is needed: when do they hear from you?")
                offered, why = self._usual("")
                ask = f"{why}{self.question.ask}"
                continue
            try:
                if days := next_days(said, self.interview.desk.today):
                    said = self.person.choose(f"Which day is “{said}” to the customer?", days)
                    if not said:
                        continue
                text, stays = self._read(said, own)
            except BadAnswer as error:
                self.person.sorry(str(error))
                continue
            except (Back, Skip):
                continue
            if text and stays:
                self._set(text)
                return
            if text:
                own, lines, may_leave = text, [], False
                offered, why = self._usual(said)
                self.person.say(f"A thought: {_why(said, self.locale)}")
                keep = "or type keep to keep your own words" if offered else "or keep your words"
                offered = offered or own
                ask = f"{why}Try again, {keep}."

    def _read(self, said: str, own: str) -> tuple[str, bool]:
        """A time as read, and whether it stays: it can be reckoned with, or they keep it."""
        if own and (said == own or said.lower() in KEEP):
            return self.interview.blanks.found(own), True
        text = as_time(said)
        if not is_typed(text):
            return text, False
        return self.interview.read(said, self.question, reader=as_time), True

    def _set(self, text: str) -> None:
        self.interview.answers = self.interview.answers.saying(**{self.field: text})

    def _usual(self, text: str) -> tuple[str, str]:
        """A time to offer where theirs cannot be reckoned with, and why that one."""
        interview = self.interview
        near = near_time(text, self.locale)
        if inside := near or ("" if names_next(text) else interview.kin.time_in(text)):
            return inside, ""
        usual = interview.kin.usual_time(self.field, interview.topic())
        return (usual.time, f"You promise that in {usual.id}. ") if usual else ("", "")


def _why(text: str, locale: str) -> str:
    """Why a time cannot be reckoned with."""
    try:
        typed(text.removesuffix("."), locale)
    except BadAnswer as error:
        return str(error)
    return ""
