"""What a new scenario is made of: the answers, how each is read, and the file that they make."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from snapmsg import channels, locales, model, promise, wording
from snapmsg.errors import did_you_mean
from snapmsg.schema import ID, KEPT, NAME
from snapmsg.source import Addressed, Source
from snapmsg.wizard.layout import Tree, emit, refusal

APART = ("variables", "status", "channels")
"""The keys that an empty line stands before."""

_STEP = re.compile(r"(?P<owner>[A-Za-z]+)[ ]*(?:\((?P<who>[^()]*)\))?[ ]*:(?P<text>.*)", re.DOTALL)
_BLANK = re.compile(r"(?P<name>[^=]*)=(?P<example>.*?):(?:[ ](?P<about>.*)|\Z)", re.DOTALL)
_BY = re.compile(r"\A(?:by|on|at)\b ?", re.IGNORECASE)
_CLOSERS = "\"'”’»›)]"
_MARKS = ".!?…:。！？：؟।"
_ENDED = re.compile(rf"[{_MARKS}][{re.escape(_CLOSERS)}]*\Z")
_MARKED_BLANK = re.compile(
    rf"\{{\{{(?:(?!\}}\}}).)*[{_MARKS}]['\"](?:(?!\}}\}}).)*\}}\}}\Z", re.DOTALL
)
_FIRST = re.compile(rf".+?[.!?…][{re.escape(_CLOSERS)}]*(?=\s|\{{%|\Z)", re.DOTALL)
_LONGEST_SUBJECT = 60
"""Letters that an email's subject shows of a sentence on most screens."""


class BadAnswer(ValueError):
    """An answer that cannot stand; the text says why, and what to write instead."""


class NewStep(NamedTuple):
    """One next step: `us`, `you` or `they`, what is done, who “they” are, our team."""

    owner: str
    text: str
    who: str = ""
    team: str = ""


class NewBlank(NamedTuple):
    """A blank of this scenario alone: what it is, and an example of it."""

    name: str
    example: str
    about: str
    boolean: bool = False


