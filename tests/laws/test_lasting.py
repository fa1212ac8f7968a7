"""What lasts longer than a request is begun by `lasting`: with the request's context, what is to be
written along with its change would be written with somebody else's."""

import ast
from pathlib import Path

SERVER = Path(__file__).parents[2] / "server"
BEGIN = {"create_task", "ensure_future", "add_background_task"}
# By who waits for them, or begins them where no request is.
AWAITED = {
    "doors/live/gallery.py",
    "doors/live/gateway.py",
    "jobs/queue.py",
    "live/sending/channel.py",
    "store/engine.py",
    "store/lending.py",  # of one connection: writes nothing
    "store/postgresql/programs.py",
    "web/api/debate.py",
    "web/login/accounts.py",  # counts a failed login, behind its answer
}
NO_REQUEST = {"app.py", "process/loop.py"}


def test_tasks_that_go_on_have_a_context_of_their_own() -> None:
    found = {
        str(path.relative_to(SERVER))
        for path in SERVER.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in BEGIN
    }
    assert {name for name in found if not name.startswith("demo/")} == {
        "lasting.py",
        *AWAITED,
        *NO_REQUEST,
    }
