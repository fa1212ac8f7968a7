"""A letter, and the message that it becomes. Pure."""

from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from server.mail_address import is_mail_address
from server.store import Letter

SUBJECT_AT_MOST = 150  # characters
TEXT_AT_MOST = 10_000


def letter(to: str, subject: str, text: str) -> Letter:
    """As it is queued. What people wrote may stand in both: a subject is one line whatever is in
    it. Raises ValueError for what is no address."""
    if not is_mail_address(to):
        raise ValueError("no address")
    printable = "".join(one if one.isprintable() else " " for one in subject)
    return Letter(to, " ".join(printable.split())[:SUBJECT_AT_MOST], text[:TEXT_AT_MOST])


def message_of(letter: Letter, id_: str, sender: str, at: int) -> EmailMessage:
    """`id_`: of the letter, the same however often it is tried, so that a server which has it
    already can tell; `at`: ms. Raises ValueError for what would be more than these headers."""
    message = EmailMessage(policy=SMTP)
    if not (is_mail_address(letter.to) and is_mail_address(sender)):
        raise ValueError("no address")
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(datetime.fromtimestamp(at // 1000, UTC))
    message["Message-ID"] = f"<{id_}@{sender.partition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence answers it
    message.set_content(letter.text, cte="base64" if not letter.text.isascii() else "7bit")
    return message
