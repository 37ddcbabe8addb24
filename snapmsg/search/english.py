"""What English-speaking customers call the same thing, and the words that say nothing.

Each group holds words that one writes where another would write the other. Forms that endings do
not explain (`paid`, `gone`) stand here too.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from snapmsg.search.words import stem, tokens

_SILENT = """
a an and any are as at be been being but by can could did do does doing done for from had has have
having he her hers him his how i id if ill im in into is it its ive just me my myself of off on or
our ours she so some than that thats the their them then there theres these they this those to too
us very was we were what whats when where wheres which while who whos why will with would you your
youre youve yours please thanks thank hello hi dear regards get got also because about after
before am up out over here since not no dont doesnt didnt isnt wasnt cant cannot couldnt wont
havent hasnt now still ever never again already yet all one two should need needs ask asked ago
day days week weeks month months hour hours today yesterday tomorrow monday tuesday wednesday
thursday friday saturday sunday time times much many more most like something anything thing
things really even only other another first last next well good much get gets give gives given say
says tell know think want wanted make made keep see look
"""

_ALIKE = """
parcel package order delivery shipment item goods
late delay overdue slow waiting
lost missing vanished disappeared gone
refund reimburse repay moneyback
money payment cash funds
pay paid paying
wage wages salary payday paycheck pay
charge charged bill billed invoice debit
twice double two
broken break broke damage damaged smashed cracked faulty shattered
fault bug error problem issue defect
repair repaired mend mended fix fixed solve solved
cancel cancelled cancellation called
flight plane airline
suitcase luggage baggage bag case
guitar violin cello instrument piano
die died dead death bereavement deceased funeral passed
mother mum mom mam
father dad
husband wife widow relative
scam scammed fraud fraudster tricked conned swindled criminal
hack hacked breach leaked stolen breached
account profile
login log password locked
card debit credit
declined decline refused refusal rejected reject denied turned no
loan mortgage lend borrow
claim insurance policy
down outage offline unavailable stopped crash crashed
website site app page service
answer reply response
call phone ring rang telephone hotline
hold queue waiting
technician engineer repairman plumber electrician
appointment booking slot visit
come came arrive arrived show showed turn turned
carer nurse caregiver care
tablet tablets medicine medication pill pills prescription drug
pharmacy pharmacies chemist
doctor gp hospital clinic surgery
operation surgery procedure
result results test
power electricity electric energy
water tap
boil boiled boiling
rubbish bin bins trash garbage waste refuse
collect collected collection emptied
mould mold damp
child kid son daughter baby
school pupil class
passport visa
permit licence license planning
train rail journey trip
strike walkout
gate boarding board
seat place overbooked
wheelchair assistance disabled
price cost fee tariff
rise increase raise rising up
expensive dear dearer
complaint complain complained
ombudsman regulator
manager supervisor
department team transferred transfer handover passed
mistake wrong error incorrect our-mistake
voucher code coupon discount
praise thank compliment fantastic brilliant great
worst terrible useless awful rant
post posted tweet video viral
true false rumour rumor
tax hmrc
benefit allowance universal
file files data work document documents
backup restore
feature function option
remove removed end ends ending withdraw discontinue close closing closed shut shutting closure
connection connecting connect
sold stock available
buy bought purchase
birthday wedding present gift anniversary christmas
recall recalled dangerous unsafe danger
update news heard hear
exception goodwill
tell told telling say said
write wrote written writing letter
send sent sending
take took taken
find found
leave left
lose losing
"""


@cache
def silent() -> frozenset[str]:
    """Words that stand in every text, and so tell none from another."""
    return frozenset(_SILENT.split())


@cache
def alike() -> Mapping[str, frozenset[str]]:
    """For the stem of a word, the stems of those that customers write for it."""
    found: dict[str, set[str]] = {}
    for line in _ALIKE.strip().split("\n"):
        group = {stem(word) for word in tokens(line)}
        for word in group:
            found.setdefault(word, set()).update(group - {word})
    return {word: frozenset(others) for word, others in found.items()}
