"""Privacy: what others must not be able to read."""

from __future__ import annotations

from snapmsg import channels
from snapmsg.channels import Channel
from snapmsg.diagnostic import Finding, Severity
from snapmsg.message import Draft, Stretch
from snapmsg.rule import Findings, rule

_PRIVATE = (
    "variables:\n  operation:\n    about: what is done\n    example: knee surgery\n"
    "    private: yes\n"
)


@rule(
    "X001",
    Severity.ERROR,
    bad=[
        _PRIVATE + "channels:\n  email:\n    subject: Your {{ «operation» }} is later",
        _PRIVATE + "channels:\n  email:\n    subject: Later\n    preheader: Your {{ «operation» }}",
        _PRIVATE + "channels:\n  x:\nshort:\n  status: Your {{ «operation» }} is later.",
        _PRIVATE + "channels:\n  status_page:\n    state: resolved\n"
        "    headline: Your {{ «operation» }} is later",
    ],
    good=[
        _PRIVATE + "status: Your {{ operation }} is later.\nchannels:\n  email:\n"
        "    subject: A new date",
        "channels:\n  email:\n    subject: Order {{ order_no }} is late",
        _PRIVATE + "status: Your {{ operation }} is later.\nchannels:\n  chat:\n  status_page:\n"
        "    state: investigating\n    headline: Some dates move\n    status: Some dates move.",
    ],
)
def private_blank(draft: Draft) -> Findings:
    """
    A private blank stands where others can read it: in a subject, or on a public channel.

    A subject shows on a locked phone that lies on the kitchen table.
    """
    private = {
        name for name in draft.blanks & draft.variables.keys() if draft.variables[name].private
    }
    for stretch in draft.stretches if private else ():
        where = None
        if stretch.channel is not None:
            channel = channels.get(stretch.channel)
            field = {field.name: field for field in channel.fields}.get(stretch.field)
            if field is not None and not field.private_ok:
                where = f"the {stretch.field}"
            elif not channel.private_ok:
                where = channel.label
        else:
            public = (channels.get(n) for n in draft.channels if not channels.get(n).private_ok)
            where = next((c.label for c in public if _says(draft, c, stretch)), None)
        if where is None:
            continue
        for use, start, end in draft.reached(stretch.tree):
            if use.blank and use.name in private:
                yield Finding(
                    stretch.tree.at.range(start, end),
                    f"“{use.name}” is private, and others can read {where}: take it out",
                )


def _says(draft: Draft, channel: Channel, stretch: Stretch) -> bool:
    """Whether a channel's message says a stretch that is not the channel's own."""
    if stretch.wording is not None:
        return draft.part(stretch.wording.part, channel.name) is stretch.wording
    if stretch.part is not None:
        return not stretch.short or channel.brief
    levels = draft.scenario.levels(channel.name, channel.brief)
    said = next(
        (level.fields[stretch.field] for level in levels if stretch.field in level.fields), None
    )
    return not channel.brief and said is stretch.tree.at
