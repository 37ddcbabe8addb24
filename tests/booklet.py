"""The messages of a library as a booklet: one text file a scenario, as customers read them.

`python tests/booklet.py` writes the stored one anew; read what changed in the diff.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from snapmsg.library import Library, open_library, read_scenario, scenarios, shipped
from snapmsg.linter.renderings import value_sets
from snapmsg.message import Draft, Message, build_case, compose, draft_of, environment_of

NOW = datetime(2026, 12, 22, 10, tzinfo=UTC)
"""A Tuesday morning, with two days of closed doors ahead."""

HERE = Path(__file__).parent
STORED = {
    HERE / "messages" / "shipped": shipped(),
    HERE / "messages" / "real": HERE / "real",
}

ABROAD: Mapping[str, Mapping[str, str]] = {
    "parcel-late": {"last_seen": "el depósito de Leeds"},
    "outage-cause-unknown": {"service": "la aplicación de reservas"},
    "outage-back": {"service": "la aplicación de reservas", "cause": "un disco averiado"},
    "flight-cancelled-tonight": {"hotel": "el hotel Harbour"},
    "bag-not-found": {"seen_at": "Fráncfort"},
    "test-result-late": {
        "test": "biopsia",
        "reason": "se averió una de las dos máquinas del laboratorio",
    },
    "card-stopped": {"merchant": "una gasolinera de Oporto"},
    "bereavement": {"relation": "su madre", "holder": "Joan Whitlow"},
    "must-say-no": {
        "request": "un reembolso completo",
        "reason": "el billete ya se había usado",
        "instead": "la mitad del precio de su próximo billete",
    },
}
"""What fills the blanks of a translation: the examples are words of the original's language."""


def pages(library: Library) -> Iterator[tuple[str, str]]:
    """The name and text of each scenario's page, and of each translation's."""
    environment = environment_of(library)
    for file in scenarios(library):
        name = f"{file.scenario.topic}/{file.scenario.id}"
        yield f"{name}.txt", page(draft_of(file.scenario, environment))
        for locale, path in sorted(library.translations.get(file.path, {}).items()):
            draft = draft_of(read_scenario(library, path).scenario, environment)
            yield f"{name}.{locale}.txt", page(draft, ABROAD.get(file.scenario.id, {}))


def page(draft: Draft, abroad: Mapping[str, str] | None = None) -> str:
    """All messages of a scenario: on each channel, with its examples and with others.

    `abroad` are values that stand in for those of the examples.
    """
    scenario = draft.scenario
    told = [scenario.title, "=" * len(scenario.title), scenario.fact("situation"), ""]
    for number, (name, values) in enumerate(value_sets(draft)):
        case = build_case(draft, {**values, **(abroad or {})}, NOW, name)
        label = name or ("the examples" if number == 0 else "with another condition")
        for channel in draft.channels:
            told += letter(compose(case, channel), label)
    return "\n".join(told).rstrip() + "\n"


def letter(message: Message, label: str) -> Iterator[str]:
    """One message, under a line that says what it is."""
    counts = message.counts()
    measure = message.channel.measure
    size = f"{counts['characters']} characters, {counts['words']} words"
    if measure != "characters":
        size += f", {message.channel.amount(counts[measure])}"
    yield f"--- {message.channel.label}, {label} ({size})"
    for field in message.beside:
        yield f"{field.title()}: {message.field(field)}"
    if message.beside:
        yield ""
    yield message.text
    yield ""


def main() -> None:
    """Write the stored booklet."""
    for folder, root in STORED.items():
        for name, text in pages(open_library(root)):
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
            sys.stdout.write(f"{file}\n")


if __name__ == "__main__":
    main()
