"""Who can be signed in as. Everybody knows these secrets: production refuses to start with demo people present."""

from ithaca.accounts.demo import DemoAccount

PASSWORD = "ile-olivier-bateau"  # noqa: S105
# The ready vaults of the demo (vault/client/demo.py) open with this.
PASSPHRASE = "sept oliviers veillent sur le vieux port tranquille"  # noqa: S105

ACCOUNTS = tuple(
    DemoAccount(f"{address}@demo.example.org", name, role, PASSWORD, PASSPHRASE)
    for address, name, role in (
        ("ines", "Inès Benali", "mentee"),
        ("marc", "Marc Delorme", "mentor"),
        ("clemence", "Clémence Roy", "coordinator"),
        ("paul", "Paul Tremblay", "mentee"),
        ("samuel", "Samuel Gagnon", "coordinator"),
        ("helene", "Hélène Vasseur", "coordinator"),
        ("alma", "Alma Ferrand", "administrator"),
        ("oriane", "Oriane Meyer", "administrator"),
    )
)
