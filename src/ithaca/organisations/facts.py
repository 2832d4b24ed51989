"""What the indicators ask about an organisation."""

from django.db.models import Exists, OuterRef, Q

from ithaca.organisations.models import DeclaredConflict, Position


def keeps_people_apart(organisation: str) -> Q:
    """Of rows that name an organisation: whether it keeps a reporting line or declared conflicts, which bar a pair."""
    line = Position.objects.filter(organisation=OuterRef(organisation))
    conflicts = DeclaredConflict.objects.filter(organisation=OuterRef(organisation))
    return Q(Exists(line)) | Q(Exists(conflicts))