FACTS = ("title", "situation", "starts", "feeling", "impact", "owner")
"""What colleagues read of a scenario, in the order of the file."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered so far.

    `texts` has the answers that are one text, by the field of `questions`: the facts, `topic`,
    `status`, `outcome`, `subject`, `time` and `update` (each a typed time where it can be
    read, else a sentence in their own words). `channels` is None as long as nobody was asked.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[NewStep, ...] = ()
    channels: tuple[str, ...] | None = None
    blanks: tuple[NewBlank, ...] = ()

    def said(self, field: str) -> str:
        """The text of a field; empty where nobody has answered it."""
        return self.texts.get(field, "")

    def saying(self, **texts: str) -> Answers:
        """The answers with some texts more, or other ones."""
        return replace(self, texts={**self.texts, **texts})

    @property
    def has_subject(self) -> bool:
        """Whether one of the channels has a subject."""
        names = self.channels or ()
        return any(field.name == "subject" for name in names for field in channels.get(name).fields)

    def wordings(self) -> Iterator[str]:
        """Every text that customers read."""
        yield self.said("status")
        for step in self.steps:
            yield from (step.text, step.who)
        yield from map(self.said, ("time", "update", "outcome", "subject"))

    def uses(self) -> dict[str, bool]:
        """Each name that the texts use, and whether it stands as a blank somewhere."""
        found: dict[str, bool] = {}
        for text in self.wordings():
            for use in _parse(text).uses:
                found[use.name] = found.get(use.name, False) or use.blank
        return found

    def undeclared(self, shared: Mapping[str, object]) -> tuple[str, ...]:
        """The names that neither the library nor these answers declare."""
        known = {*shared, *(blank.name for blank in self.blanks)}
        return tuple(name for name in self.uses() if name not in known)

    def renaming(self, old: str, new: str) -> Answers:
        """The answers with another name for a blank, wherever customers read it."""
        read = ("status", "time", "update", "outcome", "subject")
        texts = {field: renamed(self.said(field), old, new) for field in read if self.said(field)}
        steps = (
            step._replace(text=renamed(step.text, old, new), who=renamed(step.who, old, new))
            for step in self.steps
        )
        return replace(self.saying(**texts), steps=tuple(steps))


def renamed(text: str, old: str, new: str) -> str:
    """A text with another name for a blank; every other letter stays."""
    for use in sorted(_parse(text).uses, key=lambda use: use.start, reverse=True):
        if use.name == old:
            text = text[: use.start] + new + text[use.end :]
    return text


def _parse(text: str) -> wording.Tree:
    return wording.parse(Addressed(text, Source("", text), 0, len(text)))


def as_fact(text: str) -> str:
    """A text that colleagues read, without the spaces around it. Raises `BadAnswer`."""
    text = text.replace("\r\n", "\n").strip()
    reason = refusal(text)
    if reason is not None:
        raise BadAnswer(reason)
    return text


def as_wording(text: str) -> str:
    """A text that customers read. Raises `BadAnswer` where its blanks are not ones snap knows."""
    text = as_fact(text)
    tree = _parse(text)
    if tree.faults:
        raise BadAnswer(tree.faults[0].reason.partition("\n")[0])
    for use in tree.uses:
        if use.name in model.RESERVED:
            raise BadAnswer(
                f"“{use.name}” is a name that snap fills in itself: choose another for the blank"
            )
        if not NAME.fullmatch(use.name):
            raise BadAnswer(
                f"“{use.name}” cannot be the name of a blank: use small letters, digits and _, "
                f"such as {{{{ {_named(use.name)} }}}}"
            )
    return text


def as_sentence(text: str) -> str:
    """A wording of whole sentences: one that lacks its end mark gets a full stop.

    One that ends in a condition is left alone: its mark is inside. Raises `BadAnswer`.
    """
    text = as_wording(text)
    if not text or text.endswith(("%}", "#}")):
        return text
    return text if _ENDED.search(text) or _MARKED_BLANK.search(text) else f"{text}."


def as_time(text: str) -> str:
    """A typed time as it is, or a sentence in their own words. Raises `BadAnswer`."""
    text = as_wording(text)
    return text if is_typed(text) else as_sentence(text)


def _named(word: str) -> str:
    """A name that is allowed, from one that is not."""
    return re.sub("[^a-z0-9_]+", "_", word.lower()).strip("_0123456789")[:40] or "order_no"


def as_step(text: str) -> NewStep:
    """A step as `us: …`, `you: …` or `they (NorthPost): …`. Raises `BadAnswer`."""
    found = _STEP.fullmatch(text.strip())
    owner = found["owner"].lower() if found else ""
    if found is None or owner not in model.OWNERS:
        raise BadAnswer(
            f"“{text.strip()[:40]}” does not say who does it: start it with us:, you:, or "
            "they (who it is):"
        )
    who = as_wording(found["who"] or "")
    if owner == "they" and not who:
        raise BadAnswer("“they” needs who: write they (NorthPost): and what NorthPost does")
    if owner != "they" and who:
        raise BadAnswer(f"“{owner}” needs no name in brackets: only they (NorthPost): has one")
    done = as_sentence(found["text"])
    if not done:
        raise BadAnswer(f"“{owner}:” says nothing: write after it what they do")
    return NewStep(owner, done, who)


def typed(text: str) -> tuple[str, str]:
    """A time as the key and the value of a typed promise: `within` or `by`.

    Raises `BadAnswer` where it is none, with what to write.
    """
    try:
        return "within", str(promise.parse_duration(text))
    except promise.Unreadable as error:
        reason = str(error)
    try:
        promise.parse_moment(text)
    except promise.Unreadable as error:
        # Of a text with a number and no day in it, what a duration lacks is worth more.
        raise BadAnswer(reason if re.search(r"\d", text) else str(error)) from None
    return "by", _BY.sub("", " ".join(text.split()), count=1).rstrip(".")


def is_typed(text: str) -> bool:
    """Whether a time can be read as a promise."""
    try:
        typed(text)
    except BadAnswer:
        return False
    return True


def as_blank(text: str) -> NewBlank:
    """A blank as `order_no=A-10293: the order number`. Raises `BadAnswer`."""
    found = _BLANK.fullmatch(text.strip())
    if found is None:
        raise BadAnswer(
            f"“{text.strip()[:40]}” is no blank: write its name, an example and what it is, such "
            "as order_no=A-10293: the order number"
        )
    name = found["name"].strip()
    if not NAME.fullmatch(name) or name in model.RESERVED:
        raise BadAnswer(
            f"“{name}” cannot be the name of a blank: use small letters, digits and _, such as "
            f"{_named(name) if _named(name) not in model.RESERVED else 'order_no'}"
        )
    blank = NewBlank(name, as_fact(found["example"]), as_fact(found["about"] or ""))
    if not blank.example or not blank.about:
        raise BadAnswer(f"the blank {name} needs an example and what it is")
    return blank


def as_topic(text: str) -> str:
    """The name of a folder for a topic: `Late parcels` is `late-parcels`. Raises `BadAnswer`."""
    name = slug(text)
    if text.strip() and not name:
        raise BadAnswer(f"“{text.strip()[:40]}” is no topic: use letters and digits")
    _check_name(name)
    return name


def _check_name(name: str) -> None:
    if KEPT.fullmatch(name):
        raise BadAnswer(f"Windows keeps the name “{name}” for itself: choose another")


def slug(text: str) -> str:
    """Small letters, digits and hyphens of a text; an id for a title. Empty where it has none."""
    plain = (
        unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode()
    )
    plain = re.sub("['’`]", "", plain.lower())
    words = re.sub("[^a-z0-9]+", "-", plain).strip("-")
    if len(words) > 60 and "-" in words:
        words = words[:61].rpartition("-")[0]
    return words[:80]


def as_id(text: str) -> str:
    """An id. Raises `BadAnswer` with one that could stand for it."""
    _check_name(text.lower())
    if not ID.fullmatch(text):
        meant = f", such as {slug(text)}" if slug(text) else ", such as parcel-late"
        raise BadAnswer(f"“{text[:40]}” is no id: use small letters, digits and hyphens{meant}")
    return text


def titled(id: str) -> str:
    """A title for an id: `parcel-late` is `Parcel late`."""
    words = id.replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def as_choice(known: tuple[str, ...]) -> Callable[[str], str]:
    """How one of a few words is read: by itself, or with spaces for its lines."""

    def read(text: str) -> str:
        word = text.strip().lower().replace(" ", "_").replace("-", "_")
        if word and word not in known:
            meant = did_you_mean(word, known)
            raise BadAnswer(f"“{text[:40]}” is none of: {', '.join(known)}.{meant}")
        return word

    return read


def with_subject(answers: Answers, shared: Mapping[str, model.Variable]) -> Answers:
    """The answers, where an email has no subject with the first sentence of the status for it.

    Only a short one without conditions or private blanks will do; else there is still none.
    """
    first = _FIRST.match(answers.said("status"))
    if not answers.has_subject or answers.said("subject") or first is None:
        return answers
    subject = " ".join(first[0].split()).rstrip(".")
    tree = _parse(subject)
    names = {use.name for use in tree.uses}
    private = any(name in names and variable.private for name, variable in shared.items())
    if "{%" in subject or tree.faults or private or len(subject) > _LONGEST_SUBJECT:
        return answers
    return answers.saying(subject=subject)


def with_kinds(answers: Answers) -> Answers:
    """The answers, where a blank is a boolean: only conditions ask for it, and it is yes or no."""
    uses = answers.uses()
    blanks = (
        blank._replace(boolean=not uses.get(blank.name, True) and blank.example in ("yes", "no"))
        for blank in answers.blanks
    )
    return replace(answers, blanks=tuple(blanks))


def conflicts(answers: Answers, shared: Mapping[str, object]) -> Iterator[str]:
    """What cannot stand beside something else that was answered, with the option it came from."""
    for blank in answers.blanks:
        if blank.name in shared:
            yield f"--blank: {blank.name} is in snap.yaml already, so leave it out here"


def unused(answers: Answers) -> Iterator[str]:
    """The blanks that no answer uses, with the option they came from."""
    uses = answers.uses()
    for blank in answers.blanks:
        if blank.name not in uses:
            yield f"--blank: no answer uses {{{{ {blank.name} }}}}, so leave it out"


def as_text(answers: Answers, reviewed: date, locale: str = "en") -> str:
    """The answers as a scenario's file. Raises `SnapError` where they cannot be kept."""
    tree: dict[str, Tree] = {name: text for name in FACTS if (text := answers.said(name))}
    tree["reviewed"] = reviewed.isoformat()
    if answers.blanks:
        tree["variables"] = {blank.name: _variable(blank) for blank in answers.blanks}
    tree["status"] = answers.said("status")
    tree["next_steps"] = [_step(step) for step in answers.steps]
    tree["approximate_time"] = _time(answers, locales.get(locale).sayings)
    tree["planned_outcome"] = answers.said("outcome")
    if answers.channels:
        tree["channels"] = {name: _channel(name, answers) for name in answers.channels}
    return emit(tree, APART)


