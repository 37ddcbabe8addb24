"""Writes a new scenario from answers in plain words.

`session` is one run: `questions` has what is asked and reads what options answer, `interview` asks
a `person` the rest, `answers` makes the file's text of it with `layout`, which reads what it
wrote again. `copying` starts from another scenario, `placing` finds and writes the file, and
`advising` says what could be better.
"""

from snapmsg.wizard.advising import advice
from snapmsg.wizard.answers import titled
from snapmsg.wizard.copying import stamped, with_facts
from snapmsg.wizard.person import Person
from snapmsg.wizard.questions import Given
from snapmsg.wizard.session import NewScenario, Wish, new_scenario

__all__ = [
    "Given",
    "NewScenario",
    "Person",
    "Wish",
    "advice",
    "new_scenario",
    "stamped",
    "titled",
    "with_facts",
]
