"""Next steps: does somebody take each one on?"""

from __future__ import annotations

import re

from snapmsg.diagnostic import Finding, Severity
from snapmsg.errors import did_you_mean
from snapmsg.rule import Findings, Match, StepProse, pattern, rule

_BE = r"(?:will be|is being|are being|is|are|has been|have been|can be|must be|should be|to be)"
_DONE = (
    r"(?:reviewed|processed|investigated|handled|checked|sent|shipped|refunded|repaired|fixed"
    r"|examined|assessed|looked into|escalated|forwarded|passed on|resolved|completed|done"
    r"|contacted|notified|informed|updated|issued|credited|replaced|dispatched|delivered"
    r"|arranged|scheduled|booked|considered|actioned|dealt with|followed up|taken care of"
    r"|collected|restored|corrected|approved|verified|confirmed)"
)


@rule(
    "N001",
    Severity.WARNING,
    find=pattern(
        rf"(?<!\w){_BE} (?:now |then |also |soon |fully |carefully )?{_DONE}(?!\w)", "will be ",
        "is ", "are ", "has been ", "have been ", "can be ", "must be ", "should be ", "to be ",
    ),
    bad=[
        "next_steps:\n  - us: The case «will be reviewed».",
        "next_steps:\n  - us: Your refund «has been processed» and «will be sent».",
    ],
    good=[
        "next_steps:\n  - us: Priya will review the case.",
        "next_steps:\n  - us: Your refund will be sent by our payments team.",
        "next_steps:\n  - you: Once it is fixed, turn it on again.",
    ],
)  # fmt: skip
def nobody_acts(step: StepProse, found: Match) -> Findings:
    """
    A step says what will be done, and not by whom.

    Nobody has taken it on, so the customer cannot tell whom to ask, and often
    nobody does it.
    """
    after = found.after[:60]
    before = found.before
    clause = re.split(r"[.;:!?]", before)[-1]
    if re.match(
        r"[^.;!?]*\bby (?!(?:the )?(?:end|\d|mon|tue|wed|thu|fri|sat|sun|noon|tom))", after
    ):
        return
    if re.search(
        r"\b(?:when|once|if|until|unless|after|before|as soon as|that|which|what|where|who|why"
        r"|nothing|nobody|none|no|never|not)\b",
        clause,
    ):
        return  # not a step that somebody has to take
    yield found.because("“{}” names nobody who does it: start with who, such as “Our team …”")


@rule(
    "N002",
    Severity.ERROR,
    bad=[
        "next_steps:\n  - us: Our {{ team }} team calls.\n    team: «delivry»",
        "next_steps:\n  - us: We call.\n    team: «nobody-at-all»",
    ],
    good=[
        "next_steps:\n  - us: Our {{ team }} team calls.\n    team: delivery",
        "next_steps:\n  - us: We call.",
    ],
)
def unknown_team(step: StepProse) -> Findings:
    """
    A step names a team that `snap.yaml` does not have.

    The customer would read an internal id in place of the team's name.
    """
    team, teams = step.step.team, step.draft.environment.library.settings.teams
    if team is None or teams is None or team.value in teams:
        return
    meant = did_you_mean(team.value, teams)
    yield Finding(
        team.whole, f"there is no team “{team.value}” in snap.yaml.{meant} Add it under teams:"
    )
