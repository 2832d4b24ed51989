"""Two people at one draft: a page says what it was made from, and what it sends counts only while that still stands."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ithaca.editions.document import digest
from ithaca.kernel.errors import Refusal


class Stale(Refusal):
    """Somebody has changed, meanwhile, what the page was made from."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody has changed this meanwhile, perhaps you in another window. Look at it again, then decide."
            )
        )


def identity(draft: Any) -> object:
    """Of a page that shows the whole draft."""
    return draft


@dataclass(frozen=True)
class Seen:
    """What a page was made from, as a digest, and how to find the same in the draft as it stands now."""

    digest: str
    basis: Callable[[Any], object]

    def check(self, draft: Any) -> None:
        """Asked by the action, with the draft locked."""
        if digest(self.basis(draft)) != self.digest:
            raise Stale
