"""Administration of word lists, for owners: a list for each language."""

import logging

from quart import Blueprint, Response, request

from server.cluster.relay import WORDS
from server.debate.actors import Actor
from server.language.languages import SPOKEN, Spoken
from server.language.word_lists import (
    LINE_LENGTH,
    LIST_LENGTH,
    LISTED_AT_MOST,
    Problem,
    problem_of,
)
from server.store import Conflict
from server.store.house.word_lists import WordList, own_list
from server.web.admin.access import require
from server.web.admin.entering import entering
from server.web.dependencies import dependencies
from server.web.login.accounts import private_page
from server.web.pages.screens import redirect_to
from server.web.requests.numbers import whole_number

Lists = dict[Spoken, WordList]
Texts = dict[Spoken, str]
Problems = dict[Spoken, Problem]

NUMBER_LIMIT = 18  # digits of an edition


log = logging.getLogger(__name__)


def words_blueprint() -> Blueprint:
    """Below `/admin`."""
    routes = Blueprint("words", __name__, url_prefix="/words")
    routes.get("")(ask)
    routes.post("")(change)
    return routes


async def ask() -> Response:
    """Every list in a field of its own, as it stands."""
    actor = await require("word lists")
    lists = await dependencies().store.word_lists.read()
    return await _page(actor, lists, {lang: one.text for lang, one in lists.items()})


async def change() -> Response:
    """Keep what was changed; `do`: a language whose own list is to be brought back as well."""
    actor = await require("word lists")
    form = await request.form
    lists = await dependencies().store.word_lists.read()
    texts = {lang: _lines(form.get(f"words-{lang}", lists[lang].text)) for lang in lists}
    for lang in lists:
        if form.get("do") == f"own-{lang}":
            texts[lang] = own_list(lang)
    changed = {lang: text for lang, text in texts.items() if text != lists[lang].text}
    problems = {lang: found for lang in changed if (found := problem_of(texts[lang])) is not None}
    if problems:
        return await _page(actor, lists, texts, 422, problems=problems)
    known = {lang: _edition(form.get(f"edition-{lang}", "")) for lang in changed}
    try:
        kept = {lang: None if text == own_list(lang) else text for lang, text in changed.items()}
        async with entering(actor, "words_changed", after={"languages": sorted(changed)}):
            await dependencies().store.word_lists.put(kept, known)
    except Conflict:
        return await _page(actor, lists, texts, 409, conflict=True)
    now = dependencies().clock.now()
    await dependencies().store.house_log.add("words_changed", now)
    dependencies().rooms.relay.hint(WORDS)
    log.info("word lists were saved", extra={"by": actor.name, "lists": len(changed)})
    return redirect_to("/admin/words?done=saved")


def _lines(sent: str) -> str:
    """As a text area sends it: lines end with CR LF. One end of a line at the end, or none."""
    text = "\n".join(sent.splitlines()).rstrip()
    return text + "\n" if text else ""


def _edition(sent: str) -> int:
    """-1, which no list has, for what is no number."""
    number = whole_number(sent[:NUMBER_LIMIT], NUMBER_LIMIT)
    return -1 if number is None else number


async def _page(
    actor: Actor,
    lists: Lists,
    texts: Texts,
    status: int = 200,
    problems: Problems | None = None,
    conflict: bool = False,
) -> Response:
    return await private_page(
        "admin/words.html",
        status,
        me=actor,
        languages=SPOKEN,
        lists=lists,
        texts=texts,
        problems=problems or {},
        conflict=conflict,
        limits={"list": LIST_LENGTH, "line": LINE_LENGTH, "lines": LISTED_AT_MOST},
        done=request.args.get("done", ""),
    )
