"""What `words:` in `snap.yaml` says: a team's own words, to avoid, to allow and to require."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from snapmsg.diagnostic import Severity
from snapmsg.errors import quoted
from snapmsg.reader import ListNode, MapNode, Node
from snapmsg.schema.fields import AVOID_FIELDS, ID, REQUIRE_FIELDS, WORDS_FIELDS
from snapmsg.schema.reading import Reading, is_nothing
from snapmsg.source import Addressed

_TAG = re.compile(r"\{[{%#]")


@dataclass(frozen=True, slots=True)
class Avoided:
    """Words that a team does not use. Empty is what it does not say; no severity is the rule's."""

    word: Addressed
    say: str = ""
    because: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Required:
    """A sentence that a team's messages have. No channels, or no topics, means all of them."""

    name: Addressed
    sentence: str
    channels: tuple[str, ...] = ()
    topics: tuple[Addressed, ...] = ()
    because: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A team's own words. Within the `allow`ed ones no rule on words finds anything."""

    avoid: tuple[Avoided, ...] = ()
    allow: tuple[str, ...] = ()
    require: tuple[Required, ...] = ()


def read_words(read: Reading, node: Node | None, channels: Mapping[str, object]) -> Words:
    """What a team says of words. What cannot be read is a problem, and left out."""
    known = tuple(field.name for field in WORDS_FIELDS)
    nodes = read.known(read.map(node, "words", "avoid:"), known, "of words")
    allow = read.texts(nodes["allow"], "allow") if "allow" in nodes else ()
    return Words(
        tuple(_read_avoided(read, nodes.get("avoid"))),
        tuple([text.value for text in allow]),
        tuple(_read_required(read, nodes.get("require"), channels)),
    )


def _read_avoided(read: Reading, node: Node | None) -> list[Avoided]:
    """Words with what is said of each; a list names them alone."""
    if node is None or is_nothing(node):
        return []
    if not isinstance(node, MapNode):
        return [
            Avoided(text)
            for text in read.texts(node, "avoid")
            if not is_nothing(text) and _is_word(read, text)
        ]
    found = []
    for name, value in node.entries.items():
        if not _is_word(read, node.key(name)):
            continue
        if isinstance(value, MapNode):
            texts = _texts(read, value, [field.name for field in AVOID_FIELDS], name)
        else:
            say = read.wording(value, name)
            texts = {"say": say} if say is not None else {}
        if "say" in texts and not _is_plain(read, texts["say"], "say"):
            continue
        found.append(
            Avoided(
                node.key(name), _of(texts, "say"), _of(texts, "because"), _severity(read, texts)
            )
        )
    return found


def _read_required(
    read: Reading, node: Node | None, channels: Mapping[str, object]
) -> list[Required]:
    like = "legal-line: and below it sentence:"
    entries = read.map(node, "require", like)
    found = []
    for name, value in entries.entries.items():
        if ID.fullmatch(name) is None:
            reason = "is no name for a sentence: write small letters and hyphens, as in legal-line"
            read.note("bad-value", entries.key(name).whole, f"{quoted(name)} {reason}")
            continue
        lists: dict[str, tuple[Addressed, ...]] = {}
        if isinstance(value, MapNode):
            texts = _texts(read, value, [field.name for field in REQUIRE_FIELDS], name, lists)
        else:
            sentence = None if is_nothing(value) else read.wording(value, name)
            texts = {"sentence": sentence} if sentence is not None else {}
        held = [text for text in lists.get("channels", ()) if read.choice(text, name, channels)]
        severity = _severity(read, texts)
        if "sentence" not in texts:
            if not isinstance(value, ListNode):
                reason = f"{quoted(name)} needs sentence: the words that must stand there"
                read.note("bad-value", entries.key(name).whole, reason)
        elif _is_plain(read, texts["sentence"], "sentence"):
            found.append(
                Required(
                    entries.key(name), _of(texts, "sentence"), tuple([text.value for text in held]),
                    lists.get("topics", ()), _of(texts, "because"), severity,
                )
            )  # fmt: skip
    return found


def _texts(
    read: Reading, node: MapNode, known: list[str], name: str,
    lists: dict[str, tuple[Addressed, ...]] | None = None,
) -> dict[str, Addressed]:  # fmt: skip
    """The texts of an entry, by key; channels and topics are added to the `lists`."""
    found = {}
    for word, value in node.entries.items():
        if word not in known:
            read.unknown(node.key(word), word, known, f"of {quoted(name)} in words")
        elif lists is not None and word in ("channels", "topics"):
            lists[word] = read.texts(value, word)
        elif not is_nothing(value):
            customers = word in ("say", "sentence")
            text = (read.wording if customers else read.text)(value, word)
            if text is not None:
                found[word] = text
    return found


def _of(texts: Mapping[str, Addressed], name: str) -> str:
    return " ".join(texts[name].value.split()) if name in texts else ""


def _severity(read: Reading, texts: Mapping[str, Addressed]) -> Severity | None:
    text = texts.get("severity")
    if text is None or not read.choice(text, "severity", tuple(Severity)):
        return None
    return Severity(text.value)


def _is_word(read: Reading, text: Addressed) -> bool:
    """Whether there is anything to look for; if not, a problem."""
    if re.search(r"\w", text.value) and not _TAG.search(text.value):
        return True
    reason = "is nothing to avoid: write a word, or words that stand together"
    read.note("bad-value", text.whole, f"{quoted(text.value)} {reason}")
    return False


def _is_plain(read: Reading, text: Addressed, name: str) -> bool:
    """Whether a text has no blanks and conditions, which could say anything; if not, a problem."""
    if not _TAG.search(text.value):
        return True
    reason = f"“{name}” takes plain words, with no blanks and no conditions in them"
    read.note("bad-value", text.whole, reason)
    return False
