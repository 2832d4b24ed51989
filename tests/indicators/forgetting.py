"""The world as it was at a moment: rows and events without what came after it."""

from datetime import datetime

from django.db.models import Max

from ithaca.directory.models import Request
from ithaca.evaluations.models import Completion, Response
from ithaca.journal.models import Event
from ithaca.matching.models import PolicyVersion
from ithaca.mentorships.models import Goal, GoalReview, Meeting, Mentorship, Succession
from ithaca.programmes.models import Charter
from ithaca.resources.models import Resource
from ithaca.trainings.models import SignUp, Training


def forget_after(moment: datetime) -> None:
    Event.objects.filter(at__gte=moment).delete()
    for model in (Charter, Completion, Goal, PolicyVersion, Resource):
        model.objects.filter(created_at__gte=moment).delete()
    Request.objects.filter(created_at__gte=moment).delete()
    Request.objects.filter(answered_at__gte=moment).update(state="sent", answered_at=None)
    Request.objects.filter(state="lapsed", reply_by__gte=moment).update(state="sent")
    SignUp.objects.filter(noted_at__gte=moment).update(state="placed", noted_at=None)
    Training.objects.filter(closed_at__gte=moment).update(state="open", closed_at=None)
    Meeting.objects.filter(recorded_at__gte=moment).delete()
    GoalReview.objects.filter(announced_at__gte=moment).update(announced_at=None)
    unheld = GoalReview.objects.filter(held_at__gte=moment)
    GoalReview.objects.filter(held_at=None, mentorship__in=unheld.values("mentorship")).delete()
    unheld.update(held_at=None, content=None)
    _forget_pairs(moment)
    _forget_marks(moment)


def _forget_pairs(moment: datetime) -> None:
    Mentorship.objects.filter(begun_at__gte=moment).delete()
    running = {"ended_at": None, "end_kind": "", "state": "development"}
    ended = Mentorship.objects.filter(ended_at__gte=moment)
    Succession.objects.filter(mentorship__in=ended).delete()
    ended.update(**running)


def _forget_marks(moment: datetime) -> None:
    groups = (
        Response.objects.exclude(group=0).values("programme", "role", "group").annotate(last=Max("month"))
    )
    for each in list(groups):
        if each["last"] >= moment.date():
            keys = {key: each[key] for key in ("programme", "role", "group")}
            Response.objects.filter(**keys).update(group=0)
    Response.objects.filter(month__gte=moment.date()).delete()
