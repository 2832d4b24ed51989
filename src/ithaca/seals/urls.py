from django.urls import path

from ithaca.seals.views import (
    assessing,
    auditing,
    deciding,
    documents,
    files,
    findings,
    network,
    planning,
    registry,
    reporting,
    standing,
    volunteering,
)

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
    # The network's, and what waits for whoever audits or decides
    path("seal-files/", deciding.desk, name="desk"),
    path(NETWORK + "seal-files/", network.files, name="of_network"),
    path(NETWORK + "procedure/", network.procedure, name="procedure"),
    path(FILE + "auditors/", network.auditors, name="auditors"),
    path(FILE + "gates/", network.confirm_gate, name="confirm_gate"),
    path(FILE + "recognise/", network.recognise, name="recognise"),
    path(FILE + "back/", network.send_back, name="send_back"),
    # The audit
    path(FILE + "audit/", auditing.audit, name="audit"),
    path(FILE + "audit/sessions/<uuid:session_id>/", auditing.session, name="session"),
    path(FILE + "audit/draws/", auditing.draws, name="draws"),
    path(FILE + "audit/standards/", auditing.steps, name="steps"),
    path(FILE + "audit/agree/", auditing.agree, name="agree"),
    path(FILE + "audit/documents/", auditing.documents, name="document_list"),
    path(
        FILE + "audit/documents/<uuid:document_request_id>/back/",
        auditing.take_request_back,
        name="take_request_back",
    ),
    path(FILE + "audit/findings/", findings.new, name="new_finding"),
    path(FILE + "audit/findings/<uuid:finding_id>/", findings.edit, name="finding"),
    path(FILE + "audit/findings/<uuid:finding_id>/drop/", findings.drop, name="drop_finding"),
    path(FILE + "audit/report/", findings.write_report, name="write_report"),
    path(FILE + "audit/aside/", auditing.step_aside, name="step_aside"),
    path(FILE + "volunteer/", volunteering.volunteer, name="volunteer"),
    path(FILE + "ties/", findings.ties, name="ties"),
    path(FILE + "audit-report/", findings.report, name="audit_report"),
    path(FILE + "audit-report/<uuid:finding_id>/answer/", findings.answer, name="answer_finding"),
    path(FILE + "audit-report/<uuid:finding_id>/judge/", findings.judge, name="judge_finding"),
    path(FILE + "audit-report/hand-over/", findings.hand_over, name="hand_over"),
    # The committee
    path(FILE + "decide/", deciding.decide, name="decide"),
    path(FILE + "decide/minutes/", deciding.write_minutes, name="minutes"),
    path(FILE + "appeal/", deciding.appeal, name="appeal"),
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
    # Documents
    path(FILE + "documents/", documents.keep, name="documents"),
    path(FILE + "documents/reading/", documents.read, name="reading"),
    # The seal, for the programme and the network
    path(PROGRAMME + "recognised/", standing.recognised, name="recognised"),
    path(
        PROGRAMME + "recognised/<uuid:seal_file_id>/<uuid:recognition_id>/",
        standing.begin_recognised,
        name="begin_recognised",
    ),
    path(FILE + "standing/", standing.change, name="change"),
    path(FILE + "renew/", standing.renew, name="renew"),
    path(FILE + "badge/", standing.embed, name="badge_lines"),
    path(FILE + "seal.<str:form>", standing.download, name="take_along"),
    # The registry, for everybody
    path("seals/", registry.index, name="registry"),
    path("seals/feed.json", registry.json_feed, name="json_feed"),
    path("seals/feed.atom", registry.atom, name="atom_feed"),
    path("seals/<uuid:seal_id>/", registry.seal, name="seal"),
    path("seals/<uuid:seal_id>/badge-<str:language>.svg", registry.badge, name="badge"),
    path(NETWORK + "seals/", registry.of_network, name="network_registry"),
    path(NETWORK + "seals/feed.json", registry.json_feed, name="network_json_feed"),
    path(NETWORK + "seals/feed.atom", registry.atom, name="network_atom_feed"),
]
