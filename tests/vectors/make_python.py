"""Makes tests/vectors/v1/python.json with the Python twin; run once per scheme: `python -m tests.vectors.make_python`."""

import json
from pathlib import Path

from ithaca.vault.client import Keyring, KitWords, Place, make_room
from ithaca.vault.client.format import sha256, to_base64url
from tests.vault.passphrase_files import passphrase_file

HERE = Path(__file__).parent


def main() -> None:
    ines = Keyring.create("0192bbbb-0000-7000-8000-000000000001")
    marc = Keyring.create("0192bbbb-0000-7000-8000-000000000002")
    sealed, room = make_room(ines, [ines.card, marc.card], room_id="0192bbbb-0000-7000-8000-00000000aaaa")
    place = Place(
        "0192bbbb-0000-7000-8000-00000000bbbb", "summary", about="0192bbbb-0000-7000-8000-00000000cccc"
    )
    content = {"title": "L’île — œuvre", "text": "Première séance : écouter.\nSuite « bientôt » ✓"}
    first = room.seal(ines, place, content)
    second = room.seal(
        marc, Place(place.object, place.kind, 2, sha256(first), place.about), {"more": [1, True, None]}
    )
    passphrase, kit = "Sept mots  pour une clé d’île", " ".join(KitWords.make("fr"))
    vectors = {
        "scheme": "ithaca.v1",
        "people": [{"keyring": one.to_text(), "card": one.card.jws} for one in (ines, marc)],
        "secrets": {"passphrase": passphrase, "kit": kit},
        "wraps": {
            "passphrase": to_base64url(ines.wrap(passphrase)),
            "kit": to_base64url(passphrase_file(ines.to_text().encode(), "kit", kit)),
        },
        "ledger": to_base64url(ines.seal_ledger()),
        "room": {
            "id": str(sealed.id),
            "recipient": sealed.recipient,
            "grants": {str(person): to_base64url(file) for person, file in sealed.grants.items()},
            "objects": [],
        },
        "place": {"object": place.object, "kind": place.kind, "about": place.about},
        "revisions": [
            {"author": ines.person, "file": to_base64url(first), "sha256": sha256(first), "content": content},
            {
                "author": marc.person,
                "file": to_base64url(second),
                "sha256": sha256(second),
                "content": {"more": [1, True, None]},
            },
        ],
    }
    (HERE / "v1" / "python.json").write_text(
        json.dumps(vectors, indent=1, ensure_ascii=False) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main()
