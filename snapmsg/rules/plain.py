"""Wording: plain words, in sentences that can be read once, about this customer's case."""

from __future__ import annotations

import re

from snapmsg.diagnostic import Edit, Finding, Fix, Severity
from snapmsg.message import Draft
from snapmsg.rule import Findings, Match, Prose, anywhere, pattern, phrases, rule
from snapmsg.rule.reading import cased_like, quoted, sentence_at, sentences
from snapmsg.wording import TAG, VALUE
from snapmsg.wording import prose as prose_of

_LOUD = (
    "PLEASE", "NOT", "NEVER", "ALWAYS", "MUST", "URGENT", "IMPORTANT", "ATTENTION", "IMMEDIATELY",
)  # fmt: skip
_PLAIN_WORDS = (
    "YOU", "YOUR", "WE", "OUR", "THE", "HAS", "HAVE", "IS", "ARE", "WAS", "WILL", "BEEN", "TO",
    "AND", "FOR", "BUT", "NO", "CANNOT", "SORRY",
)  # fmt: skip
"""One of them stands in nearly every sentence, and hardly ever in capitals within a name."""
_SIGNAL = re.compile(rf"(?<!\w)(?:{'|'.join((*_LOUD, *_PLAIN_WORDS))})(?!\w)")
_CAPITALS = re.compile(
    rf"(?:[A-Z]{{2,}}|[AI]\b|[{VALUE}]+)(?:[ ,'’-]+(?:[A-Z]{{2,}}|[AI]\b|[{VALUE}]+))*"
)
_RUN = 4
"""So many words in capitals shout though the rest of their sentence does not."""


@rule(
    "W008",
    Severity.WARNING,
    find=pattern(_SIGNAL.pattern, *_LOUD, *_PLAIN_WORDS, cased=True)
    | anywhere(pattern(r"(?<![!?])[!?]{2,}", "!", "?")),
    bad=[
        ("status: Your order is late«!!!»", "status: Your order is late!"),
        "next_steps:\n  - you: «PLEASE» reply to us.",
        "status: Do «NOT» open it.",
        "status: «YOUR ORDER HAS BEEN CANCELLED».",
    ],
    good=[
        "status: Your order is late!",
        "next_steps:\n  - you: Reply STOP to end these messages.",
        "status: The NHS and HMRC have your form.",
    ],
)  # fmt: skip
def shouting(prose: Prose, found: Match) -> Findings:
    """
    The wording shouts, in capitals or with a row of marks.

    In writing it reads as anger, and screen readers may spell it out.
    """
    text = found.text
    if text[0] in "!?":
        yield found.because("“{}” shouts: one mark is enough", "?" if "?" in text else "!")
        return
    if _heading(found) or quoted(found):
        return
    run = _run(found)
    if run is not None:
        start, end = run
        first = _SIGNAL.search(found.prose.text, start)
        if first is not None and first.start() == found.start:
            yield found.prose.finding(start, end, "capitals shout: write this in small letters")
    elif text in _LOUD:
        yield found.because("“{}” shouts: write it in small letters")


def _run(found: Match) -> tuple[int, int] | None:
    """Where the words in capitals around one stand, if they are a sentence or as good as one."""
    start, _, said = sentence_at(found.prose.text, found.start)
    for run in _CAPITALS.finditer(said):
        if run.start() <= found.start - start < run.end():
            words, plain = len(run[0].split()), len(_SIGNAL.findall(run[0]))
            whole = not re.search(r"[a-z]", said)
            if words >= (2 if whole else _RUN) and plain >= (1 if whole else 2):
                return start + run.start(), start + run.end()
    return None


def _heading(found: Match) -> bool:
    """Whether the whole paragraph is in capitals, as a legal line or a heading may be."""
    text = found.prose.text
    start = text.rfind("\n\n", 0, found.start) + 1
    end = text.find("\n\n", found.end)
    paragraph = text[start : end if end >= 0 else len(text)]
    return found.prose.stretch.field == "closing" and paragraph.upper() == paragraph


