"""Pure decisions about a mentorship."""

from dataclasses import dataclass

from ithaca.mentorships.states import MentorshipState


@dataclass(frozen=True)
class Progress:
    """What decides when a launch is over."""

    willing: bool  # the mentee confirmed that they wish to be mentored
    agreed: bool  # both signed the same text
    contacts: int  # meetings held


def launch_is_over(progress: Progress) -> bool:
    """The first meeting was held, the mentee is willing, and the agreement stands."""
    return progress.willing and progress.agreed and progress.contacts >= 1


def present_phase(state: str, *, launched: bool) -> str:
    """The phase whose duties are at hand: a pause keeps the place, and after the end the last one stays open."""
    if state == MentorshipState.PAUSED:
        return MentorshipState.DEVELOPMENT if launched else MentorshipState.LAUNCH
    return MentorshipState.SEPARATION if state == MentorshipState.ENDED else state


def official_end_reached(contacts: int, needed: int) -> bool:
    return contacts >= needed
