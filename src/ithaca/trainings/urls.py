from django.urls import path

from ithaca.trainings.views import attendance, people, places, reading, writing

app_name = "trainings"
P = "programmes/<slug:slug>/trainings/"
ONE = P + "<uuid:training_id>/"

urlpatterns = [
    path("trainings/", reading.mine, name="mine"),
    path(P, reading.index, name="index"),
    path(P + "new/", writing.new, name="new"),
    path(P + "hours/", attendance.hours, name="hours"),
    path(P + "hours.xlsx", attendance.export_hours, name="export_hours"),
    path(ONE, reading.detail, name="detail"),
    path(ONE + "sign-up/", places.sign_up, name="sign_up"),
    path(ONE + "give-up/", places.give_up, name="give_up"),
    path(ONE + "dates.ics", places.calendar, name="calendar"),
    path(ONE + "change/", writing.change, name="change"),
    path(ONE + "again/", writing.again, name="again"),
    path(ONE + "open/", writing.open_, name="open"),
    path(ONE + "require/", writing.require, name="require"),
    path(ONE + "cancel/", writing.cancel, name="cancel"),
    path(ONE + "discard/", writing.discard, name="discard"),
    path(ONE + "people/", people.add, name="add_person"),
    path(ONE + "people/<uuid:sign_up_id>/remove/", people.remove, name="remove_person"),
    path(ONE + "attendance/", attendance.attendance, name="attendance"),
    path(ONE + "attendance.xlsx", attendance.export, name="export"),
]
