"""Letter: one or two printed pages, with the address, the day and the reference at their head."""

from __future__ import annotations

from snapmsg.channels import HTML, PLAIN, Channel, Field, longest

CHANNEL = Channel(
    name="letter",
    label="Letter",
    about="a letter, to be printed and posted",
    forms=(PLAIN, HTML),
    fields=(
        Field("address", "Whom it goes to, a line each.", lines=True, inside=True, shared=True),
        Field(
            "reference",
            "What it is about, at the head of the letter: a few words, or a number.",
            inside=True,
        ),
        Field("salutation", "The line that greets the reader.", inside=True),
        Field("signature", "Who signs, a line each.", lines=True, inside=True),
    ),
    dated=True,
    settings=("headings",),
    heaviest=longest,
)
