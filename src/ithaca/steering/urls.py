from django.urls import path

from ithaca.steering import views

app_name = "steering"
urlpatterns = [
    path("programmes/<slug:slug>/steering/", views.overview, name="overview"),
    path("programmes/<slug:slug>/pairs/", views.pairs, name="pairs"),
    path("programmes/<slug:slug>/steering/requests/", views.requests, name="requests"),
    path("programmes/<slug:slug>/steering/mentorships.csv", views.export_csv, name="csv"),
    path("programmes/<slug:slug>/steering/mentorships.xlsx", views.export_xlsx, name="xlsx"),
]
