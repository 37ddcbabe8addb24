"""What each channel holds, how it counts, and what its template makes of the parts."""

from __future__ import annotations

import email
import email.policy
import json
import sys
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snapmsg import channels, locales
from snapmsg.channels import encode_field, encode_text, sms, x

HERE = Path(__file__).parent
TEMPLATES = HERE.parent / "templates" / "channels"
VECTORS = json.loads((HERE / "vectors" / "sms.json").read_text("utf-8"))["vectors"]
HOSTILE = st.text(
    st.characters() | st.sampled_from("\r\n\x00\x0b\x0c\x1c\x1e\x85\u2028\ud800:\xa0")
)


def test_names() -> None:
    assert channels.names()[:3] == ("email", "sms", "chat")
    assert list(channels.names()[3:]) == sorted(channels.names()[3:])
    with pytest.raises(KeyError):
        channels.get("fax")
    with pytest.raises(KeyError):
        channels.get("os.path")


@pytest.mark.parametrize("name", channels.names())
def test_a_channel_is_whole(name: str) -> None:
    channel = channels.get(name)
    assert channel.name == name
    assert channel.label
    assert channel.about
    assert channel.forms[0] is channels.PLAIN
    for form in channel.forms:
        assert channel.form(form.name) is form
        assert (TEMPLATES / f"{name}.{form.name}.j2").is_file()
    assert channel.form("fax") is None
    counts = channel.count("Your order is late.")
    assert counts["characters"] == 19
    assert counts["words"] == 4
    assert channel.measure in counts
    assert all(isinstance(count, int) for count in counts.values())
    assert channel.forms[0].encode("Zoë’s “case” — 2\n\nParagraphs\tand 👩‍👩‍👧") == (
        "Zoë’s “case” — 2\n\nParagraphs\tand 👩‍👩‍👧"
    )


def test_a_new_channel_is_one_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fax = 'from snapmsg.channels import Channel\nCHANNEL = Channel("fax", "Fax", "a fax")\n'
    (tmp_path / "fax.py").write_text(fax, "utf-8")
    monkeypatch.setattr(channels, "__path__", [*channels.__path__, str(tmp_path)])
    channels.names.cache_clear()
    try:
        assert "fax" in channels.names()
        assert channels.get("fax").label == "Fax"
    finally:
        sys.modules.pop("snapmsg.channels.fax", None)
        channels.names.cache_clear()
        channels.get.cache_clear()


def test_facts() -> None:
    fields = {field.name: field for field in channels.get("email").fields}
    assert fields["subject"].required
    assert fields["subject"].limit == 60
    assert not fields["preheader"].required
    assert not any(field.private_ok for field in fields.values())
    every = {name: channels.get(name) for name in channels.names()}
    assert {name: (each.measure, each.most) for name, each in every.items() if each.most} == {
        "sms": ("sms_parts", 2),
        "chat": ("characters", 2000),
        "x": ("x_length", 280),
    }
    assert [name for name, each in every.items() if each.brief] == ["sms", "x"]
    assert [name for name, each in every.items() if not each.private_ok] == ["status_page", "x"]
    assert [name for name, each in every.items() if each.spoken] == ["phone"]
    assert [name for name, each in every.items() if each.form("html")] == [
        "email", "letter", "status_page",
    ]  # fmt: skip
    required = {name: [f.name for f in each.fields if f.required] for name, each in every.items()}
    assert {name: found for name, found in required.items() if found} == {
        "email": ["subject"],
        "status_page": ["state", "headline"],
    }
    labels = locales.get("en").labels
    assert all(choice in labels for e in every.values() for f in e.fields for choice in f.choices)


@pytest.mark.parametrize(
    ("name", "count", "words"),
    [
        ("sms", 1, "1 SMS part"),
        ("sms", 3, "3 SMS parts"),
        ("email", 1200, "1,200 characters"),
        ("phone", 1, "1 second to read aloud"),
        ("phone", 90, "90 seconds to read aloud"),
    ],
)
def test_amounts_in_words(name: str, count: int, words: str) -> None:
    assert channels.get(name).amount(count) == words


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("a más tardar en 2 días", "a mas tardar en 2 dias"),
        ("¿Qué señor Güell? Ésta, Ñ, Èl", "¿Qué señor Güell? Ésta, Ñ, El"),
        ("ÁÍÓÚ ç ŵ", "AIOU c w"),
        ("ø ß Ω Ж ł 💐 ’", "ø ß Ω Ж ł 💐 ’"),
    ],
)
def test_letters_without_the_accents_that_cost_room(text: str, bare: str) -> None:
    assert sms.bare(text) == bare


