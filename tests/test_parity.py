"""What a translation must have in common with its original: cases beyond the rules' examples."""

from __future__ import annotations

from pathlib import Path

import pytest
import rule_harness as harness

from snapmsg.rule import all_rules

PARITY = {rule.name for rule in all_rules() if rule.reads == "Translated"} - {
    "outdated-translation"
}
VARIABLES = """\
variables:
  size:
    about: its size
    choices:
      small: small parcel
      big: big parcel
    example: big
  plan:
    about: the plan
    choices: [gold, basic]
    example: gold
  paid:
    type: boolean
    about: it is paid
    example: yes
"""
FULL = (
    VARIABLES
    + """\
opening: You are right to be cross.
status: Your {{ size }}{% if paid %}, paid on 3 May,{% endif %} is in Leeds.
next_steps:
  - us: We search for it{% if plan == 'gold' %} first{% endif %}.
  - they: They search each cage within 2 hours.
    who: NorthPost
  - We write again.
approximate_time:
  within: 1 week
  update_within: 2 days
  say: You have it {{ promise }}, and hear from us {{ update }}.
planned_outcome: You have it, or your money.
short:
  status: It is late.
  approximate_time:
    say: Due {{ promise }}.
channels:
  email:
    subject: It is late
"""
)
SPANISH = """\
variables:
  size:
    choices:
      small: paquete pequeño
      big: paquete grande
opening: Tiene motivo para estar molesto.
status: Su {{ size }}{% if paid %}, pagado el 3 de mayo,{% endif %} está en Leeds.
next_steps:
  - us: Lo buscamos{% if plan == 'gold' %} primero{% endif %}.
  - they: Buscan en cada jaula en un plazo de 2 horas.
  - Le escribimos de nuevo.
approximate_time:
  say: Lo tendrá {{ promise }}, es decir, en 7 días, y sabrá de nosotros {{ update }}.
planned_outcome: Lo tendrá, o su dinero.
short:
  status: Llega tarde.
  approximate_time: Llega {{ promise }}.
channels:
  email:
    subject: Llega tarde
"""
TIME = "approximate_time:\n  within: 2 days\n  say: You have it {{ promise }}.\n"
TIME_ES = "approximate_time:\n  say: Lo tendrá {{ promise }}.\n"
STEPS = "next_steps:\n  - us: We call.\n  - you: Please wait.\n  - us: We write.\n"


def told(root: Path, original: str, translation: str, settings: str = "") -> list[tuple[str, str]]:
    """What the rules on parity say of a translation: their names, and what is underlined."""
    bare, marks = harness.unmark(translation)
    files = {
        "snap.yaml": f"name: It\n{settings}",
        "scenarios/x/bag.yaml": original,
        "scenarios/x/bag.es.yaml": bare,
    }
    harness.write(harness.Laid({n: text.encode() for n, text in files.items()}, set()), root)
    found = [d for d in harness.diagnostics(root) if d.name in PARITY]
    lines = bare.split("\n")
    rows = [sum(map(len, lines[: n - 1])) + n - 1 for n in range(1, len(lines) + 1)]
    at = [(rows[d.line - 1] + d.column - 1, rows[d.end_line - 1] + d.end_column - 1) for d in found]
    if marks:
        assert sorted(set(at)) == marks
    assert all(Path(d.path).name == "bag.es.yaml" for d in found)
    return [(d.name, d.reason) for d in found]


def test_a_whole_translation_agrees(tmp_path: Path) -> None:
    assert told(tmp_path, FULL, SPANISH) == []


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("      big: paquete grande\n", "", "untranslated-text"),
        ("opening: Tiene motivo para estar molesto.\n", "", "untranslated-text"),
        ("    subject: Llega tarde\n", "", "untranslated-text"),
        ("Lo tendrá, o su dinero.", "You have it, or your money.", "copied-text"),
        ("Su {{ size }}", "Su paquete", "different-blanks"),
        ("Lo tendrá, o", "Lo tendrá, {{ size }} o", "different-blanks"),
        ("{% if paid %}, pagado el 3 de mayo,{% endif %}", "", "different-condition"),
        ("plan == 'gold'", "paid", "different-condition"),
        ("  - they: Buscan", "  - us: Buscan", "different-steps"),
        ("  - Le escribimos de nuevo.\n", "", "different-steps"),
        ("  - Le escribimos de nuevo.", "  - us: Le escribimos de nuevo.", "different-steps"),
        ("de nuevo.\n", "de nuevo.\n  - you: Espere.\n", "different-steps"),
        ("en 7 días", "en 8 días", "different-promise"),
        ("plazo de 2 horas", "plazo de 2 días", "different-promise"),
        ("el 3 de mayo", "el 4 de mayo", "different-promise"),
        ("Llega {{ promise }}.", "Llega {{ promise }}, en 3 días.", "different-promise"),
    ],
)
def test_each_difference_is_told_by_its_rule(
    tmp_path: Path, before: str, after: str, rule: str
) -> None:
    assert before in SPANISH
    found = {name for name, _ in told(tmp_path, FULL, SPANISH.replace(before, after, 1))}
    assert rule in found
    assert found <= {rule, "different-condition", "different-blanks", "untranslated-text"}


