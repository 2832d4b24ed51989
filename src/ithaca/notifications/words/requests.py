"""Mail around requests. Never a word of what they say."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.directory import queries
from ithaca.directory.models import Request
from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.notifications.post import Words, write
from ithaca.programmes.texts import localised

TO_MENTOR = _("You get this mail because you are a mentor of the programme %(programme)s.")
TO_MENTEE = _("You get this mail because you have sent this request in the programme %(programme)s.")
MENTOR: dict[str, Words] = {
    "request.sent": Words(
        _("%(mentee)s has sent you a request"),
        _(
            "%(mentee)s would like to be accompanied by you in the programme %(programme)s. Only you two can read the request. Your answer is expected by %(by)s, even if it is a no."
        ),
        TO_MENTOR,
    ),
    "request.reminder due": Words(
        _("%(mentee)s waits for your answer"),
        _(
            "A short reminder: %(mentee)s, from the programme %(programme)s, waits for your answer until %(by)s. A no is an answer too."
        ),
        TO_MENTOR,
    ),
    "request.withdrawn": Words(
        _("A request to you was withdrawn"),
        _(
            "The request of %(mentee)s, from the programme %(programme)s, no longer waits for your answer. There is nothing for you to do."
        ),
        TO_MENTOR,
    ),
}
MENTEE: dict[str, Words] = {
    "request.accepted": Words(
        _("%(mentor)s has accepted your request"),
        _(
            "Good news: %(mentor)s accompanies you in the programme %(programme)s. Plan your first meeting together."
        ),
        TO_MENTEE,
    ),
    "request.declined": Words(
        _("The answer of %(mentor)s"),
        _(
            "%(mentor)s can't accompany you at the moment. That says nothing about your request: other mentors are proposed to you, and your text can go to one of them with one click."
        ),
        TO_MENTEE,
    ),
    "request.lapsed": Words(
        _("Your request had no answer in time"),
        _(
            "%(mentor)s has not answered in time, and we are sorry. Other mentors are proposed to you, and your text can go to one of them with one click."
        ),
        TO_MENTEE,
    ),
}
# To the mentor who let the time pass: no reproach, and a way not to be asked.
LAPSED = Words(
    _("The time to answer %(mentee)s has passed"),
    _(
        "The request of %(mentee)s, from the programme %(programme)s, had no answer by %(by)s; they may now turn to others. If you have no time at the moment, say in your profile that you are busy: nobody will be left waiting."
    ),
    TO_MENTOR,
)


@reacts_to("request.lapsed")
def lapsed(event: Event) -> None:
    try:
        row = queries.request(event.subject_id)
    except Request.DoesNotExist:
        return
    person = row.mentor.person
    name = localised(row.programme.name, person.language)
    values = {"mentee": row.mentee.person.name, "programme": name, "by": row.reply_by}
    write(
        event,
        person,
        LAPSED,
        reverse("directory:profile", args=[row.programme.slug, "mentor"]),
        values=values,
    )


@reacts_to(*MENTOR, *MENTEE)
def told(event: Event) -> None:
    try:
        row = queries.request(event.subject_id)
    except Request.DoesNotExist:
        return
    reader = row.mentor.person if event.verb in MENTOR else row.mentee.person
    values = {
        "mentor": row.mentor.person.name,
        "mentee": row.mentee.person.name,
        "by": row.reply_by,
        "programme": localised(row.programme.name, reader.language),
    }
    words = MENTOR.get(event.verb) or MENTEE[event.verb]
    paired = event.verb in MENTEE and row.mentorship_id
    path = (
        reverse("mentorships:detail", args=[row.mentorship_id])
        if paired
        else reverse("directory:request", args=[row.pk])
    )
    write(event, reader, words, path, values=values)
