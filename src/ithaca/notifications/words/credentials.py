"""Mail about certificates, to those who hold them, and about signing keys, to the other administrators."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.credentials.addresses import page_of
from ithaca.credentials.policies import body_of
from ithaca.credentials.queries import credential, issuer_with
from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.kernel.ids import read_id
from ithaca.networks.models import Role
from ithaca.networks.queries import people_of
from ithaca.notifications.post import Told, Words, tell, write
from ithaca.organisations.models import Organisation
from ithaca.organisations.queries import administrators

WHY = _("You get this mail because %(issuer)s has certified you.")
WHY_KEYS = _("You get this mail because you administer %(issuer)s.")
CHANGED = _("Something has changed with your certificate")
ISSUED = Words(
    _("Your certificate is here: %(title)s"),
    _(
        "%(issuer)s has issued your certificate “%(title)s”. Take it as PDF or as a badge here: whoever receives it can verify it without asking anybody. You decide whether its page is public."
    ),
    WHY,
)
SUSPENDED = Words(
    _("Your certificate is suspended: %(title)s"),
    _(
        "%(issuer)s has suspended your certificate “%(title)s”: for the time being it counts for nothing, and who verifies it is told so. You find the reason here."
    ),
    WHY,
    outside=CHANGED,
)
REINSTATED = Words(
    _("Your certificate is in force again: %(title)s"),
    _("%(issuer)s has put your certificate “%(title)s” back into force. Your files are as good as before."),
    WHY,
)
REVOKED = Words(
    _("Your certificate is revoked: %(title)s"),
    _(
        "%(issuer)s has revoked your certificate “%(title)s” for good: who verifies it is told so. You find the reason here."
    ),
    WHY,
    outside=CHANGED,
)
KEY_MADE = Words(
    _("A new signing key for %(issuer)s"),
    _(
        "Key %(number)s now signs for %(issuer)s. If you know nothing of this, ask the other administrators at once."
    ),
    WHY_KEYS,
)
KEY_REVOKED = Words(
    _("A signing key of %(issuer)s is revoked"),
    _(
        "Key %(number)s was reported as stolen. Make a new key, and look at which certificates have to be issued anew."
    ),
    WHY_KEYS,
)
OF_CREDENTIALS = {
    "credential.issued": ISSUED,
    "credential.suspended": SUSPENDED,
    "credential.reinstated": REINSTATED,
    "credential.revoked": REVOKED,
}


@reacts_to(*OF_CREDENTIALS)
def tell_the_holder(event: Event) -> None:
    row = credential(event.subject_id)
    if row is None or row.person is None:
        return
    values = {"title": row.name, "issuer": row.issuer.name}
    write(event, row.person, OF_CREDENTIALS[event.verb], reverse("credentials:mine"), values=values)


@reacts_to("issuer key.made", "issuer key.revoked")
def tell_the_other_administrators(event: Event) -> None:
    """Whoever signs in the organisation's name is known to all who answer for it."""
    issuer = issuer_with(read_id(str(event.facts["key_id"])))
    if issuer is None:
        return
    body, words = body_of(issuer), KEY_MADE if event.verb == "issuer key.made" else KEY_REVOKED
    values, path = {"issuer": body.name, "number": event.facts["number"]}, page_of(body, "keys")
    if isinstance(body, Organisation):
        people = [row.person for row in administrators(body)]
    else:
        people = [row.person for row in people_of(body, Role.ADMINISTRATOR)]
    tell(event, [Told(person, words, path, values) for person in people if person.pk != event.actor_id])