@given(st.text())
def test_a_letter_without_its_accent_is_one_letter(text: str) -> None:
    bare = sms.bare(text)
    assert len(bare) == len(text)
    assert sms.bare(bare) == bare
    assert sms.count(bare).parts <= sms.count(text).parts


def test_settings_are_those_that_the_channels_know() -> None:
    assert {name: known for name, known in channels.settings().items() if known} == {
        "email": ("headings",),
        "sms": ("accents",),
        "chat": ("format",),
        "letter": ("headings",),
        "status_page": ("headings",),
    }


@pytest.mark.parametrize(
    ("text", "encoded"),
    [
        ("Your order is late", "Your order is late"),
        (" kept at the ends ", " kept at the ends "),
        ("two  spaces\tand\n\nlines", "two spaces and lines"),
        ("A-1\r\nBcc: all@example.com", "A-1 Bcc: all@example.com"),
        ("5\xa0000 €", "5\xa0000 €"),
        ("a\x0bb\x0cc\x1cd\x85e\u2028f\u2029g\x00h", "a b c d e f g h"),
    ],
)
def test_encode_field(text: str, encoded: str) -> None:
    assert encode_field(text) == encoded


@given(HOSTILE)
def test_a_field_stays_one_header(text: str) -> None:
    encoded = encode_field(text)
    assert encode_field(encoded) == encoded
    assert len(encoded.splitlines()) <= 1
    message = EmailMessage()
    message["To"] = "sam@example.com"
    message["Subject"] = encoded
    message.set_content("x")
    again = email.message_from_bytes(message.as_bytes(), policy=email.policy.default)
    assert sorted(again.keys()) == sorted(message.keys())


@given(HOSTILE)
def test_text_is_encoded_by_character(text: str) -> None:
    encoded = encode_text(text)
    assert encoded == "".join(map(encode_text, text))
    assert "\r" not in encoded
    assert encoded.encode().decode() == encoded


def spelled(text: str | list[tuple[str, int]]) -> str:
    """A vector's text, which may be pairs of a character and how often it stands there."""
    return text if isinstance(text, str) else "".join(char * times for char, times in text)


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["about"] for vector in VECTORS])
def test_sms_as_twilio_counts(vector: Mapping[str, Any]) -> None:
    counted = sms.count(spelled(vector["text"]))
    assert (counted.encoding, counted.parts) == (vector["encoding"], vector["parts"])


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("", sms.Sms("GSM-7", 0, 1, ())),
        ("a€", sms.Sms("GSM-7", 3, 1, ())),
        ("It’s “it”, it’s", sms.Sms("UCS-2", 15, 1, ("’", "“", "”"))),
        ("😀x", sms.Sms("UCS-2", 3, 1, ("😀",))),
        ("€’", sms.Sms("UCS-2", 2, 1, ("’",))),
        ("a" * 152 + "€" + "a" * 151 + "€", sms.Sms("GSM-7", 307, 3, ())),
        ("a" * 151 + "€" + "a" * 153, sms.Sms("GSM-7", 306, 2, ())),
    ],
)
def test_sms_count(text: str, counted: sms.Sms) -> None:
    assert sms.count(text) == counted


def test_the_alphabet_is_the_standards() -> None:
    assert len(sms.BASIC) == len(set(sms.BASIC)) == 127  # 128 with the escape itself
    assert len(sms.EXTENDED) == len(set(sms.EXTENDED)) == 10
    assert not set(sms.BASIC) & set(sms.EXTENDED)


@given(st.text(st.sampled_from(sms.BASIC + sms.EXTENDED + "’ж😀"), max_size=700))
def test_sms_parts_hold_the_units(text: str) -> None:
    counted = sms.count(text)
    if counted.odd:
        assert counted.units == len(text.encode("utf-16-le")) // 2
        alone, joined = 70, 67
    else:
        alone, joined = 160, 153
    assert (counted.parts == 1) == (counted.units <= alone)
    if counted.parts > 1:
        # A part may end one unit short, where what follows takes two.
        assert (counted.parts - 1) * (joined - 1) < counted.units <= counted.parts * joined


def test_sms_channel_counts() -> None:
    assert channels.get("sms").count("It’s late.") == {
        "characters": 10,
        "words": 2,
        "sms_parts": 1,
        "sms_units": 10,
        "sms_odd": 1,
    }


# --- X and the phone -----------------------------------------------------------------------------

POSTS = json.loads((HERE / "vectors" / "x.json").read_text("utf-8"))["vectors"]
# The estimate may be higher: emoji of several characters, and links of a rare kind.
OVER = {"zwj": 8, "flag": 4, "skin": 4, "keycap": 11}


