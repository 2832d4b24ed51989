from django.urls import path

from ithaca.indicators import views

START = "programmes/<slug:slug>/"
app_name = "indicators"
urlpatterns = [
    path(START + "facts/", views.facts, name="facts"),
    path(START + "facts/facts.csv", views.as_csv, name="csv"),
    path(START + "facts/facts.xlsx", views.as_xlsx, name="xlsx"),
    path(START + "comparison/", views.comparison, name="comparison"),
    path(START + "comparison/join/", views.join, name="join"),
    path(START + "comparison/leave/", views.leave, name="leave"),
]
