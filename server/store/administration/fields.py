"""What an entry of the log of administration can tell of what was so and is so now. Pure."""

from collections.abc import Mapping
from typing import Any, Literal, get_args

# The closed list. Whoever adds one adds its words: `log.field_NAME` in every language.
Field = Literal[
    # of accounts, members and links
    "account",
    "called",
    "language",
    "role",
    "days",
    "count",
    "since",
    # of an organisation and its programmes
    "name",
    "accent",
    "languages",
    "light",
    "dark",
    "issuer",
    "client_id",
    "domains",
    "origins",
    "events",
    "state",
    "debates",
    "phones",
    "uploads",
    "webhooks",
    "exports",
    "remove_at",
    "with_archives",
    # of what is personal in it
    "what",
    "names",
    "texts",
    "notes",
    "moderators",
    # of a debate
    "programme",
    "title",
    "guests",
    "piles",
    "limits",
    "chance",
    "starts_at",
    "opens_at",
    "closes_at",
    "voters_a_minute",
    "rehearsal",
    "unlisted",
    "questions",
    "form",
    "format",
    # of an entry that would be too long
    "bytes",
]
FIELDS: frozenset[Field] = frozenset(get_args(Field))

Told = Mapping[Field, Any]
