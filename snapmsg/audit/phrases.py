"""A sentence weighed clause by clause: its traits, those that phrases add, and what they say.

The phrases are turns of English that a verb alone does not tell: `no action is needed`, `to avoid
a late fee`, `could you send us`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from snapmsg.audit import courtesy
from snapmsg.audit.clauses import Clause, clauses
from snapmsg.audit.text import Sentence
from snapmsg.audit.weights import weigh
from snapmsg.audit.words import EVENTS, listed

Span = tuple[int, int]
"""Where something stands in a message: from the first offset to before the second."""


class Clue(NamedTuple):
    """A clause and how sure it makes us of status, next steps and planned outcome."""

    clause: Clause
    sure: tuple[float, float, float]


_EVENT = re.compile(rf" (?:{EVENTS}|not \w+ing)\b")
_DONE = re.compile(
    r"^(?!.*\bgets?\b)(?: [\w§'/-]+){1,6} (?:received|confirmed|approved|verified|completed?"
    r"|cancelled|canceled|rejected"
    r"|declined|shipped|dispatched|delivered|resolved|closed|updated|failed|expired|restored"
    r"|processed"
    r"|accepted|submitted|delayed|postponed|scheduled|suspended|unavailable|degraded|down"
    r"|overdue|sent"
    r"|refunded|booked|fixed|blocked|paid|denied|identified|mitigated|deployed|back|ready"
    r"|on hold)\b"
)
_NOTHING = re.compile(
    r"\b(?:no|not any|without any) (?:further |other |additional |more )?actions?\b"
    r"|\bnothing (?:more |else |further )?(?:to do|for you to do|you (?:need|have) to do"
    r"|is (?:needed|required))"
    r"|\b(?:do not|no) need to (?:do|take|worry|contact|call|reply|respond)|\byou (?:can"
    r"|may) ignore"
    r"|\bno need for you\b|\bnot need (?:anything|to do)"
)
_IDLE_ASK = re.compile(
    r"^ (?:please |kindly )?(?:be (?:aware|advised|patient|assured|reminded)|note\b"
    r"|accept (?:our|my)"
    r"|bear (?:with|in mind)|rest assured|let (?:us|me) know|feel free|do not hesitate|do not worry"
    r"|forgive|excuse|find (?:attached|below|enclosed)|see (?:below|attached|the attached)"
    r"|stay (?:tuned|safe)"
    r"|know\b|enjoy|have a|keep in mind|remember that|hold on tight|consider the environment"
    r"|rate |(?:take|complete|fill)(?: \w+){0,4} survey"
    r"|share with)"
)
_REQUEST = re.compile(r"^ (?:can|could|would|will) you\b|\b(?:can|could|would"
r"|will) you (?:please|kindly)\b"
                      r"|\bwould you (?:mind|be able)|\b(?:may|can|could) (?:we|i) (?:ask|have"
                      r"|get)\b")  # fmt: skip
_NEEDED = re.compile(
    r"\b(?:is|are|will be) (?:also |still |now )?(?:required|needed|necessary)\b"
    r"|\bnext steps? (?:is|are|will be)\b"
    r"|\b(?:awaiting|waiting (?:for|on)|pending) (?:your|§|a |the |further|more|additional)"
    r"|\ball you (?:have|need) to do\b|\b(?:action|response|reply) (?:is )?(?:required|needed)\b"
    r"|\brequires? (?:your|you|additional|further|an?)\b"
)
_AVOID = re.compile(
    r"(?:(?:^| to| and| or) (?:avoid|prevent)| to (?:stop|ensure|guarantee|make sure"
    r"|keep))\b(?! (?:in touch|you (?:posted|updated|informed)|an eye|track|us\b))"
    r"(?=.{0,60}\b(?:delay|fee|fees|charge|penalt|loss|losing|lose|cancel|clos|suspen|interrupt"
    r"|disconnect|missing|late"
    r"|your (?:account|service|place|access|benefit|refund|payment|application|order|claim"
    r"|cover|policy|home|family|child|data|money|next|request)"
    r"|you (?:get|receive|do not|are|have|can)|it (?:does|do|is)|this (?:does|do)))"
)
_RESULT = re.compile(
    r"\b(?:will|may|could|can) (?:result in|lead to|cause|mean|allow|enable|affect)\b"
    r"|\bresulting in\b"
    r"|\bas a result\b.{0,40}\bwill\b|\bwhich (?:will|means)\b|\bthis means (?:that )?(?:you"
    r"|your)\b.{0,30}\b(?:will|can|do not)\b"
    r"|\bexpect (?:\w+ ){1,5}to be (?:back|fixed|resolved|restored|working|normal|complete"
    r"|available)\b"
    r"|\bexpect(?:ing)? (?:a |an |the |some |up to )?(?:\w+ ){0,2}(?:downtime|outage"
    r"|interruption|resolution|full)\b"
)
_DECISION = re.compile(
    r"\b(?:decided (?:not )?to|decision is|unable to (?:offer|refund|approve|accept|replace"
    r"|process|provide|honou?r|issue|waive|grant)"
    r"|can not (?:offer|refund|approve|accept|replace|honou?r|issue|waive|grant|give)"
    r"|not (?:be )?able to (?:offer|refund|approve"
    r"|accept|replace|provide|honou?r|issue|waive|grant))\b"
)
_IDLE_STATE = re.compile(
    r"^ (?:it|this|that|here|there|these|those) (?:is|are) (?:why|how|what|because"
    r"|not (?:necessary|possible to)|also|easy|important|possible"
    r"|best|worth|recommended|simple|free|normal|common|usually|some|several|many|two|three"
    r"|more|a (?:few|list|link|copy|good|great|quick)|the (?:link|best|way|list))\b"
    r"|^ (?:here|attached|below|above|enclosed) (?:is|are)\b"
    r"|^ (?:we|i) (?:am|are) (?:here|happy|glad|sorry|proud|committed|always|delighted|grateful"
    r"|confident|keen|sure|not (?:sure|here)|able"
    r"|open|available|only|based|unable)\b"
    r"|^ our(?: \w+){1,4} (?:is|are) (?:always |only |also )?(?:open|available|here|staffed"
    r"|happy)\b"
    r"|^ you (?:are) (?:welcome|right|able|free|not alone|always|important|our|receiving|one of"
    r"|the)\b"
    r"|^ (?:more|further|full|additional|all|other) (?:details|information|info)\b"
)
_END_STATE = re.compile(
    r"\buntil (?:\w+ ){1,5}(?:is|are|works|work|has|have) (?:\w+ )?(?:again|back|restored"
    r"|working|resolved|fixed|operational|running|complete)"
    r"|\b(?:back|return) to normal\b|\bfull(?:y)? (?:refund|restored|operational|recovery)\b"
    r"|\bmoney back\b"
)
_GOOD = re.compile(
    r"\bwill (?:\w+ly |then |also |soon |all )?be (?:\w+ly )?(?:back|ready|available|online"
    r"|live|free|able|eligible|entitled|safe|fine|complete|normal|working"
    r"|open|yours|with you|at your|in your|on its way|up and|unavailable|offline|down|valid"
    r"|visible|due|liable|unaffected|intact|good)\b"
)
_HABIT = re.compile(
    r"\b(?:usually|normally|typically|generally|always|often|sometimes|every time|in general"
    r"|can vary)\b"
)
_ONGOING = re.compile(
    r"^ (?:closing|escalating|merging|reopening|transferring|forwarding|investigating|working"
    r"|looking|checking|monitoring|reviewing|deploying|fixing|rolling)\b"
)
_AWAIT = re.compile(r"\bexpect\b|\ballow (?:up to |\d|an?\b|two|three|five|§)")
_GENERIC = re.compile(
    r"^ (?:most|many|some|all|orders|refunds|payments|customers|deliveries|returns|shipments"
    r"|items|users"
    r"|people|products|goods|claims|applications|requests|parcels|complaints|cancellations"
    r"|bookings) "
    r"|\b(?:policy|terms|fare|tariff) (?:allows?|requires?|states?|says|does|do|is|are)\b"
    r"|^ (?:they|these|those) are (?:\w+ly )?\w+ed (?:within|in|on|by)\b"
)


_UNLESS = re.compile(r"\bnothing\b|\bunless\b|\bno (?:reply|response|answer|payment)\b|\bfail\b")
_BUSY = re.compile(
    r" (?:is|are|am) (?:\w+ly |now |still |also |all )*(?:investigating|looking (?:into|at)"
    r"|working (?:on|to|with"
    r"|hard|closely)|trying to|checking|reviewing|preparing|processing|arranging|monitoring"
    r"|chasing|assessing|testing"
    r"|asking|sending|restoring|repairing|fixing|deploying|rolling|verifying|taking"
    r"|doing everything|waiting (?:for|on))\b"
    r"|\b(?:fix|solution|patch|repair|replacement|workaround) (?:is|are) (?:now |currently "
    r"|also )*being\b"
)
_MONEY = re.compile(
    r"\b(?:refund|money|payment|credit|compensation|deposit)\b.*\bwill (?:\w+ly |now |then "
    r"|also )*be (?:\w+ly )?"
    r"(?:paid|issued|processed|sent|transferred|made|posted|added|applied|given|released"
    r"|deposited)\b"
)
_GIVES = re.compile(
    r" (?:give|send|offer|issue|get|provide|arrange|process|make|post|order) (?:you "
    r"|out )?(?:your |an? |the )?"
    r"(?:\w+ ){0,2}(?:refund|replacement|credit|voucher|new)\b"
)
_FEE = re.compile(r"\b(?:fees?|charges?|penalty|penalties|interest|fine)\b.*\b(?:will|may|could) ")
_BLAME = re.compile(
    r" you (?:have |had )?(?:\w+ly |also )*(?:failed|neglected|omitted|refused|forgot(?:ten)?)\b"
)
_SETS_TO_WORK = re.compile(
    r"^(?: (?:we|i))? (?:have |has )?(?:\w+ly |also |now |just )*(?:"
    r"(?:asked|told|instructed|ordered|requested) (?!you\b)(?:[\w§'-]+ ){1,6}to \w+"
    r"|(?:passed|handed|escalated|assigned|forwarded) (?!you\b)(?:[\w§'-]+ ){1,6}to"
    r" (?!you\b)\w+)"
)
_SHOULD = re.compile(r" should (?:\w+ly |now |also |then |be )*(?!be able)")
_PHRASES = (
    ("nothing-to-do", ("action", "nothing", "need", "ignore"), _NOTHING),
    ("request", (" you ", " we ", " i "), _REQUEST),
    ("needed", ("require", "need", "next step", "necessary", "wait", "pending", " all "), _NEEDED),
    ("avoid", ("avoid", "prevent", " stop", " ensure", " guarantee", " make", " keep"),
     _AVOID),
    ("result", ("result", "lead ", "caus", "mean", "allow", "enabl", "affect", "expect"), _RESULT),
    ("decision", ("decid", "decision", "unable", " not "), _DECISION),
    ("end-state", (" until ", "normal", "full", "money back"), _END_STATE),
    ("good", (" be ",), _GOOD),
    ("await", ("expect", "allow"), _AWAIT),
    ("gives", ("refund", "replacement", "credit", "voucher", " new "), _GIVES),
    ("fee", ("fee", "charge", "penalt", "interest", "fine"), _FEE),
    ("money", ("refund", "money", "payment", "credit", "compensation"), _MONEY),
    ("busy", ("ing ",), _BUSY),
    ("should", (" should ",), _SHOULD),
    ("blame", (" you ",), _BLAME),
    ("sets-to-work", ("ask", "told", "tell", "instruct", "order", "request", "pass", "handed",
     "escalat", "assign", "forward"), _SETS_TO_WORK),
)  # fmt: skip


def weighed(sentence: Sentence, when: list[Span], helping: bool, first: bool) -> Iterator[Clue]:
    """The clauses of a sentence with what each says; nothing for one that is only courtesy."""
    flat = " ".join(sentence.text.split())
    if courtesy.is_nice(flat) and not re.search(
        r"\b(?:but|however|unfortunately|although)\b", flat
    ):
        return
    help_ = helping or courtesy.offers_help(flat)
    conditional = unless = False
    then = re.search(r"\bthen\b", flat.lower()) is not None
    lone = sentence.line and len(flat) < 90
    for clause in clauses(sentence, when):
        traits = set(clause.traits)
        said = clause.said
        if help_ and _is_help(traits):
            traits.add("help")
        if "if" in traits:
            conditional = True
            unless = unless or "not" in traits or _UNLESS.search(said) is not None
        elif conditional or "otherwise" in traits:
            if "future" in traits and traits & {"v:stop", "no-longer", "not"}:
                traits.add("if-end")
            traits.add("conditioned")
            if unless:
                traits.add("neg-if-end")
        bare = "bare" in traits
        if (bare or traits & {"can", "future"}) and _EVENT.search(said):
            traits |= {"event", "headline"} if bare and lone else {"event"}
        if bare and _ONGOING.match(said):
            traits |= {"progressive", "us"}
        if traits & {"bare", "past"} and _DONE.match(said):
            traits.add("done")
        if traits & {"v:experience", "v:see", "v:face", "v:have"} and "progressive" in traits:
            traits.add("experience")
        if traits & {"present", "must"} and (_HABIT.search(said) or _GENERIC.search(said)):
            traits.add("habit")
        if (traits & {"present", "can"} and _IDLE_STATE.match(said)) or (
            "ask" in traits and _IDLE_ASK.match(said)
        ):
            traits.add("idle")
        if {"thing", "present"} <= traits and _PLURAL.match(said):
            traits.add("generic")
        if traits & _AGENTS and not traits & {"passive", "state"}:
            traits.add("agent")
        if traits & {"v:work", "v:tell", "v:mend", "v:need", "v:ask"}:
            traits.add("act")
        if then or "once" in said:
            traits.add("then")
        if " until " in said or " till " in said:
            traits.add("until")
        if " hear " in said:
            traits.add("hears")
        for trait, keys, pattern in _PHRASES:
            for key in keys:
                if key in said:
                    if pattern.search(said):
                        traits.add(trait)
                    break
        if "await" in traits and not traits & {"ask", "us", "bare"}:
            traits.discard("await")
        status, steps, outcome = weigh(frozenset(traits))
        sure = (0.0, steps, 0.0) if "question" in traits else (status, steps, outcome)
        yield Clue(clause._replace(traits=frozenset(traits)), sure)


_PLURAL = re.compile(
    r"^ (?!(?:due|owing|the|your|our|this|these|that|those|it|there|an?|my|all|some|one|no|both"
    r"|each)\b)"
    r"[a-z][a-z-]+(?: (?:and|of|for|in|to|on) [a-z-]+)* [a-z]+s? "
)
_AGENTS = frozenset(
    f"v:{verb}"
    for verb in listed("visit come call contact review check ring write answer tell ask")
)
_TURN_TO = frozenset(
    f"v:{verb}"
    for verb in listed(
        "contact email call reply reach write ring phone visit chat message text ask let see "
        "speak talk read go find refer help assist be happy have find check click get feel "
        "respond raise "
        "open drop send"
    )
)


def _is_help(traits: set[str]) -> bool:
    """Whether a clause of a sentence that says where to turn does so, and has no own news."""
    if traits & {"perfect", "past", "progressive"} and not traits & {"if", "when"}:
        return False
    if traits & {"us", "they", "thing"} and "future" in traits:
        return bool(traits & {"v:help", "v:assist", "v:happy", "v:glad", "v:support"})
    return "ask" not in traits or bool(traits & _TURN_TO)
