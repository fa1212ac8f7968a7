"""What the HTTP door is asked for in a body, besides the commands of the live door."""

from typing import Annotated

from msgspec import Meta, Struct

from server.debate.commands import QuestionId

PROOF_AT_MOST = 32 * 1024  # characters of a proof of a question


class ProofRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """For a proof that one asked this question."""

    question: QuestionId


class ChallengeRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """That the question which is proven should not have been dismissed. `proof`: the whole file."""

    proof: Annotated[str, Meta(max_length=PROOF_AT_MOST)]
