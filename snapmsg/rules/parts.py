"""Status, next steps, approximate time, planned outcome: does each say what it is for?"""

from __future__ import annotations

import re

from snapmsg import promise
from snapmsg.diagnostic import Finding, Severity
from snapmsg.errors import did_you_mean
from snapmsg.rule import (
    ApproximateTime,
    Findings,
    Match,
    PlannedOutcome,
    Status,
    StepProse,
    TypedTime,
    pattern,
    phrases,
    rule,
)
from snapmsg.rule.reading import sentences
from snapmsg.wording import Blank

_PLEASANTRY = re.compile(
    r"(?:thank(?:s| you)\b.*|we(?:'re| are) (?:very |so |truly |really )?sorry\W*"
    r"|(?:i'm|i am) (?:very |so |truly |really )?sorry\W*|sorry\W*"
    r"|(?:we|i) (?:do )?(?:apologi[sz]e|appreciate|understand|value)\b.*"
    r"|(?:please accept )?(?:our|my) (?:sincere )?apologies\b.*|(?:hello|hi|dear|good morning)\b.*"
    r"|we hope\b.*|your (?:call|feedback|patience|satisfaction) is\b.*)",
)


@rule(
    "S001",
    Severity.WARNING,
    bad=[
        "status: «Thank you for contacting us.»",
        "status: «We are sorry. We appreciate your patience.»",
    ],
    good=[
        "status: We are sorry that your bag is not here.",
        "status: Thank you. Your claim is with Sam, who has read it.",
    ],
)
def no_news(status: Status) -> Findings:
    """
    The status thanks or apologises, and does not say what has happened.

    The first thing they want to know is where things stand.
    """
    for prose in status.prose:
        said = [text for _, _, text in sentences(prose.text)]
        low = [text.lower().replace("’", "'") for text in said]
        if said and "\ufffc" not in prose.text and all(map(_PLEASANTRY.fullmatch, low)):
            yield Finding(
                prose.whole, "this does not say what has happened: say where things stand for them"
            )


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
        rf"(?<!\w){_BE} (?:now |then |also |soon |fully |carefully )?{_DONE}(?!\w)", " be ", "is ",
        "are ", " been ",
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
        r"\b(?:when|once|if|until|unless|after|before|as soon as|that|which|what|where|who)\b",
        clause,
    ):
        return
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


@rule(
    "A001",
    Severity.ERROR,
    find=phrases(
        "as soon as possible", "as soon as we can", "as soon as practicable", "as soon as we are able",
        "asap", "a.s.a.p", "soon", "very soon", "shortly", "in due course", "in the near future",
        "momentarily", "before long", "at the earliest", "at our earliest convenience",
        "when we can", "whenever we can", "as quickly as possible", "as quickly as we can",
        "as fast as we can", "as fast as possible", "at some point", "some time", "sometime",
        "in a while", "in a bit", "in a timely manner", "in good time", "any day now",
        "later on", "in the coming days", "in the coming weeks", "in a few days", "a few days",
        "in the next few days", "when possible", "where possible",
    ),
    bad=[
        "approximate_time: We write to you «as soon as possible».",
        "approximate_time: You hear from us «shortly».",
        "approximate_time: >-\n  We will come back to you «in due\n  course».",
    ],
    good=[
        "approximate_time: Within 2 working days.",
        "approximate_time: As soon as the part is here, on Friday.",
        "approximate_time: No sooner than Friday, and by Monday at the latest.",
    ],
)  # fmt: skip
def vague_time(time: ApproximateTime, found: Match) -> Findings:
    """
    Approximate time names no number and no date.

    People plan around the time we give them. "Soon" gives them nothing to plan
    with, so they write in again.
    """
    low = found.text.lower()
    if low == "soon" and re.search(r"\b(?:too|as|how)\s+$", found.before):
        return
    if low == "soon" and re.match(r"\s+(?:as|after|enough)\b", found.after):
        return
    if low.startswith("as soon as we") and re.match(r"\s+\w", found.after):
        return  # as soon as we can see the scan: an event, not a shrug
    if low in ("when we can", "whenever we can") and re.match(r"\s+\w", found.after):
        return
    if (
        found.text[0].isupper()
        and low == "soon"
        and re.search(r"[a-z,]\s+$", found.prose.text[: found.start])
    ):
        return  # a name
    yield found.because(
        "“{}” is not a time: give a number or a date, such as within 2 working days"
    )


