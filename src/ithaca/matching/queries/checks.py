from ithaca.matching.models import SafeguardingCheck
from ithaca.programmes.models import Participation, Programme
from ithaca.programmes.queries import people_in


def mentors_with_checks(programme: Programme) -> list[tuple[Participation, SafeguardingCheck | None]]:
    """Every mentor inside, by name, with what was noted of their safeguarding check; two queries."""
    mentors = list(people_in(programme, "mentor"))
    found = {row.participation_id: row for row in SafeguardingCheck.objects.filter(participation__in=mentors)}
    return [(mentor, found.get(mentor.pk)) for mentor in mentors]
