"""A sentence taken apart into clauses: who acts in each, in what tense, and what sort of act it is.

Every clause becomes a set of traits, words such as `us`, `future`, `v:mend`, `if`; what they say of
the four parts is weighed in `weights`. The grammar is a shallow one: it looks for the first verb
group of a clause, and reads the subject off what stands before it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from snapmsg.audit import words
from snapmsg.audit.normal import LINKS, framed, normal
from snapmsg.audit.roles import classes_of, subject_of
from snapmsg.audit.text import Sentence
from snapmsg.audit.verbs import OBJECT, act_of
from snapmsg.wording import VALUE


class Clause(NamedTuple):
    """A clause, where it stands in the message, and its traits."""

    start: int
    end: int
    said: str
    traits: frozenset[str]


_SUBORDINATE = {
    **dict.fromkeys(("if", "unless", "in case", "whether", "provided", "should you"), "if"),
    **dict.fromkeys(
        ("when", "whenever", "once", "until", "till", "before", "after", "as soon as",
         "by the time"), "when",
    ),
    **dict.fromkeys(("because", "since", "as", "due to"), "because"),
    **dict.fromkeys(("while", "whilst", "although", "though", "even though", "even if"), "though"),
    **dict.fromkeys(("so that", "so you"), "so"),
    **dict.fromkeys(("so we", "so they", "so it"), "thus"),
    **dict.fromkeys(("which", "who", "where", "that"), "which"),
}  # fmt: skip
_CUT = re.compile(
    r"[;:](?=\s)|\s[-–—]+(?=\s)|[—]|,(?=\s)|\s\((?=[a-z])|\)(?=\s)"
    r"|\s(?=(?:we|you|i|they|it)(?: (?:will|would|could|must|should)|['’]ll)\s)"
    r"|\s(?=(?:and|but|or|so|then|yet|plus)\s)"
    r"|\s(?=(?:if|when|whenever|once|unless|until|because|while|whilst|although|though|as soon as"
    r"|in case|whether|before|after|since|which|who|where|so that|in order to|to avoid"
    r"|to prevent)\s)",
)
_JOINS = re.compile(
    r"\s?(?:and|but|or|so|then|yet|plus)\s+(?:then\s+|also\s+|now\s+|will\s+)?"
    rf"([\w{VALUE}\ufffb'’]+)"
)
_STARTS = words.listed(
    "we you i they it he she this there our your the a an will can have has had is are was were am "
    "please that let my these those to if when once we're we'll we've you'll you've you're i'll "
    "i've i'm they'll they're it's it'll that's there's may might should must would could do does "
    "did cannot can't won't don't didn't hasn't haven't isn't aren't wasn't"
)


def clauses(sentence: Sentence, times: list[tuple[int, int]]) -> list[Clause]:
    """The clauses of a sentence, each with a verb of its own where there is one.

    `times` are the concrete times of the message, in order.
    """
    pieces = _pieces(sentence.text)
    found: list[Clause] = []
    subject, mood, link = "", "", ""
    asks = sentence.text.rstrip().endswith("?")
    for start, end in pieces:
        text = _without_adverbial(sentence.text[start:end])
        own = LINKS.match(normal(text)[1:])
        said, trimmed = framed(normal(text))
        opens = not found or mood == "ask" or _is_new(sentence.text, start)
        act = act_of(said, opens and own is None)
        if own is not None:
            link = _SUBORDINATE[own[1]]
        elif (start and sentence.text[start - 1 : start] in (";", ":")) or _resumes(
            sentence.text, start, link
        ):
            link = ""
        traits = set(trimmed)
        if link:
            traits.add(link)
        before = said[: act.start] if act is not None else said
        who = subject_of(before) if act is None or act.mood != "ask" else "you"
        if not who and act is not None and act.mood != "ask":
            who = subject if found else ""
        if act is None:
            traits.add("bare")
        else:
            traits |= {act.mood, *act.more, *classes_of(act.verb, said[act.start :])}
            mood, subject = act.mood, who
        if who:
            traits.add(who)
        a, b = sentence.start + start, sentence.start + end
        if any(a <= t < b for t, _ in times):
            traits.add("time")
        if asks:
            traits.add("question")
        found.append(Clause(a, b, said, frozenset(traits)))
        if link == "which" or (link == "so" and act is None):
            link = ""
    return found


def _without_adverbial(text: str) -> str:
    """A clause without a phrase that stands before it and has no verb: `After the check, we …`."""
    head, comma, rest = text.partition(",")
    if comma:
        said = normal(head)
        if said.startswith(" to ") or (LINKS.match(said[1:]) and not _has_verb(head)):
            return rest
    return text


def _is_new(text: str, start: int) -> bool:
    """Whether a piece may open with a request: after a comma, a colon or a dash."""
    return text[max(0, start - 3) : start].strip()[-1:] in (",", ":", ";", "-", "–", "—")


def _resumes(text: str, start: int, link: str) -> bool:
    """Whether the main clause comes here, after one that began with `if` or `when`.

    A comma tells it; without one, a new subject with `will` or the like.
    """
    if not link or not start:
        return False
    comma = text[max(0, start - 2) : start].strip().endswith((",", "-", "–", "—"))
    return comma or (link in ("if", "when") and _MAIN.match(text, start) is not None)


_MAIN = re.compile(
    r"\s*(?:we|you|i|they|it)(?: (?:will|would|could|must|should)|['’]ll)\s", re.IGNORECASE
)


def _pieces(text: str) -> list[tuple[int, int]]:
    """Where the clauses of a sentence stand: cut wherever one may begin, joined without a verb."""
    low = text.lower()
    cuts = [0]
    for found in _CUT.finditer(low):
        joins = _JOINS.match(low, found.start())
        if joins is not None and found[0] == " " and not _begins(joins[1], low[joins.end() :]):
            continue
        cuts.append(found.end())
    cuts.append(len(text))
    rough = [(a, b) for a, b in pairwise(cuts) if text[a:b].strip(" ,;:-–—()")]
    pieces: list[tuple[int, int]] = []
    open_ = False  # the piece before has no verb yet
    for a, b in rough:
        has = _has_verb(text[a:b])
        if pieces and (not has or open_) and not (open_ and _break(text, a)):
            pieces[-1] = (pieces[-1][0], b)
            open_ = open_ and not has
        else:
            pieces.append((a, b))
            open_ = not has
    return [_trim(text, a, b) for a, b in pieces]


def _trim(text: str, a: int, b: int) -> tuple[int, int]:
    said = text[a:b]
    a += len(said) - len(said.lstrip(" ,;:-–—"))
    return a, a + len(text[a:b].rstrip(" ,;:-–—"))


def _break(text: str, start: int) -> bool:
    """Whether a colon or a dash stands before: what has no verb there is a headline."""
    return text[max(0, start - 2) : start].strip()[-1:] in (":", ";", "–", "—", "-")


def _begins(word: str, after: str) -> bool:
    """Whether a clause begins with this word, after `and` or the like."""
    if word in _STARTS or (word[0] == VALUE and after[:1] == " "):
        return True
    if word in words.ALSO_NOUNS:
        return bool(OBJECT.match(after.lstrip(" ")))
    return word in words.BASE or word in ("investigating", "working")


@lru_cache(maxsize=8192)
def _has_verb(text: str) -> bool:
    said = normal(text)
    return act_of(framed(said)[0], LINKS.match(said[1:]) is None) is not None
