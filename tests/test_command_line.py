"""The command line, as scripts drive it."""

import asyncio
import json
import os
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from server.__main__ import main
from server.debate.described import LENGTHS
from server.settings import Settings
from server.store import migrate
from server.transparency.rotation import key_after
from server.transparency.vkeys import NOTE, Vkey
from tests.given import enormous
from tests.given.broken import DAMAGES, damage
from tests.given.databases import open_store, sqlite_url
from tests.given.servers import RunningServer

pytestmark = pytest.mark.outside

PASSWORD = "jagode u maju ujutro"
ROOT = Path(__file__).parents[1]
SERVE = (sys.executable, "-m", "server", "serve")


async def tribina(folder: Path, *arguments: str, stdin: str = "") -> tuple[int, str, str]:
    """Exit code, standard output, standard error. In this process: most commands take less time
    than a process takes to begin."""
    ran = await asyncio.to_thread(
        CliRunner().invoke, main, arguments, input=stdin, env={"TRIBINA_DATA": str(folder)}
    )
    if ran.exception is not None and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    return ran.exit_code, ran.stdout, ran.stderr


async def test_a_debate_and_its_tokens_are_made_for_scripts(tmp_path: Path) -> None:
    made = ("debate", "new", "--programme", "sporazum", "--title", "Struja", "--phase", "live")
    code = json.loads((await tribina(tmp_path, *made, "--guest", "Ana|direktorka", "--json"))[1])[
        "code"
    ]
    assert len(code) == 6 and code.isdigit()
    token = ("token", "new", "--debate", code, "--role", "producer", "--json")
    assert json.loads((await tribina(tmp_path, *token))[1])["token"].startswith("t.")
    listed = json.loads((await tribina(tmp_path, "debate", "list", "--json"))[1])
    assert [(row["code"], row["phase"]) for row in listed] == [(code, "live")]


async def test_an_organisation_gets_its_corner(tmp_path: Path) -> None:
    async def made(*arguments: str) -> Any:
        status, out, error = await tribina(tmp_path, *arguments, "--json")
        assert status == 0, error
        return json.loads(out)

    assert await made("organisation", "add", "aktiv", "--name", "NGO Aktiv") == {
        "key": "aktiv",
        "name": "NGO Aktiv",
    }
    programme = ("programme", "add", "aktiv", "club", "--name", "Club", "--name", "sq=Klubi")
    assert (await made(*programme))["organisation"] == "aktiv"
    await tribina(tmp_path, "account", "add", "mira", "--password-stdin", stdin=PASSWORD)
    role = ("--role", "producer", "--programme", "club")
    assert (await made("member", "add", "aktiv", "mira", *role))["scope"] == "programme"
    new = ("debate", "new", "--programme", "aktiv/club", "--title", "Struja")
    code = (await made(*new))["code"]
    invited = await made("invite", "aktiv", "--role", "host", "--debate", code)
    assert invited["url"].startswith("http://localhost:8000/invited/")
    listed = {one["key"]: one["programmes"] for one in await made("organisation", "list")}
    assert listed["aktiv"] == ["club"]

    for arguments, words in (
        (("organisation", "add", "aktiv", "--name", "x"), "there is an organisation aktiv"),
        (("organisation", "add", "A b", "--name", "x"), "a key is 2–40"),
        (("programme", "add", "aktiv", "club", "--name", "x"), "has a programme club already"),
        (("programme", "add", "nobody", "club", "--name", "x"), "there is no organisation nobody"),
        (("member", "add", "aktiv", "nobody", "--role", "host"), "there is no account nobody"),
        (("invite", "aktiv", "--role", "owner", "--debate", code), "nobody is owner of one debate"),
        (("invite", "aktiv", "--role", "host", "--debate", "000000"), "has no debate 000000"),
    ):
        status, _, error = await tribina(tmp_path, *arguments)
        assert status == 1 and words in error, arguments


