"""Approximate time: is there one that they can plan by?"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from snapmsg.diagnostic import Finding, Severity
from snapmsg.locales import Found, Locale
from snapmsg.message import includes_of
from snapmsg.model import Part, Step
from snapmsg.rule import (
    ENGLISH,
    ApproximateTime,
    Findings,
    Match,
    PartProse,
    Prose,
    Scanner,
    listed,
    pattern,
    phrases,
    rule,
    written_in,
)
from snapmsg.rule.find import Pattern
from snapmsg.rule.reading import quoted, sentence_span, sentences
from snapmsg.rule.when import says_when
from snapmsg.wording import VALUE

_VAGUE = phrases(
    "as soon as possible", "as soon as we can", "as soon as practicable", "as soon as we are able",
    "asap", "a.s.a.p", "soon", "very soon", "shortly", "in due course", "in the near future",
    "momentarily", "before long", "at the earliest", "at our earliest convenience",
    "when we can", "whenever we can", "as quickly as possible", "as quickly as we can",
    "as fast as we can", "as fast as possible", "at some point", "some time", "sometime",
    "in a while", "in a bit", "in a timely manner", "in good time", "any day now",
    "later on", "in the coming days", "in the coming weeks", "in a few days", "a few days",
    "in the next few days", "when possible", "where possible",
)  # fmt: skip


@rule(
    "A001",
    Severity.ERROR,
    find=_VAGUE | listed(lambda locale: locale.words.vague if locale.finds_times else ()),
    bad=[
        "approximate_time: We write to you «as soon as possible».",
        "approximate_time: You hear from us «shortly».",
        "approximate_time: >-\n  We will come back to you «in due\n  course».",
        "planned_outcome: You have your goods «as soon as possible».",
        "next_steps:\n  - us: Sam rings you «shortly».",
        "next_steps: We look for it «asap».",
        written_in("es", "approximate_time: Le escribiremos «lo antes posible»."),
        written_in("fr", "approximate_time: Vous l'aurez «dans les meilleurs délais»."),
        written_in("de", "next_steps:\n  - us: Sam ruft Sie «in Kürze» an."),
    ],
    good=[
        "approximate_time: Within 2 working days.",
        "approximate_time: As soon as the part is here, on Friday.",
        "approximate_time: No sooner than Friday, and by Monday at the latest.",
        "next_steps:\n  - us: We call.\n  - you: Please turn it off as soon as possible.",
        "status: The lights went out shortly after noon.",
        written_in("es", "approximate_time: Lo antes posible, y a más tardar el viernes."),
        written_in("de", "approximate_time: Innerhalb von 2 Arbeitstagen."),
    ],
)  # fmt: skip
def vague_time(time: PartProse, found: Match) -> Findings:
    """
    A time that we give names no number and no date.

    People plan around the time we give them. "Soon" gives them nothing to plan
    with, so they write in again. In the status, and in what the customer does,
    it is no promise of ours and is left alone.
    """
    step = found.prose.stretch.step
    if time.part is Part.STATUS or (time.part is Part.NEXT_STEPS and _theirs(step, found)):
        return
    text, english = found.prose.text, time.draft.environment.locale.language == ENGLISH
    meant = _shrugs(text, found.start, found.end) if english else not _MEASURED.search(found.before)
    if (
        meant
        and not quoted(found)
        and not timed(found.prose, time, *sentence_span(text, found.start))
    ):
        yield found.because(
            "“{}” is not a time: give a number or a date, such as within 2 working days"
        )


_MEASURED = re.compile(r"\b(?:tan|aussi|trop|si|so|zu|wie|zo|te|hoe|tão|mor|rhy) $")
"""In other languages, before what is “as soon as” and “too soon”."""


def _theirs(step: Step | None, found: Match) -> bool:
    """Whether a step is the customer's; in plain text, whether its sentence does not say we."""
    if step is not None:
        return step.owner not in ("us", "they")
    start, _ = sentence_span(found.prose.text, found.start)
    before = found.prose.text[start : found.start].lower()
    return _WE_ACT.search(before) is None or _THEY_ACT.search(before) is not None


_WE_ACT = re.compile(r"\b(?:we|i|our)\b")
_THEY_ACT = re.compile(r"\b(?:please|you (?:can|should|need|must|may|have to))\b")


def _shrugs(text: str, start: int, end: int) -> bool:
    """Whether vague words are meant so, and are not a name nor the start of an event."""
    low, before = text[start:end].lower(), text[max(0, start - 24) : start]
    after = text[end : end + 24]
    if low == "soon":
        is_name = text[start].isupper() and re.search(r"[a-z,]\s+$", before)
        measured = re.search(r"\b(?:too|as|how)\s+$", before, re.IGNORECASE)
        return not (is_name or measured or re.match(r"\s+(?:as|after|enough)\b", after))
    if low.startswith("as soon as we") or low in ("when we can", "whenever we can"):
        return not re.match(r"\s+\w", after)  # as soon as we can see the scan
    return True


