"""Writes of programmes, one verb each, grouped by what they are about."""

from ithaca.programmes.actions.charter import accept_charter, require_charter
from ithaca.programmes.actions.creation import create_programme
from ithaca.programmes.actions.duties import DutyContent, add_duty, choose_duties, take_duty_out
from ithaca.programmes.actions.inviting import cancel_invitation, invite, invite_many, resend_invitation
from ithaca.programmes.actions.joining import (
    accept_application,
    accept_invitation,
    apply,
    refuse_application,
    withdraw_application,
)
from ithaca.programmes.actions.questions import QuestionContent, move_question, remove_question, save_question
from ithaca.programmes.actions.setting_up import (
    Format,
    Presentation,
    add_coordinator,
    bump_directory,
    check_section,
    close_applications,
    configure,
    end_programme,
    open_programme,
    publish_charter,
    remove_coordinator,
)
from ithaca.programmes.actions.taking_part import (
    activate,
    exclude,
    give_place_back,
    leave,
    pause,
    resume,
    set_available,
    set_busy,
    set_capacity,
    take_place,
)

__all__ = [
    "DutyContent",
    "Format",
    "Presentation",
    "QuestionContent",
    "accept_application",
    "accept_charter",
    "accept_invitation",
    "activate",
    "add_coordinator",
    "add_duty",
    "apply",
    "bump_directory",
    "cancel_invitation",
    "check_section",
    "choose_duties",
    "close_applications",
    "configure",
    "create_programme",
    "end_programme",
    "exclude",
    "give_place_back",
    "invite",
    "invite_many",
    "leave",
    "move_question",
    "open_programme",
    "pause",
    "publish_charter",
    "refuse_application",
    "remove_coordinator",
    "remove_question",
    "require_charter",
    "resend_invitation",
    "resume",
    "save_question",
    "set_available",
    "set_busy",
    "set_capacity",
    "take_duty_out",
    "take_place",
    "withdraw_application",
]
