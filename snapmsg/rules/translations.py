"""Library: translations say what their original says, and promise what it promises."""

from __future__ import annotations

import re
from collections.abc import Iterator

from snapmsg.diagnostic import Finding, Severity
from snapmsg.locales import fallback
from snapmsg.message import includes_of
from snapmsg.rule import Findings, Overview, Translated, pair, rule
from snapmsg.rule.reading import first_line
from snapmsg.rule.translated import named, part_of, untranslated
from snapmsg.schema import fingerprint, steps_of
from snapmsg.wording import prose

_WORD = re.compile(r"[^\W\d_]{2,}")


@rule(
    "L009",
    Severity.WARNING,
    bad=[
        {"snap.yaml": "locales: [es]\n", "scenarios/x/bag.yaml": "«title: Bag»\n"},
        {"snap.yaml": "locales: [es, fr]\n",
         **pair("«status: Your bag is in Oslo.»", "es", "status: Su maleta está en Oslo.")},
    ],
    good=[
        {"snap.yaml": "locales: [es-MX]\n",
         **pair("status: Your bag is in Oslo.", "es", "status: Su maleta está en Oslo.")},
        {"snap.yaml": "locale: en\n", "scenarios/x/bag.yaml": "title: Bag\n"},
    ],
)  # fmt: skip
def missing_translation(library: Overview) -> Findings:
    """
    A scenario lacks a language that the library is written in.

    Whoever reads that language alone gets a message that they cannot read, on
    the day when something went wrong. `locales:` in snap.yaml says which
    languages there are.
    """
    known = library.library
    for code in known.settings.locales:
        chain = fallback(code)
        if known.settings.locale in chain:
            continue
        for path in known.files:
            if not any(each in known.translations.get(path, ()) for each in chain):
                yield Finding(
                    first_line(path),
                    f"there is no {code} text of this: start it with snap translate {path.stem} "
                    f"--to {code}",
                )


@rule(
    "L010",
    Severity.WARNING,
    bad=[
        pair("status: Your bag is in Oslo.", "es",
              "translates: «00000000»\nstatus: Su maleta está en Oslo."),
        pair("status: Your bag is in Oslo.", "fr", "«status: Votre valise est à Oslo.»"),
    ],
    good=[
        pair("status: Your bag is in Oslo.", "es",
              "translates: 6bfbe85e\nstatus: Su maleta está en Oslo."),
        pair("status: >-\n  Your bag\n  is in Oslo.", "de",
              "translates: 6bfbe85e\nstatus: Ihr Koffer ist in Oslo."),
    ],
)  # fmt: skip
def outdated_translation(text: Translated) -> Findings:
    """
    The original has changed since this was translated from it.

    What was mended there is still wrong here, and nobody who reads only one
    of the two can see it. `translates:` says which text it was made from.
    """
    mark, scenario = text.translation.fingerprint, text.translation.original
    if mark is not None and mark.value == fingerprint(scenario):
        return
    what = "nothing says from which text this was translated"
    if mark is not None:
        what = f"{text.original} has changed since this was translated"
    yield Finding(
        text.top if mark is None else mark.whole,
        f"{what}: read the two side by side, and then run snap translate {scenario.id} --to "
        f"{text.translation.locale} --update",
    )


@rule(
    "L011",
    Severity.ERROR,
    bad=[
        pair("status: It is late.\nclosing: Write to us.", "es", "«status: Llega tarde.»"),
        pair("next_steps:\n  - us: We call.\n  - you: Please wait.", "fr",
              "«next_steps:»\n  - us: Nous appelons.\n  - you:"),
    ],
    good=[
        pair("status: It is late.\nclosing: Write to us.", "es",
              "status: Llega tarde.\nclosing: Escríbanos."),
        pair("next_steps:\n  - they: They search.\n    who: NorthPost", "de",
              "next_steps:\n  - they: Die Suche läuft."),
    ],
)  # fmt: skip
def untranslated_text(text: Translated) -> Findings:
    """
    A text of the original is not translated yet.

    Customers read it in the other language, in the middle of their own.
    """
    owners = text.translation.owners
    lists = {part_of(at) for at in owners}
    # A step that is not there at all is for different-steps to tell.
    gone = {
        at
        for at, _ in steps_of(text.translation.original)
        if part_of(at) in lists and at not in owners
    }
    missing = [named(at) for at in untranslated(text.translation) if at not in gone]
    if missing:
        yield Finding(
            text.top,
            f"customers read {_listed(missing)} in the words of {text.original}: translate "
            f"{'them' if len(missing) > 1 else 'it'}",
        )
    teams = sorted(_unnamed(text))
    if teams:
        yield Finding(
            text.top,
            f"customers read the name of {_listed(teams)} as it is in the original: give it in "
            f"snap.yaml, in locales: under {text.translation.locale}: teams:",
        )


