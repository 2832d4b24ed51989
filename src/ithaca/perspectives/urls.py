from django.urls import path

from ithaca.perspectives import views

app_name = "perspectives"
urlpatterns = [
    path("perspectives/", views.index, name="index"),
    path("perspectives/<uuid:round_id>/", views.round, name="round"),
    path("perspectives/<uuid:round_id>/move/", views.move, name="move"),
    path("perspectives/answer/<str:perspective>/", views.answer, name="answer"),
]
