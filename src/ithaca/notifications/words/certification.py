"""Mail around certification: to candidates, assessors, deciders and organisers, each when it is their turn."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.accounts.models import Person
from ithaca.accounts.queries import people
from ithaca.certification import handover, queries
from ithaca.certification.models import File
from ithaca.certification.states import FileState as F
from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.kernel.ids import read_id
from ithaca.notifications.post import Told, Words, tell
from ithaca.organisations.queries import administrators

WHY = _("You get this mail because you have applied for a certificate at %(organisation)s.")
WHY_JUDGE = _("You get this mail because you assess or decide on certificates at %(organisation)s.")
WHY_TEAM = _("You get this mail because you administer %(organisation)s.")
TO_CANDIDATE = {
    F.ELIGIBLE: Words(
        _("Your application is confirmed: hand your portfolio in"),
        _(
            "All that the level %(level)s asks for beforehand is there. Hand your portfolio in once it is as you want it: from then on it is frozen for this file."
        ),
        WHY,
    ),
    F.INELIGIBLE: Words(
        _("Your application for a certificate is turned down for now"),
        _(
            "Something that the level %(level)s asks for beforehand is missing. You read the reasons here, and can apply again once it is there."
        ),
        WHY,
    ),
    F.ASSESSING: Words(
        _("Your portfolio is being assessed"),
        _(
            "The assessors of your file are named: you see on its page who they are. If somebody among them should not judge you, say so; you owe no reason. What you handed in is encrypted: they can read it once your browser has sealed a copy to each of them, which you begin here."
        ),
        WHY,
    ),
    F.INTERVIEW: Words(
        _("Next comes your interview"),
        _(
            "Your portfolio has been rated. An assessor gets in touch with you to find a time for the interview."
        ),
        WHY,
    ),
    F.CONDITIONAL: Words(
        _("Your certificate: granted with conditions"),
        _(
            "You are certified at the level %(level)s as soon as the conditions are met. You read them here, with the reasons and the ratings. If you think that the decision is wrong, you can appeal."
        ),
        WHY,
    ),
    F.REFUSED: Words(
        _("The decision on your certificate"),
        _(
            "The certificate of the level %(level)s is not granted. You read the reasons and the ratings here. If you think that the decision is wrong, you can appeal: others will look at it."
        ),
        WHY,
    ),
    F.FINAL: Words(
        _("The decision on your appeal"),
        _("Your appeal is dismissed: the decision stands. You read the reasons here, and can apply again."),
        WHY,
    ),
}
UPHELD = Words(
    _("Your appeal is upheld"),
    _("Your file is assessed again, by others than before. Your portfolio stays as you handed it in."),
    WHY,
)
CONDITIONS_STAND = Words(
    _("The decision on your appeal"),
    _("Your appeal is dismissed: the conditions stand. The certificate is issued as soon as they are met."),
    WHY,
)
HAND_OVER = Words(
    _("Somebody waits for your copies: %(readers)s"),
    _(
        "What you handed in for the level %(level)s is encrypted. Whoever decides on it can read it once your browser has sealed a copy to them, which you begin here."
    ),
    WHY,
    outside=_("Somebody waits for your copies"),
)
BY_STEP = {"uphold": UPHELD, "keep conditions": CONDITIONS_STAND}
READABLE = Words(
    _("You can read what %(who)s handed in"),
    _(
        "%(who)s has shown you everything that was handed in for the level %(level)s. It opens in your browser with your keys, beside the abilities that you judge."
    ),
    WHY_JUDGE,
)
NAMED = Words(
    _("A certification file to assess: %(who)s"),
    _(
        "You are asked to rate what %(who)s handed in for the level %(level)s, without seeing the others’ ratings. Open your encrypted room once beforehand: only then can copies be sealed to you. If something binds you to this person, say so: somebody else will be named."
    ),
    WHY_JUDGE,
)
COMPARE = Words(
    _("All ratings are in: %(who)s"),
    _("You now see each other’s ratings of %(who)s’s file, and how far they agree. Settle what differs."),
    WHY_JUDGE,
)
DECIDE = Words(
    _("A certification file waits for a decision: %(who)s"),
    _("The file of %(who)s for the level %(level)s waits for somebody who has taken no part in it so far."),
    WHY_JUDGE,
)
APPLIED = Words(
    _("An application for a certificate: %(who)s"),
    _("%(who)s applies for the level %(level)s. See whether all that it asks for beforehand is there."),
    WHY_TEAM,
)
HANDED_IN = Words(
    _("Assessors to name: %(who)s"),
    _("The file of %(who)s for the level %(level)s needs assessors whom nothing binds to the candidate."),
    WHY_TEAM,
)

CONDITIONS = Words(
    _("Conditions to look at: %(who)s"),
    _("%(who)s says that the conditions for the level %(level)s are met. Read how, and decide."),
    WHY_JUDGE,
)
TRAINING_TOLD = Words(
    _("%(who)s tells of training followed elsewhere"),
    _(
        "%(who)s would like %(hours)s hours to count towards the renewal of the certificate. Say here whether they do."
    ),
    WHY_TEAM,
)
TRAINING_COUNTS = Words(
    _("Your training counts towards the renewal"),
    _("%(organisation)s counts %(hours)s hours of training that you followed elsewhere."),
    WHY,
)
TRAINING_DOES_NOT = Words(
    _("Training that does not count towards the renewal"),
    _(
        "%(organisation)s does not count the %(hours)s hours of training that you told of. Ask them if you wonder why."
    ),
    WHY,
)


@reacts_to("certification.moved")
def tell_whose_turn_it_is(event: Event) -> None:
    row = queries.file(event.subject_id)
    if row is None:
        return
    state, values = event.facts["state"], _values(row)
    path = reverse("certification:file", args=[row.pk])
    told = [Told(person, each, path, values) for person, each in _others(row, state) if person != row.person]
    tell(event, [*_candidate(row, event, values), *told])


def _candidate(row: File, event: Event, values: dict[str, object]) -> list[Told]:
    """What is new for the candidate; somebody who waits for copies leads to where they are made."""
    state = event.facts["state"]
    words = BY_STEP.get(event.facts["step"]) or TO_CANDIDATE.get(state)
    readers = [reader.name for reader, _n in handover.waiting_for(row)]
    if readers and state in (F.ASSESSING, *handover.DECIDED_ON):
        to = reverse("certification:hand_over", args=[row.pk])
        return [Told(row.person, words or HAND_OVER, to, values | {"readers": ", ".join(readers)})]
    return [Told(row.person, words, reverse("certification:file", args=[row.pk]), values)] if words else []


def _others(row: File, state: str) -> Iterable[tuple[Person, Words]]:
    if state in (F.APPLIED, F.SUBMITTED):
        words = APPLIED if state == F.APPLIED else HANDED_IN
        return [(each.person, words) for each in administrators(row.scheme.organisation)]
    if state == F.SETTLING:
        return [(part.person, COMPARE) for part in queries.parts_of(row)]
    if state in (F.DECIDING, F.APPEALED):
        return [(member.person, DECIDE) for member in queries.could_decide(row)]
    return []


@reacts_to("certification.assessor named")
def tell_the_assessor(event: Event) -> None:
    row, id = queries.file(event.subject_id), read_id(str(event.facts["assessor_id"]))
    if row is None or id is None:
        return
    path = reverse("certification:file", args=[row.pk])
    tell(event, [Told(person, NAMED, path, _values(row)) for person in people([id])])


@reacts_to("certification.evidence released")
def tell_that_all_can_be_read(event: Event) -> None:
    row, id = queries.file(event.subject_id), read_id(str(event.facts["reader_id"]))
    if row is None or id is None or event.facts["waiting"]:
        return
    path = reverse("certification:read", args=[row.pk])
    tell(event, [Told(person, READABLE, path, _values(row)) for person in people([id])])


@reacts_to("certification.conditions told")
def tell_that_conditions_are_met(event: Event) -> None:
    row = queries.file(event.subject_id)
    if row is None or row.state != F.CONDITIONAL:
        return
    path, values = reverse("certification:decide", args=[row.pk]), _values(row)
    tell(event, [Told(each.person, CONDITIONS, path, values) for each in queries.could_lift(row)])


@reacts_to("certification.training told", "certification.training answered")
def tell_of_training(event: Event) -> None:
    row = queries.file(event.subject_id)
    if row is None:
        return
    path = f"{reverse('certification:file', args=[row.pk])}#renewal"
    values = _values(row) | {"hours": event.facts["hours"]}
    if event.verb == "certification.training told":
        team = [each.person for each in administrators(row.scheme.organisation)]
        tell(event, [Told(person, TRAINING_TOLD, path, values) for person in team if person != row.person])
    else:
        words = TRAINING_COUNTS if event.facts["counts"] else TRAINING_DOES_NOT
        tell(event, [Told(row.person, words, path, values)])


def _values(row: File) -> dict[str, object]:
    level = queries.framework_of(row.scheme).text(row.person.language).levels[row.level].label
    return {"who": row.person.name, "level": level, "organisation": row.scheme.organisation.name}
