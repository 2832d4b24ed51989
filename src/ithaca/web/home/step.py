from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """A sentence, what to press, and whether somebody waits for it."""

    title: str
    url: str
    action: str
    icon: str
    text: str = ""
    urgent: bool = False
