"""Who can be signed in as. Everybody knows these secrets: production refuses to start with demo people present."""

from dataclasses import dataclass

PASSWORD = "ile-olivier-bateau"  # noqa: S105
# The ready vaults of the demo (vault/client/demo.py) open with this.
PASSPHRASE = "sept oliviers veillent sur le vieux port tranquille"  # noqa: S105


@dataclass(frozen=True)
class Account:
    email: str
    name: str
    role: str


ACCOUNTS = (
    Account("clemence@demo.example.org", "Clémence Roy", "coordonne « Cap sur le métier » (association)"),
    Account("marc@demo.example.org", "Marc Delorme", "mentor"),
    Account("ines@demo.example.org", "Inès Benali", "mentorée, en binôme avec Marc"),
    Account("paul@demo.example.org", "Paul Tremblay", "mentoré, cherche un·e mentor·e"),
    Account("alma@demo.example.org", "Alma Ferrand", "administre l’organisation Les Voiles"),
    Account("samuel@demo.example.org", "Samuel Gagnon", "coordonne « Trois escales » (Québec)"),
    Account("helene@demo.example.org", "Hélène Vasseur", "coordonne « Au large » (institution)"),
    Account("oriane@demo.example.org", "Oriane Meyer", "administre le réseau Grand Large"),
)
