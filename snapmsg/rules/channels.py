"""Channels: each one's own limits and fields."""

from __future__ import annotations

from snapmsg.config import Settings
from snapmsg.diagnostic import Finding, Severity
from snapmsg.errors import did_you_mean, quoted
from snapmsg.message import Draft, Message, Utmost
from snapmsg.model import Part
from snapmsg.rule import Findings, rule
from snapmsg.rule.reading import silent


def _may_be_long(utmost: Utmost, settings: Settings) -> bool:
    channel = utmost.channel
    most = settings.for_channel(channel.name).most or channel.most
    if most is None or (channel.measure == "characters" and utmost.length <= most):
        return False
    if channel.spoken:  # values are longer aloud than they are written
        return True
    return channel.count(utmost.body)[channel.measure] > most


def _may_be_cut(utmost: Utmost, settings: Settings) -> bool:
    return any(
        field.limit is not None and len(utmost.field(field.name)) > field.limit
        for field in utmost.channel.fields
    )


@rule(
    "C001",
    Severity.ERROR,
    when=_may_be_long,
    bad=[
        "channels:\n  sms:\nshort:\n  status: «" + "Your order is late, and we are sorry. " * 8
        + "It is in Leeds.»",
        "channels:\n  sms:\nshort:\n  planned_outcome: «" + "You have your order, all of it. " * 9
        + "And your money.»",
    ],
    good=[
        "channels:\n  sms:\nshort:\n  status: Your order is late, sorry.",
        "channels:\n  email:\n    subject: Late\nstatus: " + "Your order is late. " * 20,
    ],
)  # fmt: skip
def too_long(message: Message, draft: Draft) -> Findings:
    """
    The message is longer than its channel takes.

    An SMS of many parts costs more and can arrive in pieces; elsewhere the end
    is cut off.
    """
    channel = message.channel
    setting = draft.environment.library.settings.for_channel(channel.name)
    most = setting.most or channel.most
    if most is None:
        return
    counts = message.counts()
    if counts[channel.measure] > most:
        part = max(message.parts(), key=lambda part: len(message.part(part)), default=None)
        wording = draft.part(part, channel.name) if part is not None else None
        size = f" ({counts['characters']} characters)" if channel.measure == "sms_parts" else ""
        takes = "the limit is" if channel.spoken else f"{channel.label} takes"
        yield Finding(
            message.range(0, len(message.text)) if wording is None else wording.whole,
            f"this makes {channel.amount(counts[channel.measure])}{size} where {takes} {most:,}: "
            "say it in fewer words"
            + (", under short: or the channel's own key" if channel.brief else ""),
        )


@rule(
    "C002",
    Severity.ERROR,
    bad=["channels:\n  «email»:\n  chat:", "channels:\n  «email»:\n    preheader: It is late"],
    good=["channels:\n  email:\n    subject: Your order is late", "channels:\n  chat:"],
)
def missing_field(draft: Draft) -> Findings:
    """
    A channel needs a text that the scenario does not give, such as an email's subject.

    An email without a subject looks like spam, and cannot be found again.
    """
    for name in draft.channels:
        own = (draft.scenario.channels or {}).get(name)
        for field in draft.channel(name).fields:
            if field.required and (own is None or field.name not in own.fields):
                at = own.key if own is not None and own.key is not None else draft.scenario.top
                yield Finding(
                    at,
                    f"{draft.channel(name).label} has no {field.name}: write {field.name}: under "
                    f"{name}: in channels:",
                )
            elif field.required and own is not None:
                text = own.fields[field.name]
                when = silent(draft, draft.tree(text))
                if when is not None:
                    reason = f"the {field.name} says nothing{when}: add words that always stand"
                    yield Finding(text.whole, reason)


@rule(
    "C003",
    Severity.WARNING,
    when=_may_be_cut,
    bad=[
        "channels:\n  email:\n    subject: «" + "Your order is late and we are sorry " * 2 + "now»",
        "channels:\n  email:\n    subject: Late\n    preheader: «" + "It is in Leeds now " * 6
        + "again»",
    ],
    good=["channels:\n  email:\n    subject: Your order is late", "channels:\n  chat:"],
)  # fmt: skip
def long_field(message: Message) -> Findings:
    """
    A subject or other short text is longer than what people get to see.

    The end, and often the point, is cut off in their list of messages.
    """
    for field in message.channel.fields:
        text = message.field(field.name)
        if text is not None and field.limit is not None and len(text) > field.limit:
            yield Finding(
                message.field_range(field.name),
                f"this {field.name} has {len(text)} characters and {field.limit} are shown: "
                "put the point first, and cut",
            )


@rule(
    "C005",
    Severity.ERROR,
    bad=[
        "channels:\n  status_page:\n    state: «broken»\n    headline: It is late",
        "channels:\n  status_page:\n    state: «resolve»\n    headline: It is late",
    ],
    good=[
        "channels:\n  status_page:\n    state: resolved\n    headline: It is late",
        "channels:\n  chat:",
    ],
)
def unknown_choice(draft: Draft) -> Findings:
    """
    A channel's text is none of the words that it takes, such as a status page's state.

    The message cannot be written.
    """
    for name, own in (draft.scenario.channels or {}).items():
        for field in draft.channel(name).fields:
            text = own.fields.get(field.name)
            if text is not None and field.choices and text.value not in field.choices:
                meant = did_you_mean(text.value, field.choices)
                listed = ", ".join(field.choices)
                yield Finding(
                    text.whole,
                    f"{quoted(text.value)} is no {field.name}.{meant} Write one of: {listed}",
                )


_ENDS = ".!?…:;)]}”’\"'"


@rule(
    "C004",
    Severity.WARNING,
    bad=[
        "short:\n  status: «Your order is late, sorry»\n  next_steps: We search for it.\n"
        "  approximate_time: Within 3 days.\n  planned_outcome: You get it.",
        "short:\n  status: It is late.\n  next_steps:\n    - us: «We search for it»\n"
        "  approximate_time: Within 3 days.\n  planned_outcome: You get it.",
    ],
    good=[
        "short:\n  status: Your order is late, sorry.",
        "channels:\n  email:\n    subject: Late\nstatus: Your order is late",
        "short:\n  planned_outcome: You get it, or your money",
    ],
)
def run_on_part(draft: Draft) -> Findings:
    """
    A part has no full stop, and a channel joins it to the next one.

    An SMS is one paragraph: without the stop two sentences run into each other.
    """
    last = tuple(Part)[-1]
    seen: set[int] = set()
    for name in draft.channels:
        for part in Part if draft.channel(name).brief else ():
            wording = draft.part(part, name)
            for text in wording.texts() if wording is not None and part is not last else ():
                value = text.value.rstrip()
                if id(text) in seen or not value or value[-1] in _ENDS:
                    continue
                seen.add(id(text))
                yield Finding(
                    text.whole,
                    f"on {draft.channel(name).label} the next words follow at once: "
                    "end this with a full stop",
                )
