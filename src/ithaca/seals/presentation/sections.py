"""The page of a file is the hub of everybody who has to do with it: each part says for itself who sees it."""

from ithaca.accounts.models import Person
from ithaca.seals.models import SealFile
from ithaca.seals.presentation import assessing, standing
from ithaca.seals.presentation.parts import Finds, Link, Offers, Roles, Section

# In the order in which they stand on the page.
SECTIONS: tuple[Finds, ...] = (standing.section, standing.basis, assessing.section)
# What can be done next; the first one is the most urgent.
LINKS: tuple[Offers, ...] = (standing.renew_link, standing.change_link)


def sections_of(row: SealFile, person: Person, roles: Roles) -> list[Section]:
    return [found for each in SECTIONS if (found := each(row, person, roles))]


def links_of(row: SealFile, person: Person, roles: Roles) -> list[Link]:
    return [found for each in LINKS if (found := each(row, person, roles))]
