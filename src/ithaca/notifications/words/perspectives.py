"""Mail around perspectives: a link to whoever is asked, also without an account."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.notifications.kinds import kind_of
from ithaca.notifications.outbox import Letter, enqueue
from ithaca.notifications.post import Cause, Told, Words, tell_because
from ithaca.perspectives import queries
from ithaca.perspectives.models import Invitation, Round

WHY = _("You get this mail because somebody you know as a mentor would like to hear from you.")
ASKED = Words(
    _("%(who)s asks how you see them as a mentor"),
    _(
        "Nine statements and one mark: two minutes are enough. Your answers only add to counts; %(who)s does not see them one by one, nor who has answered. The link is yours alone and works once, until %(until)s."
    ),
    WHY,
)
LAST_DAYS = Words(
    _("Still time to say how you see %(who)s as a mentor"),
    _("Two minutes are enough, and nobody learns what you said. The link works until %(until)s."),
    WHY,
)
OVER = Words(
    _("Your round of perspectives is over"),
    _(
        "See what came of it. Means are there if at least three people have answered; whether anybody else sees them is up to you."
    ),
    _("You get this mail because you have asked others how they see you as a mentor."),
)


def path_for(row: Invitation) -> str:
    return reverse("perspectives:answer", args=[queries.token_of(row)])


def values_for(row: Round, language: str) -> dict[str, object]:
    with translation.override(language):
        return {"who": row.person.name, "until": date_format(timezone.localtime(row.ends_at), "DATE_FORMAT")}


@reacts_to("perspectives.asked")
def send_links(event: Event) -> None:
    row = queries.round_by_id(event.subject_id)
    if row is None:
        return
    for each in queries.asked_in(row):
        if each.person is None:
            _to_address(row, each)
        else:
            told = Told(each.person, ASKED, path_for(each), values_for(row, each.person.language))
            # One mail an invitation, however often people are added to the round.
            key = f"perspective:{each.pk}"
            tell_because(Cause(key, kind_of(event.verb), row.pk, None, each.created_at), [told])


def _to_address(row: Round, invitation: Invitation) -> None:
    with translation.override(invitation.language):
        values = values_for(row, invitation.language)
        parts = [
            translate("Hello,"),
            str(ASKED.text) % values,
            f"{settings.BASE_URL}{path_for(invitation)}",
            "--\n"
            + translate("This link is yours alone. If you did not expect it, you can ignore this mail."),
        ]
        letter = Letter(str(ASKED.subject) % values, "\n\n".join(parts) + "\n", language=invitation.language)
    enqueue(key=f"perspective:{invitation.pk}", letter=letter, address=invitation.email)
