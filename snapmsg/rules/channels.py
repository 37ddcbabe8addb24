"""Channels: each one's own limits and fields."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from snapmsg.channels import Channel, sms
from snapmsg.config import NAME, Settings
from snapmsg.diagnostic import Edit, Finding, Fix, Severity
from snapmsg.errors import did_you_mean, quoted
from snapmsg.message import Draft, Message, Utmost, Worst, texts_on
from snapmsg.model import PARTS, Part, PartWording
from snapmsg.rule import ENGLISH, Findings, rule
from snapmsg.rule.reading import silent
from snapmsg.source import Addressed, Range
from snapmsg.wording import TAG, VALUE, prose


def _may_be_cut(utmost: Utmost, settings: Settings) -> bool:
    return any(
        field.limit is not None and not utmost.is_within(field.name, field.limit)
        for field in utmost.channel.fields
    )


@rule(
    "C001",
    Severity.ERROR,
    bad=[
        "channels:\n  sms:\nshort:\n  status: «" + "Your order is late, and we are sorry. " * 8
        + "It is in Leeds.»",
        "channels:\n  sms:\nshort:\n  planned_outcome: «" + "You have your order, all of it. " * 9
        + "And your money.»",
        "variables:\n  depot:\n    about: where it is\n    example: Leeds\n    max_length: 40\n"
        "channels:\n  sms:\nshort:\n  status: «" + "It is in {{ depot }} now. " * 8 + "Sorry.»",
    ],
    good=[
        "channels:\n  sms:\nshort:\n  status: Your order is late, sorry.",
        "channels:\n  email:\n    subject: Late\nstatus: " + "Your order is late. " * 20,
    ],
)  # fmt: skip
def too_long(utmost: Utmost) -> Findings:
    """
    The message is longer than its channel takes, or can be with the longest values.

    An SMS of many parts costs more and can arrive in pieces; elsewhere the end
    is cut off.
    """
    channel, most = utmost.channel, utmost.most
    if most is None or utmost.fits:
        return
    worst = utmost.worst()
    if worst is None or worst.amount <= most:
        return
    now = utmost.shown()
    told = worst if now is None or now.amount <= most else now
    text = told.message.text if told.message is not None else utmost.body
    why = worst.why(utmost.examples) if told is worst else ""
    size = f" ({len(text)} characters)" if channel.measure == "sms_parts" else ""
    takes = "the limit is" if channel.spoken else f"{channel.label} takes"
    takes = f"{takes} {most:,}{_because(utmost)}"
    makes = f"this makes {channel.amount(told.amount)}{size}"
    if why:
        makes = f"at worst {makes}{f' instead of {now.amount:,}' if now is not None else ''}, {why}"
    elif not told.exact:
        makes = f"{makes} at most"
    yield Finding(
        _longest_part(utmost, told),
        f"{makes}{',' if why else ''} where {takes}: say it in fewer words"
        + (", under short: or the channel's own key" if channel.brief else "")
        + (", or give a blank a smaller max_length" if why.startswith("for") else "")
        + _odd_values(channel, text),
    )


def _because(utmost: Utmost) -> str:
    """Why the library's own limit is what it is, where it says so."""
    setting = utmost.draft.environment.library.settings.for_channel(utmost.channel.name)
    because = setting.because.rstrip(".") if setting.most is not None else ""
    return f" ({because})" if because else ""


def _longest_part(utmost: Utmost, worst: Worst) -> Range:
    """Where the part stands that has the most words."""
    draft, name = utmost.draft, utmost.channel.name
    there = [wording for part in Part if (wording := draft.part(part, name)) is not None]
    message = worst.message

    def size(wording: PartWording) -> int:
        if message is not None:
            return len(message.part(wording.part))
        return sum(len(text.value) for text in wording.texts())

    return max(there, key=size).whole if there else draft.scenario.top


def _odd_values(channel: Channel, text: str) -> str:
    """Which characters make each SMS part shorter, if any do."""
    odd = sms.count(text).odd if channel.measure == "sms_parts" else ()
    if not odd:
        return ""
    return f". {_listed(odd)} {_leave(odd)} 70 characters in an SMS instead of 160"


def _listed(odd: Sequence[str]) -> str:
    return " ".join([char if char.isprintable() else f"U+{ord(char):04X}" for char in odd])


def _leave(odd: Sequence[str]) -> str:
    return "leaves" if len(odd) == 1 else "leave"


@rule(
    "C010",
    Severity.WARNING,
    bad=[
        "variables:\n  «depot»:\n    about: where it is\n    example: Leeds\n"
        "short:\n  status: It is in {{ depot }}, sorry.",
        "variables:\n  «items»:\n    type: list\n    about: what is late\n    example: tea, cups\n"
        "short:\n  planned_outcome: You get {{ items }}.",
    ],
    good=[
        "variables:\n  depot:\n    about: where it is\n    example: Leeds\n    max_length: 24\n"
        "short:\n  status: It is in {{ depot }}, sorry.",
        "variables:\n  depot:\n    about: where it is\n    example: Leeds\n"
        "status: It is in {{ depot }}, sorry.",
    ],
)
def unbounded_blank(utmost: Utmost) -> Findings:
    """
    Nothing says how long a blank can be, on a channel where room is short.

    Nobody knows what the message costs, or whether it fits, until it is sent.
    """
    if not utmost.is_short:
        return
    for variable, at in utmost.unbounded:
        if variable.limited:
            continue  # what is wrong with its max_length is told
        example = variable.example.value if variable.example is not None else ""
        where = f" in {NAME}" if variable.shared else ""
        yield Finding(
            at,
            f"nothing says how long “{variable.name}” can be, and here room is short: write "
            f"max_length: {max(12, 2 * len(example))} under it{where}",
        )


