"""The longest message: never less than any that is sent, and just one that can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from snapmsg import channels, locales, reader, values
from snapmsg.channels import sms, x
from snapmsg.config import Settings
from snapmsg.errors import SnapError
from snapmsg.library import Library, open_library, shipped
from snapmsg.message import Draft, Utmost, build_case, compose, draft_of, environment_of, utmosts
from snapmsg.preview import at_worst
from snapmsg.promise import Duration, Unit, Unreadable, parse_duration
from snapmsg.schema import read_scenario
from snapmsg.source import Source
from snapmsg.values import BadValue, Kind, Spec, Value
from snapmsg.wording import DAYS, Fill, longest
from snapmsg.wording.bound import TYPED

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
ENVIRONMENT = environment_of(Library(None, templates=open_library(shipped()).templates))
FIELDS = {name: tuple(f.name for f in channels.get(name).fields) for name in channels.names()}
EN = locales.get("en")

DECLARED = """\
variables:
  name:
    example: Al
    max_length: 5
  note:
    default: ""
    example: go
    max_length: 4
  paid:
    type: boolean
    example: no
  sure:
    type: boolean
    example: yes
  plan:
    choices:
      gold: the gold plan
      euro: a plan of 5 €
      odd: a “plan”
    example: gold
  days:
    type: number
    decimals: 0
    max_length: 1
    example: 3
  sum:
    type: money
    currency: GBP
    max_length: 2
    example: 5
