"""Addresses of people, as far as mail is sent there: plain ones, so that nothing in one can become
another line or another recipient of a letter."""

import re

LONGEST = 254  # RFC 5321
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_LOCAL}@{_LABEL}(?:\.{_LABEL})+")
LOCAL_AT_MOST = 64


def is_mail_address(text: str) -> bool:
    """Whether letters can be sent there."""
    if len(text) > LONGEST or text.partition("@")[0][LOCAL_AT_MOST:]:
        return False
    return _ADDRESS.fullmatch(text) is not None


def masked(address: str) -> str:
    """As it is shown afterwards: who wrote it knows it again, nobody else can write there."""
    local, _, domain = address.partition("@")
    return f"{local[:1]}…@{domain}"


def parse_sender(text: str) -> str:
    """The address from which the house writes; empty for none. Raises ValueError."""
    address = text.strip()
    if address and not is_mail_address(address):
        raise ValueError("an address looks like tribina@example.org")
    return address
