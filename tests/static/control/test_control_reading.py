"""What a desk says of the question that is open at it."""

import pytest

from tests.static.modules import evaluate

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("modules"),
]


async def test_it_says_what_is_open_and_nothing_where_nothing_may_be_said() -> None:
    said = await evaluate(
        """async () => {
             const { Reading } = await import("/control/desk/reading.js")
             window.setTimeout = (say) => (say(), 0)
             let allowed = true
             const navigation = { current: "q1" }
             const control = { status: "online", navigation, may: () => allowed }
             const said = []
             const reading = new Reading(control, { send: async (it) => said.push(it) })
             reading.follow()
             navigation.current = undefined
             reading.follow()
             navigation.current = "q2"
             reading.follow()
             allowed = false  // the debate was closed
             navigation.current = undefined
             reading.follow()
             return said.map(({ question }) => question ?? "nothing")
           }"""
    )

    assert said == ["q1", "nothing", "q2"]
