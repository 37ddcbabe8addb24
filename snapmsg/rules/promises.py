"""Approximate time: what is promised keeps to what the library allows, and says one thing."""

from __future__ import annotations

import re
from collections import Counter

from snapmsg import promise
from snapmsg.config import Settings
from snapmsg.diagnostic import Finding, Severity
from snapmsg.errors import did_you_mean, quoted
from snapmsg.locales.said import said
from snapmsg.message import Draft, Stretch
from snapmsg.model import Part
from snapmsg.promise import Duration, Sent, Weekday
from snapmsg.reader import MapNode
from snapmsg.rule import ENGLISH, Findings, Overview, rule
from snapmsg.rule.promised import own, place, promised
from snapmsg.schema import EVERYWHERE
from snapmsg.wording import prose

_SCENARIO = "scenarios/x/bag.yaml"
_SAID = "  say: You have it {{ promise }}.\n"


def _policy(*lines: str, name: str = "all") -> str:
    return "".join(["promises:\n", f"  {name}:\n", *(f"    {line}\n" for line in lines)])


def _time(*lines: str, before: str = "title: Bag\n") -> str:
    said = "" if any("update" in line for line in lines) else _SAID
    return f"{before}approximate_time:\n" + "".join(f"  {line}\n" for line in lines) + said


def _bounds(draft: Draft, settings: Settings, name: str) -> dict[str, Duration]:
    """What holds of this scenario, by the tag or topic that it holds for."""
    if not settings.policies:
        return {}
    tags = [tag.value for tag in draft.scenario.lists.get("tags", ())]
    return settings.bounds(name, draft.scenario.topic, tags)


def _for(name: str) -> str:
    return "" if name == EVERYWHERE else f" for {name}"


def _when(sent: Sent, how: str) -> str:
    day = Weekday(sent.at.weekday()).name.title()
    return "" if sent.always else f", and sent on a {day} at {sent.at:%H:%M} this ends {how}"


@rule(
    "A016",
    Severity.ERROR,
    bad=[
        {"snap.yaml": _policy("at_most: 10 working days"),
         _SCENARIO: _time("within: «3 weeks»")},
        {"snap.yaml": _policy("at_most: 2 working days", name="delay"),
         _SCENARIO: _time("within: «3 working days»", before="tags: delay\n")},
        {"snap.yaml": _policy("at_most: 2 working days", name="x"),
         _SCENARIO: "approximate_time: You have it within «2 weeks».\n"},
    ],
    good=[
        {"snap.yaml": _policy("at_most: 10 working days"), _SCENARIO: _time("within: 2 weeks")},
        {"snap.yaml": _policy("at_most: 2 days", name="billing"),
         _SCENARIO: _time("within: 5 days")},
        {"snap.yaml": _policy("at_most: 2 days") + _policy("at_most: 9 days", name="x")[10:],
         _SCENARIO: _time("within: 5 days")},
    ],
)  # fmt: skip
def slow_promise(draft: Draft, settings: Settings) -> Findings:
    """
    A promise ends later than the library allows.

    `promises:` in snap.yaml says how long customers may be made to wait: for
    all of them, or for those of a tag or topic.
    """
    for name, bound in _bounds(draft, settings, "at_most").items():
        for terms in promised(draft):
            for term in terms:
                sent = promise.later(term.promise, bound, settings.calendar)
                if sent is not None:
                    yield Finding(
                        term.at,
                        f"this may take {bound} at most{_for(name)}{_when(sent, 'later')}: "
                        "promise that or less",
                    )


@rule(
    "A017",
    Severity.ERROR,
    bad=[
        {"snap.yaml": _policy("at_least: 3 working days"),
         _SCENARIO: _time("within: «24 hours»")},
        {"snap.yaml": _policy("at_least: 3 days"), _SCENARIO: _time("by: «tomorrow»")},
        {"snap.yaml": _policy("at_least: 3 days"),
         _SCENARIO: "approximate_time: Your money is with you in «2 days».\n"},
    ],
    good=[
        {"snap.yaml": _policy("at_least: 3 working days"), _SCENARIO: _time("within: 1 week")},
        {"snap.yaml": _policy("at_least: 3 days"),
         _SCENARIO: "approximate_time: You hear from us within 1 day.\n"},
        {"snap.yaml": _policy("at_least: 3 days"),
         _SCENARIO: _time("within: 5 days", "update_within: 1 day")},
    ],
)  # fmt: skip
def hasty_promise(draft: Draft, settings: Settings) -> Findings:
    """
    A promise is too fast to be true.

    A bank, a carrier or a court takes the time that it takes. Who promises
    less breaks the promise every time.
    """
    for name, bound in _bounds(draft, settings, "at_least").items():
        for terms in promised(draft):
            for term in terms:
                sent = promise.later(bound, term.promise, settings.calendar)
                if sent is not None and not term.news:
                    yield Finding(
                        term.at,
                        f"this takes {bound} in any case{_for(name)}{_when(sent, 'sooner')}: "
                        "promise that or more",
                    )


