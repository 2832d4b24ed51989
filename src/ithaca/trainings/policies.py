"""Which roles a person holds towards a training, and whom the addresses of this app speak of."""

from uuid import UUID

from ithaca.access.permissions import COORDINATION, Permission
from ithaca.access.roles import Role
from ithaca.access.rules import Denied, allowed
from ithaca.access.rules import require as require_roles
from ithaca.accounts.models import Person
from ithaca.design.views import Scoped
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import roles_in_programme
from ithaca.trainings.models import Audience, SignUp, Training
from ithaca.trainings.states import SignUpState, TrainingState

AUDIENCES: dict[str, frozenset[Role]] = {
    Audience.BOTH: frozenset({Role.MENTOR, Role.MENTEE}),
    Audience.MENTOR: frozenset({Role.MENTOR}),
    Audience.MENTEE: frozenset({Role.MENTEE}),
}


def roles_in_training(person: Person, training: Training) -> frozenset[Role]:
    """A mentor is nobody towards a training for mentees, save where they have a place already."""
    roles = roles_in_programme(person, training.programme)
    if training.state == TrainingState.DRAFT:
        return roles & (COORDINATION | {Role.SIGNED_IN})
    outside = AUDIENCES[Audience.BOTH] - AUDIENCES[training.audience]
    if roles & outside and not _signed_up(person, training):
        roles -= outside
    return frozenset(roles)


def _signed_up(person: Person, training: Training) -> bool:
    rows = SignUp.objects.filter(training=training, person=person)
    return rows.exclude(state=SignUpState.GIVEN_UP).exists()


def audiences_seen_by(person: Person, programme: Programme) -> list[str]:
    """For whom the events are that a person finds in a programme; whoever coordinates finds all."""
    roles = roles_in_programme(person, programme)
    if allowed(roles, Permission.MANAGE_TRAININGS):
        return Audience.values
    return [audience for audience, meant in AUDIENCES.items() if roles & meant]


def require(person: Person, training: Training, permission: Permission) -> None:
    require_roles(roles_in_training(person, training), permission)


def training_in_programme(person: Person, slug: str, training_id: UUID) -> Scoped[Training]:
    rows = Training.objects.select_related("programme__organisation")
    training = rows.filter(pk=training_id, programme__slug=slug).first()
    if training is None:
        raise Denied(slug)
    return Scoped(training, roles_in_training(person, training))


def sign_up_in_programme(person: Person, slug: str, training_id: UUID, sign_up_id: UUID) -> Scoped[SignUp]:
    scoped = training_in_programme(person, slug, training_id)
    row = SignUp.objects.select_related("person").filter(pk=sign_up_id, training=scoped.subject).first()
    if row is None:
        raise Denied(slug)
    row.training = scoped.subject
    return Scoped(row, scoped.roles)
