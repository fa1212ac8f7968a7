"""What keeps a form of administration from being saved: for each wrong field the key of a
sentence that says what is wrong with it. Pure.
"""

import re
from collections.abc import Collection, Mapping, Sequence

from server.debate.actors import is_key
from server.debate.described import LENGTHS
from server.debate.state import Debate
from server.web.admin.forms import SORTS, DebateForm
from server.web.contrast import LEAST, WHITE, contrast, is_colour
from server.web.words.language_choices import CHOICES, OF_PROGRAMME
from server.web.words.local_time import from_local

TITLE_LIMIT = 120  # code points, as all limits here
NAME_LIMIT = 80
OFFICE_LIMIT = 120
CALLED_LIMIT = 60  # of an account, as others read it
EACH = range(51)  # questions of one participant; 0 = as many as they like
VOTERS = range(3_001)  # new ones a minute from one network; 0 = the usual ceiling

Errors = dict[str, str]  # name of a field -> key of a sentence in the locales

NAME_TAKEN = "admin.account_name_taken"

_ACCOUNT = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


def debate_problems(form: DebateForm, programmes: Collection[str]) -> Errors:
    """`programmes`: keys of those there are."""
    errors: Errors = {}
    if form.programme not in programmes:
        errors["programme"] = "admin.choose_programme"
    if not any(form.title.values()):
        errors["title-sr-Latn"] = "admin.title_missing"
    _too_long(errors, "title", form.title, TITLE_LIMIT)
    errors |= _date_problems("", form.date, form.time)
    errors |= (door := _door_problems(form))
    if not door and _closes_before_opening(form):
        errors["closes_date"] = "admin.closes_before"
    for at, guest in enumerate(form.guests):
        if not guest.is_empty and not guest.name:
            errors[f"guests-{at}-name"] = "admin.guest_name_missing"
        _too_long(errors, f"guests-{at}", {"name": guest.name, "party": guest.party}, NAME_LIMIT)
        _too_long(errors, f"guests-{at}-office", guest.office, OFFICE_LIMIT)
    for at, pile in enumerate(form.piles):
        _too_long(errors, f"piles-{at}-name", pile.name, NAME_LIMIT)
    if not is_in(form.max_length, LENGTHS):
        errors["max_length"] = "admin.max_length_wrong"
    if not is_in(form.questions_each, EACH):
        errors["questions_each"] = "admin.questions_each_wrong"
    if not is_in(form.voters_a_minute, VOTERS):
        errors["voters_a_minute"] = "admin.voters_a_minute_wrong"
    if form.languages not in ("", OF_PROGRAMME, *CHOICES):
        errors["languages"] = "admin.choose_language"
    if form.sort not in SORTS:
        errors["sort"] = "admin.sort_wrong"
    elif form.hidden_counts and form.sort == "votes":
        errors["sort"] = "admin.sort_hidden"
    return errors


def lost(form: DebateForm, debate: Debate) -> Errors:
    """Guests and piles that questions name already, but the form no longer holds."""
    guests = {row.key for row in form.guests if not row.is_empty}
    piles = {row.key for row in form.piles if not row.is_empty}
    questions = debate.questions.values()
    errors: Errors = {}
    if any(q.to in debate.guests and q.to not in guests for q in questions):
        errors["guests"] = "admin.guest_in_use"
    if any(q.pile in debate.piles and q.pile not in piles for q in questions):
        errors["piles"] = "admin.pile_in_use"
    return errors


def programme_problems(
    key: str, name: Mapping[str, str], accent: str, languages: Sequence[str] = ()
) -> Errors:
    """`name` by language, and `languages` of a debate: none, for those of the house."""
    errors: Errors = {}
    if not is_key(key):
        errors["key"] = "admin.programme_key_wrong"
    if not any(name.values()):
        errors["name-sr-Latn"] = "admin.programme_name_missing"
    _too_long(errors, "name", name, NAME_LIMIT)
    if not is_colour(accent):
        errors["accent"] = "admin.accent_wrong"
    elif contrast(accent, WHITE) < LEAST:  # what is written on it is white, in both modes
        errors["accent"] = "admin.accent_unreadable"
    if languages and ",".join(languages) not in CHOICES:
        errors["languages"] = "admin.choose_language"
    return errors


def organisation_problems(key: str, name: str) -> Errors:
    """Why there cannot be an organisation with this key and name."""
    errors: Errors = {}
    if not is_key(key):
        errors["key"] = "admin.programme_key_wrong"
    problem = organisation_name_problem(name)
    if problem is not None:
        errors["name"] = problem
    return errors


def organisation_name_problem(name: str) -> str | None:
    """Why an organisation cannot be called so."""
    if not name:
        return "organisations.name_missing"
    return "admin.too_long" if len(name) > NAME_LIMIT else None


def account_problem(name: str) -> str | None:
    """Why an account cannot have this name."""
    return None if _ACCOUNT.fullmatch(name) else "account.account_name_wrong"


def called_problem(called: str) -> str | None:
    """Why an account cannot be called so by others."""
    return "admin.too_long" if len(called) > CALLED_LIMIT else None


def _too_long(errors: Errors, name: str, texts: Mapping[str, str], limit: int) -> None:
    for key, text in texts.items():
        if len(text) > limit:
            errors[f"{name}-{key}"] = "admin.too_long"


def _door_problems(form: DebateForm) -> Errors:
    opens = _date_problems("opens_", form.opens_date, form.opens_time)
    return opens | _date_problems("closes_", form.closes_date, form.closes_time)


def _date_problems(prefix: str, date: str, time: str) -> Errors:
    """`prefix`: of the names of the two fields."""
    if not date and not time:
        return {}
    if not date:
        return {f"{prefix}date": "admin.date_missing"}
    if not time:
        return {f"{prefix}time": "admin.time_missing"}
    try:
        from_local(date, time)
    except ValueError:
        return {f"{prefix}date": "admin.date_wrong"}
    return {}


def _closes_before_opening(form: DebateForm) -> bool:
    if not form.opens_date or not form.closes_date:
        return False
    opens = from_local(form.opens_date, form.opens_time)
    return from_local(form.closes_date, form.closes_time) <= opens


def is_in(text: str, numbers: range) -> bool:
    """Whether the text is one of these numbers."""
    return text.isascii() and text.isdigit() and int(text[:9]) in numbers
