"""Makes tests/vectors/v1/copy-python.json: a text shown to one reader; once per scheme: `python -m tests.vectors.make_copy_python`."""

import json
from dataclasses import asdict
from pathlib import Path

from ithaca.vault.client import CopySource, Keyring, seal_copy
from ithaca.vault.client.format import Claims, sha256, to_base64url

HERE = Path(__file__).parent


def main() -> None:
    owner = Keyring.create("0192bbbb-0000-7000-8000-000000000004")
    reader = Keyring.create("0192bbbb-0000-7000-8000-000000000005")
    copy = "0192bbbb-0000-7000-8000-00000000dddd"
    source = CopySource(
        room="0192bbbb-0000-7000-8000-00000000aaaa",
        object="0192bbbb-0000-7000-8000-00000000bbbb",
        kind="summary",
        revision=3,
        sha256=sha256("une révision"),
    )
    content: Claims = {"title": "L’île — œuvre", "text": "Ce que je veux montrer ✓\nSuite"}
    note = "Merci d’avance"
    vectors = {
        "scheme": "ithaca.v1",
        "owner": {"keyring": owner.to_text(), "card": owner.card.jws},
        "reader": {"keyring": reader.to_text(), "card": reader.card.jws},
        "copy": copy,
        "source": asdict(source),
        "content": content,
        "note": note,
        "file": to_base64url(seal_copy(owner, reader.card, copy, source, content, note=note)),
    }
    text = json.dumps(vectors, indent=1, ensure_ascii=False) + "\n"
    (HERE / "v1" / "copy-python.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
