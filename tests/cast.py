"""The people of the tests.

Clémence coordinates *Cap Ouest* for Les Voiles, which Alma administers. Marc is a mentor there, Inès a
mentee, Nadia a second mentor, Paul a second mentee. Oscar is the outsider: he coordinates another
organisation's programme and must never see anything of this one.
"""

from dataclasses import dataclass

from ithaca.accounts.models import Person
from ithaca.organisations.models import Organisation
from ithaca.programmes.models import Participation, Programme
from tests import factories


@dataclass(frozen=True)
class Cast:
    organisation: Organisation
    programme: Programme
    administrator: Person
    coordinator: Person
    mentor: Person
    mentee: Person
    second_mentor: Person
    second_mentee: Person
    outsider: Person
    elsewhere: Programme  # the outsider's programme
    mentoring: Participation  # Marc's
    being_mentored: Participation  # Inès's
    second_mentoring: Participation  # Nadia's
    second_being_mentored: Participation  # Paul's


def make_cast() -> Cast:
    organisation = factories.make_organisation()
    programme = factories.make_programme(organisation)
    alma = factories.make_person("Alma Ferrand")
    clemence = factories.make_person("Clémence Roy")
    marc = factories.make_person("Marc Delorme")
    ines = factories.make_person("Inès Benali")
    nadia = factories.make_person("Nadia Keller")
    paul = factories.make_person("Paul Tremblay")
    oscar = factories.make_person("Oscar Autre")
    factories.make_administrator(alma, organisation)
    factories.make_coordinator(clemence, programme)
    other = factories.make_organisation("Autre Rive")
    elsewhere = factories.make_programme(other, "autre-rive")
    factories.make_administrator(oscar, other)
    factories.make_coordinator(oscar, elsewhere)
    return Cast(
        organisation=organisation,
        programme=programme,
        administrator=alma,
        coordinator=clemence,
        mentor=marc,
        mentee=ines,
        second_mentor=nadia,
        second_mentee=paul,
        outsider=oscar,
        elsewhere=elsewhere,
        mentoring=factories.make_participation(marc, programme, "mentor"),
        being_mentored=factories.make_participation(ines, programme, "mentee"),
        second_mentoring=factories.make_participation(nadia, programme, "mentor"),
        second_being_mentored=factories.make_participation(paul, programme, "mentee"),
    )
