"""What is sent to whoever is invited, in the language that the inviter chose for them. A copy of a
link that is handed over anyway: nothing waits for it."""

import contextlib
from collections.abc import Mapping

from msgspec import Struct

from server.debate.refusals import Rejected
from server.identity.invitations import MadeLink
from server.limits.letters import A_DAY, A_DAY_TO_ONE
from server.mail.letters import letter
from server.mail_address import LONGEST, is_mail_address
from server.store import Full
from server.store.mails import Bound
from server.web.admin.forms import read_text
from server.web.dependencies import dependencies
from server.web.words.formats import Formats
from server.web.words.i18n import LOCALES, pick

INVITATION = "invitation"


class MailTo(Struct, frozen=True):
    """`address`: "" for nobody; `tag`: the locale of the letter."""

    address: str
    tag: str


def mail_offered() -> bool:
    """Whether this house sends letters."""
    return dependencies().settings.smtp_url is not None


def mail_languages() -> list[tuple[str, str]]:
    """To choose from: locales with their names."""
    return [(tag, one.name) for tag, one in LOCALES.items()]


def read_mail_to(form: Mapping[str, str], errors: dict[str, str]) -> MailTo:
    """The fields `mail` and `mail_lang`; what is wrong with them is entered."""
    if not mail_offered():
        return MailTo("", "")
    to = MailTo(read_text(form, "mail"), form.get("mail_lang", ""))
    if to.address and (len(to.address) > LONGEST or not is_mail_address(to.address)):
        errors["mail"] = "mail.no_address"
    elif to.address and to.tag not in LOCALES:
        errors["mail_lang"] = "admin.choose_language"
    return to


def at_link(errors: Mapping[str, str], id_: str) -> dict[str, str]:
    """The same, of the form by which that link is renewed: by the ids of its fields."""
    return {f"{name.replace('_', '-')}-{id_}": problem for name, problem in errors.items()}


async def send_invitation(
    to: MailTo,
    made: MadeLink,
    address: str,
    role: str,
    name: dict[str, str],
    by: str,
    organisation: str,
) -> bool:
    """Queue it; whether there was room. `name`: of what they are invited into; `by`: how the
    inviter is called; `organisation`: whose letter it is, "" for the house's."""
    known = dependencies()
    t, there = known.catalogue.t, pick(name, to.tag)[0]
    parts = (
        t(to.tag, "mail.invited_text", by=by, name=there, role=t(to.tag, f"account.role_{role}")),
        address,
        t(to.tag, "mail.invited_end", date=Formats(to.tag).moment(made.ends_at)),
        t(to.tag, "mail.unasked"),
    )
    subject = t(to.tag, "mail.invited_subject", name=there)
    with contextlib.suppress(Full, Rejected):
        known.letters.take(organisation, to.address)
        sent = letter(to.address, subject, "\n\n".join(parts) + "\n")
        now = known.clock.now()
        bound = Bound(organisation, A_DAY, A_DAY_TO_ONE)
        await known.store.mails.add(INVITATION, made.id, sent, now, made.ends_at, bound)
        return True
    return False
