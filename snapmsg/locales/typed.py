"""Typed times are English in every language; here is what people are told who type their own."""

from __future__ import annotations

from snapmsg.locales import Locale
from snapmsg.locales.said import said
from snapmsg.promise import Duration, NoTime, Promise, Unreadable

_LONGEST = 80
_MOST_BEFORE = 4
"""So many words may lead up to a time: “en un plazo de 2 días”."""


def in_english(locale: Locale, text: str) -> Promise | None:
    """The time that a text means in another language: 48 hours for “48 heures”.

    None where it is no single exact time, or where snap does not know the language's times.
    """
    bare = text.strip(" .!")
    if locale.language == "en" or len(bare) > _LONGEST:
        return None
    found = said(locale, bare)
    if len(found) != 1 or found[0].end < len(bare):
        return None
    return found[0].promise if len(bare[: found[0].start].split()) <= _MOST_BEFORE else None


def why_unreadable(
    locale: Locale, text: str, error: Unreadable, *, moment: bool | None = None
) -> str:
    """Why a typed time cannot be read, in a sentence that ends in the cure.

    `moment` is whether a day, a date or a clock time has to stand there; None where any may.
    """
    if locale.language == "en":
        return str(error)
    meant = in_english(locale, text)
    if meant is not None:
        is_moment = not isinstance(meant, Duration)
        key = "" if moment in (None, is_moment) else f" with {'by' if is_moment else 'within'}"
        return f"“{text.strip()}” is not English, in which all times are typed: write {meant}{key}"
    if isinstance(error, NoTime):
        return f"{error}. Times are typed in English; messages say them in {locale.name}"
    return str(error)
