"""Writes of a programme's resources."""

from dataclasses import dataclass
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import require
from ithaca.resources import events, rules, shelf
from ithaca.resources.models import Audience, Kind, Phase, Resource

# The catalogue's guides, as every programme offers them from the beginning.
GUIDES = (
    ("writing-a-request", Audience.MENTEE, ""),
    ("first-meeting", Audience.BOTH, Phase.LAUNCH),
    ("preparing-a-meeting", Audience.BOTH, Phase.DEVELOPMENT),
    ("room-protection", Audience.BOTH, ""),
)


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a coordinator says of a resource; a new file replaces the one that is there."""

    kind: str
    title: str = ""
    description: str = ""
    language: str = ""
    audience: str = Audience.BOTH
    phase: str = ""
    url: str = ""
    upload: "File[bytes] | None" = None


@transaction.atomic
def add_resource(*, actor: Person, programme: Programme, id: UUID, content: Content) -> Resource:
    """Adds a link or a file after the others."""
    require(actor, programme, Permission.MANAGE_RESOURCES)
    existing = Resource.made_before(id, programme=programme)
    if existing is not None:
        return existing
    if content.kind == Kind.FILE and content.upload is None:
        raise Refusal(_("Choose a file."), field="file")
    row = Resource(id=id, programme=programme, kind=content.kind, position=_last(programme) + 1)
    _set(row, content)
    row.save(force_insert=True)
    _record(events.Added, actor, row)
    return row


@transaction.atomic
def change_resource(*, actor: Person, resource: Resource, content: Content) -> None:
    """Changes what stands about a resource; a guide keeps its own words."""
    row = _locked(actor, resource)
    _set(row, content)
    row.save()
    _record(events.Changed, actor, row)


def _set(row: Resource, content: Content) -> None:
    row.audience, row.phase = content.audience, content.phase
    if row.kind == Kind.GUIDE:
        return
    row.title, row.description, row.language = content.title, content.description, content.language
    if row.kind == Kind.LINK:
        if not content.url.startswith("https://"):
            raise Refusal(_("Give a link that begins with https://."), field="url")
        row.url = content.url
    elif content.upload is not None:
        _replace_file(row, content.upload)


def _replace_file(row: Resource, upload: "File[bytes]") -> None:
    shelf.check(upload)
    before, now = row.file, new_id()
    shelf.put(now, upload)
    row.file, row.file_size = now, upload.size or 0
    row.file_name = rules.harmless_name(upload.name or "")
    if before is not None:
        transaction.on_commit(lambda: shelf.forget(before))


@transaction.atomic
def move_resource(*, actor: Person, resource: Resource, steps: int) -> None:
    """Moves a resource up (-1) or down (1) in its programme's order."""
    row = _locked(actor, resource)
    order = list(
        Resource.objects.select_for_update().filter(programme=row.programme).order_by("position", "id")
    )
    here = next(index for index, each in enumerate(order) if each.pk == row.pk)
    order.insert(max(0, here + steps), order.pop(here))
    for position, each in enumerate(order, start=1):
        each.position = position
    Resource.objects.bulk_update(order, ["position"])
    _record(events.Moved, actor, row, position=max(0, here + steps) + 1)


@transaction.atomic
def hide_resource(*, actor: Person, resource: Resource) -> None:
    """Takes a resource from the people's page; it can be shown again."""
    row = _locked(actor, resource)
    if not row.hidden:
        row.hidden = True
        row.save(update_fields=["hidden"])
        _record(events.Hidden, actor, row)


@transaction.atomic
def show_resource(*, actor: Person, resource: Resource) -> None:
    """Puts a hidden resource back."""
    row = _locked(actor, resource)
    if row.hidden:
        row.hidden = False
        row.save(update_fields=["hidden"])
        _record(events.Shown, actor, row)


@transaction.atomic
def remove_resource(*, actor: Person, resource: Resource) -> None:
    """Removes a link, or a file with its content, for good. Guides are hidden instead."""
    row = _locked(actor, resource)
    if row.kind == Kind.GUIDE:
        raise Refusal(_("A guide of the catalogue can't be removed. Hide it instead."))
    file = row.file
    _record(events.Removed, actor, row)
    row.delete()
    if file is not None:
        transaction.on_commit(lambda: shelf.forget(file))


@transaction.atomic
def add_guides(programme_id: UUID) -> None:
    """The guides that a new programme offers; part of its making, so it checks no permission. Runs again without harm."""
    Resource.objects.bulk_create(
        (
            Resource(
                programme_id=programme_id,
                guide=slug,
                kind=Kind.GUIDE,
                position=position,
                audience=audience,
                phase=phase,
            )
            for position, (slug, audience, phase) in enumerate(GUIDES, start=1)
        ),
        ignore_conflicts=True,
    )


def _last(programme: Programme) -> int:
    rows = Resource.objects.filter(programme=programme).order_by("-position")
    return rows.values_list("position", flat=True).first() or 0


def _locked(actor: Person, resource: Resource) -> Resource:
    rows = Resource.objects.select_for_update(of=("self",)).select_related("programme__organisation")
    row = rows.filter(pk=resource.pk).first()
    if row is None:
        raise Refusal(_("This resource is no longer there."))
    require(actor, row.programme, Permission.MANAGE_RESOURCES)
    return row


def _record(fact: type[events.ResourceFact], actor: Person, row: Resource, **more: object) -> None:
    journal.record(
        fact(actor_id=actor.pk, subject_id=row.pk, programme_id=row.programme_id, kind=row.kind, **more)
    )
