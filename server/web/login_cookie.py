"""Quart-Auth, set up so that the live door can read the same login cookie without Quart."""

import warnings

from quart import Quart, Response
from quart_auth import QuartAuth

from server.live.identity import LOGIN_COOKIE, LOGIN_S, LOGIN_SALT, LoginSerializer
from server.web.addresses import is_https
from server.web.parts import parts


class LoginCookie(QuartAuth):
    """Marks the cookie as Secure exactly when the browser came by https: in the studio's own
    network there may be no certificate."""

    serializer_class = LoginSerializer  # type: ignore[assignment]  # one that others can make

    async def after_request(self, response: Response) -> Response:
        # Nothing is awaited between here and the writing of the cookie, so no other request
        # can come between.
        self.cookie_secure = is_https(parts().settings)
        with warnings.catch_warnings():
            # It looks at the last stretch of the way only: behind a proxy that is http.
            warnings.filterwarnings("ignore", "Secure cookies will be ignored")
            return await super().after_request(response)


def init_app(app: Quart) -> None:
    """Needs the app's secret key."""
    LoginCookie(
        app,
        cookie_name=LOGIN_COOKIE,
        cookie_http_only=True,
        cookie_samesite="Lax",
        cookie_secure=False,
        duration=LOGIN_S,
        salt=LOGIN_SALT,
    )
