"""English as it is read aloud on the phone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snapmsg import locales

EN = locales.get("en")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # sums
        ("£48.90", "48 pounds 90"),
        ("£1", "1 pound"),
        ("£48.00", "48 pounds"),
        ("£48.05", "48 pounds 5 pence"),
        ("$1,250.50", "1,250 dollars 50"),
        ("€0.05", "0 euros 5 cents"),
        ("-£5.00", "minus 5 pounds"),
        ("120.00 CHF", "120.00 CHF"),
        # clock times
        ("by 12:00 tomorrow", "by 12 noon tomorrow"),
        ("by 00:00", "by midnight"),
        ("17:00", "5 pm"),
        ("09:10", "9 10 am"),
        ("9:05 am", "9 oh 5 am"),
        ("12:30 pm", "12 30 pm"),
        ("12:15 am", "12 15 am"),
        ("25:00", "25:00"),
        # days
        ("23 December 2026", "the 23rd of December 2026"),
        ("by Wednesday 1 April", "by Wednesday the 1st of April"),
        ("12 June", "the 12th of June"),
        ("December 22, 2026", "December 22nd, 2026"),
        ("4 May 2027 at 17:00", "the 4th of May 2027 at 5 pm"),
        ("by the end of June", "by the end of June"),
        # codes
        ("A-10293", "A, 1 0 2 9 3"),
        ("10293", "1 0 2 9 3"),
        ("K7R2QD", "K 7 R 2 Q D"),
        ("LS1 4AB", "L S 1 4 A B"),
        ("C-20417", "C, 2 0 4 1 7"),
        ("4417", "4417"),
        ("10,293", "10,293"),
        ("24", "24"),
        ("BBC", "BBC"),
        # phones
        ("0113 496 0123", "0 1 1 3, 4 9 6, 0 1 2 3"),
        ("+44 113 496 0123", "plus 4 4, 1 1 3, 4 9 6, 0 1 2 3"),
        ("01134960123", "0 1 1 3 4 9 6 0 1 2 3"),
        # addresses of mail and web
        ("example.com/help", "example dot com slash help"),
        ("help@example.com", "help at example dot com"),
        ("my-shop.co.uk", "my dash shop dot co dot uk"),
        # and what is said as it is written
        ("within 3 to 5 working days", "within 3 to 5 working days"),
        ("36 hours", "36 hours"),
        ("1.5 days", "1.5 days"),
        ("Maya O'Neill-Smith", "Maya O'Neill-Smith"),
        ("Acme Inc. and Sons", "Acme Inc. and Sons"),
        ("the 2nd van", "the 2nd van"),
        ("5 pm", "5 pm"),
        ("", ""),
    ],
)
def test_spoken(text: str, said: str) -> None:
    assert EN.spoken(text) == said


@given(
    st.text(
        st.characters(exclude_categories=("Nd", "Cs"), exclude_characters=".@£€$/"), max_size=60
    )
)
def test_words_without_numbers_are_said_as_they_are(text: str) -> None:
    assert EN.spoken(text) == text


@given(st.text(st.sampled_from("A1 0-+:.,/@£€ab9é\n"), max_size=60))
def test_nothing_that_is_told_is_lost(text: str) -> None:
    """Every digit is said, but for those of a clock time that have words of their own."""
    if not re.search("[0-9]:[0-9]|[£€$]", text):
        digits = re.sub("[^0-9]", "", text)
        assert re.sub("[^0-9]", "", EN.spoken(text)) == digits
