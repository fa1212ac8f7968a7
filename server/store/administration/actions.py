"""What an entry of the log of administration can say was done, and who can have done it. Pure."""

from typing import Literal, get_args

from msgspec import Struct

from server.debate.actors import Actor
from server.debate.rule import BY_LINK

# The closed list. Whoever adds one adds its words: `log.did_NAME` in every language.
Action = Literal[
    "account_added",
    "account_described",
    "account_removed",
    "password_changed",
    "password_set",
    "login_ended",
    "logins_ended",
    "sign_ins_failed",
    "reset_made",
    "passkey_added",
    "passkey_removed",
    "second_factor_set",
    "second_factor_removed",
    "recovery_codes_made",
    "member_added",
    "member_changed",
    "member_removed",
    "invited",
    "invitation_taken_back",
    "invitation_accepted",
    "provider_set",
    "provider_removed",
    "account_admitted",
    "account_linked",
    "account_unlinked",
    "organisation_made",
    "organisation_renamed",
    "organisation_exported",
    "organisation_taken_over",
    "organisation_deactivated",
    "organisation_kept",
    "organisation_removed",
    "personal_data_read",
    "personal_data_removed",
    "retention_changed",
    "responsible_changed",
    "quotas_changed",
    "embedders_changed",
    "programme_made",
    "programme_changed",
    "logo_changed",
    "debate_made",
    "debate_described",
    "debate_listed",
    "debate_removed",
    "debate_deleted",
    "debate_wiped",
    "debate_begun_anew",
    "log_begun_anew",
    "questions_imported",
    "token_made",
    "token_revoked",
    "link_made",
    "link_revoked",
    "answer_published",
    "webhook_added",
    "webhook_key_changed",
    "webhook_switched",
    "webhook_sent_again",
    "webhook_removed",
    "control_opened",
    "results_exported",
    "markers_downloaded",
    "log_exported",
    "words_changed",
    "signing_key_changed",
    "witness_trusted",
    "witness_distrusted",
]
ACTIONS: tuple[Action, ...] = get_args(Action)

# What keepers do to an organisation: they read it in the house's log as well.
OF_KEEPERS: frozenset[Action] = frozenset(
    {
        "organisation_made",
        "organisation_renamed",
        "organisation_taken_over",
        "organisation_deactivated",
        "organisation_kept",
        "organisation_removed",
        "quotas_changed",
    }
)

WhoKind = Literal["account", "token", "link", "command_line", "house"]


class Who(Struct, frozen=True):
    """`id`: of the account, the token or the link. `name`: as it was shown then."""

    kind: WhoKind
    id: str = ""
    name: str = ""

    @property
    def known_as(self) -> str:
        """What entries are sought by."""
        return f"{self.kind}:{self.id}" if self.id else self.kind


COMMAND_LINE = Who("command_line")
THE_HOUSE_ITSELF = Who("house")


def who_of(actor: Actor) -> Who:
    """An actor as the log names them."""
    kind, _, id_ = actor.handle.partition(":")
    match kind:
        case "account":
            return Who("account", id_, actor.name)
        case "token":
            return Who("link" if actor.role in BY_LINK else "token", id_, actor.name)
        case "command line":
            return COMMAND_LINE
        case _:
            return THE_HOUSE_ITSELF