_PLAIN = {
    **dict.fromkeys("‘’‚‛′‵´`ʻʼ‹›", "'"), **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−⁃•", "-"), **dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f\t", " "),
    "…": "...", "⁄": "/", "∼": "~", "ﬁ": "fi", "ﬂ": "fl", "\u00ad": "",
}  # fmt: skip
"""What carriers put in place of a character, so that a text stays in the GSM-7 alphabet."""


@rule(
    "C011",
    Severity.WARNING,
    bad=[
        ("channels:\n  sms:\nshort:\n  status: It«’»s late, sorry.",
         "channels:\n  sms:\nshort:\n  status: It's late, sorry."),
        "channels:\n  sms:\nshort:\n  status: It is late, sorry «💐».",
        "variables:\n  size:\n    about: how large\n    example: big\n    choices:\n"
        "      big: a large one «–» 4 kg\n      small: a small one\n"
        "short:\n  status: It is late, sorry. It is {{ size }}.",
    ],
    good=[
        "channels:\n  sms:\nshort:\n  status: It's late, sorry. It costs 5 €.",
        "channels:\n  email:\n    subject: It’s late\nstatus: It’s late.",
    ],
)  # fmt: skip
def odd_character(utmost: Utmost) -> Findings:
    """
    A character that a text message has no short code for, such as ’ or an emoji.

    One of them leaves 70 characters in each SMS instead of 160, so that the
    same words can cost twice as much.
    """
    draft = utmost.draft
    if utmost.channel.measure != "sms_parts" or _is_plain(utmost):
        return
    english = draft.environment.locale.language == ENGLISH
    if not english and _has_odd_letters(utmost):
        return  # as in Arabic: with or without other odd characters, a part holds no more
    english = english and utmost.accents
    texts = {id(text): text for text in [*texts_on(draft, utmost.channel), *_choices(utmost)]}
    found = [(text, list(_odd(draft, text, english))) for text in texts.values()]
    found = [(text, places) for text, places in found if places]
    every = dict.fromkeys(text.value[at] for text, places in found for at in places)
    cost = _cost(utmost, every) if every else None
    for text, places in found:
        odd = list(dict.fromkeys(text.value[at] for at in places))
        mended = [at for at in places if text.value[at] in _PLAIN]
        letters = all(char.isalpha() for char in odd)
        if not mended and letters and (cost is None or not utmost.fits):
            continue  # where it does not fit, that it is too long says which they are
        instead = dict.fromkeys(_PLAIN[char] for char in odd if _PLAIN.get(char, "").strip())
        it = "it" if len(odd) == 1 else "them"
        if letters:
            cure = f"write {it} in plain letters, where that is still right"
        elif instead:
            cure = f"write {' and '.join(instead)}"
        else:
            spaces = all(_PLAIN.get(char) == " " for char in odd)
            cure = "write a plain space" if spaces else f"leave {it} out"
        yield Finding(
            text.range(places[0], places[0] + 1),
            f"{_listed(odd)} {_leave(odd)} 70 characters in an SMS instead of 160"
            f"{cost or ''}: {cure}",
            _fix(text, mended) if mended == places else None,
        )


def _has_odd_letters(utmost: Utmost) -> bool:
    """Whether the letters of a scenario's own language leave room for 70 characters alone."""
    said, bare = utmost.draft.said, utmost.channel.bare
    if not utmost.accents and bare is not None:
        said = bare(said)
    return any(char.isalpha() for char in sms.count(said).odd)


def _is_plain(utmost: Utmost) -> bool:
    """Whether nothing in a scenario can be odd: most are written in ASCII."""
    return utmost.draft.said.isascii() and all(text.value.isascii() for text in _choices(utmost))


def _choices(utmost: Utmost) -> Iterator[Addressed]:
    """The words of each choice that the scenario has a blank of."""
    for name, variable in utmost.draft.scenario.variables.items():
        if variable.words and name in utmost.draft.blanks:
            yield from variable.words.values()


def _odd(draft: Draft, text: Addressed, english: bool) -> Iterator[int]:
    """Where odd characters stand in a text; the letters of other languages are none."""
    for at, char in enumerate(prose(draft.tree(text))):
        if char not in (VALUE, TAG) and sms.count(char).odd:
            letter = unicodedata.category(char)[0] in "LM"
            if char in _PLAIN or english or not letter:
                yield at


def _cost(utmost: Utmost, odd: Iterable[str]) -> str | None:
    """What some characters cost at worst, in words; None where it is nothing."""
    worst = utmost.worst()
    if worst is None or worst.message is None:
        return None
    text = worst.message.text
    without = sms.count(text.translate({ord(char): _PLAIN.get(char, "x") for char in odd})).parts
    parts = sms.count(text).parts
    return f", here {parts} parts instead of {without}" if without < parts else None


def _fix(text: Addressed, places: Iterable[int]) -> Fix:
    return Fix(tuple(Edit(text.range(at, at + 1), _PLAIN[text.value[at]]) for at in places))


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
    seen: set[int] = set()
    for name in draft.channels:
        for part in PARTS[:-1] if draft.channel(name).brief else ():
            wording = draft.part(part, name)
            for text in wording.texts() if wording is not None else ():
                value = text.value.rstrip()
                if id(text) in seen or not value or value[-1] in _ENDS:
                    continue
                seen.add(id(text))
                yield Finding(
                    text.whole,
                    f"on {draft.channel(name).label} the next words follow at once: "
                    "end this with a full stop",
                )
