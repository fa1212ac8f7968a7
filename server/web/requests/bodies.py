"""What a request brings."""

from quart import request

from server.debate.refusals import Rejected


async def json_body() -> bytes:
    """Raises Rejected `malformed` for what is not sent as JSON: any page may send a form or plain
    text here without asking first, JSON it may not."""
    if request.mimetype != "application/json":
        raise Rejected("malformed", why="content type")
    return await request.get_data(cache=False, as_text=False, parse_form_data=False)
