"""Next steps: does somebody take each one on?"""

from __future__ import annotations

import re

from snapmsg.diagnostic import Finding, Severity
from snapmsg.errors import did_you_mean
from snapmsg.rule import (
    Findings,
    Match,
    NextSteps,
    Prose,
    StepProse,
    pattern,
    phrases,
    rule,
)
from snapmsg.rule.reading import sentences
from snapmsg.wording import TAG, VALUE

_SOMEBODY_ACTS = re.compile(
    r"\b(?:we|our|i|my|me|us|please)\b|\byou (?:can|need|must|should|will|have|do|may|get|are)\b"
    rf"|'(?:ll|ve|re)\b|{VALUE}"
    r"|[.!?]\s+(?!The|Your|This|That|It|A|An|All|Once|When)[A-Z][a-z]+ [a-z]+s\b",
)
"""Somebody who acts, named anywhere in a text: a pronoun, a blank, a name and its verb."""
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
    find=phrases(
        *(f"{who} {does}" for who in ("someone", "somebody", "a member of the team",
                                      "a member of our team", "a member of staff")
          for does in ("will", "is", "is going to", "rings", "calls", "contacts")),
    )
    | pattern(
        rf"(?<!\w){_BE} (?:now |then |also |soon |fully |carefully )?{_DONE}(?!\w)", "will be ",
        "is ", "are ", "has been ", "have been ", "can be ", "must be ", "should be ", "to be ",
    ),
    bad=[
        "next_steps:\n  - us: The case «will be reviewed».",
        "next_steps: Your case «has been escalated».",
        "next_steps:\n  - us: «Somebody will» get back to you.",
        "next_steps:\n  - us: Your refund «has been processed» and «will be sent».",
    ],
    good=[
        "next_steps:\n  - us: Priya will review the case.",
        "next_steps:\n  - us: Your refund will be sent by our payments team.",
        "next_steps:\n  - you: Once it is fixed, turn it on again.",
    ],
)  # fmt: skip
def nobody_acts(steps: NextSteps, found: Match) -> Findings:
    """
    A step says what will be done, and not by whom.

    Nobody has taken it on, so the customer cannot tell whom to ask, and often
    nobody does it.
    """
    if found.prose.stretch.step is None and _SOMEBODY_ACTS.search(found.prose.text):
        return  # in plain text, what is told may stand beside who acts
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


_SO_ON = re.compile(
    r"(?:[\s,]+(?:now|today|tonight|for you|right away|right now|at once|promptly|further|again"
    r"|straight away|urgently|closely|already|immediately|with priority|as a priority"
    r"|as we speak|in the meantime|at the moment))*\s*[.!]*\s*$"
)
_IN_TOUCH = (
    "get back to you", "come back to you", "be in touch", "keep you posted", "keep you updated",
    "keep you informed",
)  # fmt: skip
_END = re.compile(r"\s*[.!]*\s*$")
_SOMEONE = re.compile(r"\b(?:someone|somebody|a member of (?:the team|our team|staff))\b")


@rule(
    "N003",
    Severity.WARNING,
    find=phrases(
        *(f"{verb} {what}" for verb in (
            "look into", "looking into", "work on", "working on", "deal with", "dealing with",
            "handle", "handling", "take care of", "taking care of", "follow up on", "on top of",
            "following up on",
        ) for what in ("it", "this", "that", "your case", "the matter", "the issue", "your issue",
                       "the problem", "your request", "your query", "things")),
        "sort it out", "sort this out", "action this", "action it", "action your request",
        "do the necessary", "take appropriate action", "taking appropriate action",
        "take the necessary steps", "taking the necessary steps", "follow up", "investigate",
        "investigating", *_IN_TOUCH,
    ),
    bad=[
        "next_steps:\n  - us: We «look into it».",
        "next_steps:\n  - us: Our team is «working on the issue» now.",
        "next_steps: We will «take the necessary steps».",
        "next_steps:\n  - us: We will «get back to you».",
    ],
    good=[
        "next_steps:\n  - us: We look into it with the carrier, cage by cage.",
        "next_steps:\n  - us: We are working on it. An engineer is on the way.",
        "next_steps:\n  - us: We check the tracking scan and ring the depot.",
    ],
)  # fmt: skip
def vague_step(steps: NextSteps, found: Match) -> Findings:
    """
    A step says that we act, and not what we do.

    "We are looking into it" could mean anything, and often means nothing.
    """
    step = found.prose.stretch.step
    in_touch = found.text.lower() in _IN_TOUCH
    if in_touch and _SOMEONE.search(found.before):
        return  # that nobody acts is told
    ends = _END if in_touch else _SO_ON
    if (step is None or step.owner != "you") and ends.match(found.after):
        before = found.before.strip()
        if len(list(sentences(found.prose.text))) == 1 and "," not in before and len(before) < 60:
            yield found.because("“{}” could mean anything: say what you do, such as whom you ask")


