"""A tool's macro as a scenario: its text taken apart, its blanks declared, the rest kept."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from snapmsg import channels, reader
from snapmsg.config import Settings
from snapmsg.errors import SnapError
from snapmsg.exchange import macro as dialects
from snapmsg.exchange.macro import Macro, Placeholder, placeholders
from snapmsg.exchange.naming import letters, name_for
from snapmsg.fmt.order import apart, ordered
from snapmsg.model import Part
from snapmsg.schema import KEPT
from snapmsg.source import Source
from snapmsg.terminal import HIDDEN
from snapmsg.values import Kind
from snapmsg.wizard.answers import (
    READ_BY_CUSTOMERS,
    Answers,
    BadAnswer,
    NewBlank,
    title_of,
    with_heads,
)
from snapmsg.wizard.apart import LONGEST, taken_apart
from snapmsg.wizard.layout import Tree, emit, plain, refusal
from snapmsg.wizard.reading import as_title, is_typed, slug
from snapmsg.wizard.writing import as_text, declared

SAME = ("title", "topic", "subject", "text")
"""What of a macro, as it is kept, makes it another one when it changes."""

_DIALECTS: Mapping[str, re.Pattern[str]] = {
    "help-scout": dialects.HELP_SCOUT,
    "zammad": dialects.ZAMMAD,
    "notify": dialects.NOTIFY,
    "espanso": dialects.ESPANSO,
    "text-expander": dialects.TEXT_EXPANDER,
}
"""How a format writes its blanks; `LIQUID` where nothing is said."""
_CONDITIONS = ("notify",)
"""The formats in which a blank with words of its own is a condition for them."""
_GAP = re.compile(
    r"%\{(?P<name>[\w .]{1,80})\}|\[(?P<form>[A-Z][A-Z_ ]{1,28}[A-Z])\](?P<fallback>(?!))?"
)
_NAMEABLE = re.compile(r"(?!(?:dc|snippet|clipboard)\b)[\w .:\[\]'/-]*[A-Za-z][\w .:\[\]'/-]*")
_CURSOR = re.compile(r"%\||\$\|\$")
_CODE = re.compile(r"\{\{([^{}]*)\}\}|\{%-?([^{}]*?)-?%\}|\{#([^{}]*)#\}|\{\{|\}\}|\{%|%\}|\{#|#\}")
"""What would be code in our own language, and is not meant as such."""
_LEFT: Mapping[str, re.Pattern[str]] = {
    "text-expander": re.compile(
        r"%((?:key|fill\w*|snippet|delay|date)[^%\n]*)%|%([A-Za-z@])(?![\w%])"
    ),
    "notify": re.compile(r"\(\((.*?)\)\)|\(\(|\)\)"),
    "zammad": re.compile(r"#\{([^{}]*)\}"),
}
"""What a format writes besides blanks: keys to press, dates, a blank in a blank."""
_ENDED = re.compile(r"[.!?…]\s*\Z")
_SAYS = re.compile(r"[^\W_]")


class Taken(NamedTuple):
    """A scenario that was made of a macro: its file's text, and what it lacks to be a message.

    `id` is the one that its title offers, `folder` the folders below `scenarios/` of its topic.
    `marked` is how many stretches could not be told: they read TODO, which lint refuses. `kept` is
    what stands under `imported:`.
    """

    id: str
    folder: str
    text: str
    lacking: tuple[Part, ...]
    marked: int
    kept: dict[str, str]


class Wish(NamedTuple):
    """What was asked for: a topic, channels and an owner for all; None for what the tool says."""

    topic: str | None = None
    channels: tuple[str, ...] = ()
    owner: str = ""


def taken(macro: Macro, format: str, settings: Settings, wish: Wish, today: date) -> Taken:
    """A macro as a scenario. Raises `SnapError` where it is no message."""
    if not _SAYS.search(macro.text):
        raise SnapError("it says nothing")
    if len(macro.text) > LONGEST:
        raise SnapError(f"it is longer than a message: more than {LONGEST:,} characters")
    blanks = _Blanks(format, settings)
    text, subject = blanks.ours(macro.text), blanks.ours(macro.subject)
    answers = _with(_as_promised(taken_apart(text, settings)), blanks.conditioned)
    answers = replace(answers, channels=_channels(macro, settings, wish))
    title = _title(macro, answers)
    answers = answers.saying(title=title, owner=wish.owner)
    if subject and answers.needs("subject"):
        answers = answers.saying(subject=" ".join(blanks.conditioned(subject).split()))
    answers = with_heads(answers, settings.variables)
    tree = _tree(answers, today, settings.locale)
    if variables := blanks.declared(answers):
        tree["variables"] = variables
    kept = {name: text for name, text in _kept(macro, format, blanks.old) if text}
    tree["imported"] = dict(kept)
    lacking = tuple(part for part in Part if part not in tree)
    return Taken(
        _id(_clean(macro.title), answers), _folder(wish.topic, _clean(macro.topic)), _file(tree),
        lacking, blanks.marked, kept,
    )  # fmt: skip


class _Blanks:
    """The blanks of one macro: what each is called here, and what it was called there."""

    def __init__(self, format: str, settings: Settings) -> None:
        self.dialect = _DIALECTS.get(format, dialects.LIQUID)
        self.has_conditions = format in _CONDITIONS
        self.languages = [_CODE, *([_LEFT[format]] if format in _LEFT else ())]
        self.shared = settings.variables
        self.old: dict[str, str] = {}
        self.named: dict[tuple[str, bool], NewBlank] = {}
        self.defaults: dict[str, str] = {}
        self.words: dict[str, str] = {}
        self.marked = 0

    def ours(self, text: str) -> str:
        """A text with our blanks in place of the tool's, and a mark where that cannot be done."""
        text = _clean(text)
        found = placeholders(text, self.dialect)
        gaps = [
            each._replace(name=text[each.start : each.end])
            for each in placeholders(text, _GAP)
            if not any(other.start < each.end and each.start < other.end for other in found)
        ]
        pieces: list[str] = []
        at = 0
        for each in sorted((*found, *gaps)):
            pieces += (self._marked(text[at : each.start]), self._blank(each))
            at = each.end
        return "".join((*pieces, self._marked(text[at:])))

    def _blank(self, each: Placeholder) -> str:
        if not each.name.startswith(("[", "%{")) and not _NAMEABLE.fullmatch(each.name):
            return self._mark(each.name)
        words = each.fallback if self.has_conditions else None
        name = self._name(each.name, words is not None)
        if words is None:
            if each.fallback and each.fallback.strip():
                self.defaults[name] = each.fallback.strip()
            return f"{{{{ {name} }}}}"
        # A blank holds the place of a condition until its sentence has found its part.
        held = f"condition_{letters(len(self.words) + 1)}"
        said = self._marked(words)
        self.words[held] = f"{{% if {name} %}}{said.strip()}{{% endif %}}"
        before, after = (" " if part else "" for part in (said[:1].isspace(), said[-1:].isspace()))
        return f"{before}{{{{ {held} }}}}{'.' * bool(_ENDED.search(said))}{after}"

    def _name(self, old: str, is_condition: bool) -> str:
        if (old, is_condition) not in self.named:
            usable = [
                name for name, each in self.shared.items()
                if (each.spec.kind is Kind.BOOLEAN) == is_condition
            ]  # fmt: skip
            bare = old.strip("[]%{}").lower() if old.startswith(("[", "%{")) else old
            named = name_for(bare, self.shared, usable, self.old)
            self.named[old, is_condition] = (
                NewBlank(named.name, "yes", _whether(named.name), "boolean")
                if is_condition else NewBlank(named.name, named.example, named.about)
            )  # fmt: skip
            self.old[named.name] = old
        return self.named[old, is_condition].name

    def _marked(self, text: str) -> str:
        """Words between blanks, with a mark in place of each piece of a tool's own language."""
        text = _CURSOR.sub("", text)
        for language in self.languages:
            text = language.sub(
                lambda found: self._mark(next(filter(None, found.groups()), "")), text
            )
        return text

    def _mark(self, code: str) -> str:
        self.marked += 1
        words = " ".join(re.sub(r"[{}%#()\[\]]+", " ", code).split())
        return f"(TODO: {words[:80]})" if words else "(TODO)"

    def conditioned(self, text: str) -> str:
        """A text with the words of each condition in their place."""
        for held, words in self.words.items():
            mark = r"\.?" if _ENDED.search(words.removesuffix("{% endif %}")) else ""
            text = words.join(re.split(rf"\{{\{{ {held} \}}\}}{mark}", text))
        return text

    def declared(self, answers: Answers) -> dict[str, Tree]:
        """The variables that the answers use and the library does not have."""
        ours = {blank.name: blank for blank in self.named.values()}
        found: dict[str, Tree] = {}
        order = {name: place for place, name in enumerate(self.old)}
        names = answers.undeclared(self.shared)
        for name in sorted(names, key=lambda name: order.get(name, len(order))):
            words = name.replace("_", " ")
            entry = declared(
                ours.get(name) or NewBlank(name, f"an example {words}", f"the {words}")
            )
            assert isinstance(entry, dict)
            default = self.defaults.get(name, "")
            if default and refusal(default) is None:
                room = max(len(default), int(str(entry.get("max_length", 0))))
                entry |= {"default": default, "max_length": str(room)}
            found[name] = {key: entry[key] for key in ordered(entry, ("variables", name))}
        return found


