"""The rows of notifications: mail on its way, what people were told in the product, what they wish, and reminders."""

from ithaca.notifications.models.feeds import CalendarFeed
from ithaca.notifications.models.messages import Message
from ithaca.notifications.models.notices import Notice
from ithaca.notifications.models.preferences import Preferences
from ithaca.notifications.models.reminders import Reminder

__all__ = ["CalendarFeed", "Message", "Notice", "Preferences", "Reminder"]
