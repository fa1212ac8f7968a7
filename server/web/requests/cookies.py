"""The cookies this server sets, that of a login apart."""

from quart import Response

from server.identity.recognising import LOCALE_COOKIE, PARTICIPANT_COOKIE, PARTICIPANT_S
from server.web.dependencies import dependencies
from server.web.requests.addresses import is_https

LOCALE_S = 365 * 24 * 60 * 60


def keep_participant(response: Response, token: str) -> None:
    """Make this browser the participant. Scripts cannot read it."""
    response.set_cookie(
        PARTICIPANT_COOKIE,
        token,
        max_age=PARTICIPANT_S,
        httponly=True,
        samesite="Lax",
        secure=is_https(dependencies().settings),
    )


def forget_participant(response: Response) -> None:
    """Make this browser nobody in particular."""
    response.delete_cookie(
        PARTICIPANT_COOKIE, httponly=True, samesite="Lax", secure=is_https(dependencies().settings)
    )


def keep_locale(response: Response, locale: str) -> None:
    """For a year, also without a login."""
    response.set_cookie(
        LOCALE_COOKIE,
        locale,
        max_age=LOCALE_S,
        httponly=True,
        samesite="Lax",
        secure=is_https(dependencies().settings),
    )
