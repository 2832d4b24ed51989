"""The pages of a draft of a scheme."""

from ithaca.access.permissions import Permission
from ithaca.editions.drafts import Drafts
from ithaca.schemes import actions, policies
from ithaca.schemes.models import SchemeVersion

Part = tuple[SchemeVersion, str]
drafts: Drafts[SchemeVersion] = Drafts(
    Permission.MANAGE_SCHEMES,
    policies.draft,
    policies.part_of_draft,
    home="schemes:scheme",
    change=actions.change_scheme,
)
