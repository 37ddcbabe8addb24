"""A scenario on every channel, with any values, for the tests of forms and encoders."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from snapmsg import channels, reader
from snapmsg.config import read_settings
from snapmsg.library import Library, open_library, shipped
from snapmsg.message import Case, Message, build_case, compose, draft_of, environment_of
from snapmsg.message import example_values as examples
from snapmsg.schema import read_scenario
from snapmsg.source import Source

NOW = datetime(2026, 12, 21, 10, 5, tzinfo=UTC)
SCENARIO = """\
title: Payments fail
variables:
  name:
    about: the customer's first name
    example: Maya
  thing:
    about: what has failed
    example: the shop
  address:
    about: whom the letter goes to
    example: Maya Okafor
opening: I am sorry, {{ name }}. This is our fault.
status: >-
  You cannot pay in {{ thing }}. We saw it at 09:10.


  No card was charged.
next_steps:
  - us: We have called in {{ name }}'s engineers.
  - you: Keep your basket & your card details.
    by: tomorrow
approximate_time:
  within: 3 hours
  update_by: 14:00
  say: You can pay {{ promise }}. News {{ update }}.
planned_outcome: You will be able to pay for {{ thing }}.
closing: Ring us on 0113 496 0123.
channels:
  email:
    subject: Payments fail in {{ thing }}
    preheader: Your basket is safe
  sms:
  chat:
  letter:
    reference: C-{{ name }}
    salutation: Dear {{ name }},
    signature: |
      Daniel Ahmed
      Customer care
  phone:
  status_page:
    state: identified
    headline: Payments fail in {{ thing }}
    components: Checkout & refunds
  x:
"""
TEMPLATES = open_library(shipped()).templates


def case(
    values: Mapping[str, str] | None = None, settings: str = "", scenario: str = SCENARIO
) -> Case:
    """The scenario with some values other than its examples, in a library with some settings."""
    config = Source("snap.yaml", f"time_zone: Europe/London\n{settings}")
    read, problems = read_settings(reader.read(config), config, channels.settings())
    assert not problems, problems
    source = Source("a.yaml", scenario)
    fields = {name: tuple(f.name for f in channels.get(name).fields) for name in channels.names()}
    found, wrong = read_scenario(reader.read(source), source, "a", "", fields)
    assert not wrong, wrong
    draft = draft_of(found, environment_of(Library(None, read, templates=TEMPLATES)))
    return build_case(draft, {**examples(draft), **(values or {})}, NOW)


def made(
    channel: str,
    form: str = "txt",
    values: Mapping[str, str] | None = None,
    settings: str = "",
    scenario: str = SCENARIO,
) -> Message:
    """The scenario's message on a channel, in a form."""
    return compose(case(values, settings, scenario), channel, form)
