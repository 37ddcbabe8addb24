"""`snap show`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from snapmsg.cli import options
from snapmsg.terminal import Style, clean, clean_line, colour, columns, inert, paint, say

if TYPE_CHECKING:
    from snapmsg.library import Library, ScenarioFile
    from snapmsg.model import PartWording, Scenario, Variable, Wording

TASK = "Read"
EXAMPLES = (
    ("snap show parcel-late", "All that is in one scenario."),
    ("snap show scenarios/delivery/parcel-late.yaml", "The same, by its file."),
)
_WIDEST = 88
_TAG, _HELD = re.compile(r"\{\{.*?\}\}|\{%.*?%\}"), "\0"


def command(id: options.Id, locale: options.Locale = None) -> None:
    """Show one scenario: its facts, its wording, its blanks, and what colleagues should know."""
    library, file = options.opened(id, locale)
    for line in _page(library, file, min(columns(sys.stdout), _WIDEST), colour(sys.stdout)):
        say(inert(line))


def _page(library: Library, file: ScenarioFile, wide: int, on: bool) -> Iterator[str]:
    from snapmsg.files import shown
    from snapmsg.library import original_of

    scenario = file.scenario

    def heading(words: str) -> str:
        return paint(words, Style.BOLD, on=on)

    yield heading(clean_line(scenario.title))
    facts = [(name, text.value) for name, text in scenario.facts.items() if name != "title"]
    facts = [(name, text.replace("_", " ") if name == "starts" else text) for name, text in facts]
    lists = [
        (name.replace("_", " "), between.join(text.value for text in texts))
        for name, texts in scenario.lists.items()
        for between in ["\n\n" if name == "sounds_like" else ", "]
    ]
    next_ = scenario.follow_up
    then = [] if next_ is None else [next_.scenario.value]
    if next_ is not None and next_.after is not None:
        then.append(f"after {next_.after.value}")
    if next_ is not None and next_.before is not None:
        then.append(f"before the {next_.before} is due")
    lists += [("follow up", ", ".join(then))] if then else []
    sent = library.settings.channels if scenario.channels is None else tuple(scenario.channels)
    original = file.path if scenario.translation is None else original_of(file.path)
    written = library.locales(original or file.path)
    where = [("channels", ", ".join(sent)), ("file", shown(file.path))]
    where += [("languages", ", ".join(written))] if len(written) > 1 else []
    yield from _rows([*facts, *lists, *where], wide, on)
    for words, level in _levels(scenario):
        rows = list(_wording(level))
        if rows:
            yield ""
            yield heading(words)
            yield from _rows(rows, wide, on)
    variables = _variables(library, scenario)
    if variables:
        yield ""
        yield heading("Blanks")
        yield from _rows([(each.name, _described(each)) for each in variables], wide, on)
    if scenario.for_agents:
        yield ""
        yield heading("For colleagues, never sent")
        notes = [(name.replace("_", " "), text.value) for name, text in scenario.for_agents.items()]
        yield from _rows(notes, wide, on)


def _levels(scenario: Scenario) -> Iterator[tuple[str, Wording]]:
    from snapmsg import channels

    yield "What customers read", scenario.wording
    yield "On the channels that must be brief", scenario.short
    for name, level in (scenario.channels or {}).items():
        yield f"On {channels.get(name).label} alone", level


def _wording(level: Wording) -> Iterator[tuple[str, str]]:
    """Each text of a level with its name, in the order in which customers read them."""
    from snapmsg.model import Part

    before = [name for name in level.fields if name != "closing"]
    for name in before:
        yield name, level.fields[name].value
    for part in Part:
        if part in level.parts:
            name = part.words
            for text in _part(level.parts[part]):
                yield name, text
                name = ""
    if "closing" in level.fields:
        yield "closing", level.fields["closing"].value


def _part(wording: PartWording) -> Iterator[str]:
    if wording.text is not None:
        yield wording.text.value
    for step in wording.steps:
        doer = step.who.value if step.who is not None else step.owner
        by = f" (by {step.by.value})" if step.by is not None else ""
        only_if = f" (only if {step.only_if.value})" if step.only_if is not None else ""
        yield f"{doer}: {step.text.value}{by}{only_if}"
    timing = wording.timing
    if timing is not None:
        for name in ("within", "by", "update_within", "update_by"):
            text = getattr(timing, name)
            if text is not None:
                yield f"{name.replace('_', ' ')} {text.value}"
        if timing.say is not None:
            yield timing.say.value


def _variables(library: Library, scenario: Scenario) -> list[Variable]:
    """The variables that the scenario uses, its own and shared ones."""
    from snapmsg.message import draft_of, environment_of

    draft = draft_of(scenario, environment_of(library))
    used = draft.names
    return [variable for name, variable in draft.variables.items() if name in used]


def _described(variable: Variable) -> str:
    found = [variable.about or "nothing says what it is"]
    if variable.spec.kind != "text":
        found.append(f"a {variable.spec.kind}")
    if variable.example is not None:
        found.append(f"such as {variable.example.value}")
    if variable.default is not None:
        given = variable.default.value
        found.append(f"unless given: {given}" if given else "may be left out")
    if variable.private:
        found.append("private")
    return "; ".join(found)


def _rows(rows: list[tuple[str, str]], wide: int, on: bool) -> Iterator[str]:
    """Names, and beside them their texts, wrapped; a blank is never torn apart."""
    from textwrap import wrap

    lead = max(len(name) for name, _ in rows) + 2
    for name, text in rows:
        shown = clean_line(name)
        for paragraph in clean(text).split("\n\n"):
            whole = _TAG.sub(lambda tag: tag[0].replace(" ", _HELD), " ".join(paragraph.split()))
            for line in wrap(whole, max(wide - lead - 2, 20), break_on_hyphens=False) or [""]:
                named = paint(shown, Style.DIM, on=on) + " " * (lead - len(shown))
                yield f"  {named}{line.replace(_HELD, ' ')}".rstrip()
                shown = ""
