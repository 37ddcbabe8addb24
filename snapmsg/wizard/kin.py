"""What a library already says in situations of the same kind: topics, owners, usual promises."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from snapmsg import locales
from snapmsg.library import Library, ScenarioFile, read_scenario, topic_of
from snapmsg.wizard.examples import kind_of
from snapmsg.wizard.reading import is_typed

_MOST = 40
"""How many scenarios of a topic are read: enough to know what is usual."""


class Usual(NamedTuple):
    """A time that the library promises, and the scenario that does."""

    time: str
    id: str


class Kin:
    """A library, asked for what is usual in it. Files are read when they are first needed."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._read: dict[str | None, list[ScenarioFile]] = {}

    @cached_property
    def topics(self) -> Sequence[str]:
        """The topics that the library has, in order."""
        paths = self.library.files
        return sorted({topic for path in paths if (topic := topic_of(self.library, path))})

    def topic(self, text: str) -> str:
        """The topic whose name and ids share most words with a text; empty where none does."""
        said = {_stem(word) for word in re.findall(r"[a-z]{4,}", text.lower())}
        shared: Counter[str] = Counter()
        for path in self.library.files:
            topic = topic_of(self.library, path)
            words = {_stem(word) for word in (*path.stem.split("-"), *topic.split("-"))}
            shared[topic] += len(said & words) if topic else 0
        if (kind := kind_of(text)) in shared:
            shared[kind] += 2
        best = shared.most_common(1)
        return best[0][0] if best and best[0][1] else ""

    def owner(self, topic: str) -> str:
        """Who keeps most scenarios of a topic; empty where nobody does."""
        owners = Counter(file.scenario.fact("owner") for file in self._files(topic))
        owners.pop("", None)
        return owners.most_common(1)[0][0] if owners else ""

    def owners(self) -> Sequence[str]:
        """The owners that have been read so far, for completion."""
        read = (file for files in self._read.values() for file in files)
        return sorted({file.scenario.fact("owner") for file in read} - {""})

    def usual_time(self, field: str, topic: str) -> Usual | None:
        """The time that scenarios of a topic most often promise, in general or as an update.

        Of a topic without such promises, what the library promises at all.
        """
        found: dict[str, list[str]] = {}
        for file in (*self._files(topic), *(() if topic in self.topics else self._files(None))):
            said = _promised(file, field)
            if said and is_typed(said):
                found.setdefault(said, []).append(file.scenario.id)
        if not found:
            return None
        time = max(found, key=lambda each: len(found[each]))
        return Usual(time, found[time][0])

    def time_in(self, text: str) -> str:
        """The one time that a sentence names, as it can be typed; empty where there is no one."""
        found = locales.get(self.library.settings.locale).times(text)
        said = [text[each.start : each.end] for each in found]
        return said[0] if len(said) == 1 and is_typed(said[0]) else ""

    def _files(self, topic: str | None) -> list[ScenarioFile]:
        """The scenarios of a topic, or those of all."""
        if topic not in self._read:
            every = self.library.files
            paths = [p for p in every if topic is None or topic_of(self.library, p) == topic]
            self._read[topic] = [read_scenario(self.library, path) for path in paths[:_MOST]]
        return self._read[topic]


def _promised(file: ScenarioFile, field: str) -> str:
    """What a scenario promises: when it is settled, or when they hear next. Empty for nothing."""
    timing = file.scenario.timing()
    if timing is None:
        return ""
    said = (
        timing.within or timing.by if field == "time" else timing.update_within or timing.update_by
    )
    return said.value if said is not None else ""


def _stem(word: str) -> str:
    """A word without its usual endings, so that parcels and parcel are one."""
    return re.sub(r"(?:ies|es|s|ing|ed|ly)\Z", "", word)
