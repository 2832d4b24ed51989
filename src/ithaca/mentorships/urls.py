from django.urls import path

from ithaca.mentorships.views import coordinating, course, deciding, meeting, pair

app_name = "mentorships"
ONE = "mentorships/<uuid:mentorship_id>/"
urlpatterns = [
    path("mentorships/", pair.index, name="index"),
    path(ONE, pair.detail, name="detail"),
    path(f"{ONE}room/", pair.room, name="room"),
    path(f"{ONE}agree/", pair.agree, name="agree"),
    path(f"{ONE}decline/", pair.decline, name="decline"),
    path(f"{ONE}willingness/", pair.confirm_willingness, name="confirm_willingness"),
    path(f"{ONE}duties/", course.tick, name="tick"),
    path(f"{ONE}timeline/", course.facts, name="timeline"),
    path(f"{ONE}word/", course.nudge, name="nudge"),
    path(f"{ONE}pause/", pair.pause, name="pause"),
    path(f"{ONE}resume/", pair.resume, name="resume"),
    path(f"{ONE}withdraw/", deciding.withdraw, name="withdraw"),
    path(f"{ONE}exclude/", coordinating.exclude, name="exclude"),
    path(f"{ONE}decisions/", deciding.propose, name="propose_decision"),
    path("decisions/<uuid:proposal_id>/<slug:answer>/", deciding.answer, name="answer_decision"),
    path(f"{ONE}meetings/new/", meeting.plan, name="plan_meeting"),
    path(f"{ONE}meetings/past/", meeting.record_past, name="record_past_meeting"),
    path("meetings/<uuid:meeting_id>/move/", meeting.move, name="move_meeting"),
    path("meetings/<uuid:meeting_id>/cancel/", meeting.cancel, name="cancel_meeting"),
    path("meetings/<uuid:meeting_id>/record/", meeting.record, name="record_meeting"),
    path("programmes/<slug:slug>/pairs/new/", coordinating.new_pair, name="new_pair"),
]
