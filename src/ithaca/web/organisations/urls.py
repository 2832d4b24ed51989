from django.urls import path

from ithaca.web.organisations import views

app_name = "organisations"
ONE = "organisations/<slug:slug>/"
urlpatterns = [
    path("organisations/", views.index, name="index"),
    path("organisations/new/", views.new, name="new"),
    path(ONE, views.page, name="page"),
    path("organisations/letters/<uuid:letter_id>/", views.answer_letter, name="answer_letter"),
    path(
        ONE + "administrators/letters/<uuid:letter_id>/back/", views.take_letter_back, name="take_letter_back"
    ),
    path(ONE + "administrators/", views.add_administrator, name="add_administrator"),
    path(
        ONE + "administrators/<uuid:person_id>/remove/",
        views.remove_administrator,
        name="remove_administrator",
    ),
    path(ONE + "settings/", views.settings, name="settings"),
    path(ONE + "people/", views.people, name="people"),
    path(ONE + "people/<uuid:person_id>/", views.position, name="position"),
    path(ONE + "conflicts/", views.declare_conflict, name="declare_conflict"),
    path(ONE + "conflicts/<uuid:conflict_id>/end/", views.end_conflict, name="end_conflict"),
]