def _too_long(draft: Draft, settings: Settings, name: str, reason: str) -> Findings:
    """A finding for each way of saying the time in which all that is heard comes after a bound."""
    for who, bound in _bounds(draft, settings, name).items():
        for terms in promised(draft):
            heard = [term for term in terms if term.news] or list(terms)
            if heard and all(
                promise.later(term.promise, bound, settings.calendar) for term in heard
            ):
                yield Finding(heard[0].at, reason.format(bound=bound, who=_for(who)))


@rule(
    "A018",
    Severity.ERROR,
    bad=[
        {"snap.yaml": _policy("first_reply: 1 working day"),
         _SCENARIO: _time("within: «2 working days»", before="starts: they_wrote\n")},
        {"snap.yaml": _policy("first_reply: 4 hours"),
         _SCENARIO: _time("within: 5 days", "update_within: «6 hours»",
                          before="starts: public_post\n")},
    ],
    good=[
        {"snap.yaml": _policy("first_reply: 1 working day"),
         _SCENARIO: _time("within: 2 working days", before="starts: we_write\n")},
        {"snap.yaml": _policy("first_reply: 4 hours"),
         _SCENARIO: _time("within: 5 days", "update_within: 2 hours",
                          before="starts: they_wrote\n")},
    ],
)  # fmt: skip
def late_first_reply(draft: Draft, settings: Settings) -> Findings:
    """
    Someone who wrote to us hears from us later than the library allows.

    They have asked. Until we answer they do not know whether anyone has read it.
    """
    if draft.scenario.fact("starts") in ("they_wrote", "public_post"):
        yield from _too_long(
            draft, settings, "first_reply",
            "who writes to us hears from us within {bound}{who}: promise that, or add "
            "update_within: {bound}",
        )  # fmt: skip


@rule(
    "A019",
    Severity.ERROR,
    bad=[
        {"snap.yaml": _policy("longest_silence: 5 days"), _SCENARIO: _time("within: «2 weeks»")},
        {"snap.yaml": _policy("longest_silence: 2 days"),
         _SCENARIO: _time("within: 2 weeks", "update_within: «3 days»")},
    ],
    good=[
        {"snap.yaml": _policy("longest_silence: 5 days"),
         _SCENARIO: _time("within: 2 weeks", "update_within: 3 days")},
        {"snap.yaml": _policy("longest_silence: 5 days"), _SCENARIO: _time("within: 5 days")},
    ],
)  # fmt: skip
def unbroken_silence(draft: Draft, settings: Settings) -> Findings:
    """
    They hear nothing for longer than the library allows.

    A promise that is kept after three silent weeks was a worry for three weeks.
    """
    yield from _too_long(
        draft, settings, "longest_silence",
        "they hear nothing for longer than {bound}{who}: add update_within: {bound}",
    )  # fmt: skip


@rule(
    "A020",
    Severity.ERROR,
    bad=[
        "approximate_time:\n  within: 2 days\n  say: You have it {{ promise }}.\n"
        "short:\n  approximate_time: Yours in «3 days».",
        "approximate_time: You have it within 3 working days.\n"
        "channels:\n  chat:\n    approximate_time: You have it within «48 hours».",
        "approximate_time:\n  within: 3 working days\n"
        "  say: You have it {{ promise }}, that is in «5 days».",
        "approximate_time:\n  within: 3 working days\n  say: You have it {{ promise }}.\n"
        "channels:\n  email:\n    subject: Your money within «2 days»",
    ],
    good=[
        "approximate_time:\n  within: 2 days\n  say: You have it {{ promise }}.\n"
        "short:\n  approximate_time: Yours in 2 days.",
        "approximate_time: You have it within 2 days, and you hear from us by tomorrow 12:00.\n"
        "short:\n  approximate_time: News by 12:00 tomorrow.",
        "approximate_time:\n  within: 3 working days\n"
        "  say: You have it {{ promise }}, not the 2 days that we told you.",
        "approximate_time:\n  within: 3 working days\n  say: You have it {{ promise }}.\n"
        "channels:\n  email:\n    subject: Your ticket for 2 days is late",
    ],
)
def second_promise(draft: Draft) -> Findings:
    """
    One channel, one sentence or a subject promises another time than the rest of the scenario.

    One scenario, one promise, said in many ways: who gets an SMS and an email
    must not have to choose which to believe.
    """
    for stretch in draft.stretches:
        if stretch.part is Part.APPROXIMATE_TIME:
            if stretch.wording is not None and stretch.wording.timing is not None:
                yield from _unlike(draft, stretch, led=True)
            elif stretch.channel is not None or stretch.short:
                yield from _unlike(draft, stretch, led=False)
        elif stretch.part is None and stretch.channel is not None:
            yield from _unlike(draft, stretch, led=True)


