from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

from ithaca.accounts.models import Person


def in_both_zones(moment: datetime, person: Person, other: Person) -> str:
    """A moment on the reader's clock, and on the other's where that shows another time."""
    own, theirs = ZoneInfo(person.time_zone), ZoneInfo(other.time_zone)
    here, there = moment.astimezone(own), moment.astimezone(theirs)
    said = date_format(here, "DATETIME_FORMAT")
    if here.utcoffset() == there.utcoffset():
        return said
    shape = "TIME_FORMAT" if here.date() == there.date() else "DATETIME_FORMAT"
    return f"{said} ({_town(own)}) · {date_format(there, shape)} ({_town(theirs)})"


def _town(zone: ZoneInfo) -> str:
    return str(zone).rsplit("/", maxsplit=1)[-1].replace("_", " ")
