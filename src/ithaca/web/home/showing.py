"""Steps around competences: a mentor who can begin to show theirs, a mentee who is asked whether they may speak of them."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from ithaca.competences.models import FrameworkVersion, Item
from ithaca.competences.states import ConsentState
from ithaca.perspectives.models import Invitation
from ithaca.perspectives.queries import token_of
from ithaca.web.home.step import Step


def to_consent(items: Sequence[Item]) -> Iterator[Step]:
    """What a mentor would like to show of one."""
    for item in items:
        if item.consent == ConsentState.WAITING and item.mentorship is not None:
            title = _("%(name)s asks whether they may speak of you") % {
                "name": item.mentorship.mentor.person.name
            }
            text = _("It is for their portfolio as a mentor, and used only if you agree.")
            url = reverse("competences:consent", args=[item.pk])
            yield Step(title, url, _("Answer"), "file-text", text, urgent=True)


def to_say_how(invitations: Sequence[Invitation]) -> Iterator[Step]:
    """Who asks how one sees them as a mentor."""
    for row in invitations:
        title = _("%(name)s asks how you see them as a mentor") % {"name": row.round.person.name}
        text = _("Two minutes, and nobody learns what you said.")
        yield Step(title, reverse("perspectives:answer", args=[token_of(row)]), _("Answer"), "eye", text)


def to_begin(versions: Sequence[FrameworkVersion]) -> Iterator[Step]:
    """A framework by which one has no portfolio yet."""
    if versions:
        text = _("Place yourself, gather evidence, see what is covered. Nobody else sees it before you wish.")
        yield Step(
            _("Show what you are able to do as a mentor"),
            reverse("competences:mine"),
            _("Begin"),
            "target",
            text,
        )
