"""What the tests share: what every lint would make again, and where lines are not counted."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable
from functools import lru_cache
from unittest.mock import patch

import pytest
from hypothesis import is_hypothesis_test

from snapmsg.linter import desk
from snapmsg.rule.find import Find, Scanner
from snapmsg.wording import lower

# A run of snap parses the templates of its channels, and sorts all that its rules look for, once.
# The tests lint thousands of times in one process, and most of their time went there. Both are
# made of nothing but what they are given.
_scanner = lru_cache(maxsize=64)(Scanner)


def _shared(finds: Iterable[Find]) -> Scanner:
    return _scanner(tuple(finds))


patch.object(desk, "Scanner", _shared).start()
patch.object(lower, "lower", lru_cache(maxsize=1024)(lower.lower)).start()


def uncounted(item: pytest.Item) -> bool:
    """Whether a test runs the same lines hundreds of times: laws do, and those marked so."""
    return is_hypothesis_test(getattr(item, "obj", None)) or "uncounted" in item.keywords


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Count no lines for coverage while such a test runs: counting takes most of its time.

    A line that only it reaches is told as missing: it wants a test of its own. pytest-cov's own
    `no_cover` stops one of the two counters that it starts in a process, and the other counts on.
    """
    counter = sys.gettrace()
    if type(counter).__module__.partition(".")[0] != "coverage" or not uncounted(item):
        return (yield)
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(counter)