@rule(
    "A002",
    Severity.ERROR,
    bad=[
        "approximate_time: «We will keep you posted.»",
        "approximate_time:\n  within: 2 days\n  say: «We will let you know.»",
        written_in("es", "approximate_time: «Le mantendremos informado.»"),
        written_in("fr", "approximate_time: «Nous vous tiendrons au courant.»"),
        written_in("de", "approximate_time: «Wir halten Sie auf dem Laufenden.»"),
    ],
    good=[
        written_in("es", "approximate_time: Antes del viernes a las 17:00."),
        written_in("fr", "approximate_time: Sous 48 heures."),
        written_in("de", "approximate_time: Bis Ende nächster Woche."),
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
    locale = time.draft.environment.locale
    if not locale.finds_times or any(timed(prose, time) for prose in time.prose):
        return
    if not any(_WORD.search(p.text) and not _is_told(p.text, locale) for p in time.prose):
        return
    first = time.prose[0]
    hint = ""
    if time.wording.timing is not None:
        hint = " Put {{ promise }} or {{ update }} into the sentence"
    yield Finding(
        first.whole,
        f"this gives no time: say by when, or when they hear from you next.{hint}",
    )


_WORD = re.compile(r"\w")


def _is_told(text: str, locale: Locale) -> bool:
    """Whether another rule has the fault already: one cause is one diagnostic."""
    if locale.language != ENGLISH:
        vague = Scanner([phrases(*locale.words.vague)]).scan(text)
        return bool(locale.unitless(text)) or any(True for _ in vague)
    hits = Scanner([_UNITLESS, _VAGUE]).scan(text)
    return any(hit.find == 0 or _shrugs(text, hit.start, hit.end) for hit in hits)


@lru_cache(maxsize=8)  # every hit in a sentence asks for it again
def _has_time(times: Callable[[str], Sequence[Found]], text: str) -> bool:
    return bool(times(text))


_TIMED = ("date", "datetime", "time", "duration")
_UNIT = re.compile(
    rf"{VALUE}\s*(?:to {VALUE}+\s*)?(?:working |business )?(?:minute|hour|day|week|month)s?\b"
)


_VALUES = re.compile(f"{VALUE}+")


def timed(prose: Prose, part: PartProse, start: int = 0, end: int | None = None) -> bool:
    """Whether a stretch has a concrete time: in words, or as a blank that stands for one."""
    end = len(prose.text) if end is None else end
    times, text = part.draft.environment.locale.times, prose.text[start:end]
    blanks = [u for u in prose.stretch.tree.uses if u.blank and start <= u.start < end]
    if any(use.name in ("promise", "update") for use in blanks) or _has_time(times, text):
        return True
    for use in blanks:
        variable = part.draft.variables.get(use.name)
        if variable is None:
            continue
        words = [*(variable.spec.choices or {}).values()]
        if variable.example is not None:
            words.append(variable.example.value)
        counted = _UNIT.search(text) is not None or bool(times(_VALUES.sub("3", text)))
        if variable.spec.kind in _TIMED or counted or any(map(times, words)):
            return True
    environment = part.draft.environment
    if says_when(text, environment.locale.language):
        return True
    return any(
        node.name in environment.partials and times(environment.partials[node.name].at.value)
        for node in includes_of(prose.stretch.tree)
        if start <= node.start < end
    )


_UNITLESS = pattern(
    r"(?<!\w)(?:within|in|about|approximately|around|up to) (?:the next )?"
    r"(\d{1,3}(?:(?: ?(?:to|or|-|–|/) ?|, )\d{1,3}){0,4})(?![\w%:.,]*\d)"
    r"(?=[.,;!?]?\W*(?:\0|$)|[.;!?]\s|,\s(?!(?:(?:or|at most|maybe) )?\d)"
    r"| (?:and|but|or) (?!\d))",  # texts are scanned joined by NUL
    *(  # most of what begins with “in” has no number behind it
        f"{word} {number}"
        for word in ("within", "in", "about", "approximately", "around", "up to")
        for number in ("the next ", *"0123456789")
    ),
)
_FIGURE = Pattern(r"\d{1,3}", tuple("0123456789"))


@rule(
    "A003",
    Severity.ERROR,
    find=_UNITLESS | listed(lambda locale: (_FIGURE,) if locale.finds_times else ()),
    bad=[
        "approximate_time: You hear from us «within 48».",
        "approximate_time: Your money is back «in 3 to 5».",
        written_in("es", "approximate_time: Le escribimos «en 48»."),
        written_in("de", "approximate_time: Sie haben es «innerhalb von 48»."),
    ],
    good=[
        "approximate_time: You hear from us within 48 hours.",
        "approximate_time: It takes about 20 minutes, in two steps.",
        "approximate_time: We come on 3 May, between 8 and 10.",
        written_in("fr", "approximate_time: Sous 48 heures, du 8 au 10."),
    ],
)  # fmt: skip
def missing_unit(time: ApproximateTime, found: Match) -> Findings:
    """
    A number has no unit.

    "Within 48" is two days to us and seven weeks to somebody else.
    """
    locale, start, end = time.draft.environment.locale, found.start, found.end
    if locale.language != ENGLISH:
        bare = locale.unitless(found.prose.text)
        place = next((each for each in bare if each.start <= start < each.end), None)
        if place is None:
            return
        start, end = place
    words = " ".join(found.prose.text[start:end].split())
    reason = f"“{words}” has no unit: write hours, days or working days after the number"
    yield found.prose.finding(start, end, reason)


_VERB = (
    r"(?:send|reply|answer|call|ring|contact|upload|provide|complete|return|confirm|respond|pay"
    r"|fill|submit|write|log in|get back|decide|tell|let|choose|sign|bring|book)\b"
)
_WE = r"\b(?:we|we'll|we're|i|i'll|our|us)\b"
_OURS = re.compile(
    rf"{_WE}|\byou(?:'ll| will)? (?:hear|have|get|receive)\b"
    r"|\b(?:it|this|they|everything|(?:your|the|a|an) \w+(?: \w+)?) "
    r"(?:is|are|will|comes?|arrives?|goes|go|reaches|gets?)\b"
)
_ASK = re.compile(
    r"(?:please,? |kindly )?(?:you (?:must|need to|have to|should|can) "
    rf"|(?:make|be) sure (?:that )?(?:you |to )?|remember to )?{_VERB}"
)
_UNTIL = re.compile(rf"you(?:'ve| have) (?:got )?(?:(?!{_WE}).){{0,60}}\bto {_VERB}(?!.*{_WE})")


@rule(
    "A004",
    Severity.ERROR,
    find=phrases(
        "send",
        "reply",
        "answer",
        "call",
        "ring",
        "contact",
        "upload",
        "provide",
        "complete",
        "return",
        "confirm",
        "respond",
        "pay",
        "fill",
        "submit",
        "write",
        "log in",
        "get back",
    ),
    bad=[
        "approximate_time: «Please reply within 48 hours.»",
        "approximate_time: «You must send the form by Friday.»",
    ],
    good=[
        "approximate_time: Please reply within 48 hours. We then answer within 2 days.",
        "approximate_time: You have the part by Friday.",
    ],
)
def customers_deadline(time: ApproximateTime, found: Match) -> Findings:
    """
    The only time is one that the customer has to keep.

    They are told when they must act, and not when we will.
    """
    locale = time.draft.environment.locale
    timed_sentences = [
        (prose, start, end, text)
        for prose in time.prose
        for start, end, text in sentences(prose.text)
        if VALUE in text or locale.times(text)
    ]
    low = [text.lower().replace("’", "'") for *_, text in timed_sentences]
    if low and all(
        _UNTIL.match(text) or (_ASK.match(text) and not _OURS.search(text)) for text in low
    ):
        prose, start, end, _ = timed_sentences[0]
        yield prose.finding(
            start, end, "this is the customer's deadline: say also when they hear from us"
        )


@rule(
    "A006",
    Severity.ERROR,
    bad=[
        "approximate_time:\n  within: 36 hours\n  say: «It comes on Friday.»",
        "approximate_time:\n  update_by: tomorrow\n  say: «We write within 2 days.»",
    ],
    good=[
        "approximate_time:\n  within: 36 hours\n  say: It comes {{ promise }}.",
        "approximate_time:\n  within: 36 hours",
    ],
)
def unsaid_promise(time: ApproximateTime) -> Findings:
    """
    A typed promise is reckoned and checked, and the sentence does not say it.

    The customer may be told another time than the one that we keep.
    """
    timing, own = time.draft.scenario.timing(), time.wording.timing
    if timing is None or own is None:
        return
    wanted = {"promise": timing.within or timing.by}
    if own is timing or wanted["promise"] is None:
        wanted["update"] = timing.update_within or timing.update_by
    said = {use.name for prose in time.prose for use in prose.stretch.tree.uses}
    missing = [name for name, typed in wanted.items() if typed is not None and name not in said]
    if not missing or not any(any(map(str.isalnum, prose.text)) for prose in time.prose):
        return
    if not any(includes_of(prose.stretch.tree) for prose in time.prose):
        blanks = " and ".join(f"{{{{ {name} }}}}" for name in missing)
        yield Finding(
            time.prose[0].whole, f"the typed time is not said here: put {blanks} into the sentence"
        )
