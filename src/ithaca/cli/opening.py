"""`ithaca-open`: writes a sealed export as readable files. A command of its own: no Django, no settings, no server."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import click

from ithaca.vault.client.opening import NotAnExport, SealedExport, Withheld, WrongWords

# Django's translations need Django. The reader's language is that of the machine.
SAID = {
    "fr": {
        "ask": "Les vingt-quatre mots de votre kit, séparés par des espaces (ils ne s’affichent pas)",
        "count": "Ces mots n’ouvrent pas le fichier : il en faut vingt-quatre, vous en avez donné {count}. Rien n’a été écrit.",
        "unknown": "Ces mots n’ouvrent pas le fichier. Relisez d’abord ceux-ci, qui ne figurent dans aucun kit : {places}. Rien n’a été écrit.",
        "wrong": "Ces mots n’ouvrent pas le fichier. Vérifiez leur ordre, et prenez le kit qui était en vigueur le jour de l’export. Rien n’a été écrit.",
        "damaged": "Ce fichier n’est pas un export chiffré d’Ithaca, ou il a été modifié depuis ({what}). Reprenez l’original. Rien n’a été écrit.",
        "full": "Le dossier {folder} existe et n’est pas vide. Donnez-en un autre avec --to. Rien n’a été écrit.",
        "done": "{count} fichiers écrits dans {folder}.",
        "withheld": "Refusé, car ce n’est pas ce que son auteur·e a signé ({reason}) : {path}",
    },
    "en": {
        "ask": "The twenty-four words of your kit, separated by spaces (they are not shown)",
        "count": "These words do not open the file: it takes twenty-four, you gave {count}. Nothing was written.",
        "unknown": "These words do not open the file. Look at these first, which stand in no kit: {places}. Nothing was written.",
        "wrong": "These words do not open the file. Check their order, and take the kit that was in use on the day of the export. Nothing was written.",
        "damaged": "This file is no encrypted export of Ithaca, or it was changed since ({what}). Take the original. Nothing was written.",
        "full": "The folder {folder} exists and is not empty. Name another one with --to. Nothing was written.",
        "done": "{count} files written into {folder}.",
        "withheld": "Refused, because it is not what its author signed ({reason}): {path}",
    },
}


def _words(name: str) -> str:
    spoken = next((os.environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(key)), "")
    return SAID["fr" if spoken.startswith("fr") else "en"][name]


def _refuse(name: str, **facts: object) -> click.ClickException:
    return click.ClickException(_words(name).format(**facts))


def _open(file: Path, ask: Callable[[], str]) -> SealedExport:
    try:
        return SealedExport(file.open("rb"), ask())
    except NotAnExport as error:
        raise _refuse("damaged", what=error)
    except WrongWords as error:
        if error.count != 24:
            raise _refuse("count", count=error.count)
        if error.unknown:
            raise _refuse("unknown", places=", ".join(map(str, error.unknown)))
        raise _refuse("wrong")


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as target:
        target.write(data)


def _write(export: SealedExport, folder: Path) -> tuple[int, list[Withheld]]:
    """Writes all files beside the folder first: what is found there afterwards is whole."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    withheld, count = [], 0
    try:
        for file in export.files():
            if isinstance(file, Withheld):
                withheld.append(file)
                continue
            try:
                _put(made / file.path, file.data)
            except OSError as error:  # a name that this system does not take, or no room left
                withheld.append(Withheld(file.path, error.strerror or "path"))
                continue
            count += 1
        if folder.exists():
            folder.rmdir()
        made.replace(folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return count, withheld


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write: a folder that is not there yet, or empty.",
)
@click.option(
    "--words-file",
    type=click.File("r", encoding="utf-8"),
    help="A file with the words of the kit, or - for standard input. Without it they are asked for.",
)
def main(file: Path, folder: Path, words_file: TextIO | None) -> None:
    """Write everything in FILE, an encrypted export of Ithaca, as text files (Markdown) and documents.

    It takes the twenty-four words of the recovery kit, and neither the site nor the Internet. Each text is checked
    against its author's signature. docs/opening-an-export.md says how to do the same with the age tool.
    """
    if folder.exists() and any(folder.iterdir()):
        raise _refuse("full", folder=folder)
    asked: Callable[[], str] = (
        words_file.read if words_file else lambda: str(click.prompt(_words("ask"), hide_input=True))
    )
    export = _open(file, asked)
    count, withheld = _write(export, folder.resolve())
    click.echo(_words("done").format(count=count, folder=folder))
    for one in withheld:
        click.echo(_words("withheld").format(reason=one.reason, path=one.path), err=True)
    if withheld:
        raise SystemExit(1)
