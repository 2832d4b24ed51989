"""The decision itself."""

from collections.abc import Collection

from ithaca.access.permissions import GRANTED_TO, Permission
from ithaca.access.roles import Role


class Denied(Exception):
    """The person holds none of the roles that the permission asks for. Shown as 404: what is not yours isn't there."""


def allowed(roles: Collection[Role], permission: Permission) -> bool:
    return not GRANTED_TO[permission].isdisjoint(roles)


def require(roles: Collection[Role], permission: Permission) -> None:
    if not allowed(roles, permission):
        raise Denied(permission.value)
