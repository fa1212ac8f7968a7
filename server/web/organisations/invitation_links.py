"""An invitation as it is handed over: a link, and a QR code of it for whoever stands beside."""

from msgspec import Struct

from server.debate.actors import Role, Scope
from server.identity.invitations import InvitationLinks
from server.web.admin.access import Moderator
from server.web.admin.entering import entering
from server.web.admin.memberships import name_of
from server.web.dependencies import dependencies
from server.web.pages import qr
from server.web.requests.addresses import shared_url


class MadeInvitation(Struct, frozen=True):
    """Told once. `drawing`: the QR code, SVG."""

    address: str
    drawing: str
    role: Role
    label: str
    name: dict[str, str]


def invitation_address(base: str, secret: str) -> str:
    """Where whoever is invited goes."""
    return f"{base}/invited/{secret}"


async def made_invitation(me: Moderator, scope: Scope, role: Role, label: str) -> MadeInvitation:
    """Raises NoOwner, Unavailable."""
    known = dependencies()
    async with entering(me, "invited", scope, about=label, after={"role": role}):
        links = InvitationLinks(known.store, known.clock)
        secret = await links.make(scope, role, label, me.account.id)
    address = invitation_address(shared_url(known.settings), secret)
    drawing = qr.draw(address).decode()
    return MadeInvitation(address, drawing, role, label, await name_of(scope))
