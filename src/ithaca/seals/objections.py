"""What seals have against actions of the apps below: whoever belongs to a file's organisation has no hand in it."""

from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.credentials.actions.administering import against_change
from ithaca.credentials.models import Credential
from ithaca.networks.actions.people import against_seat_change
from ithaca.networks.models import Network
from ithaca.seals import queries
from ithaca.seals.actions.files import bound_to_this_file


@against_seat_change.rule
def judged_by_others(actor: Person, network: Network) -> str:
    """Who audits and who decides is for others, as long as a file of theirs is under way."""
    if not queries.belongs_to_one_of(actor.pk, queries.running_in(network)):
        return ""
    return _(
        "A file of an organisation to which you belong is under way in this network: another administrator has to say who audits and who decides."
    )


@against_change.rule
def kept_by_others(actor: Person, credential: Credential) -> str:
    """A seal is neither taken out of force nor put back by whoever belongs to the organisation that holds it."""
    row = queries.file_of_seal(credential)
    return bound_to_this_file() if row is not None and queries.binds(actor.pk, row) else ""
