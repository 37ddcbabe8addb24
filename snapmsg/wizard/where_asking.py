"""Asks where a scenario belongs and goes: its topic, its channels, and what fits there."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from snapmsg import channels
from snapmsg.wizard.answers import SHORT, BadAnswer
from snapmsg.wizard.person import Person, numbered, pick
from snapmsg.wizard.questions import FIT, Question, as_channel

if TYPE_CHECKING:
    from snapmsg.wizard.interview import Interview


class WhereAsking:
    """The questions of topic and channels, put to one person."""

    def __init__(self, interview: Interview) -> None:
        self.interview = interview
        self.person: Person = interview.person

    def topic(self, question: Question) -> None:
        """Ask for the topic: one that is there, or a new one."""
        topics = self.interview.kin.topics
        held = self.interview.answers.said("topic")
        more = "Or type the name of a new one." if topics else ""
        offered = held or self.interview.topic()
        lines = [*self.interview.examples("topic"), *numbered(topics), *([more] if more else [])]
        while True:
            said = self.person.ask(
                question.ask, *lines, default=offered, help=question.help, words=topics,
                takes="Enter keeps" if held else "Enter takes",
            )  # fmt: skip
            text = self.interview.read(pick(said, topics) or said, question)
            if text:
                self.interview.answers = self.interview.answers.saying(topic=text)
                return

    def channels(self, question: Question) -> None:
        """Ask for the channels, by numbers or names."""
        known = {name: channels.get(name) for name in channels.names()}
        default = self.interview.answers.channels or self.interview.settings.channels
        usual = ", ".join(known[name].label for name in default)
        self.person.pose(
            question.ask,
            *self.interview.examples("channels"),
            *numbered([f"{channel.label}: {channel.about}" for channel in known.values()]),
            "For example: 1 3",
            f"Enter takes: {usual}",
        )
        while True:
            answer = self.person.answer(question.help, tuple(known))
            words = re.sub(r",|\band\b", " ", answer.lower()).replace("status page", "status_page")
            try:
                found = [as_channel(pick(word, tuple(known)) or word) for word in words.split()]
            except BadAnswer as error:
                self.person.sorry(str(error))
                continue
            names = tuple(dict.fromkeys(found)) or default
            self.interview.answers = replace(self.interview.answers, channels=names)
            return

    def fit(self) -> None:
        """Ask what becomes of the channels whose message is too long."""
        for excess in self.interview.excess():
            label, name = excess.channel.label, excess.channel.name
            left = tuple(each for each in self.interview.answers.channels or () if each != name)
            shorter = f"write it shorter for {label} now, in four short answers"
            leave = f"leave {label} out for now"
            keep = f"keep {label}, and write it shorter in the file, under short:"
            choices = [shorter] if excess.channel.brief else []
            choices += [leave] if left else []
            chosen = self.person.choose(
                str(excess), (*choices, keep), default=(choices or [keep])[0], help=FIT.help
            )
            if chosen == shorter:
                self.interview.shortening = True
                self.interview.done -= set(SHORT)
                return
            if chosen == leave:
                self.interview.answers = replace(self.interview.answers, channels=left)
        self.interview.shortening = False
