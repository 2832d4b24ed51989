"""What the demo's pairs write to each other between meetings, and what they say of them."""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions, queries
from ithaca.vault.actions import write_revision
from ithaca.vault.client import Place
from ithaca.vault.sealed import SealedRevision

if TYPE_CHECKING:
    from ithaca.cli.demo.stories import Telling

# (by the mentor?, hours ago, words)
MESSAGES = (
    (
        False,
        75.0,
        "Bonjour ! Merci encore pour notre dernière séance. J’ai relu mes notes dans le train : la question sur le silence me travaille.",
    ),
    (True, 74.2, "Elle me travaille aussi, depuis vingt ans. Qu’as-tu essayé ?"),
    (
        False,
        50.0,
        "Lundi, j’ai attendu dix secondes avant de répondre. C’était long. Mais trois personnes ont parlé qui ne parlent jamais.",
    ),
    (False, 49.9, "L’article dont je parlais : https://example.org/articles/le-silence-en-reunion"),
    (True, 27.0, "Dix secondes, c’est courageux. Raconte-moi la suite de vive voix ?"),
)
UNREAD = (True, 1.5, "Au fait : je pense à quelqu’un que tu devrais rencontrer. On en parle à la séance.")
FEEDBACK = {
    "helped": "Le moment où tu n’as rien dit. J’ai fini par trouver moi-même.",
    "otherwise": "Garder dix minutes à la fin pour noter les prochains pas.",
}


def tell_words(telling: "Telling") -> None:
    """Messages, one of them unread for Inès; feedback given on the first meeting, and asked for on the last."""
    said = [*MESSAGES, *([UNREAD] if telling.pair.mentee == "Inès" else [])]
    numbers = {True: 0, False: 0}
    last: dict[bool, uuid.UUID] = {}
    for by_mentor, hours, words in said:
        numbers[by_mentor] += 1
        content = {"text": words, "n": numbers[by_mentor]}
        with clock.telling(telling.world.now - timedelta(hours=hours)):
            author = telling.mentor if by_mentor else telling.mentee
            sealed = _sealed(telling, author, "message", content)
            write_revision(actor=author, room_id=uuid.UUID(telling.room.id), sealed=sealed)
        if (by_mentor, hours, words) != UNREAD:
            last[by_mentor] = sealed.id
    for reader, by_mentor in ((telling.mentee, True), (telling.mentor, False)):
        actions.mark_read(actor=reader, mentorship=telling.row, message_id=last[by_mentor])
    _tell_feedback(telling)


def _tell_feedback(telling: "Telling") -> None:
    held = [meeting for meeting in queries.meetings(telling.row) if meeting.state == "held"]
    first, newest = held[0], held[-1]
    with clock.telling(first.starts_at + timedelta(days=1)):
        actions.ask_feedback(actor=telling.mentor, mentorship=telling.row, meeting_id=first.pk)
    with clock.telling(first.starts_at + timedelta(days=2)):
        sealed = _sealed(telling, telling.mentee, "feedback", FEEDBACK, about=str(first.pk))
        actions.give_feedback(
            actor=telling.mentee, mentorship=telling.row, meeting_id=first.pk, sealed=sealed
        )
    if newest != first:
        with clock.telling(telling.world.now - timedelta(days=1)):
            actions.ask_feedback(actor=telling.mentor, mentorship=telling.row, meeting_id=newest.pk)


def _sealed(
    telling: "Telling", author: Person, kind: str, content: Mapping[str, object], about: str | None = None
) -> SealedRevision:
    place = Place(str(new_id()), kind, about=about)
    keyring = telling.world.keyrings[author.pk]
    return telling.room.sealed_revision(keyring, place, dict(content), at=clock.now().isoformat())
