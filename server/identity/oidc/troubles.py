"""Why somebody is not let in by a provider."""

from typing import Literal

Code = Literal[
    "stale",  # begun elsewhere, before, too long ago, or ended already
    "cancelled",  # the provider did not let them in
    "unreachable",  # it does not answer, or not so that it can be read
    "untrusted",  # what it answers is not what a provider says to this house, now, to this browser
    "unverified",  # it does not vouch for the address of their mail
    "foreign",  # which is not of a domain that the organisation lets in
]


class Trouble(Exception):
    """`code`: what whoever tries is told. `why`: for the log, with nothing about them."""

    def __init__(self, code: Code, why: str = "") -> None:
        super().__init__(f"{code}: {why}" if why else code)
        self.code = code
        self.why = why
