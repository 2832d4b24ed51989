from django.urls import path

from ithaca.mentorships.views import (
    attesting,
    coordinating,
    course,
    dates,
    deciding,
    ending,
    meeting,
    pair,
    settling,
)

app_name = "mentorships"
ONE = "mentorships/<uuid:mentorship_id>/"
MEETING = "meetings/<uuid:meeting_id>/"
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
    path(f"{ONE}closing/", ending.closing, name="closing"),
    path(f"{ONE}closing/goals/", ending.goals_reviewed, name="goals_reviewed"),
    path(f"{ONE}closing/handover/", ending.handed_over, name="handed_over"),
    path(f"{ONE}follow-up/", ending.follow_up, name="follow_up"),
    path(f"{ONE}succession/settle/", ending.settle, name="settle_succession"),
    path(
        "replacements/<uuid:replacement_id>/decline/", ending.decline_replacement, name="decline_replacement"
    ),
    path(f"{ONE}attestation/", attesting.own, name="attestation"),
    path(f"{ONE}attestation.pdf", attesting.paper, name="attestation_pdf"),
    path("attestations/", attesting.check, name="check_attestation"),
    path("attestations/<str:code>/", attesting.checked, name="checked"),
    path(f"{ONE}exclude/", coordinating.exclude, name="exclude"),
    path(f"{ONE}decisions/", deciding.propose, name="propose_decision"),
    path("decisions/<uuid:proposal_id>/<slug:answer>/", deciding.answer, name="answer_decision"),
    path(f"{ONE}meetings/new/", meeting.plan, name="plan_meeting"),
    path(f"{ONE}meetings/past/", meeting.record_past, name="record_past_meeting"),
    path(f"{MEETING}move/", meeting.move, name="move_meeting"),
    path(f"{MEETING}cancel/", meeting.cancel, name="cancel_meeting"),
    path(f"{MEETING}record/", meeting.record, name="record_meeting"),
    path(f"{ONE}meetings/dates/", dates.propose, name="propose_dates"),
    path(f"{MEETING}dates/", dates.others, name="propose_other_dates"),
    path(f"{MEETING}dates/<uuid:slot_id>/", dates.accept, name="accept_date"),
    path(f"{MEETING}dates/decline/", dates.decline, name="decline_dates"),
    path(f"{MEETING}dates/take-back/", dates.take_back, name="take_dates_back"),
    path(f"{MEETING}dispute/", settling.dispute, name="dispute_absence"),
    path(f"{MEETING}absence/accept/", settling.accept_absence, name="accept_absence"),
    path(f"{MEETING}absence/take-back/", settling.take_absence_back, name="take_absence_back"),
    path(f"{MEETING}confirm/", settling.confirm, name="confirm_contact"),
    path(f"{MEETING}refuse/", settling.refuse, name="refuse_contact"),
    path(f"{MEETING}contest/", settling.contest, name="contest_meeting"),
    path(f"{MEETING}take-back/", settling.take_contact_back, name="take_contact_back"),
    path("programmes/<slug:slug>/pairs/new/", coordinating.new_pair, name="new_pair"),
]
