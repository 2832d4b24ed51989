"""The page of a file is the hub of everybody who has to do with it: each part says for itself who sees it."""

from ithaca.accounts.models import Person
from ithaca.seals.models import SealFile
from ithaca.seals.presentation import assessing, documents, planning, proceedings, standing
from ithaca.seals.presentation.parts import Finds, Link, Offers, Roles, Section

# In the order in which they stand on the page.
SECTIONS: tuple[Finds, ...] = (
    standing.section,
    assessing.section,
    planning.section,
    proceedings.decisions_section,
    proceedings.audit_section,
    documents.section,
    # Beside the others
    standing.basis,
    assessing.handed_in,
    assessing.leaving,
)
# What can be done next; the first one is the most urgent.
LINKS: tuple[Offers, ...] = (documents.links, proceedings.links, assessing.links, standing.links)


def sections_of(row: SealFile, person: Person, roles: Roles) -> list[Section]:
    return [found for each in SECTIONS if (found := each(row, person, roles))]


def links_of(row: SealFile, person: Person, roles: Roles) -> list[Link]:
    return [link for each in LINKS for link in each(row, person, roles)]
