"""Channels: what a message points at is there, where it is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from snapmsg import channels
from snapmsg.diagnostic import Edit, Finding, Fix, Severity
from snapmsg.message import Draft
from snapmsg.rule import ENGLISH, Findings, Match, Prose, anywhere, pattern, phrases, rule
from snapmsg.rule.reading import channels_of
from snapmsg.wording import VALUE

_EMAIL = ("this email", "this e-mail", "reply to the email above")
_TEXT = ("reply to this text", "this text message", "this sms", "text us back")
_LETTER = ("reply to this letter", "overleaf", "with this letter", "tear-off slip")
_CALL = ("stay on the line", "hold the line", "after the tone", "on this call")
_POST = ("dm us", "send us a dm", "reply to this tweet", "in our dms", "slide into")
_HELD = (
    "we enclose", "i enclose", "find enclosed", "we have enclosed", "i have enclosed",
    "enclosed is", "enclosed you will find", "enclosed form", "enclosed leaflet",
)  # fmt: skip
_ATTACHED = (
    "we attach", "i attach", "i have attached", "we have attached", "i've attached",
    "we've attached", "see attached", "find attached", "the attached", "attached you will find",
    "attached file", "attached document", "attached to this",
)  # fmt: skip
_BELOW = (
    "see below", "listed below", "shown below", "link below", "number below", "details below",
    "form below", "button below", "table below", "below:", "the box below",
)  # fmt: skip
_CLICK = ("click here", "click the link", "click on the link", "click below", "tap here",
          "tap the link", "press the button below")  # fmt: skip
_ONLY_ON: Mapping[tuple[str, ...], tuple[str, ...]] = {
    _EMAIL: ("email",),
    _TEXT: ("sms",),
    _LETTER: ("letter",),
    _CALL: ("phone",),
    _POST: ("x",),
    _HELD: ("letter", "email"),
    _ATTACHED: ("email", "letter", "chat"),
    _BELOW: ("email", "letter", "chat", "status_page"),
    _CLICK: ("email", "chat", "sms", "x", "status_page"),
}
"""Words, and the channels on which they can be true."""
_PLACES = {word: places for words, places in _ONLY_ON.items() for word in words}
_OF_THIS = ("this email", "this e-mail", "this text message", "this sms")


@rule(
    "C006",
    Severity.ERROR,
    find=phrases(*_PLACES),
    bad=[
        "short:\n  next_steps: Please read «the attached» form.",
        ("closing: Reply to «this email», and we answer.\nchannels:\n  chat:",
         "closing: Reply to this message, and we answer.\nchannels:\n  chat:"),
        "channels:\n  phone:\nnext_steps:\n  - you: Please «click here».",
    ],
    good=[
        "closing: Reply to this message, and we answer.",
        "closing: Reply to this email.\nchannels:\n  email:\n    subject: Late",
        "short:\n  status: We have read the email that you sent.",
        "status: The label attached to the parcel was torn.",
    ],
)  # fmt: skip
def wrong_channel(prose: Prose, found: Match) -> Findings:
    """
    The words are true on another channel only: "this email" in an SMS, a link in a phone call.

    Whoever follows them finds nothing there, and does not know what to do.
    """
    low = found.text.lower().replace("’", "'")
    if low == "the attached" and re.match(r"\s+to\b", found.after):
        return
    if low in _OF_THIS and re.search(r"\b(?:to|of|about|from|by) an?\b[^.]*$", found.before[-30:]):
        return
    wrong = [name for name in channels_of(prose) if name not in _PLACES[low]]
    if wrong:
        where = ", ".join(channels.get(name).label for name in wrong)
        instead = None
        if low in _OF_THIS and not {"phone", "letter", "status_page"} & {*wrong}:
            instead = "This message" if found.text[0].isupper() else "this message"
        cure = "write this message" if instead else "say it in words that are true there too"
        yield found.because(f"“{{}}” is not true on {where}: {cure}", instead)


_WEB = re.compile(r"https?:|www\.|\w\.(?:com|org|net|gov|uk|eu|de|fr|io|co|info|app|help)\b|\]\(")
_LINKED = re.compile(r"link|url|web|site|page|address|portal|form", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\s+(?:that |which )?(?:(?:we|i) (?:have )?(?:sent|e-?mailed|texted|send)"
    r"|in (?:your|the|our|that)|from (?:your|the|our)|(?:is|has|was|will|expires)\b)"
)


@lru_cache(maxsize=8)  # every hit in a scenario asks for it again
def _has_address(said: str) -> bool:
    return _WEB.search(said.lower()) is not None


@rule(
    "C007",
    Severity.WARNING,
    find=phrases(
        *_CLICK, "link below", "this link", "the following link", "use the link",
        "follow the link", "the link above", "open the link", "button below",
    ),
    bad=[
        "next_steps:\n  - you: Please «click here».",
        "closing: Please use «this link» to choose a day.",
    ],
    good=[
        "closing: Please use this link, example.com/day, to choose a day.",
        "next_steps:\n  - you: Please use the link that we sent you.",
        "variables:\n  page:\n    about: the link to the form\n    example: example.com/f\n"
        "closing: Please use this link, {{ page }}.",
    ],
)  # fmt: skip
def missing_link(prose: Prose, found: Match) -> Findings:
    """
    The wording speaks of a link, and the message has none.

    It was copied from a page or an email that had one. They look for it, and
    write in.
    """
    draft = prose.draft
    if draft.included or _has_address(draft.said) or _ELSEWHERE.match(found.after):
        return
    for name in draft.blanks & draft.variables.keys():
        variable = draft.variables[name]
        example = variable.example.value if variable.example is not None else ""
        if _LINKED.search(name) or _LINKED.search(variable.about) or _WEB.search(example):
            return
    yield found.because("there is no link in this message: add one, or a blank for it")


_WAYS = (
    "reply", "call", "ring", "contact", "write", "phone", "email", "e-mail", "replies", "ask",
    "message", "chat", "speak", "talk", "visit", "counter", "desk", "let us know", "let me know",
    "tell us", "tell me", "say so", "send", "reach", "answer us", "text us", "come to", "come in",
    "drop in", "post us",
)  # fmt: skip
"""How people reach us, the commonest words first: most messages have one of those."""
_OURS = re.compile(
    r"\b(?:we|i|they|she|he|who|team|that)(?:'ll)?(?: (?:will|can|shall|then|also|now|still|have"
    r"|\w+ly))* $"
)
"""Before a verb that is then no way back: “we ring”."""
_WAY_BLANK = re.compile(r"phone|tel|mail|web|contact|number|link|page", re.IGNORECASE)


@rule(
    "C008",
    Severity.WARNING,
    language=ENGLISH,
    bad=[
        "impact: «critical»\nnext_steps: We search for it today.",
        "impact: «major»\nclosing: Kind regards",
        "impact: «major»\nclosing: We ring you.",
    ],
    good=[
        "impact: critical\nclosing: Reply to this message, and a person reads it.",
        "impact: minor\nclosing: Kind regards",
        "impact: major\nchannels:\n  chat:",
    ],
)
def no_way_back(draft: Draft) -> Findings:
    """
    It matters to them, and the message does not say how to reach a person.

    A letter or an email that nobody can answer is a closed door. In a chat or a
    call they are talking to somebody already.
    """
    impact = draft.scenario.facts.get("impact")
    if impact is None or impact.value not in ("major", "critical") or draft.included:
        return
    if "email" not in draft.channels and "letter" not in draft.channels:
        return
    if not _says_how(draft.said) and not any(_WAY_BLANK.search(name) for name in draft.blanks):
        yield Finding(
            impact.whole,
            "this matters to them, and they cannot reach anybody: say in closing: how, such as "
            "reply to this message",
        )


def _says_how(said: str) -> bool:
    """Whether a scenario says how they reach us; what we do to reach them is no way back."""
    low = said.lower()
    for way in _WAYS:
        end = 0
        while (at := low.find(way, end)) >= 0:
            end = at + len(way)
            whole = not low[at - 1 : at].isalnum() and not low[end : end + 1].isalnum()
            if not whole or _YOU.match(low, end):
                continue
            if not _OURS.search(low, max(0, at - _BEFORE), at):
                return True
    return False


_BEFORE = 40
_YOU = re.compile(r" (?:to )?you\b")


@rule(
    "C009",
    Severity.WARNING,
    find=anywhere(
        pattern(r"\*\*(?![ *])[^*\n\0]{1,80}(?<! )\*\*", "**")
        | pattern(rf"\]\((?:https?://|/|{VALUE})[^)\s\0]*\)", "](")
        | pattern(r"</?(?:b|i|p|br|strong|em|div|span|u|ul|ol|li|h[1-6]|a)(?: [^<>\0]*)?/?>", "<")
    ),
    bad=[
        ("status: Your order is «**late**».", "status: Your order is late."),
        "closing: See [our page«](https://example.com)».",
        "status: Your order is «<b>»late«</b>».",
    ],
    good=[
        "status: Your order is late, by 2 * 3 days.",
        "status: The temperature is < 5 and it is > 3.",
        "channels:\n  status_page:\n    state: investigating\n    headline: Late\n"
        "status: It is in **Leeds**.\nshort:",
    ],
)  # fmt: skip
def stray_markup(prose: Prose, found: Match) -> Findings:
    """
    Marks for bold text, links or HTML stand in wording that is sent as it is.

    They read the stars and the brackets.
    """
    if prose.stretch.tree.template:
        return  # the HTML of a channel's own form
    if found.text[0] != "<" and channels_of(prose) == ["status_page"]:
        return  # the tools that show these make links and bold text of it
    if found.text[0] != "*":
        yield found.because("customers would read “{}” as it is: take it out")
        return
    first, last = prose.range(found.start, found.start + 2), prose.range(found.end - 2, found.end)
    yield Finding(
        prose.range(found.start, found.end),
        "customers would read the stars: take them out",
        Fix((Edit(first, ""), Edit(last, ""))),
    )
