"""Chromium without a recorder: it is told what to do over a pipe, and nobody keeps what it sends and receives."""

import json
import os
import signal
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any


class Chromium:
    """One browser with one page. Playwright listens to the network, which has Chromium keep every body."""

    def __init__(self, executable: str, address: str, session: str, downloads: Path) -> None:
        # The browser reads what it is told from 3 and answers on 4.
        reads, self._to = os.pipe()
        self._from, writes = os.pipe()
        self._profile = tempfile.TemporaryDirectory()
        options = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--lang=fr-FR",
            f"--user-data-dir={self._profile.name}",
        ]
        command = [executable, *options, "--remote-debugging-pipe"]
        for end in (reads, writes):
            os.set_inheritable(end, True)
        moves = [(os.POSIX_SPAWN_DUP2, reads, 3), (os.POSIX_SPAWN_DUP2, writes, 4)]
        self.pid = os.posix_spawn(executable, command, os.environ, file_actions=moves)
        os.close(reads)
        os.close(writes)
        self._rest, self._count, self._page = b"", 0, ""
        cookie = {"name": "sessionid", "value": session, "url": address}
        self.tell("Storage.setCookies", cookies=[cookie])
        self.tell("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(downloads))
        page = self.tell("Target.createTarget", url="about:blank")["targetId"]
        self._page = self.tell("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]

    def __enter__(self) -> "Chromium":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGTERM)
        os.waitpid(self.pid, 0)
        os.close(self._to)
        os.close(self._from)
        self._profile.cleanup()

    def tell(self, method: str, **params: object) -> dict[str, Any]:
        self._count += 1
        message: dict[str, object] = {"id": self._count, "method": method, "params": params}
        if self._page:
            message["sessionId"] = self._page
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._answer()
            if answer.get("id") != self._count:
                continue  # an event
            if "error" in answer:
                raise RuntimeError(f"{method}: {answer['error']}")
            result: dict[str, Any] = answer["result"]
            return result

    def _answer(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            read = os.read(self._from, 1 << 16)
            if not read:
                raise RuntimeError("the browser is gone")
            self._rest += read
        line, _, self._rest = self._rest.partition(b"\0")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def goto(self, address: str) -> None:
        self.tell("Page.navigate", url=address)

    def says(self, script: str) -> Any:
        """What an expression is worth in the page."""
        answer = self.tell("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def until(self, script: str, seconds: float = 120) -> None:
        """Waits for an expression to become true; asks seldom, for each question is work too."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.says(f"Boolean({script})"):
                return
            time.sleep(0.1)
        raise TimeoutError(script)

    def choose(self, selector: str, path: Path) -> None:
        """Chooses a file as a person would: the page gets it from the disk."""
        found = self.tell("Runtime.evaluate", expression=f"document.querySelector({json.dumps(selector)})")
        self.tell("DOM.setFileInputFiles", files=[str(path)], objectId=found["result"]["objectId"])

    def collect_garbage(self) -> None:
        self.tell("HeapProfiler.collectGarbage")
