from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.directory.entries import reindex
from ithaca.directory.events import ProfilePublished
from ithaca.directory.models import Profile
from ithaca.directory.profile import LISTS, TEXTS
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.programmes import actions as programmes
from ithaca.programmes.actions.changes import locked_participation
from ithaca.programmes.models import Participation
from ithaca.programmes.policies import require_towards
from ithaca.programmes.states import ParticipationState
from ithaca.vault.queries import has_keyring


@dataclass(frozen=True)
class ProfileContent:
    """What a participant shows; lists hold slugs of the catalogue's topics, `photo` a clean WebP or None."""

    headline: str
    presentation: str
    expertise: Sequence[str]
    sectors: Sequence[str]
    languages: Sequence[str]
    mentor_roles: Sequence[str]
    place: str
    slots: Sequence[str] = ()
    capacity: int | None = None  # mentors only
    photo: bytes | None = None
    remove_photo: bool = False


@transaction.atomic
def save_profile(*, person: Person, participation: Participation, content: ProfileContent) -> Profile:
    """Saves and publishes a profile; the first time, the participation becomes active."""
    row = locked_participation(participation)
    require_towards(person, row, Permission.EDIT_OWN_PARTICIPATION)
    if not row.inside:
        raise Refusal(_("Your profile opens as soon as you are accepted in the programme."))
    # A request can be sealed only to somebody who has keys, so a mentor without them must not be found.
    if row.role == "mentor" and not has_keyring(person):
        raise Refusal(
            _("Set up your confidential space first: requests can only be encrypted to people who have one.")
        )
    profile = Profile.objects.filter(participation=row).first() or Profile(participation=row)
    first = profile.published_at is None
    for name in TEXTS:
        setattr(profile, name, getattr(content, name).strip())
    for name in LISTS:
        setattr(profile, name, list(getattr(content, name)))
    _keep_photo(profile, content)
    profile.published_at = profile.published_at or clock.now()
    profile.save()
    if row.role == "mentor" and content.capacity is not None:
        programmes.set_capacity(person=person, participation=row, capacity=content.capacity)
    if row.state == ParticipationState.ACCEPTED:
        programmes.activate(person=person, participation=row)
    programmes.forget_prepared(row)
    row.refresh_from_db(fields=["state", "capacity"])
    reindex(row)
    journal.record(
        ProfilePublished(
            actor_id=person.pk,
            subject_id=profile.pk,
            programme_id=row.programme_id,
            role=row.role,
            first=first,
        )
    )
    return profile


def _keep_photo(profile: Profile, content: ProfileContent) -> None:
    if (content.photo or content.remove_photo) and profile.photo:
        old, storage = str(profile.photo.name), profile.photo.storage
        transaction.on_commit(lambda: storage.delete(old))
        profile.photo = ""
    if content.photo:
        profile.photo.save(f"{profile.pk}.webp", ContentFile(content.photo), save=False)
