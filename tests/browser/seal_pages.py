"""The pages of seals that are held, by who looks at them: parts of pages.py."""

from collections.abc import Iterator

from ithaca.programmes.models import Programme
from ithaca.seals.models import SealFile


def held_seal() -> SealFile:
    """The seal that Deux Rives has awarded to Béatrice's programme."""
    return SealFile.objects.get(network__slug="deux-rives", state="sealed")


def public_seals() -> Iterator[str]:
    """As everybody sees them."""
    yield from ("/seals/", f"/seals/{held_seal().pk}/", "/networks/deux-rives/seals/")


def seals_of_network(_programme: Programme) -> Iterator[str]:
    """As those who administer Deux Rives see them."""
    row = held_seal()
    yield f"/seal-files/{row.pk}/standing/"
    yield from (
        f"/networks/deux-rives/{page}"
        for page in ("keys/", "credentials/", f"credentials/{row.credential_id}/")
    )


def holders_pages(_programme: Programme) -> Iterator[str]:
    """As Béatrice sees them."""
    row = held_seal()
    yield from (
        f"/seal-files/{row.pk}/",
        f"/seal-files/{row.pk}/badge/",
        f"/programmes/{row.programme.slug}/seals/recognised/",
    )