def _as_promised(answers: Answers) -> Answers:
    """The answers without a time that only another part's sentence names.

    Its own sentence would be ours, and might promise what nobody has: that is for a person to say.
    """
    if answers.said("say") or not any(is_typed(answers.said(name)) for name in ("time", "update")):
        return answers
    texts = {name: text for name, text in answers.texts.items() if name not in ("time", "update")}
    return replace(answers, texts=texts)


def _whether(name: str) -> str:
    return f"whether “{name.replace('_', ' ')}” applies"


def _with(answers: Answers, change: Callable[[str], str]) -> Answers:
    """The answers with another wording of all that customers read."""
    texts = {name: change(said) for name in READ_BY_CUSTOMERS if (said := answers.said(name))}
    steps = tuple(step._replace(text=change(step.text)) for step in answers.steps)
    return replace(answers.saying(**texts), steps=steps)


def _clean(text: str) -> str:
    """A text without what cannot be seen; every kind of space is one."""
    text = HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    text = re.sub("[\u00ad\u200b\u2060]", "", text)
    return "".join(" " if unicodedata.category(char) == "Zs" else char for char in text)


def _channels(macro: Macro, settings: Settings, wish: Wish) -> tuple[str, ...]:
    """Where it is sent: as was asked for, as the tool says, else on those that are not brief."""
    if wish.channels or macro.channel:
        return wish.channels or (macro.channel,)
    return tuple(name for name in settings.channels if not channels.get(name).brief) or ("email",)


