"""Hard sentences: what each rule on words must leave alone, and what it must not miss.

The silent ones come first, because a false alarm costs more trust than a miss.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import rule_harness as harness

from snapmsg import reader
from snapmsg.config import read_settings
from snapmsg.library import Library, open_library
from snapmsg.linter import lint_text
from snapmsg.source import Source

WORD_RULES = [
    "vague-time", "missing-unit", "nobody-acts", "blames-customer", "hedged-outcome",
    "customers-deadline", "no-time", "leftover-text", "no-news", "repeated-text",
]  # fmt: skip
TIME, STATUS, STEP, OUTCOME, CLOSING = (
    "approximate_time",
    "status",
    "us",
    "planned_outcome",
    "closing",
)

SILENT = [
    # a vague word beside a time: the time is what they plan by
    (TIME, "We will come back to you as soon as possible, and by Friday at the latest."),
    (TIME, "The engineer comes some time between 8:00 and 12:00 on Friday."),
    (TIME, "You have it shortly after 17:00 on Friday."),
    (TIME, "It is back soon: within 2 hours."),
    (TIME, "When we can say more we write, at the latest by noon tomorrow."),
    # words that only look vague
    (TIME, "No sooner than Friday, and by Monday at the latest."),
    (TIME, "As soon as we can see the scan, which is Friday."),
    (TIME, "As soon as the part is here, on Friday."),
    (TIME, "On Friday, and not a day too soon."),
    (TIME, "Dr Minna Soon calls you by Friday."),
    (TIME, "How soon? Within 2 working days."),
    (TIME, "Soon after 9:00 on Friday you have it."),
    # times in many shapes
    (TIME, "By the end of June."),
    (TIME, "It takes about 20 minutes, in two steps."),
    (TIME, "In 3–5 working days."),
    (TIME, "Between 8 and 10 on 3 May."),
    (TIME, "By noon tomorrow, in all 48 towns."),
    (TIME, "Within 8 working hours."),
    (TIME, "You hear from us within half an hour."),
    (TIME, "It is done in 1 to 2 weeks."),
    (TIME, "By the 15th."),
    (TIME, "Tonight, before midnight."),
    (TIME, "In 2027, on 3 March."),
    (TIME, "Our office at 48 High Street writes to you within 2 days."),
    (TIME, "By Friday. Ask for desk 12, or call 0113 496 0123."),
    (TIME, "We aim for 95 %, by Friday."),
    (TIME, "It is in 12 of 14 shops by Friday."),
    # the customer's deadline, with ours beside it
    (TIME, "Please reply within 48 hours. We then answer within 2 days."),
    (TIME, "If you reply by Friday, we send it by Monday."),
    (TIME, "Send it by Friday and you have your money by Tuesday."),
    (TIME, "Please keep Friday free: our engineer comes between 8:00 and 12:00."),
    (TIME, "You have the part by Friday."),
    (TIME, "Your refund arrives within 5 days."),
    (TIME, "The part is with you by Friday; please be at home."),
    # passives that name who acts, or that are no promise
    (STEP, "Your refund will be sent by our payments team."),
    (STEP, "Priya has checked that the order was paid."),
    (STEP, "We tell you when it is fixed."),
    (STEP, "Once the form is checked, Priya rings you."),
    (STEP, "If the part is sent back, we refund it."),
    (STEP, "Our engineers work until everything is restored."),
    (STEP, "We ask the carrier why it was not delivered."),
    (STEP, "We make sure that your address is corrected."),
    (STEP, "We have your parcel checked by hand."),
    (STEP, "We are arranged by region, and yours is the North."),
    (STEP, "Ana stays with your case, and nobody else needs to be informed."),
    (STEP, "Nothing needs to be done on your side."),
    # what sounds like blame and is none
    (STATUS, "It was not your fault."),
    (STATUS, "This is never your mistake alone, and we are sorry."),
    (STATUS, "You should have your money today."),
    (STATUS, "You should have received an email from us."),
    (STATUS, "If you forgot your password, you can reset it below."),
    (STATUS, "In case you forgot to save it, the draft is still there."),
    (STATUS, "Your fault report number 12 is with the engineers."),
    (STATUS, "We failed to reach you yesterday."),
    (STATUS, "The payment failed, and nothing was taken."),
    # an outcome that says how it ends, and allows for what may differ
    (OUTCOME, "You have your money back. It may show as two amounts."),
    (OUTCOME, "If it should fail again, you get a new one."),
    (OUTCOME, "Should it not work, we refund you in full."),
    (OUTCOME, "Your line works again, and you may keep the old router."),
    (OUTCOME, "You could have lost money; you will not."),
    (OUTCOME, "You have the parcel by May, or your money."),
    (OUTCOME, "You can choose: a new one, or your money, whichever you might prefer."),
    # not left over
    (STATUS, "Your XXL shirt is on its way."),
    (STATUS, "Your XXXL shirt is on its way."),
    (STATUS, "Tick the box [x] on the form."),
    (STATUS, "See page [2] of the letter."),
    (STATUS, "Mr Todo has your order."),
    (STATUS, "Your name and number are on the label."),
    # news, with thanks
    (STATUS, "Thank you. Your claim is with Sam, who has read it."),
    (STATUS, "We are sorry that your bag is not here."),
    (STATUS, "Sorry, your order is late."),
    (STATUS, "Thank you for your payment, which arrived today."),
    (STATUS, "We understand that the parcel never came, and it is lost."),
    (STATUS, "Hello Maya, your order is late."),
    (STATUS, "We apologise: the train was cancelled."),
    (STATUS, "Thanks to your photo we found the bag."),
    (STATUS, "We appreciate your patience: the depot has found it."),
    # the same words are no repetition where they are few
]  # fmt: skip

TOLD = [
    (TIME, "We will come back to you «as soon as possible».", "vague-time"),
    (TIME, "You hear from us «very soon».", "vague-time"),
    (TIME, "We write «in the next few days».", "vague-time"),
    (TIME, "We write «in a few days».", "vague-time"),
    (TIME, "Someone calls you «as soon as we can».", "vague-time"),
    (TIME, "It is fixed «ASAP».", "vague-time"),
    (TIME, "It is fixed by Friday. The rest follows «in due course».", "vague-time"),
    (TIME, "«Soon».", "vague-time"),
    (TIME, "You hear from us «within 48».", "missing-unit"),
    (TIME, "It takes «about 3-5», sorry.", "missing-unit"),
    (TIME, "«We will keep you posted.»", "no-time"),
    (TIME, "«When the part is here.»", "no-time"),
    (TIME, "«Please reply within 48 hours.»", "customers-deadline"),
    (TIME, "«You have until Friday to send it.»", "customers-deadline"),
    (TIME, "«Please make sure that you send the form by Friday.»", "customers-deadline"),
    (STEP, "The case «will be reviewed».", "nobody-acts"),
    (STEP, "Your refund «will be sent» by Friday.", "nobody-acts"),
    (STEP, "Your account «is being checked».", "nobody-acts"),
    (STEP, "The router «will be replaced» by the end of the week.", "nobody-acts"),
    (STATUS, "«You failed to» give us the address.", "blames-customer"),
    (STATUS, "«You should have» read the terms.", "blames-customer"),
    (STATUS, "It is «your own fault».", "blames-customer"),
    (STATUS, "It broke «because you didn’t» charge it.", "blames-customer"),
    (CLOSING, "«You forgot to» sign.", "blames-customer"),
    (OUTCOME, "«Hopefully this works.»", "hedged-outcome"),
    (OUTCOME, "«You should get it back.»", "hedged-outcome"),
    (OUTCOME, "«We will try our best.»", "hedged-outcome"),
    (OUTCOME, "«It might work; it might not.»", "hedged-outcome"),
    (STATUS, "«TODO» ask legal.", "leftover-text"),
    (CLOSING, "Dear «[name]», bye.", "leftover-text"),
    (CLOSING, "Call «[insert number here]».", "leftover-text"),
    (CLOSING, "Call «<number>».", "leftover-text"),
    (CLOSING, "The price is «TBD».", "leftover-text"),
    (STATUS, "«Thank you for contacting us.»", "no-news"),
    (STATUS, "«We are sorry for the inconvenience.»", "no-news"),
    (STATUS, "«Sorry for the trouble. We appreciate your patience.»", "no-news"),
    (STATUS, "«We understand how you feel.»", "no-news"),
]  # fmt: skip


SHORT = """
short:
  status: It is at the depot.
  next_steps: We search for it.
  approximate_time: >-
    {}
  planned_outcome: You get it, or your money.
