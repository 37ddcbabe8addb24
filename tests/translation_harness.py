"""A small library in three languages, and what its translations say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from snapmsg import locales
from snapmsg.library import Library, open_library, read_source
from snapmsg.message import build_case, compose, draft_of, environment_of, example_values
from snapmsg.model import Scenario
from snapmsg.promise import parse_duration, parse_moment
from snapmsg.source import Source

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SETTINGS = """\
name: Parcels
locale: en
locales:
  es:
    labels:
      status: Qué ha pasado
    teams:
      delivery: entregas
    variables:
      size:
        choices:
          small: un paquete pequeño
  fr:
time_zone: Europe/London
teams:
  delivery: delivery
  care: care
variables:
  order_no:
    about: the order number
    example: A-10293
    max_length: 12
  size:
    about: how big it is
    choices:
      small: a small parcel
      large: a large parcel
    example: small
"""
LATE = """\
title: Parcel is late
owner: delivery-leads
variables:
  refund:
    type: boolean
    about: a refund is due
    example: no
  part:
    about: the part of the day
    choices:
      am: in the morning
      pm: in the afternoon
    example: am
  place:
    about: where it is
    default: the depot
opening: You are right to be cross.
status: Order {{ order_no }}, {{ size }}, is at {{ place }}. We are sorry.
next_steps:
  - us: Our {{ team }} team searches for it.
    team: delivery
  - they: The carrier checks every cage.
    who: the carrier
    only_if: refund
  - you: You need to do nothing.
approximate_time:
  within: 2 working days
  update_by: tomorrow 12:00
  say: You have it {{ promise }} {{ part }}, and hear from us {{ update }}.
planned_outcome: You will have it{% if refund %}, and your money back{% endif %}.
closing: "{% include 'sign-off.txt' %}"
short:
  status: Order {{ order_no }} is late, sorry.
  next_steps: We search for it.
  approximate_time:
    say: It comes {{ promise }}.
  planned_outcome: You get it.
channels:
  email:
    subject: Order {{ order_no }} is late
  sms:
  chat:
"""
LATE_ES = """\
translates: 00000000
variables:
  part:
    choices:
      am: por la mañana
      pm: por la tarde
  place:
    default: el depósito
opening: Entendemos su enfado.
status: Su pedido {{ order_no }}, {{ size }}, está en {{ place }}. Lo sentimos.
next_steps:
  - us: Nuestro equipo de {{ team }} lo busca.
  - they: El transportista revisa todas las jaulas.
    who: el transportista
  - you: Usted no tiene que hacer nada.
approximate_time:
  say: Lo tendrá {{ promise }} {{ part }} y sabrá de nosotros {{ update }}.
planned_outcome: Lo recibirá{% if refund %} y le devolvemos su dinero{% endif %}.
closing: "{% include 'sign-off.txt' %}"
short:
  status: Su pedido {{ order_no }} se retrasa, perdone.
  next_steps: Lo buscamos.
  approximate_time:
    say: Llega {{ promise }}.
  planned_outcome: Usted lo recibirá.
channels:
  email:
    subject: Su pedido {{ order_no }} se retrasa
"""
BAG = """\
title: Bag is lost
owner: delivery-leads
status: Your bag is not here, and we are sorry.
next_steps: Our team searches for it.
approximate_time: You have it within 2 days.
planned_outcome: You will have it, or the money for it.
channels:
  chat:
"""
BAG_FR = "status: Votre sac n'est pas là, et nous en sommes désolés.\n"
REFUND = BAG.replace("Bag is lost", "Refund")
LATE_AT, LATE_ES_AT = "scenarios/delivery/late.yaml", "scenarios/delivery/late.es.yaml"
FILES = {
    "snap.yaml": SETTINGS,
    LATE_AT: LATE,
    LATE_ES_AT: LATE_ES,
    "scenarios/delivery/late.fr.yaml": "opening: Vous avez raison.\n",
    "scenarios/delivery/bag.yaml": BAG,
    "scenarios/delivery/bag.fr.yaml": BAG_FR,
    "scenarios/money/refund.yaml": REFUND,
    "partials/sign-off.txt": "The Parcels team\n",
    "partials/sign-off.es.txt": "El equipo de Parcels\n",
}


def put(root: Path, files: Mapping[str, str]) -> Library:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return open_library(root)


def of(library: Library, text: str = LATE_ES, name: str = LATE_ES_AT) -> Scenario:
    """A text as the translation that stands at a path of the library."""
    assert library.root is not None
    file = read_source(library, library.root / name, Source(name, text))
    assert file.problems == ()
    return file.scenario


def said(library: Library, text: str = LATE_ES, channel: str = "email", **values: str) -> str:
    """The message of a translation on a channel, with its example values."""
    draft = draft_of(of(library, text), environment_of(library))
    given = {**example_values(draft), "refund": values.get("refund") == "yes"}
    return compose(build_case(draft, given, NOW), channel).text


def within(code: str) -> str:
    """The promise of the scenario in a language."""
    return locales.get(code).phrase(parse_duration("2 working days"))


def update(code: str) -> str:
    """Its next update."""
    return locales.get(code).phrase(parse_moment("tomorrow 12:00"))
