from django.urls import path

from ithaca.notifications import views

app_name = "notifications"
urlpatterns = [
    path("notifications/", views.index, name="index"),
    path("notifications/seen/", views.seen, name="seen"),
    path("notifications/<uuid:notice_id>/", views.follow, name="follow"),
    path("notifications/off/<str:off_token>/", views.off, name="off"),
    path("account/notifications/", views.preferences, name="preferences"),
]
