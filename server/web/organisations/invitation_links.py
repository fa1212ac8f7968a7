"""An invitation as it is handed over: a link, and a QR code of it for whoever stands beside."""

from msgspec import Struct

from server.debate.actors import Role, Scope
from server.identity.invitations import DAYS, InvitationLinks, MadeLink
from server.mail_address import masked
from server.store import Invitation
from server.store.administration.fields import Told
from server.web.admin.access import Moderator
from server.web.admin.entering import entering
from server.web.admin.memberships import name_of
from server.web.dependencies import dependencies
from server.web.organisations.letters import MailTo, send_invitation
from server.web.pages import qr
from server.web.requests.addresses import shared_url


class MadeInvitation(Struct, frozen=True):
    """Told once. `drawing`: the QR code, SVG; `mail`: whether a letter is on its way, None if none
    was asked for."""

    address: str
    drawing: str
    role: Role
    label: str
    name: dict[str, str]
    mail: bool | None = None
    days: int = DAYS


def invitation_address(base: str, secret: str) -> str:
    """Where whoever is invited goes."""
    return f"{base}/invited/{secret}"


NO_MAIL = MailTo("", "")


async def made_invitation(
    me: Moderator, scope: Scope, role: Role, label: str, to: MailTo = NO_MAIL
) -> MadeInvitation:
    """Raises NoOwner, Unavailable."""
    links, kept = _links(), masked(to.address) if to.address else ""
    async with entering(me, "invited", scope, about=label, after={"role": role}):
        made = await links.made(scope, role, label, me.account.id, kept)
    return await _told(Invited(scope, role, label), made, me, to)


async def renewed_invitation(
    me: Moderator, invitation: Invitation, to: MailTo = NO_MAIL
) -> MadeInvitation:
    """Another link in the place of the one before. Raises Gone, NoOwner, Unavailable."""
    links, kept = _links(), masked(to.address) if to.address else ""
    scope = invitation.scope
    after: Told = {"role": invitation.role}
    async with entering(me, "invited", scope, about=invitation.label, after=after):
        made = await links.renewed(invitation.id, me.account.id, kept)
    await dependencies().store.mails.forget(invitation.id)
    invited = Invited(invitation.scope, invitation.role, invitation.label)
    return await _told(invited, made, me, to)


class Invited(Struct, frozen=True):
    """Into what, as what, and for whom it is meant."""

    scope: Scope
    role: Role
    label: str


def _links() -> InvitationLinks:
    known = dependencies()
    return InvitationLinks(known.store, known.clock)


async def _told(invited: Invited, made: MadeLink, me: Moderator, to: MailTo) -> MadeInvitation:
    address = invitation_address(shared_url(dependencies().settings), made.secret)
    name, mail = await name_of(invited.scope), None
    if to.address:
        by = me.account.shown_as
        path = await dependencies().store.memberships.path_of_scope(invited.scope)
        whose = path.organisation
        mail = await send_invitation(to, made, address, invited.role, name, by, whose)
    drawing = qr.draw(address).decode()
    return MadeInvitation(address, drawing, invited.role, invited.label, name, mail)