_PLAIN = {
    "in order to": "to", "due to the fact that": "because", "in the event that": "if",
    "in the event of": "if there is", "at this moment in time": "now",
    "at this point in time": "now",
    "at the present time": "now", "prior to": "before", "subsequent to": "after",
    "with regard to": "about", "with regards to": "about", "in regards to": "about",
    "with respect to": "about", "in relation to": "about", "for the purpose of": "for",
    "please do not hesitate to": "please", "please don't hesitate to": "please",
    "do not hesitate to": "please", "utilise": "use", "utilize": "use", "endeavour to": "try to",
    "endeavor to": "try to", "a large number of": "many", "the majority of": "most",
    "in the process of": "", "please be advised that": "", "please be informed that": "",
    "please note that": "", "kindly note that": "", "we would like to inform you that": "",
    "we wish to inform you that": "", "this is to inform you that": "",
    "i am writing to inform you that": "", "we are writing to inform you that": "",
    "it should be noted that": "", "as a matter of fact": "", "needless to say": "",
    "at your earliest convenience": "", "for your information": "", "in a timely fashion": "",
}  # fmt: skip
_DROPPED = frozenset(
    word for word, better in _PLAIN.items() if not better and word.endswith("that")
)
_UNSURE = frozenset(["in the event of", "with respect to", "in relation to", "do not hesitate to"])


@rule(
    "W009",
    Severity.SUGGESTION,
    find=phrases(*_PLAIN),
    bad=[
        ("status: We have stopped «in order to» check it.", "status: We have stopped to check it."),
        ("status: «Please be advised that» your order is late.", "status: Your order is late."),
        ("closing: «Please do not hesitate to» ring us.", "closing: Please ring us."),
    ],
    good=[
        "status: We have stopped to check it.",
        "status: Your papers are in order, to the last page.",
        "closing: Please ring us.",
    ],
)  # fmt: skip
def filler(prose: Prose, found: Match) -> Findings:
    """
    A stock phrase says in many words what one says as well.

    What they look for stands behind it.
    """
    low = found.text.lower().replace("’", "'")
    better = _PLAIN[low]
    if better and low not in _UNSURE:
        yield found.because(f"“{{}}” is long for {better}", cased_like(found.text, better))
    elif better:
        yield found.because(f"“{{}}” is long for {better}")
    elif low in _DROPPED and re.match(r" [\w]", found.prose.text[found.end :]):
        text, end = found.prose.text, found.end + 2
        first = text[end - 1]
        first = first.upper() if found.text[:1].isupper() else first
        fix = Fix((Edit(found.prose.range(found.start, end), first),))
        reason = f"“{' '.join(found.text.split())}” says nothing: start with what follows"
        yield Finding(found.prose.range(found.start, found.end), reason, fix)
    else:
        yield found.because("“{}” says nothing: leave it out")


_MEANS = {
    "touch base": "talk", "circle back": "come back to you", "circling back": "coming back",
    "loop in": "ask", "looped in": "asked", "looping in": "asking", "actioned": "done",
    "do the needful": "do what is needed", "revert back": "answer",
    "kindly revert": "please answer",
    "deep dive": "close look", "low-hanging": "easy", "bandwidth to": "time to",
    "ping you": "write to you", "ping us": "write to us", "take this offline": "talk about it",
    "eod": "the end of the day", "cob": "the end of the day", "kb article": "help page",
    "ooo": "away", "wip": "work that has begun", "fyi": "", "tat": "time that it takes",
    "pls": "please", "plz": "please", "thx": "thanks", "u r": "you are",
    "aforementioned": "this", "herewith": "here", "heretofore": "until now",
    "hereinafter": "from here on", "going forward": "from now on",
}  # fmt: skip
_FIXED = frozenset(
    ["pls", "plz", "thx", "actioned", "eod", "cob", "going forward", "do the needful"]
)
_LETTERS = {
    "SLA": "the time that we promise", "RCA": "what caused it", "RMA": "return", "AHT": "",
    "CSAT": "", "NPS": "", "POC": "contact", "SOP": "", "UAT": "", "KPI": "",
}  # fmt: skip


@rule(
    "W010",
    Severity.WARNING,
    find=phrases(*_MEANS)
    | phrases(*_LETTERS, *(f"{letters}s" for letters in _LETTERS)),
    bad=[
        "next_steps:\n  - us: We «touch base» with the depot.",
        ("approximate_time: You have it by «EOD» on Friday.",
         "approximate_time: You have it by the end of the day on Friday."),
        "approximate_time: Within our «SLA» of 2 days.",
    ],
    good=[
        "next_steps:\n  - us: We talk to the depot.",
        "approximate_time: You have it by the end of Friday.",
        "status: Your Looped In membership has ended.",
    ],
)  # fmt: skip
def jargon(prose: Prose, found: Match, *, known: tuple[str, ...] = ()) -> Findings:
    """
    Office language, or letters that only we know, stand in the wording.

    They have to guess, or to look it up. `known` lists words that your
    customers do use.
    """
    text, start, low = found.prose.text, found.start, found.text.lower()
    if low in {word.lower() for word in known}:
        return
    if low.removesuffix("s").upper() in _LETTERS and not found.text[:-1].isupper():
        return
    named = (
        text[start].isupper() and not found.text.isupper() and re.search(r"\w\s+$", text[:start])
    )
    if named or (low in ("cob", "ooo", "tat", "wip", "eod") and not found.text.isupper()):
        return
    if low in ("eod", "cob") and not re.search(r"\b(?:by|before|until|at)\s+$", text[:start]):
        return
    better = _MEANS.get(low) or _LETTERS.get(low.removesuffix("s").upper(), "")
    instead = better if low in _FIXED and (found.text.isupper() or found.text.islower()) else None
    if low in ("eod", "cob") and re.match(r"\s+(?:today|tomorrow|\w+day)\b", found.after):
        instead = (
            f"{better} on" if "day" in found.after[:12] and "today" not in found.after[:8] else None
        )
    advice = f"write {better}" if better else "say it in words that they use"
    yield found.because(f"“{{}}” is office language: {advice}", instead)


