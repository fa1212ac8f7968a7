"""What a hint says."""

from server.cluster.relay import ACCOUNTS, ballots_of, debate_of


def test_a_hint_names_the_debate_and_whether_only_its_ballots_moved() -> None:
    assert debate_of("482915") == ("482915", False)
    assert debate_of(ballots_of("482915")) == ("482915", True)
    assert debate_of(ACCOUNTS) == (ACCOUNTS, False)
