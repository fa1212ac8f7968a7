"""Carries the letters of the queue to the mail server, one after another. Each process that serves
does so; the lease of the queue keeps two from carrying the same."""

import asyncio
import logging
import ssl
from typing import Any

import aiosmtplib
from msgspec import Struct

from server.clock import Clock
from server.lasting import lasting
from server.mail.letters import message_of
from server.settings import Settings
from server.smtp_address import SmtpAddress
from server.store import Mail, Store, Unavailable

EVERY_S = 5.0
PATIENCE_S = 60.0  # for one letter, all in all; less than the lease
AT_ONCE = 50  # letters in one look

log = logging.getLogger(__name__)


class Failed(Struct, frozen=True):
    """`problem`: a word of the health page; `for_good`: trying again is of no use."""

    problem: str
    for_good: bool = False


class Post:
    """Does nothing where no mail server is named. `tls`: who is trusted, by default whom the
    machine trusts."""

    def __init__(
        self, store: Store, settings: Settings, clock: Clock, tls: ssl.SSLContext | None = None
    ) -> None:
        self._store = store
        self._server = settings.smtp_url
        self._sender = settings.mail_from
        self._clock = clock
        self._tls = tls
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Look from now on."""
        if self._server is not None:
            self._task = lasting(self._keep_looking(), "post")

    async def close(self) -> None:
        """Carry nothing any more; what was under way is tried again after its lease."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def look(self) -> int:
        """Carry all that is due, some at most; how many were. Raises Unavailable."""
        await self._store.mails.prune(self._clock.now())
        for carried in range(AT_ONCE):
            mail = await self._store.mails.next(self._clock.now())
            if mail is None:
                return carried
            failed = await self._carry(mail)
            now = self._clock.now()
            if failed is None:
                await self._store.mails.sent(mail, now)
                log.info("a letter was sent", extra={"kind": mail.kind})
            else:
                await self._store.mails.failed(mail, now, failed.problem, failed.for_good)
                said = {"kind": mail.kind, "problem": failed.problem}
                log.warning("a letter could not be sent", extra=said)
        return AT_ONCE

    async def _keep_looking(self) -> None:
        while True:
            try:
                await self.look()
            except Unavailable:
                log.warning("could not look for letters")
            await asyncio.sleep(EVERY_S)

    async def _carry(self, mail: Mail) -> Failed | None:
        """None: the server has taken it."""
        assert self._server is not None
        if mail.letter is None:
            return Failed("unreadable", for_good=True)
        try:
            message = message_of(mail.letter, mail.id, self._sender, self._clock.now())
        except ValueError:
            return Failed("unreadable", for_good=True)
        try:
            async with asyncio.timeout(PATIENCE_S):
                await aiosmtplib.send(
                    message,
                    sender=self._sender,
                    recipients=[mail.letter.to],
                    timeout=PATIENCE_S,
                    **_ways(self._server, self._tls),
                )
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            return why(error)
        return None


def why(error: Exception) -> Failed:
    """What a failure means. Nothing that the server says is kept: the address may stand in it."""
    if _is_of_tls(error):
        return Failed("tls")
    if isinstance(error, aiosmtplib.SMTPAuthenticationError):
        return Failed("login")
    if isinstance(error, aiosmtplib.SMTPSenderRefused):
        return Failed("sender")
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        return Failed("refused", all(one.code >= 500 for one in error.recipients))
    if isinstance(error, aiosmtplib.SMTPDataError):
        return Failed("refused", error.code >= 500)
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return Failed("later")
    return Failed("not_there")


def _is_of_tls(error: BaseException | None) -> bool:
    """Also where the library tells of it as of a connection that failed."""
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _ways(server: SmtpAddress, tls: ssl.SSLContext | None) -> dict[str, Any]:
    ways: dict[str, Any] = {
        "hostname": server.host,
        "port": server.port,
        "username": server.username,
        "password": server.password,
        "use_tls": server.scheme == "smtps",
        "start_tls": server.scheme == "smtp+starttls",
    }
    return ways if server.scheme == "smtp" else ways | {"tls_context": tls or _own_trust()}


def _own_trust() -> ssl.SSLContext:
    return ssl.create_default_context()
