"""The mentorships that the demo tells."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pair:
    """A mentorship to tell: begun so many days ago, then its meetings, and how far it came."""

    mentee: str
    mentor: str
    begun: float
    held: int = 0
    missed: int = 0
    signed: bool = True
    ending: str = ""  # "" | pause | closing | completed | go on | joint | mentor | mentee
    planned: bool = True


PAIRS = (
    Pair("Inès", "Marc", 75, held=3, missed=1),
    Pair("Camille", "Nadia", 110, held=4, ending="completed"),
    Pair("Hugo", "Bastien", 100, held=5, ending="go on"),
    Pair("Aïcha", "Fatou", 95, held=4, missed=1, ending="completed"),
    Pair("Léo", "Yann", 90, held=2, ending="joint"),
    Pair("Zoé", "Ingrid", 60, held=2),
    Pair("Adam", "Karim", 55, held=1, ending="pause"),
    Pair("Jules", "Solène", 85, held=2, missed=2, ending="mentee"),
    Pair("Lucie", "Agnès", 9, signed=False),
    Pair("Élise", "Étienne", 70, held=1, planned=False),
    Pair("Rayan", "Chiara", 88, held=4, ending="completed"),
    Pair("Maxime", "Thomas", 92, held=3),
    Pair("Gabrielle", "Luc", 80, held=4, ending="completed"),
    Pair("Olivia", "Rosalie", 50, held=2, missed=1),
    Pair("Florence", "Henri", 45, held=1, ending="mentor"),
    Pair("Sarah", "Leïla", 66, held=4, ending="completed"),
    Pair("Enzo", "Valérie", 58, held=3, ending="closing"),
    Pair("Clara", "Gilles", 40, held=2),
    Pair("Lina", "Anouk", 30, held=1),
)
