"""Wording: a team's own words, as `words:` in `snap.yaml` names them.

These two are patterns of rules: each word to avoid and each sentence to require is made a rule of
its own from them, with a name of its own, and the code with that name: `W014-kindly`.
"""

from __future__ import annotations

from snapmsg.diagnostic import Finding, Severity
from snapmsg.message import Message
from snapmsg.model import Part
from snapmsg.rule import Findings, Match, rule
from snapmsg.rule.find import lowered
from snapmsg.rule.reading import cased_like
from snapmsg.schema import Avoided, Required
from snapmsg.source import Addressed, Range

_SCENARIO = "scenarios/claims/late.yaml"
_AVOID = (
    "words:\n  avoid:\n    kindly:\n      say: please\n      because: nobody speaks like that\n"
)
_UTILISE = "words:\n  avoid:\n    utilise: use\n"
_REQUIRE = """\
words:
  require:
    legal-line:
      sentence: Calls are recorded.
      channels: phone
      because: the regulator asks for it
"""


@rule(
    "W014",
    Severity.WARNING,
    bad=[
        {
            "snap.yaml": _AVOID,
            _SCENARIO: "next_steps:\n  - you: «Kindly» send us the form.\n",
            "becomes": "next_steps:\n  - you: Please send us the form.\n",
        },
        {"snap.yaml": _UTILISE, _SCENARIO: "status: We «utilised» the form that you sent.\n"},
    ],
    good=[
        {"snap.yaml": _AVOID, _SCENARIO: "next_steps:\n  - you: Please send us the form.\n"},
        {
            "snap.yaml": f"{_AVOID}  allow: Kindly Care Homes\n",
            _SCENARIO: "status: Kindly Care Homes has your form.\n",
        },
    ],
)
def avoided_word(word: Avoided, found: Match) -> Findings:
    """
    A word stands there that the team does not use.

    `words:` in snap.yaml says which, what to say instead, and why. Each is a
    rule with its own name: ignore[kindly] switches off that one alone.
    """
    advice = f"say {word.say}" if word.say else "say it in another way"
    because = f" ({word.because.rstrip('.')})" if word.because else ""
    same = lowered(" ".join(found.text.split())) == lowered(" ".join(word.word.value.split()))
    instead = cased_like(found.text, word.say) if word.say and same else None
    yield found.because(f"“{{}}” is not how we speak: {advice}{because}", instead)


@rule(
    "W015",
    Severity.ERROR,
    bad=[
        {
            "snap.yaml": _REQUIRE,
            _SCENARIO: "closing: We ring you back.\nchannels:\n  «phone»:\n  chat:\n",
        },
        {
            "snap.yaml": "words:\n  require:\n    ombudsman: You can ask the ombudsman.\n",
            _SCENARIO: "status: We have turned your claim down.\n«closing»: We are sorry.\n",
        },
    ],
    good=[
        {
            "snap.yaml": _REQUIRE,
            _SCENARIO: "closing: Calls are\n  recorded.\nchannels:\n  phone:\n  chat:\n",
        },
        {
            "snap.yaml": f"{_REQUIRE}      topics: complaints\n",
            _SCENARIO: "closing: We ring you back.\nchannels:\n  phone:\n",
        },
    ],
)
def missing_sentence(sentence: Required, message: Message) -> Findings:
    """
    A sentence that the team requires does not stand in the message.

    `words:` in snap.yaml says which, on which channels and for which topics,
    and why. Whether it comes from the scenario, a partial or a template is all
    one. Each is a rule with its own name: ignore[legal-line] switches off that
    one alone.
    """
    if _plain(sentence.sentence) in _plain(message.text):
        return
    because = f" ({sentence.because.rstrip('.')})" if sentence.because else ""
    name = message.channel.name
    where = f"short: or {name}:" if message.channel.brief else "the closing"
    yield Finding(
        _place(sentence, message),
        f"this does not say “{sentence.sentence}”{because}: add it to {where}, or to the template",
    )


def _plain(text: str) -> str:
    """A text on one line, in small letters and with straight apostrophes."""
    return " ".join(lowered(text).split())


def _place(sentence: Required, message: Message) -> Range:
    """Where to add it: at the channel's key if it is for that alone, or the closing, or the end."""
    scenario = message.scenario
    own = (scenario.channels or {}).get(message.channel.name)
    alone = sentence.channels or message.channel.brief
    if alone and own is not None and own.key is not None:
        return own.key
    closing = scenario.wording.fields.get("closing")
    if closing is not None:
        return _key_of(closing)
    last = scenario.wording.parts.get(Part.PLANNED_OUTCOME)
    return last.key if last is not None else scenario.top


def _key_of(text: Addressed) -> Range:
    at = text.source.text.rfind("closing", 0, text.start)
    return Range(text.source, at, at + len("closing")) if at >= 0 else text.whole
