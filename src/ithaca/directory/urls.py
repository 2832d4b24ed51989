from django.urls import path

from ithaca.directory.views import profile, replacing, requests, search

app_name = "directory"
ONE = "programmes/<slug:slug>/directory/<uuid:participation_id>/"
urlpatterns = [
    path("programmes/<slug:slug>/directory/", search.search, name="search"),
    path(ONE, profile.person, name="person"),
    path(f"{ONE}photo/", profile.photo, name="photo"),
    path("programmes/<slug:slug>/profile/<slug:role>/", profile.edit, name="profile"),
    path("mentorships/<uuid:mentorship_id>/replacements/", replacing.replace, name="replace"),
    path("requests/", requests.index, name="requests"),
    path("requests/new/", requests.new, name="new_request"),
    path("requests/<uuid:request_id>/", requests.detail, name="request"),
    path("requests/<uuid:request_id>/withdraw/", requests.withdraw, name="withdraw_request"),
]