_ASKS = ("please", "you need to", "you must", "you have to", "you should", "kindly")
_THEIRS = re.compile(
    r"\s+(?:\w+ly )?(?:send|reply|answer|call|ring|contact|upload|provide|complete|return|confirm"
    r"|pay|fill|submit|write|sign|log|tell|let|choose|bring|book|keep|check|click|wait|take|give"
    r"|make|enter|reset|restart|visit|collect|read|open|download|update|forward|attach)\b"
)


_YOU_TOO = re.compile(r"\b(?:please|you (?:can|need|should|must|have|may|only|then))\b")


@rule(
    "N004",
    Severity.WARNING,
    find=phrases(
        *_ASKS, "we will", "we'll", "we are", "we're", "we have", "we've", "i will", "i'll",
        "i have", "i've", "our team will", "our team has",
    ),
    bad=[
        "next_steps:\n  - us: «Please» send us a photo of the label.",
        "next_steps:\n  - you: «We will» ring the depot for you.",
    ],
    good=[
        "next_steps:\n  - you: Please send us a photo of the label.",
        "next_steps:\n  - us: We ring you. Please keep your phone at hand.",
        "next_steps:\n  - you: We have nothing to ask of you.",
    ],
)  # fmt: skip
def wrong_owner(step: StepProse, found: Match) -> Findings:
    """
    A step stands under `us` and asks them to act, or under `you` and says what we do.

    Templates and reports show who acts by that key, so they would show the
    wrong one.
    """
    owner, rest = step.step.owner, found.after
    if found.before.strip() or re.search(r"\b(?:nothing|not|no|never|nobody)\b|n't\b", rest):
        return
    asks = found.text.lower() in _ASKS
    if asks and owner == "us" and _THEIRS.match(rest) and not re.search(r"\b(?:we|i)\b", rest):
        yield found.because("this is theirs to do: write you: in place of us:")
    elif not asks and owner == "you" and not _YOU_TOO.search(rest):
        yield found.because("this is ours to do: write us: in place of you:")


_GO = (
    "contact", "call", "ring", "phone", "visit", "write to", "speak to", "speak with", "talk to",
    "refer to", "get in touch with", "reach out to", "consult", "email", "chat with",
)  # fmt: skip
_LEAVE = re.compile(
    r"(?:(?:for|to|if|in case|in order) [^,]{3,60}, ?)?(?:please |kindly |you (?:can|should|may"
    r"|need to|will need to|must|have to|could) (?:please |also )?)?"
    rf"(?:{'|'.join(_GO)})\b"
)
_ONLY_THEN = re.compile(r"\bonly (?:if|when|where|once|for|in case)\b")
_NUMBER = re.compile(rf"(?: us)?(?: on| at)? ?[+(]?[\d{VALUE}]")
"""Behind “call”, a number or a blank: it may well be ours."""
_BACK = re.compile(r"\b(?:we|us|me|i|our|999|911|112|111|emergency|ambulance|police|doctor)\b")


