from django.urls import path

from ithaca.certification.views import assessing, calibrating, candidate, deciding, further, managing

app_name = "certification"
FILE = "certification/files/<uuid:file_id>/"
SCHEME = "certification/schemes/<uuid:scheme_id>/"
ORGANISATION = "organisations/<slug:slug>/certification/"

urlpatterns = [
    path("certification/", candidate.hub, name="hub"),
    path(SCHEME + "apply/", candidate.apply, name="apply"),
    path(FILE, candidate.file, name="file"),
    path(FILE + "hand-in/", candidate.hand_in, name="hand_in"),
    path(FILE + "leave/", candidate.leave, name="leave"),
    path(FILE + "appeal/", candidate.appeal, name="appeal"),
    path(FILE + "conditions/", candidate.conditions_met, name="conditions_met"),
    path(FILE + "training/", further.tell, name="tell_training"),
    path(FILE + "training/back/", further.take_back, name="take_training_back"),
    path(FILE + "training/answer/", further.answer, name="answer_training"),
    path(FILE + "ties/", candidate.ties, name="ties"),
    path(FILE + "handover/", candidate.hand_over, name="hand_over"),
    path(FILE + "reading/", assessing.read, name="read"),
    path(FILE + "rate/", assessing.rate, name="rate"),
    path(FILE + "perspectives/", assessing.perspectives, name="perspectives"),
    path(FILE + "aside/", assessing.step_aside, name="step_aside"),
    path(FILE + "assessment/", assessing.assessment, name="assessment"),
    path(FILE + "settle/", assessing.settle, name="settle"),
    path(FILE + "compared/", assessing.finish_comparison, name="finish_comparison"),
    path(FILE + "validate/", assessing.validate, name="validate"),
    path(FILE + "interview/", assessing.interview, name="interview"),
    path(FILE + "decide/", deciding.decide, name="decide"),
    path(FILE + "standing/", deciding.standing, name="standing"),
    path(FILE + "application/", managing.application, name="application"),
    path(FILE + "assessors/", managing.assessors, name="assessors"),
    path(ORGANISATION, managing.overview, name="overview"),
    path(ORGANISATION + "new/", managing.new_scheme, name="new_scheme"),
    path(SCHEME, managing.scheme, name="scheme"),
    path(SCHEME + "panel/", managing.panel, name="panel"),
    path(SCHEME + "calibration/", calibrating.calibrate, name="calibrate"),
    path(SCHEME + "samples/", calibrating.samples, name="samples"),
    path(SCHEME + "samples/remove/", calibrating.remove_sample, name="remove_sample"),
    path(SCHEME + "move/", managing.move, name="move"),
]
