"""The private servers of the tests: our own, restartable, and gone afterwards."""

import pytest
import redis

from tests.given.services import PostgreSQL, Redis, running

pytestmark = pytest.mark.outside


def test_what_postgresql_keeps_survives_a_stop_and_a_kill() -> None:
    with running(PostgreSQL(durable=True)) as postgresql:
        postgresql.create("tribina")
        postgresql.execute("CREATE TABLE kept AS SELECT 7 AS number", "tribina")
        postgresql.stop()
        postgresql.start()
        postgresql.kill()
        postgresql.start()
        assert postgresql.execute("SELECT number FROM kept", "tribina") == [(7,)]
    assert not postgresql.folder.exists()


def test_redis_forgets_and_comes_back_on_the_same_port() -> None:
    with running(Redis()) as server, redis.Redis.from_url(server.url) as client:
        client.set("word", "said")
        server.kill()
        with pytest.raises(redis.ConnectionError):
            client.ping()
        server.start()
        assert client.get("word") is None
