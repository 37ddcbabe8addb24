"""Status page: what everyone can read of an outage, and when they can read more."""

from __future__ import annotations

from snapmsg.channels import HTML, PLAIN, Channel, Field, longest

# The states that the tools for status pages share.
STATES = ("investigating", "identified", "monitoring", "resolved")

CHANNEL = Channel(
    name="status_page",
    label="Status page",
    about="an entry on a public status page",
    forms=(PLAIN, HTML),
    fields=(
        Field(
            "state",
            f"How far you are: {', '.join(STATES[:-1])} or {STATES[-1]}.",
            required=True,
            private_ok=False,
            choices=STATES,
        ),
        Field("headline", "What is wrong, in a line.", required=True, limit=80, private_ok=False),
        Field("components", "The parts of the service that it touches.", private_ok=False),
    ),
    private_ok=False,
    settings=("headings",),
    heaviest=longest,
)
