from django.urls import path

from ithaca.resources import views

app_name = "resources"
P = "programmes/<slug:slug>/resources/"
ONE = P + "<uuid:resource_id>/"

urlpatterns = [
    path(P, views.index, name="index"),
    path(P + "manage/", views.manage, name="manage"),
    path(P + "new/", views.new, name="new"),
    path(ONE, views.open_, name="open"),
    path(ONE + "change/", views.change, name="change"),
    path(ONE + "move/", views.move, name="move"),
    path(ONE + "hide/", views.hide, name="hide"),
    path(ONE + "show/", views.show, name="show"),
    path(ONE + "remove/", views.remove, name="remove"),
]
