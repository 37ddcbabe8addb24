"""The words that tell how a sentence works: who acts, what sort of act it is, when it is.

Closed lists of English as service teams write it. A verb is listed once, in its base form; the
other forms are made here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def listed(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


TELL = listed(
    "tell inform notify update contact call ring phone email write text message reply respond "
    "answer "
    "reach follow hear announce advise remind let share post acknowledge confirm return"
)
"""Acts of telling: a step by whoever does it, never an end."""

MEND = listed(
    "refund reimburse credit replace compensate waive reinstate restore resend redeliver repay "
    "reissue exchange honour honor rebook rebate deposit"
)
"""Acts of ours that put things right: to announce one is to say how it ends."""

REACH = listed(
    "have get receive keep regain resume deliver arrive resolve complete finish return restore fix "
    "refund reimburse credit replace reinstate approve reopen release settle be enjoy save access "
    "show solve clear correct repair reconnect recover land own earn appear reflect renew become "
    "continue remain stay work run connect protect"
)
"""Verbs whose subject has reached an end: your parcel *arrives*, you *have* your money."""

STOP = listed(
    "cancel close delete remove suspend deactivate disconnect expire terminate withdraw lose lapse "
    "charge forfeit decline reject stop end block lock miss deny discontinue disable erase void "
    "revoke archive bill invoice fine penalise penalize interrupt restrict fail downgrade "
    "unsubscribe escalate dismiss"
)
"""Verbs of an end that nobody hopes for: the consequence that a message states."""

DECIDE = listed("decline refuse reject deny close cancel end stop withdraw discontinue")
"""What `we are …ing` says as a decision and not as work in progress."""

WORK = listed(
    "check review look investigate work examine assess test monitor ask chase search find verify "
    "inspect analyse analyze pass forward raise assign transfer prepare process handle arrange "
    "schedule book discuss consider try start begin send ship dispatch pick collect visit come go "
    "issue file submit run deploy upgrade migrate install move switch publish perform carry do "
    "make "
    "take put add apply change set create open track help assist provide offer give explain show "
    "guide support bring meet order order pay request speak talk walk reset restart retry "
    "reschedule roll expedite prioritise prioritize prepare pull print mail hand route connect "
    "redirect rebuild recalculate amend adjust delay patch reboot drain scan translate train "
    "recommend suggest upload download read enter choose select click press tap type sign log fill "
    "complete register enrol enroll join attach include attend gather plan hold return turn wait "
    "allow expect ensure note report cover measure order determine identify finalise finalize "
    "authorise authorize validate re-send re-ship re-run re-check deal sort escalate relay loop "
    "consult coordinate liaise engage conduct commence address fulfil fulfill mark tag "
    "flag copy liaise onboard"
)
"""Acts of other kinds that service messages announce or ask for."""

ASKABLE = listed(
    "accept access activate add allow answer apply approve arrange ask assign attach attend avoid "
    "back be book bring browse buy call cancel change charge chat check choose clear click close "
    "collect come compare complete confirm connect consider contact continue copy create decide "
    "delete describe disable disconnect discard dispose donate download drink drop eat edit email "
    "enable enrol enroll ensure enter examine expect explain explore fax fetch file fill find "
    "finish fix follow forward get give go grab hand have head hold ignore include indicate inform "
    "inspect install join keep leave let limit list listen load locate lodge log look mail make "
    "mark mention message modify monitor move note notify obtain open opt order pack paste pay "
    "phone pick place plan plug pop post prepare press print proceed provide purchase put quote "
    "read reapply reboot recheck reconnect record redo reenter re-enter refer refresh refrain "
    "register reinstall remember remind remove renew repeat replace reply report request "
    "reschedule resend reset resolve respond rest restart resubmit retain retry return review "
    "revisit ring run save scan schedule scroll search see select send set share ship show sign "
    "skip sort speak start state stay stop store submit subscribe supply switch take talk tap tell "
    "test text track transfer try turn type uninstall unlock unplug update upgrade upload use "
    "validate verify view visit wait wash watch wear withdraw write boil simmer dm pm pls "
    "dial redial tick swipe vote pledge refer redeem claim appeal raise escalate lodge nominate "
    "complain reopen rejoin whitelist unblock empty clean rinse defrost photograph measure weigh "
    "wrap label drive park board queue isolate chew swallow quit connect "
    "re-submit re-send re-apply re-upload re-register sign-in log-in"
)
"""Verbs that a request to the customer starts with."""

ALSO_NOUNS = listed(
    "access answer back call change charge chat check contact copy delay display drop email fax "
    "file fix hand head help hold issue list load log mail mark message note order pack place plan "
    "post press print purchase quote record reply report request reset rest return review ring run "
    "scan schedule search share ship sign state stay stop store supply switch talk tap test text "
    "track transfer try turn type update upgrade use view visit wait watch wear dm pm"
)
"""Verbs that are nouns as well: `Call us` asks, `Call centre closed` does not."""

COURTESY = listed(
    "apologise apologize appreciate hope thank understand wish regret love like want realise "
    "realize know value strive pride care welcome trust believe feel acknowledge wonder"
)
"""What we say of ourselves to be polite: no news and no act."""

IRREGULAR = {
    "be": ("was were", "been", "being"), "become": ("became", "become", "becoming"),
    "begin": ("began", "begun", "beginning"), "break": ("broke", "broken", "breaking"),
    "bring": ("brought", "brought", "bringing"), "buy": ("bought", "bought", "buying"),
    "build": ("built", "built", "building"), "catch": ("caught", "caught", "catching"),
    "choose": ("chose", "chosen", "choosing"), "come": ("came", "come", "coming"),
    "cut": ("cut", "cut", "cutting"), "deal": ("dealt", "dealt", "dealing"),
    "do": ("did", "done", "doing"), "draw": ("drew", "drawn", "drawing"),
    "fall": ("fell", "fallen", "falling"), "find": ("found", "found", "finding"),
    "get": ("got", "gotten got", "getting"), "give": ("gave", "given", "giving"),
    "go": ("went", "gone", "going"), "have": ("had", "had", "having"),
    "hear": ("heard", "heard", "hearing"), "hit": ("hit", "hit", "hitting"),
    "hold": ("held", "held", "holding"), "keep": ("kept", "kept", "keeping"),
    "know": ("knew", "known", "knowing"), "lead": ("led", "led", "leading"),
    "leave": ("left", "left", "leaving"), "let": ("let", "let", "letting"),
    "lose": ("lost", "lost", "losing"), "make": ("made", "made", "making"),
    "meet": ("met", "met", "meeting"), "pay": ("paid", "paid", "paying"),
    "put": ("put", "put", "putting"), "read": ("read", "read", "reading"),
    "reset": ("reset", "reset", "resetting"), "ring": ("rang", "rung", "ringing"),
    "rise": ("rose", "risen", "rising"), "run": ("ran", "run", "running"),
    "see": ("saw", "seen", "seeing"), "sell": ("sold", "sold", "selling"),
    "send": ("sent", "sent", "sending"), "set": ("set", "set", "setting"),
    "show": ("showed", "shown", "showing"), "shut": ("shut", "shut", "shutting"),
    "speak": ("spoke", "spoken", "speaking"), "spend": ("spent", "spent", "spending"),
    "stand": ("stood", "stood", "standing"), "steal": ("stole", "stolen", "stealing"),
    "take": ("took", "taken", "taking"), "tell": ("told", "told", "telling"),
    "think": ("thought", "thought", "thinking"), "throw": ("threw", "thrown", "throwing"),
    "write": ("wrote", "written", "writing"), "resend": ("resent", "resent", "resending"),
    "repay": ("repaid", "repaid", "repaying"), "withdraw": ("withdrew", "withdrawn", "withdrawing"),
    "rebuild": ("rebuilt", "rebuilt", "rebuilding"), "win": ("won", "won", "winning"),
    "overcharge": ("overcharged", "overcharged", "overcharging"),
}  # fmt: skip
"""Base form: its past, its participles, its `-ing` form."""

_DOUBLED = listed(
    "ship stop cancel refer submit log drop plan transfer commit permit chat grab pop tag "
    "flag scan swap stir dm prefer occur plug unplug travel admit"
)


def _forms(base: str) -> tuple[Iterable[str], Iterable[str], str]:
    """Past forms, participles and the `-ing` form of a verb."""
    if base in IRREGULAR:
        past, participle, ing = IRREGULAR[base]
        return past.split(), participle.split(), ing
    if base in _DOUBLED:
        both = (f"{base}{base[-1]}ed", f"{base}ed")
        return both, both, f"{base}{base[-1]}ing"
    if base.endswith("e"):
        return (f"{base}d",), (f"{base}d",), f"{base[:-1]}ing"
    if base.endswith("y") and base[-2] not in "aeiou":
        return (f"{base[:-1]}ied",), (f"{base[:-1]}ied",), f"{base}ing"
    return (f"{base}ed",), (f"{base}ed",), f"{base}ing"


def _third(base: str) -> str:
    """A verb with the `s` that `it` takes."""
    if base in ("have", "be"):
        return {"have": "has", "be": "is"}[base]
    if base.endswith(("s", "x", "ch", "sh", "o", "z")):
        return f"{base}es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ies"
    return f"{base}s"


_ALL = TELL | MEND | REACH | STOP | DECIDE | WORK | ASKABLE | COURTESY | frozenset(IRREGULAR)


def _index() -> Iterator[tuple[str, str]]:
    for base in sorted(_ALL):
        past, participles, ing = _forms(base)
        for form in (*past, *participles, ing, _third(base), base):
            yield form, base


BASE: dict[str, str] = dict(_index())
"""Each known form of a verb, and its base."""
BASE.update((base, base) for base in _ALL)

PARTICIPLES = frozenset(form for base in _ALL for form in _forms(base)[1])
"""Participles of the known verbs; others are told by their `-ed`."""

PAST = frozenset(form for base in _ALL for form in _forms(base)[0]) - {
    "put", "let", "read", "set", "cut", "hit", "shut", "reset",
}  # fmt: skip
"""Past forms that are not the base as well."""

THIRD = frozenset(_third(base) for base in TELL | MEND | REACH | STOP | WORK | ASKABLE) - {"is"}
PRESENT = THIRD | TELL | MEND | REACH | STOP | WORK | ASKABLE
"""Present forms: with a subject before it, an act that is done or will be."""

NOT_PARTICIPLES = listed(
    "need needed indeed speed feed seed bed red shed hundred kindred united limited hired "
    "embed exceed proceed succeed interested unlimited dedicated"
)
"""Words in `-ed` that are no past of a verb, or none of an event."""

EVENTS = (
    r"outage|downtime|maintenance|incident|upgrade|migration|delay|delays|disruption|problem"
    r"|problems"
    r"|issue|issues|degradation|degraded|closure|failure|failures|recall|cancellation|cancelled"
    r"|interruption|errors?|slowness|latency|unavailab\w+|breach|strike|power cut|fault|alert"
    r"|shortage|backlog"
)
"""Nouns that name an event: a headline with one is news."""
