"""Why something is not possible, in words and with what to do."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ithaca.programmes.models import Participation
from ithaca.programmes.texts import localised, shown_language
from ithaca.trainings import queries
from ithaca.trainings.rules import Obstacle


def obstacle(reason: Obstacle) -> str:
    words = {
        Obstacle.NOT_OPEN: _("Nobody can sign up for it at the moment."),
        Obstacle.BEGUN: _("It has begun already: signing up is over."),
        Obstacle.TOO_LATE: _(
            "The time to sign up is over. Ask your coordinator if you would still like to come."
        ),
    }
    return words[reason]


def not_followed(*participations: Participation) -> str:
    """Why these people can't be paired yet: the first required training that one of them has not followed."""
    missing = queries.missing(participations)
    for each in participations:
        for row in missing.get(each.pk, []):
            title = localised(row.title, shown_language(each.programme.languages, get_language() or "fr"))
            return _(
                "%(name)s has not taken part in “%(title)s” yet, which the programme asks for before a pair begins."
            ) % {"name": each.person.name, "title": title}
    return ""
