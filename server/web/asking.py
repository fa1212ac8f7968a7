"""Who sent this request, for pages and the API alike."""

from quart import request

from server.debate.documents import View
from server.live.identity import Who
from server.web.addresses import is_https
from server.web.origins import cookies_count
from server.web.parts import parts


async def who_asks(code: str, view: View) -> Who:
    """Raises Rejected, as `Identity.ask` does."""
    return await parts().identity.ask(
        code=code,
        authorization=request.headers.get("Authorization"),
        cookies=request.cookies,
        key=request.args.get("key"),
        origin_trusted=cookies_count(),
        secure=is_https(parts().settings),
        view=view,
    )


async def who_acts(code: str, view: View) -> Who:
    """The same for what costs something or takes part: somebody new counts against what one
    address may bring. Raises Rejected, `too_fast` too."""
    who = await who_asks(code, view)
    if who.fresh:
        await parts().newcomers.admit()
    return who