@rule(
    "W011",
    Severity.WARNING,
    bad=[
        "status: «"
        + "Your order is late and it is in Leeds and we look for it, " * 3
        + "all day.»",
        "planned_outcome: «You have " + "your parcel, a letter, a call, " * 7 + "and your money.»",
    ],
    good=[
        "status: Your order is late. It is in Leeds. We look for it all day.",
        "status: " + "It is in Leeds, at the depot. " * 12,
    ],
)
def long_sentence(draft: Draft, *, words: int = 36) -> Findings:
    """
    A sentence is too long to be read once.

    On a phone it fills the screen, and its end is read without its beginning.
    A list after a colon is not counted.
    """
    for stretch in draft.stretches:
        if len(stretch.tree.at.value) < 4 * words:
            continue
        for start, end, said in sentences(prose_of(stretch.tree)):
            longest = max(_length(piece) for piece in re.split(r"[:;]\s|\n", said))
            if longest > words:
                reason = f"this sentence has {longest} words: make two or three of it"
                yield Finding(stretch.tree.at.range(start, end), reason)


def _length(said: str) -> int:
    """The words of a sentence; of those that hang on conditions, the most that stand together."""
    first, *others = [len(piece.split()) for piece in re.split(f"{TAG}+", said)]
    return first + max(others, default=0)


# Those that stand twice by mistake only; “that that” and “log in in the app” are no mistakes.
_ONCE = (
    "the", "a", "an", "to", "of", "and", "you", "your", "we", "our", "us", "for", "with", "will",
    "be", "have", "has", "by", "this", "at", "from", "are", "or", "not", "was", "were", "if", "but",
    "can", "please", "i", "my",
)  # fmt: skip


@rule(
    "W012",
    Severity.WARNING,
    find=phrases(*(f"{word} {word}" for word in _ONCE)),
    bad=[
        ("status: Your order is in «the the» depot.", "status: Your order is in the depot."),
        ("planned_outcome: You have «your your» goods.", "planned_outcome: You have your goods."),
    ],
    good=[
        "status: The driver had had no address.",
        "status: Your The The tickets are here.",
        "status: We know that that is hard.",
    ],
)
def repeated_word(prose: Prose, found: Match) -> Findings:
    """
    A word stands there twice in a row.

    It looks as if nobody had read it before it was sent.
    """
    first, again = found.text.split()
    if not (first[0].isupper() and again[0].isupper()):
        yield found.because(f"“{first}” stands there twice: take one out", first)


_ANYBODY = frozenset(["first_name", "agent", "phone", "web", "name", "last_name", "team", "email"])


@rule(
    "W013",
    Severity.WARNING,
    bad=[
        "«starts: they_wrote»\nstatus: Your order is late.\nshort:\n  status: It is late.",
        "«starts: they_wrote»\nstatus: Dear customer, it is late.\nshort:",
    ],
    good=[
        "starts: they_wrote\nstatus: Your order {{ order_no }} is late.",
        "starts: we_write\nstatus: Our shop closes early.\nshort:\n  status: We close early.",
    ],
)
def impersonal_message(draft: Draft) -> Findings:
    """
    They wrote to us, and nothing in the answer is from their case.

    Whoever gets words that could go to anybody thinks that nobody has read
    theirs.
    """
    starts = draft.scenario.facts.get("starts")
    if starts is None or starts.value != "they_wrote" or not draft.scenario.wording.parts:
        return
    if draft.names & draft.variables.keys() <= _ANYBODY and not any(
        choice.spec.choices for choice in draft.variables.values() if not choice.shared
    ):
        at = Finding(starts.whole, "").at
        yield Finding(
            at._replace(start=at.source.text.rfind("starts", 0, at.start)),
            "nothing in this answer is from their case: add a blank for what they wrote about, "
            "such as {{ order_no }}",
        )
