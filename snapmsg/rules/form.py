"""Form: the file, its keys, and whether all four parts are there and say something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from snapmsg import channels
from snapmsg.diagnostic import Finding, Severity
from snapmsg.locales import Locale
from snapmsg.message import Draft, includes_of
from snapmsg.model import PARTS, Part, Scenario
from snapmsg.rule import (
    Findings,
    Match,
    Prose,
    SilentPart,
    anywhere,
    listed,
    pattern,
    phrases,
    rule,
    written_in,
)
from snapmsg.rule.find import Pattern
from snapmsg.rule.reading import quoted, vanishing
from snapmsg.wording import VALUE, TooComplex, prose

_WORDS = re.compile(r"\w")
_SIZE = re.compile(r"[-/ ]?(?:l|s|large|small|tall|long|short)\b")
_THIRTY = re.compile(r"\b(?:sizes?,?|bowl|chapter|volume|part|act|book) $")
"""Before an XXX that is a size, or thirty in Roman numerals."""
_ONLY_COMMENTS = re.compile(r"(?:[ \t]*(?:#.*)?(?:\n|$))*")


@rule(
    "F001",
    Severity.ERROR,
    bad=[
        {"scenarios/billing/refund.yaml": "«title: Refund»\nstatus: We have your parcel back.\n"
         "next_steps:\n  - us: We send your money today.\napproximate_time: By Friday.\n"},
        {"scenarios/billing/refund.yaml": "«title: Refund»\nstatus: We have your parcel back.\n"
         "approximate_time: Within 3 days.\nplanned_outcome: You have your money.\n"},
    ],
    good=[
        "planned_outcome: You have your money back.",
        "next_steps: We send your money today.",
    ],
)  # fmt: skip
def missing_part(scenario: Scenario, draft: Draft) -> Findings:
    """
    One of the four parts is not there.

    Without the status they do not know what happened, without next steps who
    acts, without a time when to expect it, and without an outcome how it ends.
    What is missing is what they write in to ask.
    """
    if _ONLY_COMMENTS.fullmatch(scenario.source.text):
        yield Finding(scenario.top, "this file is empty: start with title: and the four parts")
        return
    for part in PARTS:
        if part in scenario.wording.parts:
            continue  # and so on every channel
        on = [name for name in draft.channels if draft.part(part, name) is None]
        if not on:
            continue
        where = "" if len(on) == len(draft.channels) else f" on {_listed(on)}"
        reason = f"there is no “{part}”{where}: say {part.question}"
        yield Finding(scenario.top, reason, part=part)


def _listed(names: list[str]) -> str:
    return ", ".join(channels.get(name).label for name in names)


@rule(
    "F002",
    Severity.ERROR,
    bad=["«status»:", "«next_steps»: []", "«planned_outcome»: …"],
    good=[
        "status: Your bag is in Oslo.",
        "planned_outcome: You have your bag.",
        {
            "scenarios/x/bag.yaml": 'closing: >-\n  {% include "bag.txt" %}\n'
            'planned_outcome: >-\n  {% include "bag.txt" %}\n',
            "partials/bag.txt": "You have your bag.\n",
        },
    ],
)
def empty_part(part: SilentPart) -> Findings:
    """
    A part is there, but says nothing.

    The customer sees a gap, or does not see that anything should be there.
    """
    said = any(
        # What a partial says, in which cases, is for vanishing-part to tell.
        _WORDS.search(p.text) or VALUE in p.text or includes_of(p.stretch.tree)
        for p in part.prose
    )
    timing = part.wording.timing
    speaks = part.wording.refused or (timing is not None and timing.typed and timing.say is None)
    if not said and not speaks:
        yield Finding(part.key, f"“{part.part}” is empty: say {part.part.question}")


@rule(
    "F003",
    Severity.ERROR,
    bad=[
        "variables:\n  refund:\n    type: boolean\n    about: a refund is due\n    example: yes\n"
        "«planned_outcome»: >-\n  {% if refund %}You have your money back.{% endif %}",
        'variables:\n  note:\n    about: what they said\n    default: ""\n    example: late\n'
        '«status»: "{% if note %}{{ note }}{% endif %}"',
    ],
    good=[
        "variables:\n  refund:\n    type: boolean\n    about: a refund is due\n    example: yes\n"
        "planned_outcome: You have the parcel{% if refund %}, and your money back{% endif %}.",
        "variables:\n  late:\n    type: boolean\n    about: it is late\n    example: yes\n"
        "status: >-\n  {% if late %}It is late.{% else %}It is on its way.{% endif %}",
    ],
)
def vanishing_part(part: SilentPart) -> Findings:
    """
    For some values a whole part drops out of the message.

    Whoever has those values gets a message with a hole in it. All combinations
    of the conditions are tried, not only the examples.
    """
    try:
        values = vanishing(part)
    except TooComplex:
        yield Finding(
            part.key,
            f"“{part.part}” has too many conditions to prove that it always says something: "
            "make it simpler, or start it with words that always stand",
        )
        return
    if values is not None:
        yield Finding(
            part.key,
            f"“{part.part}” says nothing{values}: add words that stand in every case",
        )


@rule(
    "F004",
    Severity.WARNING,
    bad=[
        "status: We send your money back.\nplanned_outcome: «We send your money back.»",
        "status: Your order is late.\nnext_steps:\n  - us: «Your order is late.»",
    ],
    good=[
        "status: We have your parcel.\nplanned_outcome: You have your money.",
        "status: Sorry.\nplanned_outcome: You have your money, and we are sorry.",
    ],
)
def repeated_text(draft: Draft) -> Findings:
    """
    Two parts say the same words.

    One of the two questions stays unanswered, and the message sounds like a
    machine.
    """
    seen: dict[tuple[str | None, bool, str], Part] = {}
    for stretch in draft.stretches:
        part = stretch.part
        if part is None or stretch.field == "who":
            continue
        words = stretch.tree.at.value.strip(" .!?\n").lower()
        first = seen.setdefault((stretch.channel, stretch.short, words), part)
        if first is not part and words.count(" ") > 1:
            yield Finding(
                stretch.tree.at.whole,
                f"“{part}” says the same as “{first}”: say {part.question}",
            )


def _gaps(locale: Locale) -> Iterator[Pattern]:
    """What people of another language type where a blank should be: `[nombre]`, `[Ihr Name]`."""
    if locale.words.gaps:
        gaps = "|".join(map(re.escape, locale.words.gaps))
        yield Pattern(rf"\[(?:[^\W\d_]+ )?(?:{gaps})\]|<(?:{gaps})>", ("[", "<"))


# As `snap import` writes it, “(TODO: …)”, and as people do: “TODO: …”. Not “ESTÁ TODO: …”.
_MARK = pattern(r"(?<=\()TODO(?=[:)])|(?<![\w(])(?<![^\W\d_] )TODO(?=:)", "TODO", cased=True)


@rule(
    "F005",
    Severity.ERROR,
    find=phrases("to be confirmed by legal", "placeholder text")
    | pattern(r"(?<!\w)TODO(?!\w)", "TODO", cased=True)  # in Spanish it is a word
    | anywhere(_MARK)
    | anywhere(phrases("lorem ipsum", "tbd"))
    | anywhere(pattern(r"(?<!\w)(?:FIXME|TBC|XXX+)(?!\w)", "FIXME", "TBC", "XXX", cased=True))
    | listed(_gaps)
    | pattern(
        r"\[(?:your |insert |agent'?s? |customer'?s? |first |last |company |order )?"
        r"(?:name|date|time|number|amount|address|link|url|team|product|insert|reason|placeholder)"
        r"(?: here)?\]",
        "[",
    )
    | pattern(r"<(?:your |insert |first |last )?(?:name|date|time|number|amount|link)>", "<"),
    bad=[
        "status: «TODO» ask legal.",
        "opening: Dear «[name]», we are sorry.",
        "status: Your order «XXX» is late.",
        {
            "partials/bye.txt": "«TODO» sign\n",
            "scenarios/x/bag.yaml": "closing: >-\n  {% include 'bye.txt' %}\n",
        },
        written_in("es", "opening: Hola, «[nombre]», lo sentimos."),
        written_in(
            "es", "status: >-\n  «TODO»: qué decir. Su pedido («TODO») llega («TODO»: date)."
        ),
        written_in("fr", "status: >-\n  Votre commande «XXX» est en retard («TODO»: prénom)."),
        written_in("de", "status: Ihre Bestellung «[Bestellnummer]» kommt später."),
    ],
    good=[
        written_in("es", "status: TODO está listo, y puede marcar la casilla [x]."),
        written_in("es", "status: >-\n  Lo hemos visto TODO: (TODO INCLUIDO) está listo."),
        "status: Your order {{ order_no }} is late.",
        "status: Your XXL shirt is on its way.",
        "status: Tick the box [x] on the form.",
    ],
)
def leftover_text(prose: Prose, found: Match) -> Findings:
    """
    A note to ourselves, or a gap that nobody filled, stands in the wording.

    The customer would read it as it is.
    """
    if found.text[:3] == "XXX" and (_SIZE.match(found.after) or _THIRTY.search(found.before)):
        return
    if found.text.isalpha() and quoted(found):
        return
    yield found.because("“{}” is left over: write the words, or a blank such as {{ first_name }}")


_SHORTEST = 4


@rule(
    "F006",
    Severity.WARNING,
    bad=[
        "status: Order «A-10293» is late.",
        "variables:\n  depot:\n    about: where it is\n    example: Leeds North\n"
        "status: It is in «Leeds North». Ask for {{ depot }}.",
    ],
    good=[
        "status: Order {{ order_no }} is late.",
        "variables:\n  depot:\n    about: where it is\n    example: home\n"
        "status: It is on its way home, from {{ depot }}.",
    ],
)
def typed_in_example(draft: Draft, *, shortest: int = _SHORTEST) -> Findings:
    """
    A variable's example is typed into the wording instead of the blank.

    Every customer would read one customer's order number.
    """
    needles = {}
    for name, variable in draft.variables.items():
        text = variable.example.value if variable.example is not None else ""
        if len(text) < shortest or text not in draft.said:
            continue
        telling = any(c.isdigit() for c in text) or " " in text
        if telling and variable.spec.kind in ("text", "date", "datetime"):
            needles[text] = name
    for stretch in draft.stretches if needles else ():
        for text, name in needles.items():
            if text not in stretch.tree.at.value:
                continue
            whole = rf"(?<![^\W_]){re.escape(text)}(?![^\W_])"
            for found in re.finditer(whole, prose(stretch.tree)):
                yield Finding(
                    stretch.tree.at.range(*found.span()),
                    f"“{text}” is the example of “{name}”: write {{{{ {name} }}}}",
                )