"""


def fragment(where: str, words: str) -> str:
    """The sentence in its place, on a line of its own so that YAML cannot touch it.

    The text expires, so that it may name a day; and it makes one promise, on every channel.
    """
    if where == "us":
        return f"expires: 2036-12-31\nnext_steps:\n  - us: >-\n      {words}"
    also = SHORT.format(words) if where == TIME else ""
    return f"expires: 2036-12-31\n{where}: >-\n  {words}{also}"


@cache
def library() -> Library:
    source = Source("snap.yaml", harness.SETTINGS)
    from snapmsg import channels

    settings, problems = read_settings(reader.read(source), source, channels.settings())
    assert problems == []
    plain = open_library(Path("/"))
    return Library(None, settings, templates=plain.templates)


def found(where: str, words: str) -> set[tuple[str, str]]:
    text = harness.over(harness.CLEAN, fragment(where, words))
    source = Source("parcel-late.yaml", text)
    result = lint_text(library(), harness.NOW, Path("parcel-late.yaml"), source)
    told = set()
    for d in result.diagnostics:
        if d.name == "odd-character":  # what a dash costs in an SMS is nothing about words
            continue
        start = source.starts[d.line - 1] + d.column - 1
        told.add((d.name, source.text[start : source.starts[d.end_line - 1] + d.end_column - 1]))
    return told


@pytest.mark.parametrize(("where", "words"), SILENT, ids=[words for _, words in SILENT])
def test_a_good_sentence_is_left_alone(where: str, words: str) -> None:
    assert found(where, words) == set()


@pytest.mark.parametrize(("where", "marked", "rule"), TOLD, ids=[words for _, words, _ in TOLD])
def test_a_weak_sentence_is_told_once_and_marked_exactly(
    where: str, marked: str, rule: str
) -> None:
    words, spans = harness.unmark(marked)
    assert found(where, words) == {(rule, words[start:end]) for start, end in spans}


def test_every_rule_on_words_is_in_both_tables() -> None:
    assert {rule for *_, rule in TOLD} == set(WORD_RULES) - {"repeated-text"}
    assert len(SILENT) >= 60