async def test_a_debate_is_exported_and_verified_once_it_is_closed(server: RunningServer) -> None:
    code, folder = await server.debate(), server.settings.data
    phone, producer = await server.phone(code), await server.moderator(code)
    await phone.do("submit", text='=HYPERLINK("http://evil")')
    await producer.do("approve", question="q1")
    await phone.do("vote", question="q1", on=True)
    early, _, error = await tribina(folder, "export", code, "--format", "json")
    assert early == 1 and "not closed" in error
    await producer.do("phase", to="closed")
    await asyncio.gather(phone.leave(), producer.leave())

    exported = json.loads((await tribina(folder, "export", code, "--format", "json"))[1])
    csv = (await tribina(folder, "export", code, "--format", "csv"))[1]
    status, report, _ = await tribina(folder, "verify", code, "--json")

    assert exported["format"] == "tribina.results.2"
    assert [question["votes"] for question in exported["questions"]] == [1]
    assert csv.startswith("\ufeff") and ";'=HYPERLINK" in csv.replace('"', "")
    assert status == 0 and json.loads(report)["ok"]
    for kind, begins in (("html", "<!doctype html>"), ("zip", "PK")):
        file = folder / f"export.{kind}"
        export = ("export", code, "--format", kind, "--output", str(file))
        assert (await tribina(folder, *export))[0] == 0
        assert file.read_bytes().startswith(begins.encode())


async def test_markers_of_a_debate_are_written_for_the_editor(server: RunningServer) -> None:
    code, folder = await server.debate(), server.settings.data
    producer = await server.moderator(code)
    markers = ("debate", "markers", code, "--format", "resolve", "--rate", "29.97df")
    await producer.do("recording", recording="OBS", state="started")
    await producer.do("mark", text="iseći „ovo“")
    await producer.leave()

    status, text, _ = await tribina(folder, *markers, "--start", "10:00:00:00")
    assert status == 0 and "|M:iseći „ovo“ |" in text and "FCM: DROP FRAME" in text
    wrong, _, error = await tribina(folder, *markers, "--start", "00:01:00:00")
    assert wrong == 1 and "dropped" in error
    unknown, _, error = await tribina(folder, *markers, "--take", "1")
    assert unknown == 1 and "(OBS), 0 (since it is live)" in error
    few, _, error = await tribina(folder, *markers[:4], "youtube")
    assert few == 1 and "three chapters" in error


async def test_an_account_gets_its_password_from_standard_input(tmp_path: Path) -> None:
    add = ("account", "add", "mira", "--role", "producer", "--password-stdin")
    short, _, error = await tribina(tmp_path, *add, stdin="short\n")
    assert short == 1 and "10 characters" in error
    assert (await tribina(tmp_path, *add, stdin="correct horse battery\n"))[0] == 0
    again, _, error = await tribina(tmp_path, *add, stdin="correct horse battery\n")
    assert again == 1 and "already" in error


async def test_trouble_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    for arguments, words in (
        (("verify", "000000"), "no debate 000000"),
        (("token", "new", "--debate", "000000", "--role", "host"), "no debate 000000"),
        (
            ("debate", "new", "--programme", "nope", "--title", "x"),
            "civic-energy-center/social-club",
        ),
    ):
        status, out, error = await tribina(tmp_path, *arguments)
        assert (status, out) == (1, "")
        assert words in error and "Traceback" not in error and len(error.splitlines()) == 1


async def test_a_length_that_no_debate_may_have_is_refused_with_the_bounds(tmp_path: Path) -> None:
    new = ("debate", "new", "--programme", "sporazum", "--title", "x", "--max-length")
    for length in (LENGTHS[0] - 1, LENGTHS[-1] + 1):
        status, _, error = await tribina(tmp_path, *new, str(length))
        assert status == 2 and f"{LENGTHS[0]}<=x<={LENGTHS[-1]}" in error


async def test_a_bad_setting_stops_the_start_and_is_named(tmp_path: Path) -> None:
    status, _, error = await tribina(tmp_path, "serve", "--port", "eighty")
    assert status == 2 and "--port" in error


async def test_a_port_that_is_taken_is_one_line(server: RunningServer, tmp_path: Path) -> None:
    port = str(server.settings.port)
    process = await asyncio.create_subprocess_exec(
        *SERVE,
        "--host",
        "127.0.0.1",
        "--port",
        port,
        cwd=ROOT,
        env=os.environ | {"TRIBINA_DATA": str(tmp_path)},
        stderr=asyncio.subprocess.PIPE,
    )
    error = (await process.communicate())[1].decode()
    assert process.returncode == 1 and "cannot start" in error and "Traceback" not in error