def _title(macro: Macro, answers: Answers) -> str:
    title = " ".join(_clean(macro.title).split())
    if title and refusal(title) is None:
        try:
            return as_title(title)
        except BadAnswer:
            pass
    return as_title(title_of(answers)) or "Imported message"


def _id(title: str, answers: Answers) -> str:
    id = slug(title) or slug(answers.said("title")) or "imported-message"
    return f"{id}-message" if KEPT.fullmatch(id) else id[:72].rstrip("-")


def _folder(asked: str | None, topic: str) -> str:
    """The folders of a topic, at most three deep: `Delivery/Late` is `delivery/late`."""
    levels = [slug(level)[:40].strip("-") for level in (asked or topic).split("/")]
    named = [f"{level}-messages" if KEPT.fullmatch(level) else level for level in levels if level]
    return "/".join(named[:3]) or "imported"


def _tree(answers: Answers, today: date, locale: str) -> dict[str, Tree]:
    """The answers as a file says them. Nobody has read them through yet, so no day is named."""
    root = reader.read(Source("", as_text(answers, today, locale))).root
    tree = plain(root) if root is not None else {}
    assert isinstance(tree, dict)
    del tree["reviewed"]
    return tree


def _file(tree: dict[str, Tree]) -> str:
    names = ordered(tree, ())
    gaps = [name for at, name in enumerate(names) if apart(name, names[:at])]
    return emit({name: tree[name] for name in names}, gaps)


def _kept(macro: Macro, format: str, old: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What stands under `imported:`: all that the macro was, for the way back."""
    yield "from", format
    for name in ("id", "title", "topic", "channel", "locale", "subject"):
        yield name, as_kept(getattr(macro, name))
    yield "text", as_kept(macro.text)
    for name, theirs in old.items():
        yield f"blank_{name}", as_kept(theirs)
    if macro.rest:
        yield "rest", json.dumps(dict(macro.rest), ensure_ascii=True)


def as_kept(text: str) -> str:
    """A text as it is kept: as it is, or as JSON where YAML would not give it back exactly."""
    text = text.strip()
    return json.dumps(text) if text.startswith('"') or refusal(text) is not None else text
