"""A provider's secret is readable for this house alone, and only for what it is meant."""

from server.identity.oidc.sealing import SecretBox

MEANT = ("aktiv", "https://accounts.example.org", "tribina")


def test_what_was_sealed_is_opened_for_the_same() -> None:
    sealed = SecretBox("of the house").seal("тајна", *MEANT)

    assert "тајна".encode() not in sealed
    assert SecretBox("of the house").open(sealed, *MEANT) == "тајна"
    assert SecretBox("of another house").open(sealed, *MEANT) is None


def test_nobody_has_it_sent_elsewhere() -> None:
    box = SecretBox("of the house")
    sealed = box.seal("secret", *MEANT)

    assert box.open(sealed, "aktiv", "https://evil.example", "tribina") is None
    assert box.open(sealed, "another", *MEANT[1:]) is None
    assert box.open(sealed, "aktiv", "https://accounts.example.or", "gtribina") is None
    assert box.open(b"", *MEANT) is None
    assert box.open(sealed[:20], *MEANT) is None
