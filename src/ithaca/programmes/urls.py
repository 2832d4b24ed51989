from django.urls import path

from ithaca.programmes.views import (
    charter,
    creating,
    duties,
    home,
    invitations,
    joining,
    people,
    questions,
    setting_up,
)

app_name = "programmes"
P = "programmes/<slug:slug>/"
QUESTION = P + "set-up/questions/<uuid:question_id>/"
PARTICIPANT = P + "participants/<uuid:participation_id>/"
INVITATION = P + "invitations/<uuid:invitation_id>/"

urlpatterns = [
    path("programmes/new/", creating.choose_organisation, name="new"),
    path("programmes/new/<slug:organisation>/", creating.new, name="new_in"),
    path(P, home.home, name="home"),
    path(P + "as/<slug:role>/", home.change, name="change"),
    path(P + "as/<slug:role>/leave/", home.leave, name="leave"),
    path(P + "charter/<int:number>/", charter.version, name="charter_version"),
    path(P + "as/<slug:role>/charter/", charter.accept, name="accept_charter"),
    path(P + "set-up/", setting_up.set_up, name="set_up"),
    path(P + "set-up/presentation/", setting_up.presentation, name="presentation"),
    path(P + "set-up/format/", setting_up.format_, name="format"),
    path(P + "set-up/questions/", questions.questions, name="questions"),
    path(P + "set-up/questions/new/", questions.new_question, name="new_question"),
    path(QUESTION, questions.question, name="question"),
    path(QUESTION + "move/", questions.move_question, name="move_question"),
    path(QUESTION + "remove/", questions.remove_question, name="remove_question"),
    path(P + "set-up/charter/", setting_up.charter, name="charter"),
    path(P + "set-up/duties/", duties.checklists, name="duties"),
    path(P + "set-up/duties/new/", duties.new_duty, name="new_duty"),
    path(P + "set-up/duties/<uuid:duty_id>/out/", duties.take_duty_out, name="take_duty_out"),
    path(P + "set-up/coordinators/", setting_up.coordinators, name="coordinators"),
    path(
        P + "set-up/coordinators/<uuid:person_id>/remove/",
        setting_up.remove_coordinator,
        name="remove_coordinator",
    ),
    path(P + "set-up/check/", setting_up.check, name="check"),
    path(P + "set-up/preview/", setting_up.preview, name="preview"),
    path(P + "set-up/open/", setting_up.open_, name="open"),
    path(P + "set-up/close/", setting_up.close, name="close"),
    path(P + "set-up/end/", setting_up.end, name="end"),
    path(P + "applications/", people.applications, name="applications"),
    path(P + "participants/", people.participants, name="participants"),
    path(PARTICIPANT, people.participant, name="participant"),
    path(PARTICIPANT + "exclude/", people.exclude, name="exclude"),
    path(PARTICIPANT + "rest/", people.rest, name="rest"),
    path(P + "invitations/", invitations.invitations, name="invitations"),
    path(INVITATION + "cancel/", invitations.cancel, name="cancel_invitation"),
    path(INVITATION + "resend/", invitations.resend, name="resend_invitation"),
    path("join/<str:code>/", joining.join, name="join"),
    path("join/<str:code>/apply/<slug:role>/", joining.apply, name="apply"),
    path("invitations/<str:token>/", joining.invitation, name="invitation"),
]