_LED_TIME = re.compile(
    r"[WwIi](?i:(?<=w)ithin|(?<=i)n)\s(?i:(?:the\snext\s)?"  # a first letter is soon looked for
    r"(?:[0-9]|an?\b|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty))"
)
_LED = re.compile(r"\b(?:within|in) (?:the next )?$", re.IGNORECASE)
_NEAR = 120
_LATER = re.compile(r"\b(?:if|unless|otherwise|instead|then|until|not)\b", re.IGNORECASE)


def _unlike(draft: Draft, stretch: Stretch, *, led: bool) -> Findings:
    """The times of a text that the scenario does not promise.

    Where a text is there to say something else too, only durations that are `led` in by words of a
    promise, in a sentence without a condition.
    """
    locale, text = draft.environment.locale, stretch.tree.at.value
    if led and (locale.language != ENGLISH or _LED_TIME.search(text) is None):
        return
    text = prose(stretch.tree)
    found = said(locale, text)
    first = own(draft) if found else []
    for start, end, promise_ in found if first else ():
        if promise_ in first:
            continue
        if led:
            before = re.split("[.!?] ", text[max(0, start - _NEAR) : start])[-1]
            if not isinstance(promise_, Duration) or not _LED.search(before):
                continue
            if _LATER.search(before):
                continue
        yield Finding(
            stretch.tree.at.range(start, end),
            f"this is another promise than the scenario makes, which is {first[0]}: say "
            "the same here",
        )


_ALIKE = _policy("alike: yes", name="late")


def _late(within: str) -> str:
    return _time(f"within: {within}", before="tags: late\n")


@rule(
    "A021",
    Severity.ERROR,
    bad=[
        {"snap.yaml": _ALIKE,
         "scenarios/x/a.yaml": _late("2 days"), "scenarios/x/b.yaml": _late("2 days"),
         "scenarios/x/c.yaml": _late("«3 days»")},
        {"snap.yaml": _policy("alike: yes", name="y"),
         "scenarios/y/a.yaml": _late("2 days"),
         "scenarios/y/b.yaml": _late("«48 hours»")},
    ],
    good=[
        {"snap.yaml": _ALIKE, "scenarios/x/a.yaml": _late("2 days"),
         "scenarios/x/b.yaml": _late("2 days")},
        {"snap.yaml": _policy("alike: no", name="late"),
         "scenarios/x/a.yaml": _late("2 days"),
         "scenarios/x/b.yaml": _late("3 days")},
    ],
)  # fmt: skip
def unlike_promise(library: Overview) -> Findings:
    """
    Scenarios that shall promise the same promise different times.

    `alike: yes` under `promises:` in snap.yaml says so for a tag or topic. Two
    answers to one question are a third question.
    """
    for name, policy in library.library.settings.policies.items():
        cards = [
            card for card in library.cards
            if policy.alike and card.promise and name in (*card.tags, card.topic, EVERYWHERE)
        ]  # fmt: skip
        said = Counter(card.promise.text for card in cards if card.promise)
        for card in cards if len(said) > 1 else ():
            usual, _ = said.most_common(1)[0]
            if card.promise and card.promise.text != usual:
                yield Finding(
                    place(card.path, card.promise),
                    f"the others of {name} promise {usual}, and all of them shall promise the "
                    "same: promise that, or change it everywhere",
                )


@rule(
    "A022",
    Severity.WARNING,
    bad=[
        {"snap.yaml": "promises:\n  «bilings»:\n    at_most: 2 days\n",
         "scenarios/billing/a.yaml": "title: Bill\n"},
        {"snap.yaml": "promises:\n  «refund»:\n    at_most: 2 days\n",
         _SCENARIO: "tags: refunds\n"},
    ],
    good=[
        {"snap.yaml": _policy("at_most: 2 days", name="x"), _SCENARIO: "title: Bag\n"},
        {"snap.yaml": _policy("at_most: 2 days", name="late"), _SCENARIO: "tags: late\n"},
    ],
)  # fmt: skip
def idle_policy(library: Overview) -> Findings:
    """
    A policy holds for a tag or topic that no scenario has.

    It was meant to hold for something, and holds for nothing.
    """
    root = library.library.document.root if library.library.document is not None else None
    found = root.entries.get("promises") if isinstance(root, MapNode) else None
    known = {word for card in library.cards for word in (*card.tags, card.topic)} | {EVERYWHERE}
    for key, _ in found.pairs() if isinstance(found, MapNode) else ():
        if key.value not in known:
            meant = did_you_mean(key.value, known)
            yield Finding(
                key.whole, f"no scenario has the tag or topic {quoted(key.value)}.{meant}"
            )
