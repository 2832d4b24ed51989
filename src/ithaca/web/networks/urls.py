from django.urls import path

from ithaca.web.networks.views import joining, managing, members, public

app_name = "networks"
ONE = "networks/<slug:slug>/"
MEMBER = ONE + "members/<uuid:membership_id>/"
ORGANISATION = "organisations/<slug:slug>/networks/"
urlpatterns = [
    path("networks/", public.index, name="index"),
    path("networks/new/", managing.new, name="new"),
    path("networks/letters/<uuid:letter_id>/", joining.answer_letter, name="answer_letter"),
    path(ONE, public.page, name="page"),
    path(ONE + "settings/", managing.settings, name="settings"),
    path(ONE + "people/", managing.people, name="people"),
    path(ONE + "people/<uuid:person_id>/<slug:role>/remove/", managing.remove_person, name="remove_person"),
    path(ONE + "letters/<uuid:letter_id>/back/", managing.take_letter_back, name="take_letter_back"),
    path(ONE + "members/", members.members, name="members"),
    path(ONE + "members/invite/", members.invite, name="invite"),
    path(MEMBER, members.member, name="member"),
    path(MEMBER + "accept/", members.accept, name="accept"),
    path(MEMBER + "decline/", members.decline, name="decline"),
    path(MEMBER + "suspend/", members.suspend, name="suspend"),
    path(MEMBER + "reinstate/", members.reinstate, name="reinstate"),
    path(MEMBER + "exclude/", members.exclude, name="exclude"),
    path(ORGANISATION, joining.of_organisation, name="of_organisation"),
    path(ORGANISATION + "ask/", joining.ask, name="ask"),
    path(ORGANISATION + "<uuid:membership_id>/back/", joining.take_request_back, name="take_request_back"),
    path(ORGANISATION + "<uuid:membership_id>/leave/", joining.leave, name="leave"),
]
