"""Mail around portfolios: a mentee is asked whether a mentor may speak of them, and the mentor hears the answer."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.competences import queries
from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.notifications.post import Told, Words, tell, write
from ithaca.notifications.words.pairs import WHY

ASKED = Words(
    _("%(other)s asks whether they may speak of you"),
    _(
        "%(other)s gathers a portfolio to show their practice as a mentor. One part of it speaks of you: it is used only if you agree. See what it is and answer here; you owe no reason, and can take your answer back at any time."
    ),
    WHY,
)
GIVEN = Words(
    _("%(other)s agrees: your portfolio may speak of them"),
    _("%(other)s agrees to what one part of your portfolio says of them. It counts from now on."),
    WHY,
)
DECLINED = Words(
    _("%(other)s does not agree to a part of your portfolio"),
    _(
        "%(other)s does not, or no longer, agree to what one part of your portfolio says of them. It is not used; nobody owes a reason. You can write about another situation instead."
    ),
    WHY,
)


NEWER = Words(
    _("A newer version of the competence framework"),
    _(
        "%(organisation)s has published a newer version of the competence framework that your portfolio follows. What you have gathered stays; go over to the new version when it suits you."
    ),
    _("You get this mail because you keep a portfolio by this framework."),
)


@reacts_to("framework.published")
def published(event: Event) -> None:
    row = queries.version(event.subject_id)
    if row is None:
        return
    told = [
        Told(
            each.person,
            NEWER,
            reverse("competences:coverage", args=[each.pk]),
            {"organisation": row.organisation.name},
        )
        for each in queries.kept_by_earlier(row)
    ]
    tell(event, told)


@reacts_to("portfolio.consent asked")
def asked(event: Event) -> None:
    item = queries.item(UUID(event.facts["item_id"]))
    if item is None or item.mentorship is None:
        return
    path = reverse("competences:consent", args=[item.pk])
    write(event, item.mentorship.mentee.person, ASKED, path, values={"other": item.portfolio.person.name})


@reacts_to("portfolio.consent answered")
def answered(event: Event) -> None:
    item = queries.item(UUID(event.facts["item_id"]))
    if item is None or item.mentorship is None:
        return
    words = GIVEN if event.facts["state"] == "given" else DECLINED
    path = reverse("competences:portfolio", args=[item.portfolio_id])
    write(event, item.portfolio.person, words, path, values={"other": item.mentorship.mentee.person.name})
