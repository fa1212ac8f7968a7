"""What an answer of the HTTP door holds, for tests."""

import json
from typing import Any

from quart import Response


async def body(response: Response) -> Any:
    return json.loads(await response.get_data())


async def code_of(response: Response) -> tuple[int, str]:
    return response.status_code, (await body(response))["code"]
