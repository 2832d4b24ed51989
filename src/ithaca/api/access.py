"""What each operation of the API declares: the permission that it asks for."""

from collections.abc import Callable
from typing import Any, TypeVar

from ithaca.access.permissions import Permission

View = TypeVar("View", bound=Callable[..., Any])


def permitted(permission: Permission) -> Callable[[View], View]:
    """Declares the permission of an operation; `ithaca.api.urls` shows it on the address."""

    def declare(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return declare


own = permitted(Permission.USE_OWN_VAULT)
in_room = permitted(Permission.OPEN_ROOM)
