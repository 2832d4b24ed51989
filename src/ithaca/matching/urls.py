from django.urls import path

from ithaca.matching.views import bias, checks, explained, policies, runs

app_name = "matching"
M = "programmes/<slug:slug>/matching/"
RUN = M + "runs/<uuid:run_id>/"

urlpatterns = [
    path(M, runs.index, name="index"),
    path(M + "policy/", policies.policy, name="policy"),
    path(M + "policy/examples/", policies.policy_examples, name="policy_examples"),
    path(M + "policy/take-over/", policies.take_over, name="take_over"),
    path(M + "policy/file/", policies.policy_file, name="policy_file"),
    path(M + "policy/versions/", policies.versions, name="versions"),
    path(M + "policy/versions/<int:number>/", policies.version_form, name="version_form"),
    path(M + "runs/new/", runs.new, name="new_run"),
    path(RUN + "state/", runs.state, name="run_state"),
    path(RUN + "try/", runs.try_otherwise, name="try_otherwise"),
    path(RUN + "adopt/", runs.adopt, name="adopt_policy"),
    path(RUN + "discard/", runs.discard, name="discard_run"),
    path(RUN + "compare/", runs.compare, name="compare_runs"),
    path(RUN + "groups/", bias.groups, name="groups"),
    path(M + "how/", explained.how, name="how"),
    path(M + "objections/", explained.objections, name="objections"),
    path(M + "objections/<uuid:objection_id>/", explained.answer, name="answer_objection"),
    path(M + "checks/", checks.checks, name="checks"),
    path(M + "checks/<uuid:participation_id>/", checks.note, name="note_check"),
    path("join/<str:code>/matching/", explained.how_before_joining, name="how_before_joining"),
]
