"""The rules that a team makes of its own words: one for each word to avoid, and each sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from snapmsg.config import Settings
from snapmsg.diagnostic import Problem, Severity
from snapmsg.errors import did_you_mean, quoted
from snapmsg.message import Message, Utmost
from snapmsg.rule.find import ENGLISH, anywhere, lowered, phrases
from snapmsg.rule.registry import Rule, find_rule
from snapmsg.rule.views import Findings, Match, Prose
from snapmsg.schema import Avoided, Required, Words

AVOIDED, MISSING = "avoided-word", "missing-sentence"
"""The rules that a team's own are made from. By these they are switched off as one."""


class Own(NamedTuple):
    """A rule of a team's own. Without a severity it has that of the rule it is `made_from`."""

    rule: Rule
    made_from: str
    severity: Severity | None


def own_rules(settings: Settings) -> list[Own]:
    """The rules that `words:` makes. Words that would have the same name get a number."""
    words = settings.words
    if not words.avoid and not words.require:
        return []
    avoided, missing = find_rule(AVOIDED), find_rule(MISSING)
    assert avoided is not None and missing is not None
    # Their words are the library's own language, and say nothing about its translations.
    language = settings.locale.partition("-")[0]
    missing, avoided = (replace(each, language=language) for each in (missing, avoided))
    found = [Own(_requiring(missing, each), MISSING, each.severity) for each in usable(words)]
    names = {own.rule.name for own in found}
    for each in words.avoid:
        base = name = "-".join(re.findall(r"\w+", each.word.value.lower()))
        number = 1
        while name in names or find_rule(name) is not None:
            number += 1
            name = f"{base}-{number}"
        names.add(name)
        found.append(Own(_avoiding(avoided, each, name), AVOIDED, each.severity))
    return found


def usable(words: Words) -> list[Required]:
    """The required sentences with a name that no rule of snap has."""
    return [each for each in words.require if find_rule(each.name.value) is None]


def problems(words: Words) -> Iterator[Problem]:
    """What cannot be meant: names that rules of snap have, words against themselves."""
    allowed = {_folded(text) for text in words.allow}
    for word in words.avoid:
        one = _folded(word.word.value)
        if one in allowed:
            reason = f"{quoted(word.word.value)} is under allow: too: take it out here or there"
            yield Problem("bad-value", word.word.whole, reason)
        if one == _folded(word.say):
            reason = f"{quoted(word.word.value)} would be said in place of itself: say another word"
            yield Problem("bad-value", word.word.whole, reason)
    kept = usable(words)
    for each in words.require:
        if each not in kept:
            reason = f"{quoted(each.name.value)} is a rule of snap's own: choose another name"
            yield Problem("bad-value", each.name.whole, reason)


def idle(words: Words, topics: Collection[str]) -> Iterator[Problem]:
    """Topics that sentences are required for, and that the library does not have."""
    for topic in (topic for each in words.require for topic in each.topics):
        if topic.value not in topics:
            meant = did_you_mean(topic.value, topics)
            reason = f"no scenario is in a topic {quoted(topic.value)}.{meant}"
            end = "" if meant else " A topic is a folder in scenarios/"
            yield Problem("bad-value", topic.whole, reason + end)


def _avoiding(made_from: Rule, word: Avoided, name: str) -> Rule:
    one = _folded(word.word.value)
    said = around([word.say])  # “booking fee”, where “fee” is what to avoid

    def check(prose: Prose, found: Match) -> Findings:
        if said is None or not covers(said, lowered(prose.text), found.start, found.end):
            yield from made_from.check(word, found)

    find = anywhere(phrases(*(forms(one) if made_from.language == ENGLISH else [one])))
    shown = word.word.value
    return _own(
        made_from, name, check, reads="Prose", also=("Match",), find=find,
        summary=f"{quoted(shown)} stands there, and that is not how we speak.",
        why=_sentence(f"Say {quoted(word.say)}" if word.say else "Say it in another way",
                      word.because),
        bad=((f"«{shown}»", word.say),) if word.say else (f"«{shown}»",),
        good=(word.say,) if word.say else (),
        severity=word.severity or made_from.severity,
    )  # fmt: skip


def _requiring(made_from: Rule, sentence: Required) -> Rule:
    topics = {topic.value for topic in sentence.topics}

    def when(utmost: Utmost, settings: Settings) -> bool:
        return (not sentence.channels or utmost.channel.name in sentence.channels) and (
            not topics or utmost.draft.scenario.topic in topics
        )

    def check(message: Message) -> Findings:
        yield from made_from.check(sentence, message)

    where = [*sentence.channels, *(f"the topic {topic}" for topic in sentence.topics)]
    return _own(
        made_from, sentence.name.value, check, reads="Message", also=(), when=when,
        summary=f"The message does not say {quoted(sentence.sentence.rstrip('.'))}.",
        why=_sentence(f"It is for {', '.join(where) if where else 'all messages'}",
                      sentence.because),
        bad=(), good=(sentence.sentence,), severity=sentence.severity or made_from.severity,
    )  # fmt: skip


def _own(made_from: Rule, name: str, check: Callable[..., Any], **changes: Any) -> Rule:
    """A rule made from another; the code is that one's, and its own name behind it."""
    return replace(made_from, code=f"{made_from.code}-{name}", name=name, check=check, **changes)


def _folded(text: str) -> str:
    """Words on one line, in small letters."""
    return lowered(" ".join(text.split()))


def _sentence(said: str, because: str) -> str:
    """What a team says, with its reason where it gives one."""
    return f"{said}: {because.rstrip('.')}." if because else f"{said}."


def around(texts: Collection[str]) -> re.Pattern[str] | None:
    """A pattern for any of some texts as whole words, in small letters; None for none."""
    plain = sorted((" ".join(lowered(text).split()) for text in texts), key=len, reverse=True)
    arms = [r"\s+".join(map(re.escape, text.split(" "))) for text in plain if text]
    return re.compile(rf"(?<!\w)(?:{'|'.join(arms)})(?!\w)") if arms else None


def covers(pattern: re.Pattern[str], text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text, in small letters, lies within something that is found there."""
    return any(m.start() <= start and end <= m.end() for m in pattern.finditer(text))


_ONE_BEAT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
_SHORTEST = 3


def forms(words: str) -> list[str]:
    """Words with the regular English forms of the first and of the last: `utilise`, `utilised`.

    Forms that no word has do no harm, for nobody writes them.
    """
    first, *rest = words.split(" ")
    found = [words]
    found += [" ".join([form, *rest]) for form in _forms(first)]
    if rest:
        *before, last = words.split(" ")
        found += [" ".join([*before, form]) for form in _forms(last)[:1]]
    return list(dict.fromkeys(found))


def _forms(word: str) -> list[str]:
    """What ends in -s, -ed and -ing; nothing of what is too short to be a verb or a noun."""
    if len(word) < _SHORTEST or not (word.isascii() and word.isalpha()):
        return []
    if word.endswith("ee"):
        return [f"{word}s", f"{word}ing"]
    if word.endswith("e"):
        return [f"{word}s", f"{word}d", f"{word[:-1]}ing"]
    if word.endswith("y") and word[-2] not in "aeiou":
        return [f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing"]
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return [f"{word}es", f"{word}ed", f"{word}ing"]
    stem = word + word[-1] if _ONE_BEAT.fullmatch(word) else word
    return [f"{word}s", f"{stem}ed", f"{stem}ing"]