@rule(
    "A002",
    Severity.ERROR,
    bad=[
        "approximate_time: «We will keep you posted.»",
        "approximate_time:\n  within: 2 days\n  say: «We will let you know.»",
    ],
    good=[
        "approximate_time: By the end of next week.",
        "approximate_time:\n  within: 2 days\n  say: You have it {{ promise }}.",
        "variables:\n  due:\n    type: date\n    about: the day it comes\n    example: 2027-01-05\n"
        "approximate_time: You have it by {{ due }}.",
    ],
)
def no_time(time: ApproximateTime) -> Findings:
    """
    Approximate time has no time in it.

    They asked "when?", and still do not know. If nobody can know yet, say when
    they hear from you next.
    """
    if time.wording.timing is not None and time.wording.timing.say is None:
        return
    if not time.prose or not any(re.search(r"\w", p.text) for p in time.prose):
        return
    for prose in time.prose:
        if timed(prose.text, time) or _vague(prose.text):
            return
    first = time.prose[0]
    hint = ""
    if time.wording.timing is not None:
        hint = " Put {{ promise }} or {{ update }} into the sentence"
    yield Finding(
        first.whole,
        f"this gives no time: say by when, or when they hear from you next.{hint}",
    )


_VAGUE = re.compile(
    r"\b(?:soon|asap|shortly|in due course|in the near future|as (?:quickly|fast) as|a few days"
    r"|momentarily|before long|when(?:ever)? we can|coming (?:days|weeks)|some ?time)\b",
    re.IGNORECASE,
)


def _vague(text: str) -> bool:
    """Whether `vague-time` has the word already: one cause is one diagnostic."""
    return bool(_VAGUE.search(text))


def timed(text: str, part: ApproximateTime) -> bool:
    """Whether a text has a concrete time: in words, or as a blank that stands for one."""
    locale = part.draft.environment.locale
    if locale.times(text):
        return True
    for prose in part.prose:
        for use in prose.stretch.tree.uses:
            if not use.blank:
                continue
            if use.name in ("promise", "update"):
                return True
            variable = part.draft.variables.get(use.name)
            if variable is not None and variable.spec.kind in (
                "date",
                "datetime",
                "time",
                "duration",
            ):
                return True
            if variable is not None and re.search(
                r"(?:\ufffc)\s*(?:to \ufffc+\s*)?(?:working |business )?"
                r"(?:minute|hour|day|week|month)s?\b",
                prose.text,
            ):
                return True
    return False


@rule(
    "A003",
    Severity.ERROR,
    find=pattern(
        r"(?<!\w)(?:within|in|about|approximately|around|up to) (?:the next )?"
        r"(\d{1,4}(?: ?(?:to|or|-|–|/) ?\d{1,4})?)(?![\w%:.,]*\d)(?=\W*(?:$|[.;!?]|and |but |or ))",
        "within", "in ", "about", "approximately", "around", "up to",
    ),
    bad=[
        "approximate_time: You hear from us «within 48».",
        "approximate_time: Your money is back «in 3 to 5».",
    ],
    good=[
        "approximate_time: You hear from us within 48 hours.",
        "approximate_time: It takes about 20 minutes, in two steps.",
        "approximate_time: We come on 3 May, between 8 and 10.",
    ],
)  # fmt: skip
def missing_unit(time: ApproximateTime, found: Match) -> Findings:
    """
    A number has no unit.

    "Within 48" is two days to us and seven weeks to somebody else.
    """
    yield found.because("“{}” has no unit: write hours, days or working days after the number")


