"""{% load evaluations %}: whether somebody still has to say what a mentorship brought."""

from django import template

from ithaca.accounts.models import Person
from ithaca.evaluations import queries
from ithaca.mentorships.models import Mentorship

register = template.Library()


@register.simple_tag
def has_evaluated(mentorship: Mentorship, person: Person) -> bool:
    mine = mentorship.mentor if mentorship.mentor.person_id == person.pk else mentorship.mentee
    return queries.has_evaluated(mentorship, mine)
