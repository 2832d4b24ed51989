"""Django's mail goes into the outbox; the outbox sends through SMTP or into a folder."""

import os
from collections.abc import Sequence
from email.utils import parseaddr
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from ithaca.accounts.queries import person_by_email
from ithaca.kernel.ids import new_id
from ithaca.notifications.outbox import Letter, enqueue


class Outbox(BaseEmailBackend):
    """EMAIL_BACKEND: a mail of Django's or of a library becomes a row in the current transaction."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            for recipient in mail.recipients():
                address = parseaddr(recipient)[1]
                letter = Letter(subject=str(mail.subject), text=str(mail.body))
                enqueue(key=f"mail:{new_id()}", letter=letter, to=person_by_email(address), address=address)
        return len(email_messages)


class EmlFiles(BaseEmailBackend):
    """Writes each mail as an .eml file, named by its Message-ID: sent twice, it is still one file."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.MAIL_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        for mail in email_messages:
            message = mail.message()
            name = "".join(c for c in str(message["Message-ID"]).split("@")[0] if c.isalnum())
            draft = folder / f".{name}.{os.getpid()}"
            draft.write_bytes(message.as_bytes())
            draft.replace(folder / f"{name}.eml")
        return len(email_messages)