_OURS = re.compile(
    r"\b(?:we|we'll|i|i'll|our|us|you(?:'ll| will)? (?:hear|have|get|receive)|your \w+(?: \w+)? (?:is|will|comes|arrives))\b"
)
_ASK = re.compile(
    r"^(?:please |kindly |you (?:must|need to|have to|should|can) |make sure |if you )?"
    r"(?:send|reply|answer|call|ring|contact|upload|provide|complete|return|confirm|respond|pay"
    r"|fill|submit|write|log in|get back)\b"
)


@rule(
    "A004",
    Severity.ERROR,
    bad=[
        "approximate_time: «Please reply within 48 hours.»",
        "approximate_time: «You must send the form by Friday.»",
    ],
    good=[
        "approximate_time: Please reply within 48 hours. We then answer within 2 days.",
        "approximate_time: You have the part by Friday.",
    ],
)
def customers_deadline(time: ApproximateTime) -> Findings:
    """
    The only time is one that the customer has to keep.

    They are told when they must act, and not when we will.
    """
    if not time.prose:
        return
    timed_sentences = []
    locale = time.draft.environment.locale
    for prose in time.prose:
        for start, end, text in sentences(prose.text):
            if locale.times(text) or "\ufffc" in text:
                timed_sentences.append((prose, start, end, text))
    low = [text.lower().replace("’", "'") for *_, text in timed_sentences]
    if low and all(_ASK.match(text) and not _OURS.search(text) for text in low):
        prose, start, end, _ = timed_sentences[0]
        yield prose.finding(
            start, end, "this is the customer's deadline: say also when they hear from us"
        )


@rule(
    "A005",
    Severity.ERROR,
    bad=[
        "approximate_time:\n  within: «soon»\n  say: You have it {{ promise }}.",
        "approximate_time:\n  within: «5 to 3 days»\n  say: You have it {{ promise }}.",
        "next_steps:\n  - us: We ring you.\n    by: «whenever»",
    ],
    good=[
        "approximate_time:\n  within: 3 to 5 days\n  say: You have it {{ promise }}.",
        "next_steps:\n  - us: We ring you.\n    by: Friday 17:00",
    ],
)
def unreadable_time(time: TypedTime) -> Findings:
    """
    A typed time is none that snap can reckon with.

    A promise that cannot be computed cannot be kept or checked.
    """
    tree = time.draft.tree(time.text)
    node = tree.nodes[0] if len(tree.nodes) == 1 else None
    if tree.faults:
        return
    if isinstance(node, Blank):
        kinds = ("date", "datetime", "time") if time.moment else ("duration",)
        variable = time.draft.variables.get(node.name)
        if variable is not None and variable.spec.kind not in kinds:
            yield Finding(
                time.text.whole,
                f"“{node.name}” has to be a {' or '.join(kinds)} here: give it that type",
            )
        return
    try:
        (promise.parse_moment if time.moment else promise.parse_duration)(time.text.value)
    except promise.Unreadable as error:
        yield Finding(time.text.whole, str(error))


_HEDGE = re.compile(
    r"\b(?:hopefully|should|might|may|could|perhaps|possibly|probably|we hope|we aim|we try"
    r"|we'll try|we will try|try our best|do our best|with luck|in theory|if all goes well)\b"
)


@rule(
    "P001",
    Severity.WARNING,
    bad=[
        "planned_outcome: «Hopefully this works.»",
        "planned_outcome: «It should be fine. We will try our best.»",
    ],
    good=[
        "planned_outcome: Your line works again.",
        "planned_outcome: You have your money back. It may show as two amounts.",
    ],
)
def hedged_outcome(outcome: PlannedOutcome) -> Findings:
    """
    The outcome only hopes.

    They cannot tell how it ends, or what you will do if it does not.
    """
    for prose in outcome.prose:
        said = [text.lower().replace("’", "'") for _, _, text in sentences(prose.text)]
        if said and all(map(_HEDGE.search, said)):
            yield Finding(
                prose.whole,
                "this only hopes: say what they will have in the end, or what you do if it fails",
            )
