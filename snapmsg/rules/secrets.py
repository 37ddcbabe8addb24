"""Privacy: what must not stand in a scenario at all, in the wording or beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from snapmsg.diagnostic import Finding, Severity
from snapmsg.model import Scenario
from snapmsg.rule import (
    ENGLISH,
    Findings,
    Match,
    Prose,
    Scanner,
    anywhere,
    pattern,
    phrases,
    rule,
)
from snapmsg.rule.find import Hit, lowered
from snapmsg.source import Addressed, Range
from snapmsg.wording import VALUE

_CARD = pattern(
    r"(?<![\w.-])(?:[3-6]\d{3}(?:[ -]?\d{4}){2}[ -]?\d{1,7}"
    r"|3[47]\d{2}[ -]?\d{6}[ -]?\d{5})(?![\w-])",
    "3", "4", "5", "6",
)  # fmt: skip
_COUNTRIES = ("GB", "DE", "FR", "ES", "IT", "NL", "IE")  # of most of Europe's accounts
_IBAN = pattern(
    r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)", *_COUNTRIES, cased=True
)
_LENGTHS = range(13, 20)


@rule(
    "X002",
    Severity.ERROR,
    find=anywhere(_CARD | _IBAN),
    bad=[
        "status: We took it from card «4111 1111 1111 1111».",
        "status: We pay into «GB82 WEST 1234 5698 7654 32».",
    ],
    good=[
        "status: We took it from the card that ends in 1111.",
        "status: Your parcel 4111 1111 1111 1112 is late.",
        "status: Ring us on 0113 496 0123, and quote GB82 WEST.",
    ],
)
def account_number(prose: Prose, found: Match) -> Findings:
    """
    The number of a card or of a bank account stands in the wording.

    It is somebody's money, and every customer would read it.
    """
    if (kind := _account(found.text)) is not None:
        yield found.because(
            f"this is the number of {kind}: write its last digits, or a private blank"
        )


def _account(said: str) -> str | None:
    """What kind of account a number is of, by its check digits; None where they do not hold."""
    bare = re.sub(r"[ -]", "", said)
    if bare.isdigit():
        return "a card" if len(bare) in _LENGTHS and _luhn(bare) else None
    return "a bank account" if _mod97(bare) else None


def _luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0 and len(set(digits)) > 1


def _mod97(iban: str) -> bool:
    """Whether the check digits of an IBAN hold (ISO 13616)."""
    return int("".join(str(int(char, 36)) for char in iban[4:] + iban[:4])) % 97 == 1


_KEY = (
    pattern(r"AKIA[0-9A-Z]{16}(?!\w)", "AKIA", cased=True)
    | pattern(r"ghp_[A-Za-z0-9]{20,}", "ghp_", cased=True)
    | pattern(r"sk_live_[A-Za-z0-9]{10,}", "sk_live_", cased=True)
    | pattern(r"xox[baprs]-[A-Za-z0-9-]{10,}", "xox", cased=True)
    | pattern(r"AIza[\w-]{30,}", "AIza", cased=True)
    | pattern(r"-----BEGIN [A-Z ]*PRIVATE KEY", "-----BEGIN", cased=True)
    | pattern(r"eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*", "eyJ", cased=True)
    | pattern(
        r"pass(?:word|code)(?: is|:| =|=)\s+"
        rf"(?=[^\s{{{VALUE}\0]*\d)(?=[^\s{{{VALUE}\0]*[a-z])[^\s{{{VALUE}\0]{{6,}}",
        "passw", "passc",
    )
)  # fmt: skip
_KEY_REASON = "this looks like a password or key: take it out, and change it where it is used"


@rule(
    "X003",
    Severity.ERROR,
    find=anywhere(_KEY),
    bad=[
        "status: The key is «AKIAIOSFODNN7EXAMPLE».",
        "closing: Log in, the «password is Winter2026!»",
    ],
    good=[
        "status: Your password is safe, and the 2 keys of your car are with us.",
        "status: Your new password is {{ order_no }}.",
    ],
)
def secret_key(prose: Prose, found: Match) -> Findings:
    """
    A password, key or token stands in the wording.

    Whoever reads it can use it. It has to be changed, since the file's history
    keeps it.
    """
    yield Finding(prose.range(found.start, found.end), _KEY_REASON)


_TELLING = re.compile(r"\d{4}|[A-Z]{4}|-----|\bpass[wc]")
_SECRET = cache(lambda: Scanner([_CARD | _IBAN, _KEY]))  # made when it is first needed


@rule(
    "X008",
    Severity.ERROR,
    bad=[
        "variables:\n  card:\n    about: the card\n    example: «5555555555554444»\n"
        "status: We took it from {{ card }}.",
        "for_agents:\n  check_first: Log in, the «password is Winter2026!»",
    ],
    good=[
        "variables:\n  card:\n    about: the card\n    example: ends in 4444\n"
        "status: We took it from {{ card }}.",
        "for_agents:\n  check_first: That the password was changed in 2026.",
    ],
)
def secret_inside(scenario: Scenario) -> Findings:
    """
    The number of a card or an account, a password or a key stands beside the wording.

    An example that was taken from a real customer, or a password for
    colleagues, is read by everybody who opens the library.
    """
    texts = [text for text in _asides(scenario) if len(text.value) > 12]
    joined = "\0".join([text.value for text in texts])
    if _TELLING.search(joined) is None:
        return
    for hit in _SECRET().scan(joined):
        kind = None if hit.find else _account(joined[hit.start : hit.end])
        if not hit.find and kind is None:
            continue
        reason = f"this is the number of {kind}: write one that is made up" if kind else _KEY_REASON
        yield Finding(_place(texts, joined, hit.start, hit.end), reason)


def _asides(scenario: Scenario) -> Iterator[Addressed]:
    """What stands in a scenario and is not sent; not what customers say in `sounds_like`."""
    yield from scenario.for_agents.values()
    for variable in scenario.variables.values():
        if variable.example is not None:
            yield variable.example
        if variable.default is not None:
            yield variable.default
    for example in scenario.examples:
        yield from example.values.values()


def _place(texts: list[Addressed], joined: str, start: int, end: int) -> Range:
    """Where in the file a stretch of texts that are joined by NUL stands."""
    first = joined.rfind("\0", 0, start) + 1
    return texts[joined.count("\0", 0, start)].range(start - first, end - first)


_FREE = re.compile(
    r"@(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|aol|gmx|proton|protonmail"
    r"|web|btinternet|fastmail|mail)\."
)
_RESERVED = re.compile(r"@(?:[\w-]+\.)*example(?:\.\w+)?$|\.(?:test|invalid|example)$")
_ROLES = frozenset(
    ["care", "support", "service", "services", "help", "team", "desk", "office", "sales", "billing",
     "accounts", "info", "reply", "customer", "customers", "data", "protection", "privacy",
     "claims", "complaints", "press", "contact", "enquiries", "mail", "post", "no", "the", "our",
     "head", "bereavement", "returns", "refunds", "orders"]
)  # fmt: skip
_SHOWN = re.compile(r"07700 ?900|7700 ?900")


@rule(
    "X004",
    Severity.WARNING,
    find=anywhere(
        pattern(r"@[a-z0-9-]+(?:\.[a-z0-9-]+)+", "@")
        | pattern(r"(?<![\w+])(?:\+44 ?7|07)\d{3} ?\d{3} ?\d{3}(?!\d)", "+44", "07")
    ),
    bad=[
        "closing: Write to «jo.smith@nimbus-parcels.co.uk».",
        "closing: Write to «parcels.leeds@gmail.com».",
        "closing: Ring Sam on «07911 123456».",
    ],
    good=[
        "closing: Write to support@nimbus-parcels.co.uk.",
        "closing: Write to customer.care@example.com.",
        "closing: Ring us on 0113 496 0123, from 07:00 to 19:00.",
    ],
)
def personal_contact(prose: Prose, found: Match) -> Findings:
    """
    One person's own mailbox or mobile number stands in the wording.

    They leave, are ill, or get calls at night. A blank, or the team's address,
    holds.
    """
    text, start, low = found.prose.text, found.start, found.text.lower()
    if low[0] != "@":
        if not _SHOWN.search(low):
            yield found.because("this is one person's number: write a blank, or the team's number")
        return
    local = re.search(r"[\w.+-]+$", text[:start])
    if local is None or _RESERVED.search(low):
        return
    words = local[0].lower().split(".")
    two = len(words) == 2 and all(w.isalpha() for w in words) and not _ROLES & {*words}
    # In another language the two may as well be the name of a team.
    person = two and prose.draft.environment.locale.language == ENGLISH
    if person or _FREE.match(low):
        yield prose.finding(
            start - len(local[0]), found.end,
            "this is one person's mailbox: write a blank, or the team's address",
        )  # fmt: skip


_HOSTS = ("corp", "internal", "local", "lan", "intranet", "localhost", "192.168", "10")
_PAGES = ("sharepoint.com", "slack.com/archives", "zendesk.com/agent", "atlassian.net/browse")
_HOST = re.compile(r"(?:https?://)?(?:[\w-]+\.)*$|https?://$")


@rule(
    "X005",
    Severity.ERROR,
    find=anywhere(phrases(*_HOSTS, *_PAGES)),
    bad=[
        "closing: See «https://wiki.nimbus.corp»/refunds.",
        "closing: See «http://192.168.0.12»/form.",
    ],
    good=[
        "closing: See https://www.leeds.gov.uk/local.",
        "closing: See jira.example.com for the state of Jira.",
    ],
)  # fmt: skip
def internal_link(prose: Prose, found: Match) -> Findings:
    """
    A link leads to a page that only colleagues can open.

    They get an error, and learn the names of our systems.
    """
    text, start, low = prose.text, found.start, found.text.lower()
    if low in _HOSTS and text[start - 1 : start] not in (
        ("/",) if low[0].isdigit() else (".", "/")
    ):
        return
    host = _HOST.search(text[:start])
    first = host.start() if host is not None else start
    whole = re.match(r"(?:\.\d+)*(?=[/:?#]|[.,;)!]?(?:\s|$))", text[found.end :])
    if low in _PAGES or (whole is not None and first < start):
        end = found.end + (whole.end() if whole is not None else 0)
        yield prose.finding(
            first, end, "only colleagues can open this: give the public page, or none"
        )


@rule(
    "X006",
    Severity.ERROR,
    find=anywhere(phrases("[internal]", "(internal)", "[internal note]"))
    | phrases(
        "internal note",
        "internal use only",
        "for internal use",
        "note to agent",
        "note to agents",
        "note to self",
        "agents only",
        "agent only",
        "do not send to customer",
        "do not send to the customer",
        "do not send to customers",
        "do not share with the customer",
        "do not tell the customer",
        "not for customers",
        "staff only",
        "delete before sending",
        "remove before sending",
    )
    | anywhere(
        pattern(r"\[(?:internal|note|agent|agents)[: ][^\]\n\0]{0,60}\]", "[int", "[note", "[agent")
    ),
    bad=[
        "status: Your order is late. «[internal]» VIP, be quick.",
        "closing: «Do not tell the customer» that it is lost.",
    ],
    good=[
        "status: Your order is late.",
        "status: Please do not send us cash, and do not use the staff-only door.",
        "for_agents:\n  check_first: The internal note on the order.",
    ],
)
def internal_note(prose: Prose, found: Match) -> Findings:
    """
    A note to colleagues stands in text that customers read.

    It is sent with the rest. Notes for colleagues have their place under
    `for_agents`.
    """
    low = found.text.lower()
    if low == "staff only" and re.match(r"\s+(?:door|entrance|area|car park|parking)", found.after):
        return
    yield found.because("customers would read this note: move it to for_agents:")


_RUDE = (
    "idiot", "idiots", "idiotic", "moron", "morons", "stupid", "dumb", "liar", "liars", "crazy",
    "hysterical", "psycho", "nutter", "nutters", "nutcase", "time waster", "time wasters",
    "time-waster", "time-wasters", "timewaster", "timewasters", "whiner", "whiners", "moaner",
    "moaners", "karen", "karens", "drama queen", "freeloader", "scrounger", "scroungers",
    "troublemaker", "awkward customer", "difficult customer", "difficult customers",
    "problem customer", "nightmare customer", "bullshit", "crap", "fob off", "fob them off",
    "get rid of them", "shut them up", "boomer", "lunatic",
)  # fmt: skip
_STEMS = [word for word in _RUDE if not any(other in word for other in _RUDE if other != word)]
_RUDE_WORDS = cache(lambda: Scanner([phrases(*_RUDE)]))


@rule(
    "X007",
    Severity.WARNING,
    language=ENGLISH,
    bad=[
        "title: The «moaner» again",
        "tags: [late, «karen»]",
        "for_agents:\n  use_when: Only to «fob them off».",
        "imported:\n  title: The «moaner»",
        "status: It is late. {{ order_no }}\n# for the usual «idiots»\nclosing: Bye",
    ],
    good=[
        "title: They are angry, and rightly so",
        "sounds_like:\n  - are you stupid or what",
        "owner: Karen Abara\nfor_agents:\n  use_when: Someone shouts.",
    ],
)
def disrespect_inside(scenario: Scenario) -> Findings:
    """
    A title, a tag, a comment or a note to agents speaks of customers without respect.

    It sets the tone for the colleague who picks the message. And it is read on
    shared screens, in data requests and in court.
    """
    texts = [text for name, text in scenario.facts.items() if name in ("title", "situation")]
    texts += [*scenario.lists.get("tags", ()), *scenario.for_agents.values()]
    texts += scenario.imported.values()
    joined = "\0".join([text.value for text in texts])
    for hit in _rude_words(joined):
        yield _rude(_place(texts, joined, hit.start, hit.end))
    source = scenario.source
    if "#" not in source.text:
        return
    for found in re.finditer(r"^[ \t]*#.*", source.text, re.MULTILINE):
        for hit in _rude_words(found[0]):
            yield _rude(Range(source, found.start() + hit.start, found.start() + hit.end))


def _rude_words(text: str) -> list[Hit]:
    """Where words without respect stand: nearly nowhere, which is soon told."""
    return _RUDE_WORDS().scan(text) if any(map(lowered(text).__contains__, _STEMS)) else []


def _rude(at: Range) -> Finding:
    return Finding(at, f"“{at.text}” would hurt whoever it is about: say what they need")
