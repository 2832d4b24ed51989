import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.states import ForbiddenTransition
from ithaca.mentorships import events, policies
from ithaca.mentorships.actions.changes import locked, locked_running, record
from ithaca.mentorships.models import Mentorship, PrivateTopic
from ithaca.mentorships.states import TOPIC, TopicState
from ithaca.vault import actions as vault
from ithaca.vault.sealed import SealedRoom


@transaction.atomic
def mark_topic(*, actor: Person, id: uuid.UUID, mentorship: Mentorship, sealed: SealedRoom) -> PrivateTopic:
    """One of the two says that the talk enters private ground; nothing can be written before the mentee consents."""
    row = locked_running(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    existing = PrivateTopic.made_before(id, mentorship=row)
    if existing is not None:
        return existing
    if row.topics.filter(state=TopicState.MARKED).exists():
        raise Refusal(_("Private ground is marked already, and waits for consent."))
    if PrivateTopic.objects.filter(room_id=sealed.id).exists():
        raise Refusal(_("A private topic has a room of its own. Reload the page and mark it again."))
    members = [row.mentor.person, row.mentee.person]
    room = vault.create_room(actor=actor, sealed=sealed, members=members, purpose="private", closed=True)
    topic = PrivateTopic.objects.create(pk=id, mentorship=row, room=room, marked_by=actor)
    record(events.TopicMarked, actor, row, topic_id=topic.pk)
    return topic


def _locked(
    actor: Person, topic_id: uuid.UUID, mentorship: Mentorship, permission: Permission
) -> tuple[Mentorship, PrivateTopic]:
    row = locked(mentorship.pk)
    policies.require(actor, row, permission)
    topic = PrivateTopic.objects.select_for_update().filter(pk=topic_id, mentorship=row).first()
    if topic is None:
        raise Denied(permission.value)
    return row, topic


@transaction.atomic
def consent_to_topic(*, actor: Person, topic_id: uuid.UUID, mentorship: Mentorship) -> None:
    """The mentee, and nobody else, opens private ground for writing."""
    row, topic = _locked(actor, topic_id, mentorship, Permission.DECIDE_ON_PRIVATE_TOPIC)
    if topic.state == TopicState.CONSENTED:
        return
    if row.ended_at is not None:
        raise Refusal(_("This mentorship has ended: nothing new is written."))
    topic.state = TOPIC.after("consent", topic.state)
    topic.consented_at = clock.now()
    topic.save()
    vault.reopen_room(room_id=topic.room_id)
    record(events.TopicConsented, actor, row, topic_id=topic.pk)


@transaction.atomic
def withdraw_topic(*, actor: Person, topic_id: uuid.UUID, mentorship: Mentorship) -> None:
    """The mentee takes the consent back: nothing is added any more, and all of it can be destroyed."""
    row, topic = _locked(actor, topic_id, mentorship, Permission.DECIDE_ON_PRIVATE_TOPIC)
    if topic.state == TopicState.WITHDRAWN:
        return
    topic.state = TOPIC.after("withdraw", topic.state)
    topic.withdrawn_at = clock.now()
    topic.save()
    vault.close_room(room_id=topic.room_id)
    record(events.TopicWithdrawn, actor, row, topic_id=topic.pk)


@transaction.atomic
def destroy_topic(*, actor: Person, topic_id: uuid.UUID, mentorship: Mentorship) -> None:
    """Destroys what was written on private ground, with its key: the mentee's to ask, also when all is over."""
    row, topic = _locked(actor, topic_id, mentorship, Permission.DECIDE_ON_PRIVATE_TOPIC)
    _destroy(actor, row, topic)


@transaction.atomic
def take_topic_back(*, actor: Person, topic_id: uuid.UUID, mentorship: Mentorship) -> None:
    """Either of the two takes a mark away again, as long as the mentee has not consented: nothing is there yet."""
    row, topic = _locked(actor, topic_id, mentorship, Permission.TAKE_PART_IN_MENTORSHIP)
    if topic.state not in (TopicState.MARKED, TopicState.DESTROYED):
        raise ForbiddenTransition("take back", topic.state)
    _destroy(actor, row, topic)


def _destroy(actor: Person, row: Mentorship, topic: PrivateTopic) -> None:
    if topic.state == TopicState.DESTROYED:
        return
    topic.state = TOPIC.after("destroy", topic.state)
    topic.destroyed_at = clock.now()
    topic.save()
    vault.destroy_room_content(actor=actor, room_id=topic.room_id)
    record(events.TopicDestroyed, actor, row, topic_id=topic.pk, was_empty=topic.consented_at is None)


def close_topics(mentorship: Mentorship) -> None:
    """Part of the end of a mentorship: private ground too is readable only."""
    for room_id in mentorship.topics.values_list("room_id", flat=True):
        vault.close_room(room_id=room_id)
