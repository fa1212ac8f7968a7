"""The code that the page draws by itself is the one that segno draws of the same address."""

import pytest
import segno

from tests.static.modules import evaluate

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("modules"),
]

MODULES = """async (address) => {
  const { modulesOf } = await import("/common/qr.js")
  return modulesOf(address)?.map((row) => row.map(Number))
}"""
ROOT = "A7B6C5D4" * 6 + "Q234"


@pytest.mark.parametrize(
    ("address", "side"),
    [
        (f"http://10.0.0.1/S/482915/3/{ROOT}", 33),
        (f"https://debata.gradjanska-energija.org/S/482915/1063/{ROOT}", 37),
        (f"https://{'a' * 70}.example/S/482915/99999/{ROOT}", 41),
        ("https://debata.example", 33),
    ],
)
async def test_it_is_the_same_as_that_of_segno(address: str, side: int) -> None:
    modules = await evaluate(MODULES, address)

    # Of a short one segno would take a smaller code; the mask is not its choice here either.
    version = (side - 17) // 4
    drawn = segno.make(address.upper(), version=version, error="m", boost_error=False, mask=0)
    assert modules == [list(row) for row in drawn.matrix]


@pytest.mark.parametrize("address", [f"https://{'a' * 90}.example/S/1/2/{ROOT}", "čaj", "[::1]"])
async def test_what_does_not_fit_has_none(address: str) -> None:
    assert await evaluate(MODULES, address) is None
