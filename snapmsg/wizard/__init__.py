"""Writes a new scenario from answers in plain words, and changes the words of one that is there.

`session` is one run: `questions` has what is asked, with `examples`, and `reading` how answers are
read; `interview` asks a `person`, helped by `stepping` and what is called `asking`. Each answer is
read by `blanks` and `remarks` and shown by `growing`. `writing` makes the file's text of `answers`
with `layout`, which reads what it wrote again. `copying` starts from another scenario, `apart` from
a pasted message, `drafts` keeps what was not finished; `revising` and `editing` change a file.
`kin` knows what is usual in a library, `near_times` what was meant by a time; `placing` finds the
file, `advising` says what could be better, and `arrows` is for terminals that can do more.
"""

from snapmsg.wizard.advising import advice, changes
from snapmsg.wizard.copying import stamped, with_facts
from snapmsg.wizard.person import Person
from snapmsg.wizard.questions import Given
from snapmsg.wizard.reading import titled
from snapmsg.wizard.revising import PARTS, revised
from snapmsg.wizard.session import Kept, NewScenario, Wish, new_scenario

__all__ = [
    "PARTS",
    "Given",
    "Kept",
    "NewScenario",
    "Person",
    "Wish",
    "advice",
    "changes",
    "new_scenario",
    "revised",
    "stamped",
    "titled",
    "with_facts",
]
