"""Settings: what is wrong with them is said, all of it, and nothing else happens."""

from dataclasses import fields

from hypothesis import strategies as st

from server.settings import PREFIX, BadSettings, Settings
from tests.fuzz.fuzzing import Target, cheap

NAMES = [PREFIX + option.name.upper() for option in fields(Settings)]
KEYS = st.sampled_from([*NAMES, *(f"{name}_FILE" for name in NAMES), "TRIBINA_X", "PATH"])
TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        (
            *("", "0", "-1", "1e9", "NaN", "inf", "9" * 5_000, "/", "/etc/hostname", "\x00", "٣"),
            *("https://a.example", "https://a.example:99999", "http://[", "10.0.0.0/8", "::1/129"),
            *("redis://[::1", "redis+sentinel://a:1,b:x/s/0", "postgresql://a:b@c:x/d"),
        )
    ),
)


def check(env: dict[str, str]) -> None:
    with cheap():
        try:
            settings = Settings.from_env(env)
        except BadSettings as problem:
            assert str(problem)
            return
    assert settings.database


TARGET = Target("settings", st.dictionaries(KEYS, TEXTS, max_size=4), check)
