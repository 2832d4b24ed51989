"""As much of an IMAP server as a mailbox of replies needs: one person, one folder, messages by UID."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Folder(socketserver.ThreadingTCPServer):
    """The server, and what lies in its folder: flags and text by UID."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.messages: dict[int, tuple[set[str], bytes]] = {}

    def put(self, text: bytes) -> None:
        self.messages[len(self.messages) + 1] = (set(), text)

    @property
    def url(self) -> str:
        return f"imap://reply:secret%40home@127.0.0.1:{self.server_address[1]}/INBOX"


class Talk(socketserver.StreamRequestHandler):
    server: Folder

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self) -> None:
        self.say("* OK ready")
        for raw in self.rfile:
            tag, _space, command = raw.decode().strip().partition(" ")
            verb = command.split(" ")[0].upper()
            if verb == "CAPABILITY":
                self.say("* CAPABILITY IMAP4REV1")
            elif verb == "LOGIN" and command != 'LOGIN reply "secret@home"':
                self.say(f"{tag} NO who are you")
                continue
            elif verb == "SELECT":
                self.say(f"* {len(self.server.messages)} EXISTS")
            elif verb == "UID":
                self.uid(command.split(" ", 2)[1:])
            elif verb == "EXPUNGE":
                for uid in [u for u, (flags, _t) in self.server.messages.items() if r"\Deleted" in flags]:
                    del self.server.messages[uid]
            self.say(f"{tag} OK done")
            if verb == "LOGOUT":
                return

    def uid(self, command: list[str]) -> None:
        verb, rest = command[0].upper(), command[1] if len(command) > 1 else ""
        if verb == "SEARCH":
            open_ones = [
                u for u, (f, _t) in self.server.messages.items() if not f & {r"\Deleted", r"\Flagged"}
            ]
            self.say("* SEARCH " + " ".join(map(str, open_ones)))
            return
        uid = int(rest.split(" ")[0])
        flags, text = self.server.messages[uid]
        if verb == "STORE":
            flags |= set(re.findall(r"\\\w+", rest))
        else:
            self.say(f"* {uid} FETCH (UID {uid} BODY[] {{{len(text)}}}")
            self.wfile.write(text + b")\r\n")


@contextmanager
def imap_server() -> Iterator[Folder]:
    with Folder() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
