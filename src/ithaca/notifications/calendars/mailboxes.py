"""Where answers arrive: a Maildir that the mail server fills, or a mailbox read by IMAP."""

import imaplib
import mailbox
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

ASIDE = "aside"
TIMEOUT = 20.0  # seconds


class Mailbox(Protocol):
    """Messages by a key each, until they are done with or set aside."""

    def keys(self, limit: int) -> list[str]: ...

    def read(self, key: str, limit: int) -> bytes | None:
        """At most so many bytes of a message; None where it is gone."""

    def done(self, key: str) -> None: ...

    def set_aside(self, key: str) -> None: ...


@contextmanager
def open_mailbox(url: str) -> Iterator[Mailbox]:
    """`maildir:///folder`, `imaps://user:password@host/folder`, or `imap://…` on the same machine."""
    parts = urlsplit(url)
    if parts.scheme == "maildir":
        yield Maildir(Path(unquote(parts.path)))
        return
    box = Imap(parts)
    try:
        yield box
    finally:
        box.close()


class Maildir:
    """Handled messages are deleted, others go to the subfolder `.aside`."""

    def __init__(self, folder: Path) -> None:
        for name in ("new", "cur", "tmp"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        self._folder, self._box = folder, mailbox.Maildir(folder, create=False)

    def keys(self, limit: int) -> list[str]:
        return sorted(self._box.keys())[:limit]

    def read(self, key: str, limit: int) -> bytes | None:
        try:
            with self._box.get_file(key) as file:
                return bytes(file.read(limit))
        except (KeyError, FileNotFoundError):
            return None

    def done(self, key: str) -> None:
        with suppress(FileNotFoundError):
            self._box.discard(key)

    def set_aside(self, key: str) -> None:
        self._box.add_folder(ASIDE)
        # Moved, not read: nobody knows how large it is.
        with suppress(StopIteration, FileNotFoundError):
            found = next(path for path in self._files() if path.name.partition(self._box.colon)[0] == key)
            found.replace(self._folder / f".{ASIDE}" / "cur" / found.name)

    def _files(self) -> Iterator[Path]:
        for name in ("new", "cur"):
            yield from (self._folder / name).iterdir()


class Imap:
    """Handled messages are deleted, others stay, flagged. Whatever goes wrong with the server is an OSError."""

    def __init__(self, url: SplitResult) -> None:
        try:
            self._server = self._connected(url)
        except imaplib.IMAP4.error as error:
            raise OSError(str(error)) from error
        try:
            self._server.login(unquote(url.username or ""), unquote(url.password or ""))
            folder = unquote(url.path.strip("/")) or "INBOX"
            self._expect(self._server.select(f'"{folder}"')[0])
        except (imaplib.IMAP4.error, OSError) as error:
            self.close()
            raise OSError(str(error)) from error

    @staticmethod
    def _connected(url: SplitResult) -> imaplib.IMAP4:
        host, port = url.hostname or "localhost", url.port
        if url.scheme == "imaps":
            context = ssl.create_default_context()
            return imaplib.IMAP4_SSL(host, port or 993, timeout=TIMEOUT, ssl_context=context)
        return imaplib.IMAP4(host, port or 143, timeout=TIMEOUT)

    @staticmethod
    def _expect(answer: str) -> None:
        if answer != "OK":
            raise OSError(f"the IMAP server said {answer}")

    def keys(self, limit: int) -> list[str]:
        answer, found = self._uid("SEARCH", "UNDELETED UNFLAGGED")
        self._expect(answer)
        uids = found[0] if found and isinstance(found[0], bytes) else b""
        return [uid.decode() for uid in uids.split()[:limit]]

    def read(self, key: str, limit: int) -> bytes | None:
        _answer, found = self._uid("FETCH", key, f"(BODY.PEEK[]<0.{limit}>)")
        return next((bytes(part[1]) for part in found if isinstance(part, tuple)), None)

    def done(self, key: str) -> None:
        self._uid("STORE", key, "+FLAGS", r"(\Seen \Deleted)")

    def set_aside(self, key: str) -> None:
        self._uid("STORE", key, "+FLAGS", r"(\Seen \Flagged)")

    def _uid(self, *command: str) -> tuple[str, list[bytes | tuple[bytes, bytes] | None]]:
        try:
            return self._server.uid(*command)
        except imaplib.IMAP4.error as error:
            raise OSError(str(error)) from error

    def close(self) -> None:
        with suppress(imaplib.IMAP4.error, OSError):
            if self._server.state == "SELECTED":
                self._server.expunge()
            self._server.logout()
