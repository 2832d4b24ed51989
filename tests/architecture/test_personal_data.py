"""Each table says how long it is kept and what goes with an account; what is deleted after a time really is."""

from django.apps import apps

from ithaca.cli.worker import CLOCK_WORK
from ithaca.kernel import personal_data
from ithaca.kernel.personal_data import Kept


def labelled() -> dict[str, personal_data.Rule]:
    return {
        name if "." in name else f"{part.app}.{name}": rule
        for part in personal_data.parts()
        for name, rule in part.rules.items()
    }


def test_every_table_has_a_rule_and_every_rule_a_table() -> None:
    assert set(labelled()) == {model._meta.label for model in apps.get_models()}


def test_a_rule_for_a_time_says_how_long() -> None:
    periods = {name: rule for name, rule in labelled().items() if rule.kept == Kept.PERIOD}
    assert len(periods) > 5
    assert [name for name, rule in periods.items() if not rule.more] == []


def test_what_is_kept_as_long_as_the_account_is_deleted_with_it() -> None:
    """Whoever keeps rows with the account has something to do when it is closed."""
    for part in personal_data.parts():
        if any(rule.kept == Kept.ACCOUNT for rule in part.rules.values()):
            assert part.erase is not personal_data._nothing, part.app


def test_the_clock_deletes_what_every_app_forgets() -> None:
    assert personal_data.forget_due in [work for _every, work in CLOCK_WORK]
    forgotten = {forget for part in personal_data.parts() for forget in part.forget}
    assert len(forgotten) > 5
    assert forgotten & {work for _every, work in CLOCK_WORK} == set(), "twice"
