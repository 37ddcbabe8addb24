"""The verb group of a clause: its mood, its verb.

The grammar is a shallow one. A clause is in its normal form, with `§` for a blank; the first verb
group in it counts: a request at its start, a helper with its verb, or a bare verb after a subject.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from snapmsg.audit import words
from snapmsg.audit.normal import BLANK as _BLANK
from snapmsg.wording import VALUE


class Act(NamedTuple):
    """The verb group of a clause: where it starts in it, its mood and verb, and more traits."""

    start: int
    mood: str
    verb: str
    more: frozenset[str] = frozenset()


_ADVERB = (
    r"(?: (?:not|never|no longer|also|now|then|still|already|just|only|first|soon|again|all"
    r"|both|each"
    r"|always|once|yet|sure|actually|recently|\w{2,}ly|since|indeed|been able to|able to))*"
)
_WORD = r"(§|[a-z'-]+)"
_FUTURE = re.compile(
    rf" (?:will|shall|(?:am|is|are){_ADVERB} (?:going|due|set|scheduled|planned|planning|about"
    r"|expected|expecting|aiming|intending|likely|bound) to"
    rf"|(?:plan|intend|aim|expect|propose)s? to){_ADVERB}"
    rf"(?: (be|have been|need to be))?{_ADVERB}(?: being)? {_WORD}"
)
_PERFECT = re.compile(rf" (?:has|have|had|having){_ADVERB}(?: (been|being|be))?{_ADVERB} {_WORD}")
_BE = re.compile(rf" (am|is|are|was|were){_ADVERB}(?: (being|been))?{_ADVERB} {_WORD}")
_MODAL = re.compile(
    rf" (can|could|may|might|should|must|would|needs? to|have to|has to|had to|ought to|need not"
    rf"|(?:is|are|am)(?: now| not| still| currently)*(?: un)? ?able to|(?:is|are|am|was"
    rf"|were) unable to)"
    rf"{_ADVERB}(?: (be|have))?{_ADVERB} {_WORD}"
)
_DO = re.compile(rf" (did|do|does) (not) {_WORD}| (do) (please|make|let) {_WORD}")
_HOLD = re.compile(r" (?:has|have|had)(?! to\b)(?= )")
_ADJECTIVES = words.listed(
    "the a an this that these those your our their his her its my any all some each every no other "
    "new old same next previous own of by for with in on at from as fully newly recently "
    "previously get being be been is are was were am"
)
OBJECT = re.compile(
    r"(?:the|a|an|your|our|this|that|these|those|us|me|it|them|him|her|all|any|each|every|both|some"
    r"|back|out|up|in|on|off|over|here|there|now|again|at|to|with|for|by|through|via|via|into|as"
    rf"|if|or|and|when|once|how|what|whether|which|where|until|another|one|two|three|§|¤|{VALUE}"
    r"|\ufffb|\d|\"|“|,|"
    r"yourself|directly|more|further|details|after|before|from|no|only|either|about|online"
    r"|below|above"
    r"|my|photos?|both|please|within|today|tomorrow|immediately|so|straight|quickly|soon"
    r"|because|first|without|asap|next)(?![a-z'])|'|\s*$"
)
"""What follows a verb and not a noun: `call us`, `reply within …`, but `call centre`."""

_ING = re.compile(r"\w+ing\b")
_NO_OBJECT = re.compile(
    r" \w+(?: \w+){0,3} (?:is|are|was|were|has|have|had|will|would|can|may|should|must)\b"
)


@lru_cache(maxsize=8192)
def act_of(said: str, opens: bool) -> Act | None:
    """The first verb group of a clause; None where there is none.

    `opens` is whether the clause may start with a request.
    """
    if said.startswith(" to "):
        return None
    if opens or said.startswith(" please "):
        asked = _request(said)
        if asked is not None:
            return asked
    best: Act | None = None
    for helpers, pattern, make in _GROUPS:
        for word in helpers:
            if word in said:
                break
        else:
            continue
        found = pattern.search(said)
        if found is not None and (best is None or found.start() < best.start):
            made = make(found, said)
            if made is not None:
                best = made
    plain = _plain(said, len(said) if best is None else best.start)
    return plain if plain is not None else best


def _request(said: str) -> Act | None:
    rest = said
    for lead in (" please ", " kindly ", " do ", " simply ", " just ", " then ", " also ", " now "):
        if rest.startswith(lead) and not rest.startswith(" do not "):
            rest = rest[len(lead) - 1 :]
    if rest.startswith((" to ", " by ")):
        return None
    if rest.startswith((" do not ", " never ")):
        verb = rest.split()[2 if rest.startswith(" do") else 1 :][:1]
        return Act(0, "ask", verb[0] if verb else "do", frozenset({"not"}))
    first, _, after = rest[1:].partition(" ")
    first = first.rstrip(",:")
    if first == "sign" or first == "log":
        return Act(0, "ask", first)
    unknown = first.isalpha() and first not in words.BASE and first not in _NOT_VERBS
    if unknown and _SURE_OBJECT.match(after) and not _NO_OBJECT.match(f" {after}"):
        return Act(0, "ask", first)  # Tax it online: an unknown verb with what it is done to
    if first not in words.ASKABLE or (first not in words.ALSO_NOUNS and first in words.PAST):
        return None
    if first in words.ALSO_NOUNS and _is_done(after):
        return None  # Order 4711 confirmed
    if first in words.ALSO_NOUNS and not OBJECT.match(after) and not (
        first in ("try", "stop") and _ING.match(after)
    ):  # fmt: skip
        return None
    if _NO_OBJECT.match(f" {after}") and first in words.ALSO_NOUNS and not after.startswith(
        ("us", "me", "your", "the", "our", "this", "back", "that", "if", "whether", "to", "§", "¤")
    ):  # fmt: skip
        return None
    return Act(0, "ask", first)


_SURE_OBJECT = re.compile(
    r"(?:it|them|us|me|your|this|these|yourself)\b(?! (?:is|are|was|were|will|has)\b)"
)
_NOT_VERBS = words.listed(
    "with about per re for from to in on at by of as if when once until till before after since "
    "because while whilst although though unlike like despite during under over without within "
    "through via upon against among between beyond near not all both only even just also so then "
    "and or but is are was were am be been has have had do does did will would can could may might "
    "shall should must that which who what where why how this these those the a an we you i "
    "they it "
    "he she our your their my his her its any some no each every now here there regarding "
    "concerning "
    "following including given dear hi hello hey thanks thank sorry welcome congratulations maybe "
    "perhaps whether than instead rather still already soon again once- meanwhile currently "
    "unfortunately sadly fortunately luckily"
)


def _is_done(after: str) -> bool:
    """Whether words end in a participle: `Call centre closed` tells, `Call us` asks."""
    last = after.split()[-1:]
    return bool(last) and last[0] != _BLANK and _participle(last[0])


def _participle(word: str) -> bool:
    return word == _BLANK or word in words.PARTICIPLES or (
        word.endswith("ed") and len(word) > 4 and word not in words.NOT_PARTICIPLES
    )  # fmt: skip


def _not(found: str) -> frozenset[str]:
    return frozenset({"not"}) if re.search(r"\b(?:not|never|no longer|nothing)\b", found) else _NONE


_NONE: frozenset[str] = frozenset()


def _future(found: re.Match[str], said: str) -> Act | None:
    more = set(_not(found[0]))
    if "no longer" in found[0]:
        more.add("no-longer")
    if "able to" in found[0] or found[2] == "able":
        more.add("able")
        able = re.match(r" able to (?:\w+ly )?(\w+)", said[found.start(2) - 1 :])
        return Act(found.start(), "future", able[1] if able else found[2], frozenset(more))
    if found[1]:
        if _participle(found[2]):
            more.add("passive")
        elif not found[2].endswith("ing"):
            more.add("state")
            return Act(found.start(), "future", found[2], frozenset(more))
    return Act(found.start(), "future", found[2], frozenset(more))


def _perfect(found: re.Match[str], said: str) -> Act | None:
    if found[1] or _participle(found[2]):
        more = _not(found[0]) | (frozenset({"passive"}) if found[1] else _NONE)
        return Act(found.start(), "perfect", found[2], more)
    return None


_NO_ACT = words.listed(
    "nothing missing pending outstanding something anything everything during morning evening"
)


def _be(found: re.Match[str], said: str) -> Act | None:
    past, word = found[1] in ("was", "were"), found[3]
    more = _not(found[0])
    if word.endswith("ing") and len(word) > 4 and word not in _NO_ACT:
        return Act(found.start(), "past" if past else "progressive", word, more)
    if _participle(word) and word != "sorry":
        if not past and word in _INVITED:
            return Act(found.start(), "must", word, more | {"passive"})
        kind = "past" if past else ("progressive" if found[2] else "present")
        return Act(found.start(), kind, word, more | {"passive"})
    return Act(found.start(), "past" if past else "present", word, more | {"state"})


_INVITED = words.listed("required asked requested invited advised encouraged urged obliged")


def _modal(found: re.Match[str], said: str) -> Act | None:
    modal, verb = found[1], found[3]
    more = set(_not(found[0]))
    if "unable" in modal or re.search(r"\bnot\b", modal):
        more.add("not")
    if modal in ("must", "should", "ought to", "need not") or modal.endswith(("need to", "needs to",
        "have to", "has to", "had to")):  # fmt: skip
        mood = "must"
    elif modal in ("would", "might") or (modal == "could" and "not" not in more):
        mood = "would"
    elif modal == "may":
        mood = "may"
    else:
        mood = "can"
    if modal == "could" or modal.startswith(("was", "were")):
        more.add("back-then")
    if found[2] == "be" and _participle(verb):
        more.add("passive")
    return Act(found.start(), mood, verb, frozenset(more))


def _do(found: re.Match[str], said: str) -> Act | None:
    if found[1] is None:
        return None
    return Act(found.start(), "past" if found[1] == "did" else "present", found[3],
               frozenset({"not"}))  # fmt: skip


def _hold(found: re.Match[str], said: str) -> Act | None:
    return Act(found.start(), "present", "have", _not(said[found.end() : found.end() + 8]))


_HAVES = (" has ", " have ", " had ", " having ")
_GROUPS = (
    ((" will ", " shall ", " to "), _FUTURE, _future),
    (
        (" can ", " could ", " may ", " might ", " should ", " must ", " would ", " to ", " not "),
        _MODAL,
        _modal,
    ),
    (_HAVES, _PERFECT, _perfect),
    ((" is ", " are ", " was ", " were ", " am "), _BE, _be),
    ((" did ", " do ", " does "), _DO, _do),
    (_HAVES, _HOLD, _hold),
)
"""Words of which one must be there, the pattern of a verb group, and what makes an act of it."""
_PRONOUNS = words.listed("we you i they who someone somebody")
_AFTER_VERB = re.compile(
    r"(?:the|a|an|your|our|this|that|these|those|us|me|it|them|all|any|each|every|to|within|in"
    r"|on|by"
    r"|at|with|for|from|after|before|until|again|back|up|out|you|if|as|when|only|more|further|about"
    r"|into|today|tomorrow|tonight|now|§|¤|\d\S*|no|another|one|normally|automatically|immediately"
    r"|soon|next)$"
)
_PREPOSITIONS = words.listed("by in on with to from at for under during through via")
_STATES = words.listed(
    "needs need requires require remains remain appears shows show means contains includes affects "
    "affect expires expire ends starts begins takes stands sits lies stays works continues goes "
    "comes depends covers applies exceeds matches exists looks seems says owes reads impacts "
    "states becomes gets feels"
)


def _plain(said: str, limit: int) -> Act | None:
    """A verb without a helper, in the past or the present, after a subject and before `limit`.

    Where a group with a helper follows, `the item returned will …` and `the email we sent
    should …` only describe the subject of it.
    """
    tokens = said[:limit].replace(",", " ").split()
    helped = limit < len(said)
    at = 1
    for number, word in enumerate(tokens):
        before = tokens[number - 1] if number else ""
        if number:
            after = tokens[number + 1] if number + 1 < len(tokens) else ""
            subject = _is_subject(tokens, number)
            place = said.find(f" {word}", at - 1)
            past = word in words.PAST or (_participle(word) and word != _BLANK)
            if past and before not in _ADJECTIVES and subject and not (
                helped and (number + 1 == len(tokens) or after in _PREPOSITIONS)
            ):  # fmt: skip
                return Act(max(place, 0), "past", word)
            if before in _PRONOUNS or (before.endswith("ly") and tokens[number - 2] in _PRONOUNS):
                if word in words.PRESENT or word in words.COURTESY or word in _STATES:
                    return Act(max(place, 0), "present", word)
                if word == _BLANK and before != "who":
                    return Act(max(place, 0), "past", word)
            elif subject and (
                (word in words.THIRD and _AFTER_VERB.match(after))
                or (word in _STATES and before not in _ADJECTIVES)
            ):
                return Act(max(place, 0), "present", word)
            elif (
                word in words.PRESENT and word not in words.ALSO_NOUNS and word not in words.THIRD
                and len(before) > 4 and before.endswith("s") and not before.endswith("ss")
                and _AFTER_VERB.match(after)
            ):  # fmt: skip
                return Act(max(place, 0), "present", word)
        at += len(word)
    return None


def _is_subject(tokens: list[str], number: int) -> bool:
    """Whether what stands before can be a subject: a noun or a pronoun, not a preposition."""
    before = tokens[number - 1]
    if before.endswith("ly") and number > 1:
        before = tokens[number - 2]
    return before not in _ADJECTIVES and before not in (
        "to",
        "and",
        "or",
        "if",
        "when",
        "not",
        "be",
    )
