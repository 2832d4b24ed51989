"""What the pages of an ending show: the closing, the time after, and who comes next."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.mentorships import policies, queries, rules
from ithaca.mentorships.forms.closing import AfterwardsForm
from ithaca.mentorships.models import Afterwards, AfterwardsKind, CheckIn, Mentorship
from ithaca.mentorships.states import EndKind, MentorshipState, ReplacementState, SuccessionState
from ithaca.programmes.models import Pairing

WISHES: dict[str, Promise] = {
    AfterwardsKind.INFORMAL: gettext_lazy("informal contact"),
    AfterwardsKind.NONE: gettext_lazy("no more meetings"),
}
IN_TOUCH: dict[str, Promise] = {
    CheckIn.InTouch.OFTEN: gettext_lazy("in touch regularly"),
    CheckIn.InTouch.SOMETIMES: gettext_lazy("in touch now and then"),
    CheckIn.InTouch.NO: gettext_lazy("not in touch any more"),
}
LASTS: dict[str, Promise] = {
    CheckIn.Lasts.YES: gettext_lazy("what was reached has lasted"),
    CheckIn.Lasts.PARTLY: gettext_lazy("what was reached has lasted in part"),
    CheckIn.Lasts.NO: gettext_lazy("what was reached has not lasted, or not yet"),
}


def wish_label(wish: Afterwards | None) -> str:
    if wish is None:
        return ""
    if wish.kind == AfterwardsKind.FEWER:
        weeks = wish.rhythm_weeks or 0
        text = ngettext("a meeting every %(n)s week", "a meeting every %(n)s weeks", weeks)
        return text % {"n": weeks}
    return str(WISHES[wish.kind])


def closing_page(person: Person, row: Mentorship) -> dict[str, Any]:
    mine, other = row.mentor, row.mentee
    if policies.role_of(person, row) == "mentee":
        mine, other = other, mine
    closing, wishes = queries.closing(row), queries.wishes(row)
    own = wishes.get(mine.pk)
    initial = {"kind": own.kind, "rhythm_weeks": own.rhythm_weeks} if own else {}
    return {
        "mentorship": row,
        "other": other.person,
        "closing": closing,
        "form": AfterwardsForm(initial=initial),
        "own_wish": wish_label(own),
        "other_wish": wish_label(wishes.get(other.pk)),
    }


def after_the_end(row: Mentorship, role: str) -> dict[str, Any]:
    """What stands on the page of a pair whose mentorship is over; nothing for all others."""
    if row.state != MentorshipState.ENDED:
        return {}
    succession = queries.succession(row)
    looking = succession is not None and succession.state != SuccessionState.SETTLED
    proposed = queries.replacements(row) if looking else []
    follow_up = queries.follow_up(row)
    answers = queries.check_ins(row) if follow_up is not None else {}
    wishes = queries.wishes(row)
    mine = row.mentor_id if role == "mentor" else row.mentee_id
    return {
        "succession": succession if looking else None,
        "asked": role == "mentor" and looking and succession is not None and succession.answered_at is None,
        "proposed": [one for one in proposed if one.state == ReplacementState.OFFERED],
        "written_to": [one for one in proposed if one.state == ReplacementState.TAKEN_UP],
        "by_directory": row.programme.pairing != Pairing.COORDINATOR,
        "together": queries.together(row) if row.contacts else None,
        "goodbye": goodbye(row, role),
        "wishes": [
            (one.person.name, wish_label(wishes.get(one.pk)))
            for one in (row.mentor, row.mentee)
            if one.pk in wishes
        ],
        "may_attest": role and rules.may_attest(row.state, row.end_kind, row.contacts),
        "follow_up": follow_up,
        "follow_up_open": follow_up is not None and follow_up.due_on <= clock.today() and mine not in answers,
        "check_ins": [
            (one.person.name, IN_TOUCH[answers[one.pk].in_touch], LASTS[answers[one.pk].lasts])
            for one in (row.mentor, row.mentee)
            if one.pk in answers
        ],
    }


def goodbye(row: Mentorship, role: str) -> str:
    """One sentence for the end, by how it came."""
    if row.end_kind == EndKind.COMPLETED:
        return _("You have come to the end of the way that you set out on. Thank you both.")
    if row.end_kind == EndKind.JOINT_EARLY_END:
        return _("You have decided together to stop here. That, too, is a way to end well.")
    if row.end_kind == EndKind.EXCLUDED:
        return _("The organisation has ended this mentorship.")
    if (row.end_kind == EndKind.WITHDRAWN_BY_MENTOR) == (role == "mentor"):
        return _("You have withdrawn. You owe nobody a reason.")
    return _("The other person has withdrawn. It says nothing about you, and no reason is owed.")
