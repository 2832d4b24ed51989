from django.urls import path

from ithaca.matching.views import (
    answers,
    bias,
    checks,
    consent,
    desk,
    explained,
    pairs,
    policy,
    runs,
    sheets,
    wishes,
)

app_name = "matching"
P = "programmes/<slug:slug>/matching/"
RUN = P + "runs/<uuid:run_id>/"
ONE = "proposals/<uuid:match_id>/"

urlpatterns = [
    path(P, runs.index, name="index"),
    path(P + "policy/", policy.policy, name="policy"),
    path(P + "policy/examples/", policy.policy_examples, name="policy_examples"),
    path(P + "policy/take-over/", policy.take_over, name="take_over"),
    path(P + "policy/file/", policy.policy_file, name="policy_file"),
    path(P + "policy/versions/", policy.versions, name="versions"),
    path(P + "policy/versions/<int:number>/", policy.version_form, name="version_form"),
    path(P + "runs/new/", runs.new, name="new_run"),
    path(RUN + "state/", runs.state, name="run_state"),
    path(RUN + "try/", runs.try_otherwise, name="try_otherwise"),
    path(RUN + "adopt/", runs.adopt, name="adopt_policy"),
    path(RUN + "discard/", runs.discard, name="discard_run"),
    path(RUN + "compare/", runs.compare, name="compare_runs"),
    path(RUN + "groups/", bias.groups, name="groups"),
    path(P + "how/", explained.how, name="how"),
    path(P + "wishes/<slug:role>/", wishes.wishes, name="wishes"),
    path(P + "objections/", explained.objections, name="objections"),
    path(P + "objections/<uuid:objection_id>/", explained.answer, name="answer_objection"),
    path(P + "checks/", checks.checks, name="checks"),
    path(P + "checks/<uuid:participation_id>/", checks.note, name="note_check"),
    path("join/<str:code>/matching/", explained.how_before_joining, name="how_before_joining"),
    path("proposals/", consent.mine, name="proposals"),
    path(ONE, consent.detail, name="proposal"),
    path(ONE + "portrait/", consent.portrait, name="portrait"),
    path(ONE + "accept/", consent.accept, name="accept_proposal"),
    path(ONE + "decline/", consent.decline, name="decline_proposal"),
    path(P + "answers/", answers.answers, name="answers"),
    path(P + ONE + "withdraw/", answers.withdraw, name="withdraw_proposal"),
    path(P + ONE + "decline/", answers.decline_for, name="decline_for"),
    path(RUN + "publish/", answers.publish, name="publish"),
    path(RUN, desk.review, name="review"),
    path(RUN + "without/", desk.without, name="without"),
    path(RUN + "move/", desk.move, name="move"),
    path(RUN + "lock/", desk.lock, name="lock"),
    path(RUN + "undo/", desk.undo, name="undo"),
    path(RUN + "changes/", desk.changes, name="changes"),
    path(RUN + "again/", desk.again, name="again"),
    path(RUN + "pairs/<uuid:mentee_id>/", pairs.beside, name="beside"),
    path(RUN + "print/", sheets.print_, name="print"),
    path(RUN + "pairs.csv", sheets.csv, name="csv"),
    path(RUN + "pairs.xlsx", sheets.xlsx, name="xlsx"),
]