@pytest.mark.parametrize(
    ("original", "translation", "rules"),
    [
        # a typed promise without words of its own is said by snap in each language
        ("approximate_time:\n  within: 2 days\n", "status: Llega.\n", []),
        # plain words in place of them, with the promise in a blank
        (TIME, "approximate_time: Lo tendrá {{ promise }}.\n", []),
        # the German is longer, so a channel has words of its own
        ("status: It is late.\n", "status: Llega tarde.\nshort:\n  status: Tarde.\n", []),
        # and keeps the promise there
        (TIME, f"{TIME_ES}short:\n  approximate_time: En «3 días».\n", ["different-promise"]),
        (TIME, f"{TIME_ES}short:\n  approximate_time: En 2 días.\n", []),
        # a clock time beside a day is more than snap reads in another language
        ("status: We open on Friday at 17:00.\n", "status: Abrimos el viernes a las 17:00.\n", []),
        ("status: You have it in a week or so.\n", "status: Lo tiene en unos 9 días.\n", []),
        ("status: Nimbus Parcels\n", "status: Nimbus Parcels\n", []),
        ("status: '{{ order_no }}'\n", "status: '{{ order_no }}'\n", []),
        # texts in place of lists, and the other way round
        (STEPS, "next_steps: «Llamamos, y espere.»\n", ["different-steps"]),
        ("next_steps: We call.\n", "next_steps:\n  - «us»: Llamamos.\n", ["different-steps"]),
        (STEPS, "next_steps:\n  - us: Llamamos.\n  - «us»: Espere.\n  - us: Escribimos.\n",
         ["different-steps"]),
    ],
)  # fmt: skip
def test_what_is_as_it_should_be(
    tmp_path: Path, original: str, translation: str, rules: list[str]
) -> None:
    assert [name for name, _ in told(tmp_path, original, translation)] == rules


def test_from_one_region_to_another_words_may_stay(tmp_path: Path) -> None:
    original = "status: Su paquete está en Leeds desde hoy.\n"
    files = {
        "snap.yaml": "locale: es\nlocales: [es-MX]\n",
        "scenarios/x/bag.yaml": original,
        "scenarios/x/bag.es-MX.yaml": original,
        "scenarios/x/case.yaml": original,
    }
    harness.write(harness.Laid({n: text.encode() for n, text in files.items()}, set()), tmp_path)
    names = {d.name for d in harness.diagnostics(tmp_path)}
    assert "copied-text" not in names
    assert "missing-translation" not in names  # es itself serves in Mexico


def test_one_diagnostic_for_each_scenario_and_language(tmp_path: Path) -> None:
    files = {
        "snap.yaml": "locales: [es, fr]\n",
        "scenarios/x/a.yaml": "title: A\n",
        "scenarios/x/b.yaml": "title: B\n",
        "scenarios/x/b.fr.yaml": "status: Tard.\n",
    }
    harness.write(harness.Laid({n: text.encode() for n, text in files.items()}, set()), tmp_path)
    found = [d for d in harness.diagnostics(tmp_path) if d.name == "missing-translation"]
    assert [(Path(d.path).name, d.reason.partition(" of this")[0]) for d in found] == [
        ("a.yaml", "there is no es text"),
        ("a.yaml", "there is no fr text"),
        ("b.yaml", "there is no es text"),
    ]


def test_an_ignore_in_a_translation_holds(tmp_path: Path) -> None:
    ignore = "# snap: ignore[different-blanks] the number is in the letter's head\n"
    original = "variables:\n  no:\n    about: it\n    example: A1\nstatus: Order {{ no }}.\n"
    assert told(tmp_path, original, "status: El pedido.\n")
    assert told(tmp_path, original, f"{ignore}status: El pedido.\n") == []