async def test_the_server_says_what_whoever_started_it_needs_next(tmp_path: Path) -> None:
    running = RunningServer(tmp_path)
    process = await asyncio.create_subprocess_exec(
        *SERVE,
        cwd=ROOT,
        env=os.environ | running.env,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    said = ""
    async with asyncio.timeout(20):
        while "Ctrl-C stops" not in said:
            said += (await process.stdout.readline()).decode()
    process.terminate()
    _, error = await process.communicate()
    assert running.url() in said and "/setup?key=" in said and "█" in said
    assert process.returncode == 0
    assert "Traceback" not in error.decode()


async def test_what_was_backed_up_is_put_back_and_verified(tmp_path: Path) -> None:
    made = ("debate", "new", "--programme", "sporazum", "--title", "Struja", "--json")
    await tribina(tmp_path, *made)
    file = str(tmp_path / "backup")

    assert (await tribina(tmp_path, "backup", file))[0] == 0
    again, _, error = await tribina(tmp_path, "backup", file)
    over, _, reason = await tribina(tmp_path, "restore", file)
    status, said, _ = await tribina(tmp_path / "new", "restore", file)

    assert again == 1 and "exists already" in error
    assert over == 1 and "debates in the database already" in reason
    agrees, lost = said.splitlines()
    assert (status, agrees) == (0, "1 debates, and everything agrees")
    code = lost.partition(" is open and its key is not here")[0]
    assert (await tribina(tmp_path / "new", "debate", "anew", code))[0] == 0
    assert (await tribina(tmp_path / "new", "debate", "anew", code))[0] == 1, "it has its key"


async def test_a_broken_journal_is_a_clear_line_and_exit_code_1(tmp_path: Path) -> None:
    await migrate(sqlite_url(tmp_path))
    store = await open_store(Settings(data=tmp_path))
    size = enormous.Size(asked=12, shown=10, translated=1, voters=1)
    for code in ("111111", "222222"):
        await enormous.write(store, size, code)
    await damage(store, "111111", DAMAGES["missing"])
    await damage(store, "222222", DAMAGES["half"])
    await store.close()
    await tribina(tmp_path, "backup", str(tmp_path / "backup"))

    for arguments, words in (
        (("export", "111111"), "the journal of debate 111111 is broken: line 3 is missing"),
        (("verify", "222222"), "does not verify"),
        (
            ("restore", "--replace", str(tmp_path / "backup")),
            "does not verify, and nothing was put",
        ),
    ):
        status, out, error = await tribina(tmp_path, *arguments)
        assert status == 1
        assert words in error and "Traceback" not in error
        assert len(error.splitlines()) == 1
        assert arguments[0] == "export" or "line 3 cannot be read" in out
    anyway, out, _ = await tribina(
        tmp_path, "restore", "--replace", "--anyway", str(tmp_path / "backup")
    )
    assert anyway == 0 and "111111: line 3 is missing" in out


async def test_no_log_of_the_house_is_begun_anew_where_nothing_is_lost(tmp_path: Path) -> None:
    for options in ([], ["--although-nothing-can-be-compared"]):
        status, _, said = await tribina(tmp_path, "signing-key", "anew-log", *options)
        assert status == 1 and "nothing is begun anew" in said


async def test_a_new_signing_key_is_announced_by_the_one_before(tmp_path: Path) -> None:
    name, before, _ = (await tribina(tmp_path, "signing-key", "show"))[1].split()
    announcement = (await tribina(tmp_path, "signing-key", "rotate"))[1]
    again, now, _ = (await tribina(tmp_path, "signing-key", "show"))[1].split()
    assert again == name
    old, new = (Vkey(name, NOTE, Vkey.parse(vkey).key) for vkey in (before, now))
    assert key_after(announcement.encode(), old) == new != old


async def test_the_log_of_administration_is_verified_at_the_command_line(tmp_path: Path) -> None:
    added = await tribina(tmp_path, "organisation", "add", "aktiv", "--name", "Aktiv")
    assert added[0] == 0, added
    status, out, _ = await tribina(tmp_path, "verify", "--house")
    assert (status, out.splitlines()[-1]) == (0, "everything agrees")

    with sqlite3.connect(tmp_path / "tribina.db") as database:
        database.execute("UPDATE administration SET body = REPLACE(body, 'Aktiv', 'Other')")
    database.close()
    status, out, error = await tribina(tmp_path, "verify", "--house")
    assert status == 1 and "entry 1 does not follow" in out and "does not verify" in error
    assert (await tribina(tmp_path, "verify"))[0] == 2
    assert (await tribina(tmp_path, "verify", "--house", "482915"))[0] == 2
