from django.urls import path

from ithaca.research.views import members, network, people, public

app_name = "research"
NETWORK = "networks/<slug:slug>/research/"
STUDY = NETWORK + "<uuid:study_id>/"
ORGANISATION = "organisations/<slug:slug>/research/"
PROGRAMME = "programmes/<slug:slug>/research/"
OWN = "research/studies/<uuid:study_id>/participations/<uuid:participation_id>/"
OPEN = "research/<uuid:release_id>/"

urlpatterns = [
    path(NETWORK, network.index, name="index"),
    path(NETWORK + "new/", network.new, name="new"),
    path(STUDY, network.study, name="study"),
    path(STUDY + "edit/", network.edit, name="edit"),
    path(STUDY + "open/", network.open_to_members, name="open"),
    path(STUDY + "close/", network.close, name="close"),
    path(STUDY + "publish/", network.publish, name="publish"),
    path(NETWORK + "editions/<uuid:release_id>/again/", network.again, name="again"),
    path(ORGANISATION, members.organisation, name="organisation"),
    path(ORGANISATION + "<uuid:study_id>/agree/", members.agree, name="agree"),
    path(ORGANISATION + "<uuid:study_id>/end/", members.end_agreement, name="end_agreement"),
    path(PROGRAMME, members.programme, name="programme"),
    path(PROGRAMME + "<uuid:study_id>/join/", members.join, name="join"),
    path(PROGRAMME + "<uuid:study_id>/leave/", members.leave, name="leave"),
    path("account/research/", people.mine, name="mine"),
    path(OWN, people.consent, name="consent"),
    path("research/", public.index, name="public"),
    path("research/catalogue.jsonld", public.catalogue, name="catalogue"),
    path(OPEN, public.release, name="release"),
    path(OPEN + "files/<str:name>", public.file, name="file"),
]
