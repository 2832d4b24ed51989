"""The files of an edition: the table, what it says, how it was made, how to cite it. Nothing in them depends on the
day on which they are written: the same edition gives the same bytes.
"""

from django.utils import translation

from ithaca.research.files import archive, citation, dictionary, metadata, readme, table
from ithaca.research.files.edition import Edition

__all__ = ["Edition", "archive", "metadata", "package"]

LANGUAGES = ("en", "fr")


def package(edition: Edition) -> dict[str, bytes]:
    """Every file by its name, in the order in which they are packed."""
    with translation.override(edition.study.language):
        found = {
            "README.md": readme.text(edition),
            table.NAME: table.text(edition),
            "dictionary.md": dictionary.as_markdown(edition),
            metadata.TABLE_NAME: metadata.as_json(metadata.of_table(edition)),
            "dcat.jsonld": metadata.as_json(metadata.of_edition(edition)),
            "anonymity.json": metadata.as_json(edition.checked),
            "CITATION.cff": citation.as_cff(edition),
            "LICENSE.txt": citation.licence_text(edition),
        }
    found["dictionary.csv"] = dictionary.as_csv(edition, LANGUAGES)
    return {name: text.encode() for name, text in found.items()}
