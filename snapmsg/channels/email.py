"""Email: a subject, perhaps a preheader, in plain text and in HTML."""

from __future__ import annotations

from snapmsg.channels import HTML, PLAIN, Channel, Field, longest

# Phones show 33 to 48 characters of a subject and computers about 60. No more is a limit of the
# standard: a header is folded (RFC 5322, 2.2.3). A subject and a preheader show on lock screens.
SUBJECT = Field(
    "subject",
    "The subject line.",
    required=True,
    limit=60,
    private_ok=False,
)
PREHEADER = Field(
    "preheader",
    "The line that inboxes show after the subject.",
    limit=100,
    private_ok=False,
)

CHANNEL = Channel(
    name="email",
    label="Email",
    about="an email, as plain text and as HTML",
    forms=(PLAIN, HTML),
    fields=(SUBJECT, PREHEADER),
    settings=("headings",),
    heaviest=longest,
)
