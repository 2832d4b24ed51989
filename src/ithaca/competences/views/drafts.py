"""The pages of a draft of a framework."""

from ithaca.access.permissions import Permission
from ithaca.competences import actions, policies
from ithaca.competences.models import FrameworkVersion
from ithaca.editions.drafts import Drafts

Part = tuple[FrameworkVersion, str]
drafts: Drafts[FrameworkVersion] = Drafts(
    Permission.MANAGE_FRAMEWORKS,
    policies.draft,
    policies.part_of_draft,
    home="competences:framework",
    change=actions.change_framework,
)
