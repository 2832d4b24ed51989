from django.urls import path

from ithaca.intake import views

app_name = "intake"
ONE = "imports/<uuid:import_id>/"
urlpatterns = [
    path("programmes/<slug:slug>/import/", views.people, name="people"),
    path("organisations/<slug:slug>/chart/", views.chart, name="chart"),
    path(ONE, views.import_, name="import"),
    path(ONE + "words/", views.words, name="words"),
    path(ONE + "back/", views.back, name="back"),
    path(ONE + "propose/", views.propose, name="propose"),
    path(ONE + "confirm/", views.confirm, name="confirm"),
    path(ONE + "cancel/", views.cancel, name="cancel"),
    path(ONE + "rejected/", views.rejected, name="rejected"),
]
