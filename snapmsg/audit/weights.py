"""What the traits of a clause say of the parts: a table of cues, each with its weight.

A cue holds where a clause has all of its traits and none of those after `!`. Its weight is how
sure one clause makes us (1 is certain); cues of one clause do not add up, the strongest counts,
and a clause below a half makes a part present only together with others. The weights were set by
hand from how English works, one linguistic fact a line, and were checked on messages of
organisations that they had not been tried on before: nothing was fitted.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple


class Cue(NamedTuple):
    """Traits that a clause must have, and must not have, and how sure they make us."""

    weight: float
    needs: frozenset[str]
    bars: frozenset[str]


def _cues(table: str) -> tuple[Cue, ...]:
    cues = []
    for line in table.strip().splitlines():
        weight, _, traits = line.partition("#")[0].strip().partition(" ")
        wanted, _, barred = traits.partition("!")
        cues.append(Cue(float(weight), frozenset(wanted.split()), frozenset(barred.split())))
    return tuple(cues)


STATUS = _cues(
    """
    .90 thing perfect           ! if when which v:courtesy       # Your parcel has left the depot
    .90 thing past              ! if when which v:courtesy claim # Your payment failed
    .85 they perfect            ! if when which
    .85 they past               ! if when which
    .90 us perfect              ! if when which v:courtesy       # We have received your form
    .85 us past                 ! if when which v:courtesy
    .85 you perfect             ! if when which claim blame          # You have not sent it yet
    .85 you past                ! if when which claim blame
    .55 perfect                 ! if when which v:courtesy us thing you they # Have sent you a DM
    .85 thing progressive       ! if when which                  # Your claim is being looked at
    .80 they progressive        ! if when which
    .85 us progressive          ! if when which v:courtesy       # We are working on it
    .80 you progressive         ! if when which question claim
    .80 thing present state     ! if when which because idle question nothing-to-do
    .80 thing present passive   ! if when which because habit generic nothing-to-do
    .70 thing present           ! if when which because state passive habit question generic
    .45 thing present because   ! which
    .60 us present state        ! if when which because v:courtesy idle able-not
    .70 us present passive      ! if when which because
    .65 us present v:have       ! if when which
    .60 us present not v:have   ! if when which
    .60 us present not v:see    ! if when which
    .60 us present not v:hold   ! if when which
    .60 us present not v:know   ! if when which
    .55 us present v:need       ! if when which
    .55 thing can v:see event   ! if when which
    .55 you can event           ! if when which
    .65 you present state       ! if when which because idle question
    .70 you present passive     ! if when which because
    .60 you present v:have      ! if when which question until
    .60 they present            ! if when which because habit
    .60 they present not        ! if when which
    .85 can not back-then       ! if when which though           # We could not reach you
    .65 us can not              ! if when which though           # We cannot refund this
    .65 thing can not           ! if when which though
    .70 you can not             ! if when which though
    .65 no-longer               ! if when which future
    .70 thing though past       ! claim
    .70 thing though perfect    ! claim
    .70 us though past          ! claim
    .70 us though perfect       ! claim
    .80 event headline                                           # Outage of card payments
    .80 done                    ! if when which blame            # Payment received
    .55 thing future time       ! if when which conditioned agent # The pool will close on 3 May
    .55 us future time v:work event ! if when which conditioned
    .50 you future v:tell time  ! if when which hears conditioned
    .55 thing future state      ! if when which conditioned
    .55 needed thing            ! if when which you nothing-to-do
    .40 news
    """
)
NEXT_STEPS = _cues(
    """
    .90 ask                     ! help idle                      # Please send us a photo
    .85 must you                ! help if
    .70 must passive            ! help which you
    .70 must thing              ! help if which habit should
    .55 thing can passive       ! help if which not
    .75 must us                 ! help which
    .80 must not
    .80 must                    ! help us thing you they if which
    .70 must they               ! which
    .90 us future               ! help v:courtesy which          # We will ring the depot
    .85 they future             ! help which
    .75 thing future            ! help which state if v:stop v:reach # Your form will be checked
    .70 thing future passive    ! help which state if
    .60 thing future v:tell     ! help which
    .45 thing future state      ! help which
    .60 thing future if         ! help which state v:stop
    .80 future                  ! us thing you they help which v:courtesy
    .80 you future v:tell       ! help which able                # You will get a letter
    .35 you future v:reach      ! help which
    .75 you future              ! help which v:tell v:reach able no-longer not v:stop
    .75 us progressive          ! help v:courtesy v:decide which idle experience if
    .60 they progressive        ! help which if
    .65 busy                    ! help which if
    .70 us would v:recommend
    .70 us would v:suggest
    .70 us would v:advise
    .60 they present v:need     ! which
    .60 thing present v:need    ! which if
    .65 you can                 ! help not which                 # You can track it here
    .65 us can                  ! help not v:courtesy which
    .60 they can                ! help not which
    .45 thing can               ! help not which
    .55 you may                 ! help not which v:stop
    .60 us present act          ! help v:courtesy which habit not state passive
    .60 they present act        ! help which habit not state passive
    .70 us present v:need       ! which help not
    .70 us present v:ask        ! which help
    .65 you present v:tell      ! which help not if state passive past-time # You hear from us
    .70 us present v:recommend  ! which
    .70 us present v:suggest    ! which
    .70 us present v:advise     ! which
    .70 us present v:encourage  ! which
    .85 request question        ! help                           # Could you send us …?
    .85 nothing-to-do                                            # No action is needed
    .70 needed                  ! which                          # A photo is required
    .55 await                                                    # Expect a restart around 4 pm
    """
)
PLANNED_OUTCOME = _cues(
    """
    .75 you future v:reach      ! which v:tell help question     # You will have your money back
    .80 you future able         ! which help
    .75 you future state        ! which help
    .55 you future passive      ! which help v:tell v:ask v:require v:redirect v:prompt v:invite not
    .70 you future v:mend       ! which
    .65 you future v:stop       ! which help                     # You will lose your place
    .70 you future no-longer
    .75 thing future v:reach    ! which v:tell help not          # Your refund will arrive
    .75 they future v:reach     ! which v:tell help not v:get v:have
    .75 thing future v:mend     ! which
    .75 thing future v:stop     ! which help                     # Your account will be closed
    .70 thing future not        ! which help because
    .60 thing future state good ! which
    .75 thing future no-longer  ! which
    .75 us future v:mend        ! which help                     # We will refund you
    .70 us future v:stop        ! which help
    .60 us future not           ! which help v:courtesy v:tell
    .70 us progressive v:decide ! which                          # We are declining to …
    .60 us decision             ! which though if when
    .75 avoid                   ! help                           # to avoid a late fee
    .75 result                  ! which                          # This will result in …
    .70 so you                  ! help ask question must not
    .65 thing future money      ! help which not if
    .65 should v:reach          ! help which ask not v:tell claim past
    .65 neg-if-end future       ! help which v:tell v:courtesy
    .65 neg-if-end would        ! help which v:tell v:courtesy
    .65 neg-if-end may          ! help which v:tell v:courtesy
    .65 you would v:stop        ! help which
    .65 fee future              ! which
    .65 us future gives         ! help not
    .55 us future v:reach       ! help which v:tell v:get v:see v:keep not v:run v:work v:show
    .60 so thing                ! help claim past perfect question
    .65 thing future v:apply    ! which help
    .60 otherwise
    .80 if-end thing            ! help
    .75 if-end you              ! help
    .75 if-end us               ! help
    .65 you may v:stop          ! which help
    .60 you can then            ! help not which
    .60 you present v:reach     ! which help v:tell until question if when not state passive
    .60 thing present passive v:mend if ! help
    .35 end-state               ! past perfect present help
    """
)


@cache
def weigh(traits: frozenset[str]) -> tuple[float, float, float]:
    """How sure a clause's traits make us of status, next steps and planned outcome, 0 to 1."""
    return (
        _strongest(STATUS, traits),
        _strongest(NEXT_STEPS, traits),
        _strongest(PLANNED_OUTCOME, traits),
    )


def _strongest(cues: tuple[Cue, ...], traits: frozenset[str]) -> float:
    return max((c.weight for c in cues if c.needs <= traits and not c.bars & traits), default=0.0)
