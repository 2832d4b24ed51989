from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

from ithaca.accounts.models import Person
from ithaca.design.components.people import appointment, place


def in_both_zones(moment: datetime, person: Person, other: Person) -> str:
    """A moment on the reader's clock, and on the other's where that shows another time."""
    own, theirs = ZoneInfo(person.time_zone), ZoneInfo(other.time_zone)
    here, there = moment.astimezone(own), moment.astimezone(theirs)
    said = appointment(here)
    if here.utcoffset() == there.utcoffset():
        return said
    theirs_said = date_format(there, "TIME_FORMAT") if here.date() == there.date() else appointment(there)
    return f"{said} ({place(own)}) · {theirs_said} ({place(theirs)})"
