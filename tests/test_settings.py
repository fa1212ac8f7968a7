"""Settings: a bad value stops the start, and the message names every bad key."""

from ipaddress import ip_network
from pathlib import Path

import pytest

from server.proxies import LOOPBACK
from server.settings import BadSettings, Settings


def test_defaults_serve_on_8000_and_8001() -> None:
    settings = Settings.from_env({})
    assert (settings.port, settings.live_port) == (8000, 8001)


def test_every_bad_key_is_named() -> None:
    bad = {"TRIBINA_PORT": "eighty", "TRIBINA_ORIGINS": "example.org", "TRIBINA_PROT": "1"}
    with pytest.raises(BadSettings) as caught:
        Settings.from_env(bad)
    assert [problem.split()[0].rstrip(":") for problem in caught.value.problems] == sorted(bad)


def test_other_peoples_variables_are_none_of_ours() -> None:
    Settings.from_env({"PATH": "/bin", "PORT": "x"})


def test_a_flag_wins_over_the_environment() -> None:
    assert Settings.from_env({"TRIBINA_PORT": "1"}, port=2, host=None).port == 2


def test_origins_are_a_list() -> None:
    settings = Settings.from_env({"TRIBINA_ORIGINS": "https://a.org, HTTP://B.org:81/"})
    assert settings.origins == ("https://a.org", "http://b.org:81")


@pytest.mark.parametrize(
    ("key", "text"),
    [("CONNECTIONS_PER_ADDRESS", "19999"), ("JOINS_PER_ADDRESS_S", "499")],
)
def test_ceilings_cannot_be_set_too_low_for_a_hall(key: str, text: str) -> None:
    with pytest.raises(BadSettings):
        Settings.from_env({f"TRIBINA_{key}": text})


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "s").write_text("hush\n")
    settings = Settings.from_env({"TRIBINA_SECRET_FILE": str(tmp_path / "s")})
    assert settings.secret == "hush"


def test_what_is_no_secret_does_not() -> None:
    with pytest.raises(BadSettings):
        Settings.from_env({"TRIBINA_PORT_FILE": "/dev/null"})


def test_the_secret_is_made_once_and_kept_for_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    first = settings.with_secret().secret
    assert len(first) >= 32
    assert settings.with_secret().secret == first
    assert (tmp_path / "data" / "secret").stat().st_mode & 0o777 == 0o600


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadSettings, match="TRIBINA_DATA"):
        Settings(data=tmp_path / "file" / "data").with_secret()


def test_a_proxy_elsewhere_is_named_and_one_on_this_machine_need_not_be() -> None:
    assert Settings.from_env({}).proxies == LOOPBACK
    elsewhere = Settings.from_env({"TRIBINA_PROXIES": "10.0.0.9, fd00::/8"}).proxies
    assert elsewhere == (*LOOPBACK, ip_network("10.0.0.9"), ip_network("fd00::/8"))
    with pytest.raises(BadSettings):
        Settings.from_env({"TRIBINA_PROXIES": "proxy.example.org"})


def test_who_stamps_is_named_by_addresses_each_once() -> None:
    assert Settings.from_env({}).stamp_authorities == ()
    text = "https://a.example/tsr, http://b.example:318/, https://a.example/tsr"
    settings = Settings.from_env({"TRIBINA_STAMP_AUTHORITIES": text})
    assert settings.stamp_authorities == ("https://a.example/tsr", "http://b.example:318")


@pytest.mark.parametrize(
    "address",
    [
        "stamps.example.org",
        "ftp://stamps.example.org",
        "https://",
        "https://a.example:0",
        "https://a.example:port",
        "https://me:secret@a.example",
        "https://a.example/?key=secret",
        "https://a.example/#there",
        "https://a.example/two words",
        "https://a.example/\r\nHost: b",
        "https://ž.example",
        ", ".join(f"https://{n}.example" for n in range(9)),
    ],
)
def test_what_is_no_address_of_somebody_who_stamps_is_refused(address: str) -> None:
    for name in ("STAMP_AUTHORITIES", "STAMP_CALENDARS"):
        with pytest.raises(BadSettings, match=name):
            Settings.from_env({f"TRIBINA_{name}": address})


def test_roots_of_stamps_are_read_at_the_start(tmp_path: Path) -> None:
    file = tmp_path / "roots.pem"
    for content in (None, "", "no certificate"):
        if content is not None:
            file.write_text(content)
        with pytest.raises(BadSettings, match="STAMP_ROOTS"):
            Settings.from_env({"TRIBINA_STAMP_ROOTS": str(file)})


@pytest.mark.parametrize(
    "address",
    [
        "mail.example.org",
        "http://mail.example.org",
        "smtp://mail.example.org",
        "smtps://",
        "smtps://only-a-name@mail.example.org",
        "smtps://mail.example.org:0",
        "smtps://mail.example.org:many",
        "smtps://mail.example.org/box",
    ],
)
def test_a_mail_server_is_named_whole_and_never_told_in_an_error(address: str) -> None:
    env = {"TRIBINA_SMTP_URL": address, "TRIBINA_MAIL_FROM": "tribina@example.org"}
    with pytest.raises(BadSettings) as caught:
        Settings.from_env(env)
    assert caught.value.problems[0].startswith("TRIBINA_SMTP_URL") and address not in str(caught)


def test_a_mail_server_may_come_from_a_file_and_does_not_show_its_password(tmp_path: Path) -> None:
    (tmp_path / "m").write_text("smtp+starttls://tribina:s%40same@mail.example.org\n")
    env = {"TRIBINA_SMTP_URL_FILE": str(tmp_path / "m"), "TRIBINA_MAIL_FROM": "t@example.org"}
    settings = Settings.from_env(env)
    assert settings.smtp_url is not None
    assert (settings.smtp_url.port, settings.smtp_url.password) == (587, "s@same")
    assert "s@same" not in repr(settings) and "s%40same" not in repr(settings)


def test_whoever_names_a_mail_server_says_from_whom_letters_come() -> None:
    with pytest.raises(BadSettings, match="TRIBINA_MAIL_FROM"):
        Settings.from_env({"TRIBINA_SMTP_URL": "smtp://localhost"})
