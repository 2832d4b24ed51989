"""People's faces (photo or initials) and the times they read."""

import zlib
from datetime import date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.formats import date_format

register = template.Library()

TINTS = 4


def initials(name: str) -> str:
    """The first letters of the first and last word of a name."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalpha()]
    picked = words[:1] + words[-1:] if len(words) > 1 else words
    return "".join(word[0] for word in picked).upper()


def tint_of(name: str) -> int:
    return zlib.crc32(name.encode()) % TINTS


@register.inclusion_tag("design/components/avatar.html")
def person_avatar(person: object, *, photo: str = "", size: str = "") -> dict[str, Any]:
    """A photo, or initials on a tint that stays the same for a name. Decorative: the name stands beside it."""
    name = str(getattr(person, "name", "") or person)
    return {"initials": initials(name), "photo": photo, "size": size, "tint": tint_of(name)}


@register.inclusion_tag("design/components/person.html")
def person_line(
    person: object, *, detail: object = "", photo: str = "", href: str = "", size: str = ""
) -> dict[str, Any]:
    """A face, a name, and a line about the person."""
    name = str(getattr(person, "name", "") or person)
    return {"person": person, "name": name, "detail": detail, "photo": photo, "href": href, "size": size}


FORMATS = {
    "datetime": "DATETIME_FORMAT",
    "appointment": "DATETIME_FORMAT",
    "date": "DATE_FORMAT",
    "time": "TIME_FORMAT",
    "short": "SHORT_DATE_FORMAT",
    "month": "YEAR_MONTH_FORMAT",
}


def _zone(zone: str | tzinfo | None) -> tzinfo | None:
    return ZoneInfo(zone) if isinstance(zone, str) and zone else zone or None


@register.inclusion_tag("design/components/local_time.html")
def local_time(
    value: date | datetime | None, *, form: str = "datetime", zone: str | tzinfo | None = None
) -> dict[str, Any]:
    """A moment in the reader's zone; where it was planned in another zone (`zone`), that one's time is named too.

    `form` is datetime, appointment (with the day of the week), date, time, short or month.
    """
    pattern = FORMATS[form]
    if not isinstance(value, datetime):
        return {
            "iso": value.isoformat() if value else "",
            "text": date_format(value, pattern if form != "datetime" else "DATE_FORMAT") if value else "",
        }
    mine = timezone.get_current_timezone()
    here = value.astimezone(mine)
    shown = {
        "iso": value.isoformat(),
        "text": appointment(here) if form == "appointment" else date_format(here, pattern),
        "zone": str(mine),
        "precise": form in ("datetime", "appointment", "time"),
    }
    other = _zone(zone)
    if other is not None and value.astimezone(other).utcoffset() != here.utcoffset():
        there = value.astimezone(other)
        same_day = there.date() == here.date()
        other_day = appointment(there) if form == "appointment" else date_format(there, pattern)
        shown["other"] = date_format(there, "TIME_FORMAT") if same_day else other_day
        shown["other_zone"] = place(other)
        shown["own_zone"] = place(mine)
    return shown


def appointment(moment: datetime) -> str:
    """A moment on its own clock with the day of the week, by which people know whether they are free."""
    return f"{date_format(moment, 'l')} {date_format(moment, 'DATETIME_FORMAT')}"


def place(zone: tzinfo) -> str:
    """The town that a time zone is known by."""
    return str(zone).rsplit("/", maxsplit=1)[-1].replace("_", " ")
