"""A library of any size: scenarios as a team would write them, no two with the same words."""

from __future__ import annotations

import random
import sys
from pathlib import Path

PLACES = ["Leeds", "Bristol", "Cardiff", "Perth", "Derby", "Exeter", "Hull", "Luton", "Poole"]
THINGS = ["parcel", "refund", "bill", "order", "claim", "ticket", "meter", "card", "booking"]
TEAMS = ["delivery", "payments", "care"]
DOES = ["asked", "told", "rung", "written to", "gone to see", "found"]
WHO = ["the depot", "the bank", "the driver", "the workshop", "the office", "the carrier"]
OTHERS = ["every shelf", "each van", "both lists", "the night records", "all the cages"]

SETTINGS = """\
name: A generated library
time_zone: Europe/London
hours:
  monday to friday: 09:00 to 17:00
review_every: 6 months
teams:
  delivery: delivery
  payments: payments
  care: customer care
variables:
  first_name:
    about: the customer's first name
    example: Maya
    max_length: 24
  agent:
    about: the colleague who has this case
    example: Daniel
    max_length: 24
"""

SCENARIO = """\
title: The {thing} {n} is late
situation: The {thing} was due in {place} and has not come, case {n}.
starts: they_wrote
feeling: frustrated
impact: major
owner: {team}-leads
reviewed: 2026-10-0{day}
tags: [delay, {thing}]
sounds_like:
  - where is my {thing}
  - it was meant to come to {place} in week {n}

variables:
  ref_{letter}:
    about: the number of the {thing}
    example: {code}
    max_length: 12
  paid:
    type: boolean
    about: money is due
    example: no

opening: >-
  I have read what you wrote about {place}, {{{{ first_name }}}}, and I see why
  you are cross about case {n}.
status: >-
  Your {thing} {{{{ ref_{letter} }}}} is still in {place}. It missed the day we
  gave you, and we are sorry for round {n}.
next_steps:
  - us: Our {{{{ team }}}} team has {does} {who} about number {n}.
    team: {team}
  - us: We send your money today, without a form for {place}.
    only_if: paid
  - you: You do not need to do anything, and you need not ring {who}.
approximate_time:
  within: {low} to {high} working days
  say: >-
    You will have the {thing} from {place} {{{{ promise }}}}, and if not I tell
    you so myself in case {n}.
planned_outcome: >-
  You will have the {thing}{{% if paid %}}, and your money for it{{% endif %}},
  after we have searched {other} in {place}.

short:
  status: Your {thing} {{{{ ref_{letter} }}}} is late, sorry. It is in {place}.
  next_steps: We have {does} {who}; nothing for you to do.
  approximate_time:
    say: You have it {{{{ promise }}}}.
  planned_outcome: You get the {thing} {n}{{% if paid %}} and your money{{% endif %}}.

channels:
  email:
    subject: Your {thing} {{{{ ref_{letter} }}}} is late
  sms:
  chat:

for_agents:
  use_when: Tracking shows {place}, and the day has passed for {n}.
"""


def generate(folder: Path, count: int, seed: int = 42) -> list[Path]:
    """Write a library of `count` scenarios below `folder`; the same for the same seed."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "snap.yaml").write_text(SETTINGS, encoding="utf-8")
    paths = []
    for n in range(count):
        low = chance.randint(1, 4)
        path = folder / "scenarios" / f"topic-{n % 12}" / f"case-{n:05}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = SCENARIO.format(
            n=n, thing=chance.choice(THINGS), place=chance.choice(PLACES), day=chance.randint(1, 9),
            team=chance.choice(TEAMS), does=chance.choice(DOES), who=chance.choice(WHO), low=low,
            high=low + chance.randint(1, 5), other=chance.choice(OTHERS),
            letter=chance.choice("abcdefgh"), code=f"{chance.choice('ABCDEF')}-{10000 + n}",
        )  # fmt: skip
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]))
