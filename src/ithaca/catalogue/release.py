"""Keeps the digests of released versions: `python -m ithaca.catalogue.release` adds the new ones."""

import sys
import tomllib
from pathlib import Path

from ithaca.catalogue.loader import digest
from ithaca.catalogue.shelves import CONTENT

HEADER = """\
# The digest of each released version. A line never changes: agreements and acceptances point at it.
# To change words, copy the folder to the next number, then: python -m ithaca.catalogue.release
"""


def released(content: Path = CONTENT) -> dict[str, str]:
    """The digest of each released version, by `kind/slug/version`."""
    path = content / "released.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def present(content: Path = CONTENT) -> dict[str, str]:
    """The digest of each version as it stands in the folder."""
    return {
        path.parent.relative_to(content).as_posix(): digest(path.parent)
        for path in sorted(content.glob("*/*/*/structure.toml"))
    }


def changed(content: Path = CONTENT) -> list[str]:
    """The released versions that were changed or removed."""
    found = present(content)
    return [name for name, known in released(content).items() if found.get(name) != known]


def release(content: Path = CONTENT) -> list[str]:
    """Write down the versions that are not released yet, and return them."""
    known, found = released(content), present(content)
    lines = [f'"{name}" = "{value}"' for name, value in sorted({**found, **known}.items())]
    (content / "released.toml").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    return sorted(found.keys() - known.keys())


def main() -> int:
    """Refuse where a released version changed, else release what is new."""
    broken = changed()
    if broken:
        sys.stderr.write(f"Changed after release, copy to the next version instead: {', '.join(broken)}\n")
        return 1
    sys.stdout.write(f"Released: {', '.join(release()) or 'nothing new'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
