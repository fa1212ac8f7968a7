"""Nothing that anybody writes becomes another header or another recipient."""

from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.mail.letters import letter, message_of
from server.mail_address import is_mail_address, masked
from server.store import Letter

AT = 1_800_000_000_000


@given(st.text(max_size=400), st.text(max_size=400))
def test_subject_and_text_stay_what_they_are(subject: str, text: str) -> None:
    clean = text.encode("utf-8", "replace").decode()
    made = letter("mira@example.org", subject.encode("utf-8", "replace").decode(), clean)
    message = message_of(made, "abc", "tribina@example.org", AT)
    read = message_from_bytes(message.as_bytes(), policy=default)
    assert set(read.keys()) == {
        *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
        *("MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
    }
    assert read["To"] == "mira@example.org" and "\n" not in read["Subject"]


def test_letters_of_all_alphabets_arrive_whole() -> None:
    text = "Позив: Šta će biti? Çfarë do të ndodhë?\n\nhttps://example.org/invited/x\n"
    made = letter("mira@example.org", "Позив: ë, č", text)
    message = message_of(made, "abc", "tribina@example.org", AT)
    read = message_from_bytes(message.as_bytes(), policy=default)
    assert read["Subject"] == "Позив: ë, č"
    assert read.get_content().replace("\r\n", "\n") == text


@pytest.mark.parametrize(
    "address",
    [
        "mira@example.org\nBcc: all@example.org",
        "mira@example.org, all@example.org",
        "Mira <mira@example.org>",
        "<mira@example.org>",
        "mira@example.org ",
        "mira",
        "mira@here",
        "mira@exam\u00adple.org",
        "мира@example.org",
        '"a b"@example.org',
        "mira@[127.0.0.1]",
        "-@-.org",
        f"{'m' * 65}@example.org",
        f"m@{'e' * 250}.org",
        "",
    ],
)
def test_what_is_no_plain_address_gets_no_letter(address: str) -> None:
    assert not is_mail_address(address)
    with pytest.raises(ValueError):
        letter(address, "", "")
    with pytest.raises(ValueError):
        message_of(Letter(address, "", ""), "abc", "tribina@example.org", AT)


@pytest.mark.parametrize("subject", ["a\nBcc: b@example.org", "a\r\n\r\nb", "a\u2028b"])
def test_a_subject_is_one_line(subject: str) -> None:
    assert len(letter("m@example.org", subject, "").subject.splitlines()) == 1


def test_a_masked_address_is_none_that_could_be_written_to() -> None:
    assert masked("mira.p@example.org") == "m…@example.org"
    assert not is_mail_address(masked("mira.p@example.org"))
