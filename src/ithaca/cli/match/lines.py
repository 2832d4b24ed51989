"""`ithaca match --reporting …`: who reports to whom, and the rows that turn in a circle."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from ithaca.cli.match import sheets
from ithaca.cli.match.cells import BadCell, name_of, shown
from ithaca.cli.match.faults import Fault

Edge = tuple[str, str]  # person, manager


def read(path: Path, faults: list[Fault]) -> list[Edge]:
    """Each person with each manager; who has none is left out. What is wrong is added to `faults`."""
    (number, headings), *rows = sheets.read(path)
    person, manager = sheets.columns(headings, ("person", "manager"), path.name, number)
    found: list[tuple[int, Edge]] = []
    for row, cells in rows:
        if len(cells) != len(headings):
            faults.append(
                Fault(path.name, row, "", f"has {len(cells)} cells where the headings have {len(headings)}")
            )
            continue
        try:
            human = name_of(cells[person])
        except BadCell as error:
            faults.append(Fault(path.name, row, "person", str(error)))
            continue
        above = cells[manager].strip()
        if above == human:
            faults.append(Fault(path.name, row, "manager", f"{shown(human)} reports to themselves"))
        elif above:
            found.append((row, (human, above)))
    edges = [edge for _row, edge in found]
    ring = rings(edges)
    people = Counter(ring.values())
    for row, (human, above) in found:
        if ring[human] == ring[above]:
            words = f"{shown(human)} and {shown(above)} stand in a circle of {people[ring[human]]} people"
            faults.append(Fault(path.name, row, "manager", words))
    return edges


def rings(edges: list[Edge]) -> dict[str, str]:
    """
    By person somebody who stands for all with whom they are in a circle: two are where each is above the other, at
    whatever distance (the strongly connected components, after Kosaraju).
    """
    above, below = defaultdict(list), defaultdict(list)
    for human, manager in edges:
        above[human].append(manager)
        below[manager].append(human)
    found: dict[str, str] = {}
    for one in reversed(_finished(above, list(dict.fromkeys([*above, *below])))):
        waiting = [one]
        while waiting:
            human = waiting.pop()
            if human not in found:
                found[human] = one
                waiting += below.get(human, [])
    return found


def _finished(above: Mapping[str, list[str]], people: list[str]) -> list[str]:
    """Everybody, each after all whom one comes to from them for the first time."""
    seen: set[str] = set()
    order = []
    for start in people:
        path = [] if start in seen else [(start, iter(above.get(start, [])))]
        seen.add(start)
        while path:
            human, others = path[-1]
            unseen = next((one for one in others if one not in seen), None)
            if unseen is None:
                order.append(human)
                path.pop()
            else:
                seen.add(unseen)
                path.append((unseen, iter(above.get(unseen, []))))
    return order