"""
BLANKS = [
    *("{{ name }}", "{{ name | upper }}", "{{ note }}", "{{ plan }}", "{{ days }}", "{{ sum }}"),
    '{{ days | plural("day", "whole days") }}',
    "{{ sum | money }}",
]
ASKED = [
    *("paid", "not paid", "paid and sure", "sure or paid", "note", 'plan == "odd"', "days > 4"),
    *('plan in ["gold", "euro"]', "days == 1", 'name == "Al"', "sum >= 10", "not note", "days < 9"),
]
FILLS = st.sampled_from([4, 12, 40, 60, 75, 130, 150]).map(
    lambda length: ("so it is " * 20)[:length].strip()
)
WORDS = st.one_of(
    FILLS, st.sampled_from(["Late.", "[1]", "5 €", "it’s", "💐", "a.co", "see.", "/"])
)
PLAIN = st.one_of(WORDS, st.sampled_from(BLANKS))
IFS = st.builds(
    lambda asked, then, other: f"{{% if {asked} %}}{then}{{% else %}}{other}{{% endif %}}",
    st.sampled_from(ASKED), PLAIN, PLAIN | st.just(""),
)  # fmt: skip
PIECES = st.lists(PLAIN | IFS, min_size=1, max_size=6)
TEXTS = st.builds(str.join, st.sampled_from([" ", ""]), PIECES)
CHANNELS = ("sms", "x", "chat")


def draft(body: str) -> Draft:
    """A draft of a scenario with these parts, for the channels where room is short."""
    raw = f"{DECLARED}{body}channels:\n" + "".join(f"  {name}:\n" for name in CHANNELS)
    source = Source("a.yaml", raw)
    scenario, problems = read_scenario(reader.read(source), source, "a", "", FIELDS)
    assert problems == []
    return draft_of(scenario, ENVIRONMENT)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """A draft whose status, steps and end are generated; a step may hang on a condition."""
    step = draw(st.sampled_from(["", *ASKED]))
    only_if = f"    only_if: >-\n      {step}\n" if step else ""
    found = draft(
        f"status: >-\n  {draw(TEXTS)}\nnext_steps:\n  - us: >-\n      {draw(TEXTS)}\n{only_if}"
        f"approximate_time: By Friday.\nplanned_outcome: >-\n  {draw(TEXTS)}\n"
    )
    assume(found.whole)
    return found


def whole(text: str) -> bool:
    """Whether a text has no other characters than a name is known to have."""
    return text.isascii() and text.isprintable() and not set(text) & set(sms.EXTENDED)


DRAWN = st.fixed_dictionaries(
    {
        "name": st.text(st.characters(codec="ascii"), min_size=1, max_size=5),
        "note": st.sampled_from(["", "a", "it", "abcd"]),
        "paid": st.sampled_from(["yes", "no"]),
        "sure": st.sampled_from(["yes", "no"]),
        "plan": st.sampled_from(["gold", "euro", "odd"]),
        "days": st.integers(0, 9).map(str),
        "sum": st.sampled_from(["0", "1", "9", "10", "42", "-5", "£7"]),
    }
)


def read(found: Draft, given: Mapping[str, str]) -> dict[str, Value]:
    """Texts as values; one that may be left out is empty."""
    specs = {name: found.variables[name].spec for name in given}
    return {n: values.read(text, specs[n]) if text else "" for n, text in given.items()}


def amount(found: Draft, channel: str, given: Mapping[str, Value]) -> int | None:
    """What a message comes to; None where these values make none."""
    try:
        message = compose(build_case(found, given, NOW), channel)
    except SnapError:
        return None
    return message.counts()[message.channel.measure]


SLOW = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@settings(SLOW, max_examples=100)
@given(drafts(), DRAWN)
def test_no_message_is_longer_than_the_worst(found: Draft, given: dict[str, str]) -> None:
    # A full stop in a name may make a link of it, as no name does.
    assume(whole(given["name"]) and "." not in given["name"] and given["name"].strip())
    sent = read(found, given)
    for utmost in utmosts(found):
        worst = utmost.worst()
        count = amount(found, utmost.channel.name, sent)
        assert count is None or (worst is not None and worst.amount >= count), given
        if worst is not None and utmost.most is not None and utmost.fits:
            assert worst.amount <= utmost.most


EVERY: dict[str, list[str]] = {
    "name": ["W", "WW", "WWW", "WWWW", "WWWWW", "Al"],
    "note": ["", "W", "WW", "WWW", "WWWW"],
    "paid": ["yes", "no"],
    "sure": ["yes", "no"],
    "plan": ["gold", "euro", "odd"],
    "days": [*map(str, range(10))],
    "sum": ["9", "10", "99", "-9"],
}


def everything(found: Draft) -> Iterator[dict[str, Value]]:
    """Every set of values that can make a difference in length."""
    used = [name for name in EVERY if name in found.names]
    rest = {name: texts[0] for name, texts in EVERY.items() if name not in used}
    for chosen in product(*(EVERY[name] for name in used)):
        yield read(found, rest | dict(zip(used, chosen, strict=True)))


@settings(SLOW, max_examples=40)
@given(drafts())
def test_the_worst_is_one_that_can_be_sent(found: Draft) -> None:
    used = [EVERY[name] for name in EVERY if name in found.names]
    ways = 1
    for texts in used:
        ways *= len(texts)
    assume(ways <= 400)
    sets = list(everything(found))
    for utmost in utmosts(found):
        worst = utmost.worst()
        counts = [amount(found, utmost.channel.name, given) for given in sets]
        most = max((count for count in counts if count is not None), default=None)
        if most is None:
            continue
        assert worst is not None
        assert worst.amount == most if worst.exact else worst.amount >= most, (
            found.said,
            worst.amount,
            worst.data,
            most,
            utmost.channel.name,
        )


@pytest.mark.parametrize(
    ("status", "parts", "exact"),
    [
        ("Late.", 1, True),
        ("W" * 145 + " {{ name }}", 1, True),
        ("W" * 146 + " {{ name }}", 2, True),
        ("W" * 144 + " {{ name }}{% if paid %} x{% endif %}", 2, True),
        # One condition in two places is taken once: the long branches never come together.
        ("{% if paid %}" + "W" * 100 + "{% endif %}{% if not paid %}" + "W" * 100 + "{% endif %}",
         1, True),
        ("{% if paid %}" + "W" * 100 + "{% endif %}{% if sure %}" + "W" * 100 + "{% endif %}",
         2, True),
        # An odd word of a choice shortens each part.
        ("W" * 70 + " {{ plan }}", 2, True),
        ('{% if plan != "odd" %}' + "W" * 70 + "{% endif %} {{ plan }}", 1, True),
        # Where the sum is small its words are short, which is not known here.
        ("W" * 135 + "{% if sum < 5 %} {{ sum }} W{% endif %}", 1, True),
    ],
)  # fmt: skip
def test_in_parts(status: str, parts: int, exact: bool) -> None:
    found = draft(
        f"status: >-\n  {status}\nnext_steps: A.\napproximate_time: B.\nplanned_outcome: C.\n"
    )
    worst = Utmost(found, "sms").worst()
    assert worst is not None
    assert (worst.amount, worst.exact) == (parts, exact)


def test_too_many_ways_are_added_up() -> None:
    names = [f"v{n}" for n in range(12)]
    declared = "".join(f"  {name}:\n    type: boolean\n    example: no\n" for name in names)
    ifs = "".join(f"{{% if {name} %}}{'W' * 20}{{% endif %}}" for name in names)
    raw = f"variables:\n{declared}status: >-\n  {ifs}\nnext_steps: A.\napproximate_time: B.\n"
    source = Source("a.yaml", f"{raw}planned_outcome: C.\nchannels:\n  sms:\n")
    scenario, problems = read_scenario(reader.read(source), source, "a", "", FIELDS)
    assert problems == []
    worst = Utmost(draft_of(scenario, ENVIRONMENT), "sms").worst()
    assert worst is not None
    assert (worst.amount, worst.message, worst.exact) == (2, None, False)


def test_what_makes_it_long_is_said_in_words() -> None:
    found = draft(
        f"status: >-\n  {'W' * 140} {{{{ name }}}}{{% if paid %}} {{{{ sum }}}}{{% endif %}}\n"
        "next_steps: A.\napproximate_time: B.\nplanned_outcome: C.\n"
    )
    utmost = Utmost(found, "sms")
    worst = utmost.worst()
    assert worst is not None
    said = worst.why(utmost.examples)
    assert said == "for name of 5 letters and sum of £99.00, when paid is yes"


@pytest.mark.parametrize(
    ("status", "channel", "said"),
    [
        ("Late {{ name }}.", "chat", ""),
        ("Late.", "sms", "At worst 1 SMS part"),
        ("W" * 143 + " {{ name }}{% if paid %} so{% endif %}.", "sms",
         "At worst 2 SMS parts, for name of 5 letters, when paid is yes; 3 where a blank has a "
         "letter such as ł"),
        ("Late{% if sum > 5 %} {{ sum }}{% endif %}.", "sms", "At worst 1 SMS part"),
    ],
)  # fmt: skip
def test_a_preview_says_it_in_words(status: str, channel: str, said: str) -> None:
    found = draft(
        f"status: >-\n  {status}\nnext_steps: A.\napproximate_time: B.\nplanned_outcome: C.\n"
    )
    assert at_worst(Utmost(found, channel)).startswith(said)
    assert bool(at_worst(Utmost(found, channel))) is bool(said)


@pytest.mark.parametrize(
    ("spec", "text"),
    [
        (Spec(Kind.NUMBER, decimals=0, max_length=3), "999"),
        (Spec(Kind.NUMBER, decimals=2, max_length=6), "999,999.00"),
        (Spec(Kind.NUMBER, max_length=5), "99,999"),
        (Spec(Kind.NUMBER), "-999,999,999,999,999.999999999"),
        (Spec(Kind.MONEY, currency="GBP", max_length=4), "£9,999.00"),
        (Spec(Kind.MONEY, currency="JPY", max_length=4), "9,999 JPY"),
        (Spec(Kind.MONEY, max_length=5), "99.000 KWD"),
        (Spec(Kind.DURATION, max_length=6), "98 to 99 hours"),
        (Spec(Kind.DURATION, max_length=3), "10 hours"),
        (Spec(Kind.LIST, max_length=9), "W, W and WWW"),
        (Spec(Kind.TEXT, max_length=3), "WWW"),
    ],
)  # fmt: skip
def test_the_longest_of_a_type(spec: Spec, text: str) -> None:
    assert len(longest(spec, EN, Fill("W", spec.max_length or 9)).text) == len(text)


KINDS = [Kind.NUMBER, Kind.MONEY, Kind.DURATION, Kind.DATE, Kind.DATETIME, Kind.TIME, Kind.LIST]
RAW = st.one_of(
    st.from_regex(r"-?[0-9]{1,6}(\.[0-9]{1,3})?", fullmatch=True),
    st.from_regex(r"(£|€)[0-9]{1,5}|[0-9]{1,4} ?(GBP|KWD|JPY|CHF)", fullmatch=True),
    st.from_regex(r"[1-9][0-9]{0,3}(-[1-9][0-9]{0,3})? ?(h|min|days|working days|weeks)",
                  fullmatch=True),
    st.dates().map(str),
    st.datetimes().map(lambda moment: moment.isoformat(timespec="minutes")),
    st.times().map(lambda clock: f"{clock:%H:%M}"),
    st.lists(st.sampled_from(["a", "bc", "def"]), min_size=1, max_size=5).map(", ".join),
)  # fmt: skip


@settings(SLOW, max_examples=400)
@given(RAW, st.sampled_from(KINDS), st.sampled_from([None, 0, 2]), st.booleans())
def test_no_value_reads_longer_than_the_longest(
    raw: str, kind: Kind, decimals: int | None, sworn: bool
) -> None:
    currency = "GBP" if sworn and kind is Kind.MONEY else None
    spec = Spec(kind, decimals if kind is Kind.NUMBER else None, currency, None, len(raw))
    try:
        value = values.read(raw, spec)
    except BadValue:
        return
    long = longest(spec, EN, Fill("W", len(raw))).text
    assert len(EN.show(value, spec)) <= len(long), (EN.show(value, spec), long)


def test_every_unit_is_typed_in_its_shortest_way() -> None:
    for unit, typed in TYPED.items():
        assert parse_duration(f"2{typed}") == Duration(2, 2, unit)
        for end in range(len(typed)):
            try:
                read_ = parse_duration(f"2{typed[:end]}")
            except Unreadable:
                continue
            assert read_.unit is not unit
    assert set(TYPED) == set(Unit)


def test_days_have_every_weekday_in_every_month() -> None:
    assert len({(day.month, day.weekday()) for day in DAYS}) == 84
    assert {len(str(day.day)) for day in DAYS} == {2}


@given(st.text(st.sampled_from("aW[€ł💐 "), max_size=400))
def test_an_sms_is_never_more_than_its_utmost(text: str) -> None:
    assert sms.utmost(text) >= sms.count(text).parts
    assert sms.utmost(text) <= sms.count(text).parts + 1


@given(st.integers(140, 320), st.integers(0, 6))
def test_whatever_the_place_of_its_double_letters(length: int, less: int) -> None:
    """A shorter value in front of one can waste a unit, and no more than that."""
    text = ("W" * 9 + "€") * 40
    assert sms.utmost(text[:length]) >= sms.count(text[less:length]).parts


@pytest.mark.parametrize(
    ("text", "value", "longer"),
    [
        ("Hi {}.", "Al", False),
        ("See {}.com", "xy", True),
        ("See shop.{} now", "com", True),
        ("Read shop.com/{}", "a b", False),
        ("{}.{}", "co", True),
    ],
)
def test_a_value_may_join_the_words_beside_it_to_a_link(
    text: str, value: str, longer: bool
) -> None:
    utmost = x.utmost(text.replace("{}", x.FILLER * len(value)))
    assert utmost >= x.length(text.replace("{}", value))
    assert (utmost >= len(text.replace("{}", value)) + 22) is longer


SCENARIOS = open_library(shipped()).all_files


@pytest.mark.parametrize("file", SCENARIOS, ids=lambda file: file.stem)
def test_a_shipped_scenario_fits_at_worst(file: Path) -> None:
    from snapmsg.library import read_scenario as read_file

    library = open_library(shipped())
    found = draft_of(read_file(library, file).scenario, environment_of(library))
    for utmost in utmosts(found):
        if utmost.channel.brief:
            worst = utmost.worst()
            assert worst is not None and worst.exact and not worst.unbounded
            assert utmost.most is not None and worst.amount <= utmost.most
            if utmost.channel.name == "sms" and worst.message is not None:
                assert sms.count(worst.message.text).encoding == "GSM-7"


def test_a_number_is_exact() -> None:
    assert longest(Spec(Kind.NUMBER, max_length=2), EN, Fill("W", 2)).value == Decimal(99)


@pytest.mark.parametrize("words", [40, 60, 100, 120, 200])
def test_a_date_that_an_sms_has_no_short_letters_for(words: int) -> None:
    """“Août” is UCS-2 and “septembre” longer: the worst is whichever makes more parts."""
    settings = replace(Settings(), locale="fr", promise_as="date")
    shared = open_library(shipped()).templates
    environment = environment_of(Library(None, settings, templates=shared))
    raw = (
        f"status: {'W' * words}.\nnext_steps: A.\napproximate_time:\n  within: 2 mois\n"
        "  say: C'est {{ promise }}.\nplanned_outcome: C.\nchannels:\n  sms:\n"
    ).replace("2 mois", "2 months")
    source = Source("a.yaml", raw)
    scenario, _ = read_scenario(reader.read(source), source, "a", "", FIELDS)
    found = draft_of(scenario, environment)
    worst = Utmost(found, "sms").worst()
    assert worst is not None and worst.exact
    sent = [
        compose(build_case(found, {}, datetime(2026, month, 20, 10, tzinfo=UTC)), "sms")
        for month in range(1, 13)
    ]
    assert worst.amount == max(message.counts()["sms_parts"] for message in sent)


def test_of_two_branches_only_one_is_counted() -> None:
    """Ten conditions are too many ways to be looked at, and their branches are never all said."""
    names = [f"b{number}" for number in range(10)]
    declared = "".join(
        f"  {name}:\n    type: boolean\n    about: {name}\n    example: yes\n" for name in names
    )
    said = " ".join(
        f"{{% if {name} %}}We have that one{{% else %}}Not that one yet{{% endif %}}"
        for name in names
    )
    raw = (
        f"variables:\n{declared}status: >-\n  {said}.\nnext_steps: A.\napproximate_time: B.\n"
        "planned_outcome: C.\nchannels:\n  sms:\n"
    )
    source = Source("a.yaml", raw)
    scenario, _ = read_scenario(reader.read(source), source, "a", "", FIELDS)
    found = Utmost(draft_of(scenario, ENVIRONMENT), "sms")
    worst = found.worst()
    assert found.fits and worst is not None
    assert (worst.amount, worst.exact) == (2, False)


@given(st.lists(st.text(st.sampled_from("aé€^Ł😀"), max_size=8), min_size=1, max_size=4),
       st.sampled_from("a€Ł😀"), st.integers(0, 300))  # fmt: skip
def test_the_heaviest_text_makes_no_fewer_parts(texts: list[str], letter: str, count: int) -> None:
    """It stands for any of them, whatever stands beside it."""
    beside = letter * count
    heaviest = sms.heaviest(texts)
    for text in texts:
        for whole in (beside + text * 20, text * 20 + beside):
            assert sms.count(whole).parts <= sms.utmost(beside + heaviest * 20)
