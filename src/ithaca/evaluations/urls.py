from django.urls import path

from ithaca.evaluations import views

app_name = "evaluations"
urlpatterns = [
    path("mentorships/<uuid:mentorship_id>/evaluation/", views.give, name="give"),
    path("programmes/<slug:slug>/evaluations/", views.results, name="results"),
]
