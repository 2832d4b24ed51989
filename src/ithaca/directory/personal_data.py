"""Profiles with their photos, what the search knows of them, and who wrote to whom."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy

from ithaca.accounts.models import Person
from ithaca.directory import actions
from ithaca.directory.models import Entry, Profile, Request
from ithaca.directory.states import RequestState
from ithaca.journal.queries import latest_of
from ithaca.kernel import clock, personal_data
from ithaca.kernel.personal_data import Attached, as_fact, rows, with_account
from ithaca.programmes.states import ParticipationState

KEPT = timedelta(days=730)  # as `programmes.personal_data`
OVER = (ParticipationState.LEFT, ParticipationState.EXCLUDED)
SHOWN = (
    "headline",
    "presentation",
    "expertise",
    "sectors",
    "languages",
    "mentor_roles",
    "place",
    "slots",
    "published_at",
)


def erase(person: Person) -> None:
    sent = Request.objects.filter(state=RequestState.SENT).order_by("pk")
    for row in list(sent.filter(mentee__person=person)):
        actions.withdraw_request(actor=person, request=row)
    for row in list(sent.filter(mentor__person=person)):
        actions.decline_request(actor=person, request=row)
    Entry.objects.filter(person=person).delete()
    for profile in Profile.objects.filter(participation__person=person):
        _forget(profile)


def _forget(profile: Profile) -> None:
    if profile.photo:
        name, storage = str(profile.photo.name), profile.photo.storage
        transaction.on_commit(lambda: storage.delete(name))
    profile.delete()


@transaction.atomic
def forget_old_profiles() -> None:
    """Deletes profiles two years after their owners have left the programme."""
    cut = clock.now() - KEPT
    over = Profile.objects.filter(participation__state__in=OVER, created_at__lt=cut)
    ended = latest_of(
        list(over.values_list("participation_id", flat=True)),
        ["participation.left", "participation.excluded"],
    )
    old = [pk for pk, at in ended.items() if at < cut]
    Entry.objects.filter(participation__in=old).delete()
    for profile in over.filter(participation__in=old):
        _forget(profile)


def export(person: Person) -> dict[str, object]:
    mine = Profile.objects.filter(participation__person=person).order_by("created_at", "id")
    requests = Request.objects.order_by("created_at", "id")
    facts = ("id", "state", "reply_by", "answered_at")
    return {
        "profiles": rows(
            mine,
            *SHOWN,
            programme="participation__programme__name",
            role="participation__role",
            photo="photo",
        ),
        "requests_sent": rows(
            requests.filter(mentee__person=person), *facts, sent_at="created_at", to="mentor__person__name"
        ),
        "requests_received": rows(
            requests.filter(mentor__person=person), *facts, sent_at="created_at", by="mentee__person__name"
        ),
    }


def files(person: Person) -> Iterator[Attached]:
    for profile in Profile.objects.filter(participation__person=person).exclude(photo="").order_by("pk"):
        if not profile.photo.storage.exists(str(profile.photo.name)):
            continue  # lost on the disk: all the rest goes along
        with profile.photo.open("rb") as photo:
            yield Attached(str(profile.photo.name), photo.read())


personal_data.register(
    personal_data.Part(
        app="directory",
        title=gettext_lazy("Profiles, photo and requests"),
        rules={
            "Profile": with_account(
                "What a participant shows to the people of a programme, with a photo.",
                "Also deleted two years after its owner has left the programme.",
            ),
            "Entry": with_account("What the search knows of a mentor."),
            "Request": as_fact("Who asked whom for a first contact, and the answer; the words are sealed."),
        },
        erase=erase,
        export=export,
        files=files,
        forget=(forget_old_profiles,),
    )
)
