"""Why a request is not possible, in words and with what to do."""

from django.utils.translation import gettext as _

from ithaca.directory.rules import LATELY, MOST_A_DAY, MOST_OPEN, MOST_TO_ONE, Obstacle
from ithaca.directory.states import RequestState


def obstacle(reason: Obstacle) -> str:
    words = {
        Obstacle.NOT_BY_DIRECTORY: _(
            "In this programme the coordination makes the pairs. Tell your coordinator whom you thought of."
        ),
        Obstacle.PROGRAMME_NOT_RUNNING: _("The programme takes no requests at the moment."),
        Obstacle.NOT_A_MENTEE: _(
            "Only mentees who have published their profile can send requests. Complete your profile first."
        ),
        Obstacle.CHARTER: _(
            "The charter has a new version. Read and accept it on the programme's page, then write your request."
        ),
        Obstacle.NOT_PREPARED: _(
            "The programme asks you to follow a training before you write to a mentor. You find it under “Trainings”."
        ),
        Obstacle.MENTOR_NOT_PREPARED: _(
            "This mentor still has a training of the programme to follow. Choose somebody else for now."
        ),
        Obstacle.MENTOR_GONE: _("This mentor no longer takes part. Choose somebody else in the directory."),
        Obstacle.ALREADY_ASKED: _(
            "You have already asked this mentor. You will have an answer by the date given."
        ),
        Obstacle.ALREADY_PAIRED: _("You are already a pair with this mentor."),
        Obstacle.TOO_MANY: _(
            "You have %(most)s open requests, the most at once. Wait for an answer, or withdraw one."
        )
        % {"most": MOST_OPEN},
        Obstacle.ASKED_OFTEN: _(
            "You have turned to this mentor %(most)s times in the last %(days)s days. Choose somebody else in the directory."
        )
        % {"most": MOST_TO_ONE, "days": LATELY.days},
        Obstacle.TOO_OFTEN: _("You have sent %(most)s requests within a day. Go on tomorrow.")
        % {"most": MOST_A_DAY},
        Obstacle.MENTOR_WITHOUT_KEYS: _(
            "This mentor has no confidential space yet, so nothing can be encrypted to them. Choose somebody else for now."
        ),
    }
    return words[reason]


def over(state: RequestState) -> str:
    """Why a request can be answered or withdrawn no more."""
    words = {
        RequestState.ACCEPTED: _("This request has been accepted already."),
        RequestState.DECLINED: _("This request has been declined already."),
        RequestState.WITHDRAWN: _(
            "This request was withdrawn meanwhile: the mentee found a mentor or no longer needs one."
        ),
        RequestState.LAPSED: _(
            "The time to answer this request is over. The mentee is asking somebody else."
        ),
    }
    return words[state]
