"""Makes tests/vectors/v1/ways-python.json: a keyring under a passkey; once per scheme: `python -m tests.vectors.make_ways_python`."""

import json
import secrets
from pathlib import Path

from ithaca.vault.client import Keyring, passkey_secret, passkey_way
from ithaca.vault.client.format import to_base64url
from tests.vault.passphrase_files import passphrase_file

HERE = Path(__file__).parent


def main() -> None:
    ring = Keyring.create("0192bbbb-0000-7000-8000-000000000003")
    prf, credential = secrets.token_bytes(32), secrets.token_bytes(32)
    secret = passkey_secret(prf)
    vectors = {
        "scheme": "ithaca.v1",
        "keyring": ring.to_text(),
        "card": ring.card.jws,
        "passkey": {
            "prf": to_base64url(prf),
            "credential": to_base64url(credential),
            "way": passkey_way(credential),
            "secret": secret,
            "wrap": to_base64url(passphrase_file(ring.to_text().encode(), "kit", secret)),
        },
    }
    (HERE / "v1" / "ways-python.json").write_text(json.dumps(vectors, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
