"""Library: a translation has the blanks, the steps and the promise of its original."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from snapmsg.diagnostic import Finding, Severity
from snapmsg.locales import Locale
from snapmsg.locales.said import said
from snapmsg.message import includes_of
from snapmsg.model import RESERVED, Address, Step
from snapmsg.promise import Duration, Promise, Unit
from snapmsg.rule import Findings, Translated, pair, rule
from snapmsg.rule.promised import typed
from snapmsg.rule.translated import part_of
from snapmsg.schema import steps_of
from snapmsg.source import Range
from snapmsg.values import Kind
from snapmsg.wording import UNKNOWN, If, Incomparable, Node, Tree, decide, prose
from snapmsg.wording.candidates import names

_FILLED = ("promise", "update")  # the rules on approximate times look after these


_VARIABLE = (
    "variables:\n  day:\n    type: date\n    about: the day\n    example: 2036-05-01\n"
    "  paid:\n    type: boolean\n    about: it is paid\n    example: yes\n"
)


@rule(
    "L013",
    Severity.ERROR,
    bad=[
        pair(_VARIABLE + "status: It comes on {{ day }}.", "es", "status: «Llega pronto.»"),
        pair(_VARIABLE + "status: It comes.", "fr", "status: Il arrive le {{ «day» }}."),
        {"partials/bye.txt": "Bye.\n", **pair(
            "closing: Thank you.{% include 'bye.txt' %}", "de", "closing: «Vielen Dank.»")},
    ],
    good=[
        pair(_VARIABLE + "status: It comes on {{ day }}.", "es", "status: El {{ day }} llega."),
        pair(_VARIABLE + "status: It is{% if paid %} paid{% else %} open{% endif %}.", "de",
              "status: >-\n  {% if paid %}Sie ist bezahlt.{% else %}Sie ist offen.{% endif %}"),
    ],
)  # fmt: skip
def different_blanks(text: Translated) -> Findings:
    """
    A translation has other blanks than its original.

    A customer misses the number or the name that the others get, or is told
    something that the original does not say.
    """
    for _, first, again in _groups(text):
        known, here = _names(first), _names(again)
        lost = sorted((known["blank"] | known["include"]) - set().union(*here.values()))
        declared = here["blank"] <= text.draft.variables.keys() | RESERVED
        if lost and declared:  # a name that nobody declared is most likely one of them, mistyped
            yield Finding(
                again[0].at.whole,
                f"{text.original} has {_quoted(lost)} here: say it in this text too",
            )
        every = set().union(*known.values(), _FILLED)
        for tree in again:
            for use in tree.uses:
                if use.blank and declared and use.name not in every:
                    yield Finding(
                        tree.at.range(use.start, use.end),
                        f"{text.original} does not have “{use.name}” here: take it out, or add it "
                        "there",
                    )


@rule(
    "L014",
    Severity.ERROR,
    bad=[
        pair(_VARIABLE + "status: It comes{% if paid %}, and is paid{% endif %}.", "es",
              "status: «Llega, y está pagado.»"),
        pair(_VARIABLE + "status: It comes.", "fr",
              "status: Il arrive{% if «paid» %}, et il est payé{% endif %}."),
        pair(_VARIABLE + "status: It comes{% if paid %}, and is paid{% endif %}.", "de",
              "status: Es kommt{% if not «paid» %} und ist bezahlt{% endif %}."),
    ],
    good=[
        pair(_VARIABLE + "status: It comes{% if paid %}, and is paid{% endif %}.", "de",
              "status: Es kommt{% if paid %} und ist bezahlt{% endif %}."),
        pair(_VARIABLE + "status: It comes on {{ day }}.", "es",
              "status: Llega{% if day %} el {{ day }}{% endif %}."),
        pair(_VARIABLE + "status: It is {% if not paid %}un{% endif %}paid.", "es",
              "status: Está {% if paid %}pagado{% else %}pendiente{% endif %}."),
    ],
)  # fmt: skip
def different_condition(text: Translated) -> Findings:
    """
    What hangs on a condition in the original is said to everybody, or the other way round.

    Customers are told of a refund that they do not get, or not of one that
    they do.
    """
    for _, first, again in _groups(text):
        known, here = _names(first), _names(again)
        lost = sorted(known["condition"] - set().union(*here.values()))
        if lost:
            yield Finding(
                again[0].at.whole,
                f"{_quoted(lost)} decides what {text.original} says here: write the same if",
            )
        every = set().union(*known.values())
        for tree in again:
            for use in tree.uses:
                if not use.blank and use.name not in every:
                    yield Finding(
                        tree.at.range(use.start, use.end),
                        f"{text.original} has no if on “{use.name}” here: take it out, or add it "
                        "there",
                    )
        for name in sorted(known["condition"] & here["condition"]):
            said, told = _turns(text, name, first), _turns(text, name, again)
            if said and told and not said & told:
                reason = f"“{name}” decides this the other way round in {text.original}: write the"
                yield Finding(_asked(name, again), f"{reason} same if")


def _turns(text: Translated, name: str, trees: Iterable[Tree]) -> set[object]:
    """Of the values that a choice or a boolean has, those for which more is said than always."""
    spec = text.draft.variables[name].spec if name in text.draft.variables else None
    values: tuple[object, ...] = (True, False)
    if spec is None or spec.kind not in (Kind.BOOLEAN, Kind.CHOICE):
        return set()
    if spec.kind is Kind.CHOICE:
        values = tuple(spec.choices or ())
    nodes = [tree.nodes for tree in trees]
    try:
        return {value for value in values if any(_is_said(each, name, value) for each in nodes)}
    except Incomparable:
        return set()


def _is_said(nodes: tuple[Node, ...], name: str, value: object) -> bool:
    """Whether words that hang on a name can be said where it has a value. May be `Incomparable`."""
    for node in nodes:
        if not isinstance(node, If):
            continue
        asked = [condition for condition, _ in node.branches if condition is not None]
        hangs = any(each.name == name for condition in asked for each in names(condition))
        for condition, body in node.branches:
            holds = condition is None or decide(
                condition, lambda each: value if each.name == name else UNKNOWN
            )
            if holds is not False and (body if hangs else _is_said(body, name, value)):
                return True
            if holds is True:
                break
    return False


def _asked(name: str, trees: Iterable[Tree]) -> Range:
    """Where a condition first asks for a name."""
    return next(
        tree.at.range(use.start, use.end)
        for tree in trees
        for use in tree.uses
        if use.name == name and not use.blank
    )


def _groups(
    text: Translated, *, alone: bool = False
) -> Iterator[tuple[Address, list[Tree], list[Tree]]]:
    """The texts that answer to each other: an approximate time's together, however it is said.

    Those that stand in the translation `alone` only where they are asked for.
    """
    found: dict[Address, tuple[list[Tree], list[Tree]]] = {}
    for side, texts in enumerate((text.texts, text.translation.texts)):
        for at, words in texts.items():
            if at[0] != "variables":
                key = part_of(at) if "approximate_time" in at else at
                found.setdefault(key, ([], []))[side].append(text.draft.tree(words))
    for at, (first, again) in found.items():
        both = again and (first or alone)
        if both and not any(tree.faults for tree in (*first, *again)):
            yield at, first, again


def _names(trees: Iterable[Tree]) -> dict[str, set[str]]:
    """What stands in texts as a blank, as a condition and as an include."""
    found: dict[str, set[str]] = {"blank": set(), "condition": set(), "include": set()}
    for tree in trees:
        for use in tree.uses:
            found["blank" if use.blank else "condition"].add(use.name)
        found["include"] |= {node.name for node in includes_of(tree)}
    found["blank"] -= {*_FILLED}
    return found


def _quoted(names: list[str]) -> str:
    return " and ".join(f"“{name}”" for name in names)


_STEPS = "next_steps:\n  - us: We call the depot.\n  - you: Please wait."


@rule(
    "L015",
    Severity.ERROR,
    bad=[
        pair(_STEPS, "es", "next_steps:\n  - us: Llamamos.\n  - «us»: Esperamos."),
        pair(_STEPS, "fr", "next_steps: «Nous appelons le dépôt. Merci d'attendre.»"),
        pair(_STEPS, "de", "next_steps:\n  - «us»: Wir rufen im Depot an."),
    ],
    good=[
        pair(_STEPS, "es", "next_steps:\n  - us: Llamamos.\n  - you: Espere, por favor."),
        pair("next_steps: We call.", "fr", "next_steps: Nous appelons."),
    ],
)  # fmt: skip
def different_steps(text: Translated) -> Findings:
    """
    A translation has other steps than its original, or gives one to somebody else.

    In one language we call the depot, and in the other the customer waits for
    nothing. Reports count who acts by the original.
    """
    known = dict(steps_of(text.translation.original))
    told, owners = text.translation.texts, text.translation.owners
    for at in {part_of(at): None for at in (*told, *owners) if "next_steps" in at}:
        first = {key: step for key, step in known.items() if part_of(key) == at}
        again = [key for key in (*told, *owners) if part_of(key) == at and key[-1] != "who"]
        yield from _steps(text, at, first, list(dict.fromkeys(again)))


def _steps(
    text: Translated, at: Address, first: Mapping[Address, Step], again: list[Address]
) -> Findings:
    told, owners = text.translation.texts, text.translation.owners
    original = text.original
    if not first:
        if at in text.texts and at not in told:
            place = _place(text, again[0])
            yield Finding(place, f"{original} says this in a text: write one text here too")
        return
    if at in told:
        reason = f"{original} has a list of {len(first)} here, each with who acts: list the same"
        yield Finding(told[at].whole, reason)
        return
    for key in again:
        step, owner = first.get(key), owners.get(key)
        if step is None:
            reason = f"{original} has no step {int(key[-1]) + 1}: take this out, or add it there"
            yield Finding(_place(text, key), reason)
        elif step.owner != (owner.value if owner is not None else ""):
            acts = f"“{step.owner}” act" if step.owner else "a plain text says it"
            yield Finding(_place(text, key), f"in {original} {acts} here: write the same")
    if len(again) < len(first):
        reason = f"{original} has {len(first)} steps and this has {len(again)}: add the others"
        yield Finding(_place(text, again[-1]), reason)


def _place(text: Translated, at: Address) -> Range:
    """Where a step stands: who acts in it, or its words."""
    owner = text.translation.owners.get(at)
    return owner.whole if owner is not None else text.translation.texts[at].whole


@rule(
    "L016",
    Severity.ERROR,
    bad=[
        pair("approximate_time: You have it within 2 days.", "es",
              "approximate_time: Lo tendrá en un plazo de «3 días»."),
        pair("approximate_time:\n  within: 2 days\n  say: You have it {{ promise }}.", "fr",
              "approximate_time: Vous l'aurez {{ promise }}, sous «24 heures»."),
        pair("next_steps:\n  - us: We ring you within 2 hours.", "de",
              "next_steps:\n  - us: Wir rufen Sie innerhalb von «2 Tagen» an."),
    ],
    good=[
        pair("approximate_time: You have it within 2 days.", "es",
              "approximate_time: Lo tendrá en un plazo de 2 días."),
        pair("approximate_time: You have it within 1 week.", "fr",
              "approximate_time: Vous l'aurez sous 7 jours."),
    ],
)  # fmt: skip
def different_promise(text: Translated) -> Findings:
    """
    A translation promises another time than its original.

    One scenario, one promise: whom we keep waiting must not hang on the
    language that they read.
    """
    locale, own = text.draft.environment.locale, text.draft.environment.of(None).locale
    if not (locale.finds_times and own.finds_times):
        return
    promised = dict.fromkeys(term.promise for way in typed(text.draft) for term in way)
    originals = map(text.draft.tree, text.texts.values())
    every: dict[Promise | None, None] | None = None  # most translations need it never
    for at, first, again in _groups(text, alone=True):
        here = dict.fromkeys(each for tree in first for each in _told(own, tree))
        if every is None and not first:
            every = dict.fromkeys(each for tree in originals for each in _told(own, tree))
        told = here if first else every or {}
        if None in told:
            continue  # a time of the original is none that snap can reckon with
        kept = promised if at[-1] == "approximate_time" or not told else ()
        known = {_plain(each) for each in (*told, *kept) if each is not None}
        for tree in again:
            for each in said(locale, prose(tree)):
                if _plain(each.promise) not in known:
                    yield Finding(
                        tree.at.range(each.start, each.end),
                        f"this is {each.promise}, and {text.original} says "
                        f"{_first(told, kept)}: say the same",
                    )


def _told(locale: Locale, tree: Tree) -> Iterator[Promise | None]:
    """The times in a text; None for one that cannot be reckoned with."""
    text = prose(tree)
    read = said(locale, text)
    yield from (each.promise for each in read)
    for time in locale.times(text):
        if not any(each.start < time.end and time.start < each.end for each in read):
            yield None


def _first(told: Iterable[Promise | None], promised: Iterable[Promise]) -> str:
    """The time that the original says, in words."""
    return next((str(each) for each in (*told, *promised)), "no time here")


def _plain(promise: Promise) -> Promise:
    """A promise, with a week as the 7 days that it is."""
    if isinstance(promise, Duration) and promise.unit is Unit.WEEK:
        return Duration(promise.low * 7, promise.high * 7, Unit.DAY)
    return promise
