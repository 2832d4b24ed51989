"""Mail around the course of a mentorship."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.mentorships import labels, queries
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.states import EndKind
from ithaca.notifications.post import Words, write

WHY = _("You get this mail because you take part in this mentorship.")
# To both.
BOTH: dict[str, Words] = {
    "mentorship.proposed": Words(
        _("A mentorship is proposed to you"),
        _(
            "Your coordinator thinks that you and %(other)s fit. It begins when you both agree; a no needs no reason."
        ),
        WHY,
    ),
    "mentorship.official end reached": Words(
        _("The agreed number of meetings is reached"),
        _(
            "You and %(other)s have held the meetings that the programme provides for. Decide together: go on, or close."
        ),
        WHY,
    ),
}
ANSWERED = _("Your proposal has an answer")
# To the one who did not do it.
OTHER: dict[str, Words] = {
    "mentorship.agreed": Words(
        _("%(other)s has agreed to the mentorship"), _("%(other)s has agreed to be a pair with you."), WHY
    ),
    "mentorship.declined": Words(
        _("The proposed mentorship does not come about"),
        _("The mentorship with %(other)s does not come about. Your coordinator knows and looks further."),
        WHY,
    ),
    "decision.proposed": Words(
        _("%(other)s proposes: %(decision)s"),
        _(
            "%(other)s proposes for your mentorship: “%(decision)s”. %(follows)s Nothing changes before you answer."
        ),
        WHY,
        outside=_("A joint decision is proposed to you"),
    ),
    "decision.agreed": Words(
        _("%(other)s has agreed: %(decision)s"),
        _("%(other)s has agreed to your proposal: “%(decision)s”. %(follows)s"),
        WHY,
        outside=ANSWERED,
    ),
    "decision.declined": Words(
        _("%(other)s sees it otherwise"),
        _(
            "%(other)s has not agreed to your proposal “%(decision)s”. Everything stays as it is; talk about it at your next meeting."
        ),
        WHY,
        outside=ANSWERED,
    ),
}
BEGUN = Words(
    _("Your mentorship with %(other)s begins"),
    _(
        "You have both agreed. %(other)s is looking forward to hearing from you: plan your first meeting together, and open your room, which nobody else can enter."
    ),
    WHY,
)
AGREEMENT: dict[str, Words] = {
    "agreement.signed": Words(
        _("%(other)s has signed your agreement"),
        _(
            "%(other)s has signed the agreement in your room. Read it over: it takes effect when you sign the same text."
        ),
        WHY,
    ),
    "agreement.effective": Words(
        _("Your agreement is signed by both"),
        _(
            "You and %(other)s have signed the same text: your agreement is in effect. You can change it together at any time."
        ),
        WHY,
    ),
}
COMPLETED = Words(
    _("Your mentorship is closed"),
    _(
        "You and %(other)s have closed your mentorship. Thank you both! Tell us in three minutes what it brought."
    ),
    WHY,
)
OVER = Words(
    _("Your mentorship has ended"),
    _(
        "The mentorship with %(other)s has ended. What you wrote stays readable for you both. Tell us in three minutes how it was, if you like."
    ),
    WHY,
)
MENTOR_GONE = Words(
    _("Your mentorship has ended"),
    _(
        "%(other)s has withdrawn from the mentorship. You owe nobody an explanation, and neither do they. You are not left alone: your next step stands on the page of the mentorship."
    ),
    WHY,
)


def _row(event: Event) -> Mentorship | None:
    try:
        return queries.mentorship(event.subject_id)
    except Mentorship.DoesNotExist:
        return None


@reacts_to(*BOTH, *OTHER)
def told(event: Event) -> None:
    row = _row(event)
    if row is None:
        return
    if event.verb == "mentorship.agreed" and row.begun_at is not None:  # the mail of the beginning says it
        return
    words = BOTH.get(event.verb) or OTHER[event.verb]
    for person in queries.people(row):
        if event.verb in BOTH or person.pk != event.actor_id:
            path = reverse("mentorships:detail", args=[row.pk])
            values = {"other": queries.counterpart(row, person).name, **_decision(event)}
            write(event, person, words, path, values=values)


def _decision(event: Event) -> dict[str, object]:
    """What is decided, in words that are translated when the mail is written."""
    kind, phase = event.facts.get("kind", ""), event.facts.get("phase", "")
    if not event.verb.startswith("decision."):
        return {}
    return {"decision": labels.decision(kind, phase), "follows": labels.what_follows(kind, phase)}


@reacts_to("mentorship.begun")
def begun(event: Event) -> None:
    """Tells both of a pair that a coordinator proposed; an accepted request has its own mail."""
    row = _row(event)
    if row is None or event.facts["by_request"]:
        return
    for person in queries.people(row):
        path = reverse("mentorships:detail", args=[row.pk])
        write(event, person, BEGUN, path, values={"other": queries.counterpart(row, person).name})


@reacts_to(*AGREEMENT)
def agreement(event: Event) -> None:
    """The first signature asks the other for theirs; the last one tells both that it counts."""
    row = queries.mentorship_of_agreement(event.subject_id)
    if row is None or (event.verb == "agreement.signed" and event.facts["completes"]):
        return
    for person in queries.people(row):
        if event.verb == "agreement.effective" or person.pk != event.actor_id:
            path = f"{reverse('mentorships:room', args=[row.pk])}#agreement"
            write(
                event,
                person,
                AGREEMENT[event.verb],
                path,
                values={"other": queries.counterpart(row, person).name},
            )


@reacts_to("mentorship.ended")
def ended(event: Event) -> None:
    row = _row(event)
    if row is None:
        return
    for person in queries.people(row):
        withdrew = row.end_kind == EndKind.WITHDRAWN_BY_MENTOR and person == row.mentee.person
        words = MENTOR_GONE if withdrew else COMPLETED if row.end_kind == EndKind.COMPLETED else OVER
        evaluate = reverse("evaluations:give", args=[row.pk])
        path = reverse("mentorships:detail", args=[row.pk]) if withdrew else evaluate
        write(event, person, words, path, values={"other": queries.counterpart(row, person).name})
