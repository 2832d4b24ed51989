"""Mail on its way, notices, wishes: all of them go with the account, also where they name it to others."""

import re
from datetime import timedelta

from django.db.models import Q
from django.utils.html import escape
from django.utils.translation import gettext_lazy, override

from ithaca.accounts.models import Person
from ithaca.accounts.names import former_member
from ithaca.accounts.queries import has_namesake, proven_addresses
from ithaca.kernel import clock, personal_data
from ithaca.kernel.personal_data import for_a_time, rows, with_account
from ithaca.notifications.actions import forget_old_notices
from ithaca.notifications.models import CalendarFeed, Message, Notice, Preferences, Reminder
from ithaca.notifications.states import MessageState

KEPT = timedelta(days=180)  # as notices
WORDS = ("subject", "text", "html", "calendar")


def erase(person: Person) -> None:
    Message.objects.filter(Q(person_id=person.pk) | Q(to__in=proven_addresses(person))).delete()
    for model in (Notice, Preferences, CalendarFeed, Reminder):
        model._default_manager.filter(person=person).delete()
    if not has_namesake(person):  # whose name it is as well, keeps it in what is told of them
        _take_out_of_mail(person.name)
        _take_out_of_notices(person.name)


def _take_out_of_mail(name: str) -> None:
    """What others were told, or are about to be, names a former member; what was sent is not needed any more."""
    naming = Q()
    for field in WORDS:
        naming |= Q(**{f"{field}__contains": name}) | Q(**{f"{field}__contains": escape(name)})
    for row in Message.objects.filter(naming):
        for field in WORDS:
            sent = row.state == MessageState.SENT and field != "subject"
            setattr(row, field, "" if sent else _nameless(getattr(row, field), name, row.language))
        row.save(update_fields=WORDS)


def _take_out_of_notices(name: str) -> None:
    for row in Notice.objects.filter(title__contains=name).select_related("person"):
        row.title = _nameless(row.title, name, row.person.language)[:200]
        row.save(update_fields=["title"])


def _nameless(text: str, name: str, language: str) -> str:
    """Whole names alone: Marc is not Marceline; and whoever is called like a word of a link or a tag breaks neither."""
    names = "|".join(re.escape(form) for form in (name, escape(name)))
    whole = re.compile(rf"(?P<kept>https?://\S+|</?\w[^>]*>)|(?<!\w)(?:{names})(?!\w)")
    with override(language):
        return whole.sub(lambda found: found["kept"] or former_member(), text)


def export(person: Person) -> dict[str, object]:
    return {
        "preferences": rows(
            Preferences.objects.filter(person=person), "deliveries", "quiet_from", "quiet_to", "digest_at"
        ),
        "notices": rows(
            Notice.objects.filter(person=person).order_by("made_at"), "title", "path", "made_at", "seen_at"
        ),
        "calendar": rows(CalendarFeed.objects.filter(person=person), "shows_place", since="created_at"),
        "mail": rows(
            Message.objects.filter(person_id=person.pk).order_by("created_at"),
            "to",
            "subject",
            "state",
            "sent_at",
        ),
    }


def forget_old_mail() -> int:
    """Deletes half a year after it was sent, or given up, that somebody was written to; its text went when it was sent."""
    over = (MessageState.WAITING, MessageState.HELD)
    return Message.objects.exclude(state__in=over).filter(created_at__lt=clock.now() - KEPT).delete()[0]


personal_data.register(
    personal_data.Part(
        app="notifications",
        title=gettext_lazy("Mail, notices and your wishes about them"),
        rules={
            "Message": for_a_time(
                "Mail: to whom, what about. Its text goes as soon as it is sent.",
                "180 days; at once where the account of its reader is closed",
            ),
            "Notice": for_a_time("What somebody was told in the product.", "180 days, or with the account"),
            "Preferences": with_account("How somebody wishes to get mail."),
            "CalendarFeed": with_account("The private address of a calendar."),
            "Reminder": with_account("What somebody was reminded of, so that nobody hears twice."),
        },
        erase=erase,
        export=export,
        forget=(forget_old_notices, forget_old_mail),
    )
)