@pytest.mark.parametrize("vector", POSTS, ids=[vector["about"] for vector in POSTS])
def test_an_estimate_of_a_post_is_what_x_counts_or_more(vector: Mapping[str, Any]) -> None:
    text = spelled(vector["text"])
    assert x.estimate(text) == OVER.get(vector["about"], vector["length"])
    assert x.estimate(text) >= vector["length"]


@pytest.mark.skipif(not x.is_exact(), reason="snapmsg[x] is not installed")
@pytest.mark.parametrize("vector", POSTS, ids=[vector["about"] for vector in POSTS])
def test_with_the_library_a_post_is_what_x_counts(vector: Mapping[str, Any]) -> None:
    assert x.length(spelled(vector["text"])) == vector["length"]


PIECES = st.sampled_from([*"abc.,/:-_@#$éあ12()?=&%😀'!~;+*|[] \n\u0301"]) | st.sampled_from(
    [
        "com", ".com", ".co", "https://", "http://", "www.", "example.com", "co.uk", ".io",
        "foo.de",
        ".eu/", "x.org/ab-c#", "?x=1", "/a?b=1&c", "a.fr", "例え.jp", "中国", "👍🏽", "❤️", "🇬🇧",
    ]
)  # fmt: skip


@pytest.mark.skipif(not x.is_exact(), reason="snapmsg[x] is not installed")
@given(st.lists(PIECES, max_size=12).map("".join))
def test_an_estimate_is_never_less_than_the_library_counts(text: str) -> None:
    assert x.estimate(text) >= x.length(text)


def test_a_post_is_counted_in_nfc() -> None:
    assert x.estimate("cafe\u0301") == x.estimate("café") == 4


@pytest.mark.parametrize(
    ("text", "words", "seconds"),
    [
        ("", 0, 0),
        ("one two three four five", 5, 2),
        ("one two three four five six", 6, 3),
        ("one\n\n(pause)\n\ntwo", 2, 3),
        ("(one) two", 2, 1),
        (" ".join(["word"] * 150), 150, 60),
    ],
)
def test_how_long_a_script_takes(text: str, words: int, seconds: int) -> None:
    counts = channels.get("phone").count(text)
    assert (counts["words"], counts["seconds"]) == (words, seconds)


# --- templates -------------------------------------------------------------------------------

US = {"text": "We search the depot.", "owner": "us", "who": "", "team": "delivery", "by": ""}
YOU = {"text": "You need do nothing.", "owner": "you", "who": "", "team": "", "by": ""}
FRIDAY = {**US, "text": "we refund you.", "by": "By Friday"}


def rendered(channel: str, steps: list[dict[str, str]], **more: str) -> str:
    jinja = jinja2.Environment(
        trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined, autoescape=False
    )
    template = jinja.from_string((TEMPLATES / f"{channel}.txt.j2").read_text("utf-8"))
    names: dict[str, object] = {
        "opening": "",
        "closing": "",
        "status": "It is late.",
        "next_steps": steps,
        "approximate_time": "Due Friday.",
        "planned_outcome": "You get it.",
        "message": {"headings": False},
        "labels": {"pause": "(pause)"},
    }
    return template.render(names | more).strip()


@pytest.mark.parametrize(
    ("channel", "steps", "more", "expected"),
    [
        (
            "email",
            [US],
            {},
            "It is late.\n\nWe search the depot.\n\nDue Friday.\n\nYou get it.",
        ),
        (
            "email",
            [FRIDAY],
            {},
            "It is late.\n\nBy Friday: we refund you.\n\nDue Friday.\n\nYou get it.",
        ),
        (
            "email",
            [US, FRIDAY, YOU],
            {"opening": "Sorry.", "closing": "Reply to this."},
            "Sorry.\n\nIt is late.\n\n- We search the depot.\n- By Friday: we refund you.\n"
            "- You need do nothing.\n\nDue Friday.\n\nYou get it.\n\nReply to this.",
        ),
        (
            "chat",
            [US],
            {},
            "It is late.\n\nWe search the depot.\n\nDue Friday. You get it.",
        ),
        (
            "chat",
            [US, FRIDAY],
            {"opening": "Sorry.", "closing": "Reply to this."},
            "Sorry. It is late.\n\n- We search the depot.\n- By Friday: we refund you.\n\n"
            "Due Friday. You get it.\n\nReply to this.",
        ),
        (
            "sms",
            [US],
            {},
            "It is late. We search the depot. Due Friday. You get it.",
        ),
        (
            "sms",
            [FRIDAY, YOU],
            {"opening": "Sorry.", "closing": "Reply to this."},
            "It is late. By Friday: we refund you. You need do nothing. Due Friday. You get it.",
        ),
    ],
)
def test_templates(
    channel: str, steps: list[dict[str, str]], more: dict[str, str], expected: str
) -> None:
    assert rendered(channel, steps, **more) == expected
