"""What twenty megabytes cost on their way into a room and out of it: time, as ratios, and memory."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chromium import Chromium

MIB = 1024 * 1024
SIZE = 20 * MIB
TIMES = 3
CHOOSE, NOTICE = "input[type=file]", "document.body.textContent"
Row = dict[str, object]


def document_rows(browser: Chromium, room: str, folder: Path) -> list[Row]:
    """Of a page that shows the documents of an open room."""
    browser.until(f"document.querySelector('{CHOOSE}')")
    # What a first document costs in code and buffers is no part of what the twenty megabytes cost.
    there_and_back(browser, made(folder, "one", MIB), folder)
    runs = [there_and_back(browser, made(folder, f"twenty-{n}", SIZE), folder) for n in range(TIMES)]
    up, down, up_memory, down_memory = (min(taken) for taken in zip(*runs, strict=True))
    script = (Path(__file__).parent / "room_plain.js").read_text().partition("\n")[2]
    plain = browser.says(f'({script})(["{room}"])')
    plain_up, plain_down = plain["up"] / 1000, plain["down"] / 1000
    print(f"20 MB: up {up:.2f} s, plain {plain_up:.2f} s; down {down:.2f} s, plain {plain_down:.2f} s")
    return [
        row("20 MB document up", up / plain_up, 5, "times a plain upload in parts"),
        # A plain download of this size takes 40 ms: what is measured is the decryption.
        row("20 MB document down", down / plain_down, 20, "times a plain download"),
        row("memory of the browser, 20 MB up", up_memory / SIZE, 4, "times its size"),
        row("memory of the browser, 20 MB down", down_memory / SIZE, 4, "times its size"),
    ]


def row(name: str, value: float, limit: float, unit: str) -> Row:
    return {"name": name, "value": round(value, 2), "limit": limit, "unit": unit}


def made(folder: Path, name: str, size: int) -> Path:
    path = folder / f"{name}.bin"
    path.write_bytes(os.urandom(size))
    return path


def there_and_back(browser: Chromium, path: Path, folder: Path) -> tuple[float, float, int, int]:
    """Seconds up and down, and bytes of memory up and down."""
    with memory(browser) as up_memory:
        begun = time.perf_counter()
        browser.choose(CHOOSE, path)
        browser.until(f"{NOTICE}.includes('«\u00a0{path.name}\u00a0» est partagé')")
        up = time.perf_counter() - begun
    arrived = folder / "downloads" / path.name
    item = f"[...document.querySelectorAll('.item')].find((one) => one.textContent.includes('{path.name}'))"
    browser.until(item)
    with memory(browser) as down_memory:
        begun = time.perf_counter()
        browser.says(
            f"[...({item}).querySelectorAll('button')].find((one) => one.textContent === 'Télécharger').click()"
        )
        while not arrived.exists() or arrived.stat().st_size < path.stat().st_size:
            time.sleep(0.02)
        down = time.perf_counter() - begun
    assert arrived.read_bytes() == path.read_bytes()
    return up, down, max(up_memory), max(down_memory)


@contextmanager
def memory(browser: Chromium) -> Iterator[list[int]]:
    """What the browser's processes hold more than before, sampled; the most of it counts."""
    for _ in range(3):
        browser.collect_garbage()
    time.sleep(0.5)
    before, more, done = held(browser.pid), [0], threading.Event()

    def sample() -> None:
        while not done.wait(0.05):
            more.append(held(browser.pid) - before)

    thread = threading.Thread(target=sample)
    thread.start()
    try:
        yield more
    finally:
        done.set()
        thread.join()


def held(root: int) -> int:
    """Memory of a process and of all that it began, in bytes; what several share counts once."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(entry.parent.name)] = int(entry.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    total = 0
    for pid in parents:
        at = pid
        while at in parents and at != root:
            at = parents[at]
        if at != root:
            continue
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total