def _unnamed(text: Translated) -> Iterator[str]:
    """The teams that the translation names, and that have no name in its language."""
    settings = text.draft.environment.of(None).library.settings
    local = settings.locales.get(text.translation.locale)
    for stretch in text.draft.stretches:
        team = stretch.step.team if stretch.step is not None else None
        if team is None or not any(use.name == "team" for use in stretch.tree.uses):
            continue
        if team.value in (settings.teams or {}) and not (local and team.value in local.teams):
            yield team.value


def _listed(names: list[str]) -> str:
    shown = names[:4]
    more = len(names) - len(shown)
    said = ", ".join(shown)
    if more:
        return f"{said} and {more} more"
    return said if len(shown) < 2 else f"{', '.join(shown[:-1])} and {shown[-1]}"


@rule(
    "L012",
    Severity.WARNING,
    bad=[
        pair("status: Your bag is in Oslo.", "es", "status: «Your bag is in Oslo.»"),
        pair("closing: Reply to this message at once.", "de",
              "closing: «Reply to this message at once.»"),
        {"partials/bye.txt": "Reply to this message at once.\n", **pair(
            "closing: Yours. {% include 'bye.txt' %}", "es",
            "closing: >-\n  Suyos. «{% include 'bye.txt' %}»")},
    ],
    good=[
        pair("status: Your bag is in Oslo.", "es", "status: Su maleta está en Oslo."),
        pair("closing: Nimbus Parcels Leeds", "fr", "closing: Nimbus Parcels Leeds"),
        {"partials/bye.txt": "Reply to this message at once.\n",
         "partials/bye.es.txt": "Conteste a este mensaje.\n", **pair(
            "closing: Yours. {% include 'bye.txt' %}", "es-MX",
            "closing: >-\n  Suyos. {% include 'bye.txt' %}")},
    ],
)  # fmt: skip
def copied_text(text: Translated, *, words: int = 3) -> Findings:
    """
    A translation has the words of its original.

    It was copied and then forgotten, or it includes a partial that is written
    in the original's language alone. Up to so many `words` it may be a name.
    """
    environment = text.draft.environment
    if environment.of(None).locale.language == environment.locale.language:
        return  # from one region to another, much stays as it is
    for _, first, again in text.pairs():
        same = first.at.value.split() == again.at.value.split()
        if same and len(_WORD.findall(prose(again))) > words:
            yield Finding(again.at.whole, f"these are the words of {text.original}: translate them")
    library, locale = environment.library, text.translation.locale
    written = {name for code in fallback(locale) for name in library.local_partials.get(code, ())}
    for tree in map(text.draft.tree, text.translation.texts.values()):
        for node in includes_of(tree):
            partial = environment.partials.get(node.name)
            if partial is None or node.name in written:
                continue
            if len(_WORD.findall(prose(partial))) > words:
                there = f"{node.name.removesuffix('.txt')}.{locale}.txt"
                yield Finding(
                    tree.at.range(node.start, node.end),
                    f"customers read partials/{node.name} as it is: write partials/{there} too",
                )


@rule(
    "L017",
    Severity.WARNING,
    bad=[
        pair("status: It is late.", "es", "status: Llega tarde.\nclosing: «Escríbanos.»"),
        pair("status: It is late.", "fr", "status: Il est en retard.\nopening: «Bonjour.»"),
    ],
    good=[
        pair("status: It is late.\nclosing: Write to us.", "es",
              "status: Llega tarde.\nclosing: Escríbanos."),
        pair("closing: Write to us.", "de",
              "closing: Schreiben Sie uns.\nchannels:\n  email:\n    closing: Antworten Sie uns."),
    ],
)  # fmt: skip
def surplus_text(text: Translated) -> Findings:
    """
    A translation opens or closes with words that its original does not have.

    Whoever reads that language alone gets them, perhaps long after they were
    taken out of the others.
    """
    for at, words in text.translation.texts.items():
        if at[-1] in ("opening", "closing") and not {at, at[-1:]} & text.texts.keys():
            yield Finding(
                words.whole, f"{text.original} has no {at[-1]}: take this out, or add it there"
            )