def _variable(blank: NewBlank) -> Tree:
    kind: dict[str, Tree] = {"type": "boolean"} if blank.boolean else {}
    return {**kind, "about": blank.about, "example": blank.example}


def _step(step: NewStep) -> Tree:
    more: dict[str, Tree] = {"who": step.who, "team": step.team}
    return {step.owner: step.text, **{key: text for key, text in more.items() if text}}


def _time(answers: Answers, sayings: locales.Sayings) -> Tree:
    """Both times: what is typed as keys and as blanks in `say`, and their own words as they are."""
    keys: dict[str, Tree] = {}
    say: list[str] = []
    blanks = {"promise": "{{ promise }}", "update": "{{ update }}"}
    for prefix, name, saying in (
        ("", "time", sayings.promise),
        ("update_", "update", sayings.update),
    ):
        text = answers.said(name)
        if text and is_typed(text):
            key, value = typed(text)
            keys[prefix + key] = value
            say.append(saying.format(**blanks))
        elif text:
            say.append(text)
    if len(keys) == 2:
        say = [sayings.promise_and_update.format(**blanks)]
    return {**keys, "say": " ".join(say)} if keys else " ".join(say)


def _channel(name: str, answers: Answers) -> Tree:
    has_subject = any(field.name == "subject" for field in channels.get(name).fields)
    return {"subject": answers.said("subject")} if has_subject else ""
