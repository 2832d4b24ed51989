"""Whoever runs the server names who runs the installation."""

import pytest
from click.testing import CliRunner

from ithaca.accounts import actions
from ithaca.accounts.closing import close_account
from ithaca.accounts.models import Person
from ithaca.cli.operating import command
from ithaca.journal.models import Event
from tests.cast import Cast
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_another_is_named_once_the_only_one_has_closed_their_account(cast: Cast) -> None:
    actions.make_operator(cast.mentee)
    address = cast.mentee.email
    close_account(cast.mentee)
    assert not Person.objects.filter(is_operator=True).exists()
    assert CliRunner().invoke(command, [address]).exit_code == 1, "nobody is called back"
    for _time in range(2):
        assert CliRunner().invoke(command, [cast.mentor.email.upper()]).exit_code == 0
    assert list(Person.objects.filter(is_operator=True)) == [cast.mentor]
    assert Event.objects.filter(verb="account.operator named", subject_id=cast.mentor.pk).count() == 1


def test_an_address_that_nobody_has_confirmed_names_nobody() -> None:
    person = make_person("Malin", email="malin@example.org")
    person.emailaddress_set.update(verified=False)
    assert CliRunner().invoke(command, ["malin@example.org"]).exit_code == 1
    assert not Person.objects.filter(is_operator=True).exists()