@rule(
    "N005",
    Severity.WARNING,
    find=phrases(*_GO),
    bad=[
        "next_steps: «Please contact the carrier.»",
        "next_steps:\n  - you: «For more details, please call your bank.»",
    ],
    good=[
        "next_steps: Please ring us to choose a new day.",
        "next_steps:\n  - you: Please call your bank.\n  - us: We send them the papers today.",
        "next_steps:\n  - us: We call the carrier for you.",
    ],
)
def sends_customer_away(steps: NextSteps, found: Match) -> Findings:
    """
    All that happens next is that they have to ask somebody else.

    They came to us. Where only another can help, say what we do to make that
    easy.
    """
    told = [p for p in steps.prose if p.stretch.field != "who"]
    if any(p.stretch.step is not None and p.stretch.step.owner != "you" for p in told):
        return
    said = [text.lower().replace("’", "'") for p in told for *_, text in sentences(p.text)]
    if all(
        (go := _LEAVE.match(text))
        and not _NUMBER.match(text[go.end() :])
        and not _ONLY_THEN.search(text)
        and not _BACK.search(text)
        for text in said
    ):
        yield Finding(
            found.prose.whole,
            "this sends them to somebody else: say also what you do, such as whom you tell",
        )


_ASKING = (
    "tell us", "tell me", "send us", "send me", "give us", "give me", "confirm", "provide",
    "include", "including", "quote", "quoting", "enter", "state", "stating", "reply with", "need",
    "have", "what is", "what's", "let us know", "mention", "let me know",
)  # fmt: skip


@rule(
    "N006",
    Severity.WARNING,
    find=phrases(*(f"{ask} your" for ask in _ASKING)),
    bad=[
        "status: Order {{ order_no }} is late.\n"
        "next_steps:\n  - you: Please tell us «your order number».",
        "status: Order {{ order_no }} is late.\nclosing: Ring us and quote «your order number».",
    ],
    good=[
        "status: Order {{ order_no }} is late.\n"
        "closing: Ring us and quote your order number, {{ order_no }}.",
        "status: It is late.\nnext_steps:\n  - you: Please tell us your door code.",
    ],
)
def asks_what_we_know(prose: Prose, found: Match) -> Findings:
    """
    The message asks for what it says itself.

    To be asked again for what they have told us is what makes people feel that
    nobody reads.
    """
    draft, after = prose.draft, found.after
    for name in sorted(draft.blanks & draft.variables.keys()):
        about = draft.variables[name].about.lower().removeprefix("the ").removeprefix("your ")
        nouns = {about.removeprefix("customer's "), _in_words(name)}
        for noun in nouns:
            said = re.match(rf"\s+{re.escape(noun)}\b", after) if 3 < len(noun) < 40 else None
            if said and not re.match(
                rf"[\s,:(]*(?:which is |it is )?[{VALUE}{TAG}]", after[said.end() :]
            ):
                at = prose.range(found.end - len("your"), found.end + said.end())
                yield Finding(
                    at, f"we know it, “{name}” is in this message: leave the question out"
                )
                return


def _in_words(name: str) -> str:
    """A variable's name as people say it: `order_no` is the order number."""
    words = {"no": "number", "ref": "reference", "id": "ID"}
    return " ".join(words.get(word, word) for word in name.split("_")).lower()


@rule(
    "N007",
    Severity.WARNING,
    bad=[
        "next_steps:\n  - us: We call the depot.\n    team: «delivery»",
        "next_steps:\n  - us: Somebody calls you.\n    team: «delivery»",
    ],
    good=[
        "next_steps:\n  - us: Our {{ team }} team calls the depot.\n    team: delivery",
        "next_steps:\n  - us: We call the depot.",
    ],
)
def unnamed_team(step: StepProse) -> Findings:
    """
    A step has a team, and its words do not name it.

    They cannot tell whom to ask for, and think that nobody has it.
    """
    team = step.step.team
    if team is None or any(use.name == "team" for use in step.prose.stretch.tree.uses):
        return
    named = (step.draft.environment.library.settings.teams or {}).get(team.value, team)
    if named.value.lower() not in step.prose.text.lower():
        yield Finding(team.whole, "the step does not name this team: write Our {{ team }} team")
