"""Which languages a screen for many speaks: the debate's or its address's, never by chance those of
the browser that somebody opened it with.

A display speaks one language, or two in an order, the second below the first. `?lang=` in its
address wins; then comes what the debate says; then the language that its title is written in. A
host's screen stands before one person, who may have chosen another on it.
"""

from quart import g, request

from server.identity.recognising import LOCALE_COOKIE
from server.language.languages import TAGS
from server.live.room import Room
from server.web.words.i18n import LOCALES, locales_of
from server.web.words.rendering import locale


def speak(room: Room, view: str) -> tuple[str, ...]:
    """From here on this page is in the first of the returned locales. None: neither the address
    nor the debate names any."""
    asked = locales_of(request.args.get("lang", ""))
    chosen = request.cookies.get(LOCALE_COOKIE)
    if not asked and view == "host" and chosen in LOCALES:
        return ()
    languages = asked or locales_of(",".join(room.debate.languages))
    if languages:
        g.locale = languages[0]
    elif view == "display":
        written = [tag for tag in TAGS if room.debate.title.get(tag)]
        g.locale = (*locales_of(",".join(written)), locale())[0]
    return languages


def is_followed() -> bool:
    """Whether the screen's languages are the debate's, and change with them."""
    return not locales_of(request.args.get("lang", ""))
