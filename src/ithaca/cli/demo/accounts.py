"""Who can be signed in as. Everybody knows these secrets: production refuses to start with demo people present."""

from ithaca.accounts.demo import DemoAccount

PASSWORD = "ile-olivier-bateau"  # noqa: S105
# The ready vaults of the demo (vault/client/demo.py) open with this.
PASSPHRASE = "sept oliviers veillent sur le vieux port tranquille"  # noqa: S105

ACCOUNTS = tuple(
    DemoAccount(f"{address}@demo.example.org", name, role, PASSWORD, PASSPHRASE if keys else "")
    for address, name, role, keys in (
        ("ines", "Inès Benali", "mentee", True),
        ("marc", "Marc Delorme", "mentor", True),
        ("clemence", "Clémence Roy", "coordinator", True),
        ("paul", "Paul Tremblay", "mentee", True),
        ("samuel", "Samuel Gagnon", "coordinator", True),
        ("helene", "Hélène Vasseur", "coordinator", True),
        ("alma", "Alma Ferrand", "administrator", True),
        ("oriane", "Oriane Meyer", "administrator", True),
        ("joel", "Joël Rochat", "network", False),
        ("solveig", "Solveig Berger", "network", False),
        ("ysaline", "Ysaline Perret", "auditor", True),
        ("edmond", "Edmond Kessler", "committee", True),
        ("beatrice", "Béatrice Claes", "coordinator", False),
    )
)
