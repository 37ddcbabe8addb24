"""A tool's names for its blanks as variables of ours: a name, what it is, and an example."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from snapmsg import model

_AGENTS = frozenset({
    "agent", "agents", "assignee", "current_user", "teammate", "admin", "author", "owner", "user",
    "sender",
})  # fmt: skip
_CUSTOMERS = frozenset({"requester", "customer", "contact", "recipient", "visitor", "client"})
_CASES = frozenset({"ticket", "case", "conversation", "request"})
_SAME = {
    "firstname": "first_name", "fname": "first_name", "lastname": "last_name", "lname": "last_name",
    "fullname": "full_name", "order_number": "order_no", "order_id": "order_no",
    "ordernumber": "order_no", "display_id": "id", "ticket_number": "case_no",
    "ticket_id": "case_no", "case_number": "case_no", "case_id": "case_no",
}  # fmt: skip
"""Other spellings of a name."""
_NAMES = frozenset({"first_name", "last_name", "full_name", "name"})
_TELL_NOTHING = frozenset({"id", "name", "number", "value", "title", "type", "no", "code", "text"})
"""Last names that say nothing without the one before them."""
_EXAMPLES = (
    (r"e?mail", "maya@example.com"),
    (r"phone|mobile|tel", "0113 496 0123"),
    (r"url|link|web|site|page", "example.com/help"),
    (r"company|organi[sz]ation|brand|shop|store", "Northwind"),
    (r"city|town|place|country|region", "Leeds"),
    (r"date|day", "24 May"),
    (r"time|hour", "14:00"),
    (r"amount|price|total|cost|fee|balance|sum", "£48.90"),
    (r"count|quantity|how_many", "3"),
    (r"(?:.*_)?(?:id|no|number|ref|reference|code)", "A-10293"),
    (r"(?:.*_)?(?:name|firstname|lastname)", "Maya"),
)


class Named(NamedTuple):
    """What a blank may be called here, what it is, and an example of it.

    It may be the library's variable of that name only where it `may_be_shared`.
    """

    name: str
    about: str
    example: str
    may_be_shared: bool = True


def names_for(old: str) -> Iterator[Named]:
    """What a tool's blank may be called, the likeliest first, without end.

    `ticket.requester.first_name` is `first_name`; `order.status` is `status_1` of no one, since
    that is a part, and so `order_status`.
    """
    path = [_SAME.get(word, word) for part in old.split(".") if (word := _word(part))] or ["blank"]
    yield from _known(path)
    for length in range(1, len(path) + 1):
        if length == 1 and len(path) > 1 and path[-1] in _TELL_NOTHING:
            continue
        name = _word("_".join(path[-length:]))
        if name not in model.RESERVED:
            yield _plain(name, may_be_shared=len(path) == 1)
    whole = "_".join(path)[:36].strip("_")
    yield _plain(f"the_{whole}", may_be_shared=False)
    for number in range(1, 1000):
        yield _plain(f"{whole}_{letters(number)}", may_be_shared=False)


def name_for(
    old: str, shared: Collection[str], usable: Collection[str], taken: Collection[str]
) -> Named:
    """The first of them that no other blank has, and by which the library means nothing else.

    Of the library's `shared` variables those that are `usable` can be what is meant.
    """
    return next(
        named
        for named in names_for(old)
        if named.name not in taken
        and (named.name not in shared or (named.may_be_shared and named.name in usable))
    )


def _known(path: list[str]) -> Iterator[Named]:
    """The blanks that every helpdesk has."""
    last, before = path[-1], set(path[:-1])
    if before & _AGENTS and last in _NAMES:
        yield Named("agent", "the colleague who has this case, as customers may call them", "Ana")
    elif last == "first_name":
        yield Named("first_name", "the customer's first name", "Maya")
    elif before & _CUSTOMERS and last in ("name", "full_name"):
        yield Named("customer_name", "the customer's name", "Maya Osei")
    if last == "case_no" or (path[:-1][-1:] and path[-2] in _CASES and last in ("id", "number")):
        yield Named("case_no", "the number of this case", "C-20417")
    if last == "order_no" or path[-2:] in (["order", "number"], ["order", "id"], ["order", "no"]):
        yield Named("order_no", "the order number", "A-10293")


def _plain(name: str, *, may_be_shared: bool) -> Named:
    words = name.removeprefix("the_").replace("_", " ")
    shapes = (example for shape, example in _EXAMPLES if re.search(rf"\A(?:.*_)?(?:{shape})", name))
    return Named(name, f"the {words}", next(shapes, f"an example {words}"), may_be_shared)


def _word(text: str) -> str:
    """A word as part of a name: `firstName` is `first_name`. Empty where it has no letter."""
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", text.strip()).lower()
    return re.sub(r"[^a-z0-9]+", "_", text).strip("_0123456789")[:40].strip("_0123456789")


def letters(number: int) -> str:
    """A number from 1 in letters, `b` to `z`, `bb` and so on, for the end of a name."""
    text = ""
    while number:
        number, rest = divmod(number, 25)
        text = chr(ord("b") + (rest or 25) - 1) + text
        number -= rest == 0
    return text
