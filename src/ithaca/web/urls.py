from django.urls import path

from ithaca.web.views import calendar, frame, home, mailbox, open_pages, set_up

app_name = "web"
urlpatterns = [
    path("", home.home, name="home"),
    path("programmes/", home.programmes, name="programmes"),
    path("frame/", frame.frame, name="frame"),
    path("set-up/<str:token>/", set_up.set_up, name="set_up"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("mailbox/<uuid:message_id>/", mailbox.mail, name="mail"),
    path("mailbox/<uuid:message_id>/invite.ics", mailbox.invitation, name="mail_invitation"),
    path("account/calendar/", calendar.own_calendar, name="own_calendar"),
    path("account/calendar/renew/", calendar.renew, name="renew_calendar"),
    path("account/calendar/off/", calendar.switch_off, name="switch_calendar_off"),
    path("calendar/<str:token>.ics", calendar.feed, name="calendar_feed"),
    path("confidentiality/", open_pages.confidentiality, name="confidentiality"),
    path("code/", open_pages.code, name="code"),
    path("accessibility/", open_pages.accessibility, name="accessibility"),
    path("health/", open_pages.health, name="health"),
    path("robots.txt", open_pages.robots, name="robots"),
    path("favicon.ico", open_pages.favicon, name="favicon"),
]
