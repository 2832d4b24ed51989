"""What somebody is called whose account is closed."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    Text = models.CharField[str, str]
else:
    Text = models.CharField


class FormerMember(str):
    """A name that each reader finds in the language of the page or mail it is put into, not of whoever read the row."""

    def __str__(self) -> str:
        return former_member()

    def __format__(self, spec: str) -> str:
        return format(former_member(), spec)


def former_member() -> str:
    return _("Former member")


class NameField(Text):
    """Somebody's name; an empty one is a former member's, wherever and by whichever query it is read."""

    def from_db_value(self, value: str | None, *_of: Any) -> str | None:
        return FormerMember(former_member()) if value == "" else value

    def get_prep_value(self, value: Any) -> Any:
        """Saved again, it stays empty: no language's word becomes somebody's name."""
        return super().get_prep_value("" if isinstance(value, FormerMember) else value)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """To the database it is text like any other."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
