"""Letters by e-mail for the people at the desk: one server, one try, the reason in words when it fails."""

import asyncio
import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from app.errors import KonbitError

WAIT_S = 20.0
LONG_LINES = SMTP.clone(max_line_length=900)  # a link that is folded is no link any more
PORTS = {"smtp": 587, "smtps": 465}


class NotSent(KonbitError):
    """The mail server did not take the letter; it is tried again later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where letters are handed in. `sealed`: TLS from the first byte; else STARTTLS, save on this machine."""

    host: str
    port: int
    sealed: bool
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def is_here(self) -> bool:
        """On this very machine nobody listens in between."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter in plain text; `leave_url` ends what it belongs to."""

    to: str
    subject: str
    text: str
    leave_url: str = ""


def mail_server(url: str, sender: str) -> MailServer | None:
    """Read smtp://user:pass@host:587 or smtps://…; None where no mail is set up; raises `ValueError`."""
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ValueError("a mail server is written as smtp://user:password@host:587 or smtps://…")
    if "@" not in sender or not sender.isprintable():
        raise ValueError("with a mail server set, KONBIT_MAIL_FROM is the address that letters come from")
    return MailServer(
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        sealed=parts.scheme == "smtps",
        sender=sender,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


async def send_letter(server: MailServer, letter: Letter) -> None:
    """Hand in one letter, in a thread of its own; raises `NotSent`. Never inside a transaction."""
    try:
        message = _written(server, letter)
        await asyncio.to_thread(_hand_in, server, message)
    except smtplib.SMTPRecipientsRefused as refused:
        raise NotSent("The mail server refused the address.") from refused
    except smtplib.SMTPAuthenticationError as refused:
        raise NotSent("The mail server refused the name and password.") from refused
    except smtplib.SMTPNotSupportedError as refused:
        raise NotSent("The mail server offers no encryption; nothing was sent.") from refused
    except ssl.SSLError as refused:
        raise NotSent("The mail server could not prove who it is.") from refused
    except (smtplib.SMTPException, OSError, ValueError) as failed:
        raise NotSent("The mail server did not answer.") from failed


def _written(server: MailServer, letter: Letter) -> EmailMessage:
    headers: Mapping[str, str] = {
        "From": server.sender,
        "To": letter.to,
        "Subject": " ".join(letter.subject.split()),  # a header is one line
        "Date": formatdate(),
        "Message-ID": make_msgid(domain=server.sender.rpartition("@")[2].strip("> ")),
        "Auto-Submitted": "auto-generated",
    }
    message = EmailMessage(policy=LONG_LINES)
    for name, value in headers.items():
        message[name] = value
    if letter.leave_url:
        message["List-Unsubscribe"] = f"<{letter.leave_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text)
    return message


def _hand_in(server: MailServer, message: EmailMessage) -> None:
    context = ssl.create_default_context()
    if server.sealed:
        with smtplib.SMTP_SSL(server.host, server.port, timeout=WAIT_S, context=context) as line:
            _say(line, server, message)
        return
    with smtplib.SMTP(server.host, server.port, timeout=WAIT_S) as line:
        if not server.is_here:
            line.starttls(context=context)
        _say(line, server, message)


def _say(line: smtplib.SMTP, server: MailServer, message: EmailMessage) -> None:
    if server.user:
        line.login(server.user, server.password)
    line.send_message(message)
