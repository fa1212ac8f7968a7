"""Dockerfile and compose.yaml, as far as that goes without a container engine: they say of ports,
settings, files and limits what the rest of the project says."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import psutil
import yaml

from server.settings import Settings
from tests.given.services import Service, running
from tests.load.process import ROOT

DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
PROCESSES = {name: s for name, s in COMPOSE["services"].items() if name.startswith("tribina-")}
GIVEN = {"SITE": "debates.example.org", "POSTGRES_PASSWORD": "abc", "REDIS_PASSWORD": "def"}
GIVEN["TRIBINA_SECRET"] = "s" * 32


def filled(text: str) -> str:
    """As compose fills in what it was given."""
    return re.sub(r"\$\{(\w+)[^}]*\}", lambda match: GIVEN[match[1]], text)


def test_what_a_process_is_told_is_what_it_understands() -> None:
    assert len(PROCESSES) >= 2
    for process in PROCESSES.values():
        settings = Settings.from_env(
            {key: filled(value) for key, value in process["environment"].items()}
        )
        assert settings.public_url == "https://debates.example.org"
        assert settings.database.startswith("postgresql")
        assert settings.redis_url == "redis://:def@redis:6379/0"


def test_processes_share_the_keys_of_debates_and_leave_nothing_of_their_memory_on_a_disk() -> None:
    for process in PROCESSES.values():
        assert process["volumes"] == ["data:/data"] and "TRIBINA_DATA=/data" in DOCKERFILE
        assert process["ulimits"]["core"] == 0
        assert process["memswap_limit"] == process["mem_limit"]
    assert "data" in COMPOSE["volumes"]


def test_the_proxy_finds_the_processes_and_they_know_it() -> None:
    proxy = COMPOSE["services"]["caddy"]["environment"]
    default = Settings()
    assert proxy["PROXY_PAGES"].split() == [f"{name}:{default.port}" for name in PROCESSES]
    assert proxy["PROXY_LIVE"].split() == [f"{name}:{default.live_port}" for name in PROCESSES]
    assert f"EXPOSE {default.port} {default.live_port}" in DOCKERFILE

    (inside,) = COMPOSE["networks"]["inside"]["ipam"]["config"]
    network = ip_network(inside["subnet"])
    for process in PROCESSES.values():
        known = Settings.from_env({"TRIBINA_PROXIES": process["environment"]["TRIBINA_PROXIES"]})
        assert any(ip_address(network[9]) in proxies for proxies in known.proxies)


def test_all_that_is_copied_is_there_and_reaches_the_builder() -> None:
    let_in = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
    copied = [
        source.rstrip("/")
        for line in re.findall(r"^COPY (.+)$", DOCKERFILE, re.MULTILINE)
        for source in line.split()[:-1]
    ]
    assert "server" in copied
    for source in copied:
        assert (ROOT / source).exists()
        assert f"!{source}" in let_in


def test_a_process_has_no_rights_and_may_not_take_everything() -> None:
    assert re.search(r"^USER (?!0|root)", DOCKERFILE, re.MULTILINE)
    for process in PROCESSES.values():
        assert process["cap_drop"] == ["ALL"] and process["read_only"] is True
        assert process["security_opt"] == ["no-new-privileges:true"]
        assert process["mem_limit"] and process["pids_limit"]
        assert process["ulimits"]["nofile"] > Settings().connections


class ComposedRedis(Service):
    """As compose starts it, on a port of ours: a line more in its configuration."""

    def __init__(self) -> None:
        super().__init__("redis")

    def _command(self) -> Sequence[str | Path]:
        shell, option, script = COMPOSE["services"]["redis"]["command"]
        script = script.replace("$$", "$").replace("save", f"port {self.port}\nsave")
        return ["env", f"REDIS_PASSWORD={GIVEN['REDIS_PASSWORD']}", shell, option, script]

    def _answers(self) -> bool:
        return self.say("PING") in ("NOAUTH Authentication required.", "PONG")

    def say(self, *words: str, password: str = "") -> str:
        asked = ["redis-cli", "-p", str(self.port), *words]
        env = os.environ | ({"REDISCLI_AUTH": password} if password else {})
        return subprocess.run(
            asked, capture_output=True, text=True, env=env, check=False
        ).stdout.strip()


def test_redis_answers_only_who_knows_its_password_and_shows_it_to_nobody() -> None:
    with running(ComposedRedis()) as redis:
        assert redis.say("PING") == "NOAUTH Authentication required."
        assert redis.say("PING", password=GIVEN["REDIS_PASSWORD"]) == "PONG"
        assert redis.say("CONFIG", "GET", "save", password="def") == "save"
        assert GIVEN["REDIS_PASSWORD"] not in " ".join(psutil.Process(redis.pid).cmdline())


IMAGE = re.compile(r"^(?:FROM|    image:) (\S+)$", re.MULTILINE)


def test_images_are_pinned_to_what_they_are_and_again_to_what_they_became(tmp_path: Path) -> None:
    folder = tmp_path / "deploy"
    shutil.copytree(DEPLOY, folder)
    for digit in "ab":
        docker = tmp_path / "docker"
        docker.write_text(f"#!/bin/sh\nprintf 'sha256:{digit * 64}'\n")
        docker.chmod(0o755)
        path = f"{tmp_path}:{os.environ['PATH']}"
        subprocess.run([folder / "pin-images.sh"], check=True, env=os.environ | {"PATH": path})

        text = (folder / "Dockerfile").read_text() + (folder / "compose.yaml").read_text()
        images = set(IMAGE.findall(text)) - {"tribina"}  # ours is built
        assert len(images) == 4
        assert all(image.endswith(f"@sha256:{digit * 64}") for image in images)
        yaml.safe_load((folder / "compose.yaml").read_text())
