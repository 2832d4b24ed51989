from django.urls import path

from ithaca.seals.views import assessing, files, registry, reporting, standing

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
