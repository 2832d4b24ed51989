"""Reads of a programme's resources, as they stand on a page: guides with their words in the reader's language."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from ithaca import catalogue
from ithaca.programmes.models import Programme
from ithaca.programmes.texts import shown_language
from ithaca.resources import rules
from ithaca.resources.models import Audience, Kind, Resource


@dataclass(frozen=True)
class Item:
    """A resource with the words that the reader gets, and the language that they are in."""

    row: Resource
    title: str
    description: str
    language: str
    foreign: bool  # it can only be read in another language than the reader's

    @property
    def ending(self) -> str:
        return rules.ending(self.row.file_name).upper()


def item(row: Resource) -> Item:
    reader = shown_language(row.programme.languages, get_language() or "fr")
    if row.kind == Kind.GUIDE:
        words = catalogue.guide(row.guide).text(reader)
        return Item(row, words.title, words.introduction, reader, foreign=False)
    language = row.language or reader
    return Item(row, row.title, row.description, language, foreign=language != reader)


def resource(resource_id: UUID) -> Resource:
    return Resource.objects.get(pk=resource_id)


def resources_of(
    programme: Programme, *, audiences: Collection[str], hidden: bool = False, phase: str = ""
) -> list[Item]:
    """In the coordinators' order; a phase also has what is for the whole way."""
    rows = Resource.objects.filter(programme=programme, audience__in=audiences)
    rows = rows if hidden else rows.filter(hidden=False)
    rows = rows.filter(phase__in=[phase, ""]) if phase else rows
    found = list(rows.order_by("position", "id"))
    for row in found:
        row.programme = programme
    return [item(row) for row in found]


def for_pair(programme: Programme, *, phase: str, role: str) -> list[Item]:
    """What belongs to the phase that a pair is in, for one of the two; without a role, for whoever coordinates."""
    audiences = [Audience.BOTH, role] if role else Audience.values
    rows = Resource.objects.filter(programme=programme, hidden=False, phase=phase, audience__in=audiences)
    found = list(rows.order_by("position", "id"))
    for row in found:
        row.programme = programme
    return [item(row) for row in found]
