"""Logos of organisations and programmes, as they were drawn anew: one for each ground."""

from collections.abc import Mapping
from typing import Any, Final, Literal

from msgspec import Struct
from sqlalchemy import and_, delete, insert, or_, select
from sqlmodel import col

from server.store.engine import Database, whole
from server.store.tables import LogoRows

Ground = Literal["light", "dark"]
Owner = Literal["organisation", "programme"]
GROUNDS: Final[tuple[Ground, ...]] = ("light", "dark")


class Logo(Struct, frozen=True):
    """`digest`: SHA-256 of its large form, in hex; its size there in px."""

    digest: str
    width: int
    height: int


class Drawn(Struct, frozen=True):
    """A logo in both its forms, WebP."""

    logo: Logo
    body: bytes
    small: bytes


Shown = tuple[Owner, dict[Ground, Logo]]  # whose they are


class Logos:
    """All methods raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, kind: Owner, scope: str) -> dict[Ground, Logo]:
        """By the ground it stands on; none where it has none."""
        held = await self._held(_is(kind, scope))
        return {ground: logo for _, _, ground, logo in held}

    async def shown_by(self, programmes: Mapping[str, str]) -> dict[str, Shown]:
        """A programme's own; where it has none its organisation's. `programmes`: the keys of these
        by their own."""
        there: dict[tuple[Owner, str], dict[Ground, Logo]] = {}
        wanted = or_(
            and_(col(LogoRows.kind) == "programme", col(LogoRows.scope).in_(programmes)),
            and_(
                col(LogoRows.kind) == "organisation",
                col(LogoRows.scope).in_(set(programmes.values())),
            ),
        )
        for kind, scope, ground, logo in await self._held(wanted) if programmes else ():
            there.setdefault((kind, scope), {})[ground] = logo
        return {
            key: ("programme", there["programme", key])
            if ("programme", key) in there
            else ("organisation", there.get(("organisation", organisation), {}))
            for key, organisation in programmes.items()
        }

    async def put(self, kind: Owner, scope: str, ground: Ground, drawn: Drawn, at: int) -> None:
        """In the place of the one that was there."""
        await whole(self._put(kind, scope, ground, drawn, at))

    async def remove(self, kind: Owner, scope: str, ground: Ground) -> None:
        """Nothing where there is none."""
        async with self._database.write() as connection:
            await connection.execute(delete(LogoRows).where(_is(kind, scope, ground)))

    async def bytes_of(self, digest: str, small: bool) -> bytes | None:
        """What is handed out; None: nobody has that one now."""
        form = LogoRows.small if small else LogoRows.body
        rows = select(col(form)).where(col(LogoRows.digest) == digest).limit(1)
        async with self._database.read() as connection:
            found: bytes | None = (await connection.execute(rows)).scalar()
        return found

    async def _put(self, kind: Owner, scope: str, ground: Ground, drawn: Drawn, at: int) -> None:
        row = logo_row(kind, scope, ground, drawn, at)
        async with self._database.write() as connection:
            await connection.execute(delete(LogoRows).where(_is(kind, scope, ground)))
            await connection.execute(insert(LogoRows).values(row))

    async def _held(self, where: Any) -> list[tuple[Owner, str, Ground, Logo]]:
        rows = select(
            col(LogoRows.kind),
            col(LogoRows.scope),
            col(LogoRows.ground),
            col(LogoRows.digest),
            col(LogoRows.width),
            col(LogoRows.height),
        ).where(where)
        async with self._database.read() as connection:
            found = (await connection.execute(rows)).all()
        return [
            (row.kind, row.scope, row.ground, Logo(row.digest, row.width, row.height))
            for row in found
        ]


def logo_row(kind: Owner, scope: str, ground: Ground, drawn: Drawn, at: int) -> dict[str, Any]:
    """As it is kept."""
    return {
        "kind": kind,
        "scope": scope,
        "ground": ground,
        "digest": drawn.logo.digest,
        "width": drawn.logo.width,
        "height": drawn.logo.height,
        "body": drawn.body,
        "small": drawn.small,
        "made_at": at,
    }


def _is(kind: Owner, scope: str, ground: Ground | None = None) -> Any:
    same = and_(col(LogoRows.kind) == kind, col(LogoRows.scope) == scope)
    return same if ground is None else and_(same, col(LogoRows.ground) == ground)
