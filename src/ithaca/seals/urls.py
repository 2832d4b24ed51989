from django.urls import path

from ithaca.seals.views import assessing, files, planning, reporting

app_name = "seals"
PROGRAMME = "programmes/<slug:slug>/seals/"
FILE = "seal-files/<uuid:seal_file_id>/"
NETWORK = "networks/<slug:slug>/"
STANDARD = FILE + "standards/<slug:standard>/"
REQUIREMENT = FILE + "requirements/<slug:requirement>/"

urlpatterns = [
    # The programme's own
    path(PROGRAMME, files.programme, name="programme"),
    path(PROGRAMME + "<uuid:scheme_version_id>/", files.begin, name="begin"),
    # One file, everybody's
    path(FILE, files.file, name="file"),
    # Self-assessment
    path(FILE + "context/", assessing.context, name="context"),
    path(FILE + "minors/", assessing.minors, name="minors"),
    path(FILE + "facts/", assessing.take_facts_over, name="take_facts_over"),
    path(FILE + "variants/<uuid:variant_id>/", assessing.choose, name="choose"),
    path(REQUIREMENT, assessing.requirement, name="requirement"),
    path(REQUIREMENT + "reflection/", assessing.reflection, name="reflection"),
    path(STANDARD, assessing.answer, name="answer"),
    path(STANDARD + "remarks/", assessing.remark, name="remark"),
    # Report, handing in, leaving
    path(FILE + "report/", reporting.report, name="report"),
    path(FILE + "report.pdf", reporting.report_pdf, name="report_pdf"),
    path(FILE + "report/keep/", reporting.keep, name="keep_report"),
    path(FILE + "hand-in/", reporting.hand_in, name="hand_in"),
    path(FILE + "leave/", reporting.leave, name="leave"),
    # Improvement plan
    path(FILE + "plan/", planning.plan, name="plan"),
    path(STANDARD + "effort/", planning.effort, name="effort"),
    path(STANDARD + "plan/", planning.add, name="add_improvement"),
    path("seal-plans/<uuid:improvement_id>/", planning.improvement, name="improvement"),
    path("seal-plans/<uuid:improvement_id>/move/", planning.move, name="move_improvement"),
]
