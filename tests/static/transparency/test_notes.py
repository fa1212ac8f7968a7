"""Signed notes and checkpoints are read as C2SP says, with the browser's own means and without."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Page

from tests.static.modules import STATIC

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"  # of C2SP `signed-note`
TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
SIGNATURE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6"
    "KE6RyyBwJnAM=\n"
)
NOTE = f"{TEXT}\n{SIGNATURE}"
ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="

OPEN = """async ([note, keys]) => {
  const { readKey, readNote, verifyNote } = await import("/transparency/notes.js")
  try {
    const signers = await verifyNote(readNote(note), keys.map(readKey))
    return signers.map(({ name }) => name)
  } catch (error) {
    return error.message
  }
}"""
CHECKPOINT = """async (texts) => {
  const { readCheckpoint } = await import("/transparency/notes.js")
  const { toBase64 } = await import("/transparency/bytes.js")
  return texts.map((text) => {
    try {
      const { origin, size, root } = readCheckpoint(text)
      return [origin, size, toBase64(root)]
    } catch {
      return null
    }
  })
}"""


async def opened(page: Page, note: str, *keys: str) -> Any:
    return await page.evaluate(OPEN, [note, keys])


async def test_the_note_of_the_specification_is_signed_by_its_key(page: Page) -> None:
    assert not await page.evaluate("isSecureContext")
    assert await opened(page, NOTE, VKEY) == ["PeterNeumann"]
    assert await opened(page, NOTE) == []


async def test_the_browser_verifies_it_where_it_can(chromium: Browser) -> None:
    """A page that came encrypted has the means; that they are used shows how often."""
    page = await chromium.new_page()
    await page.route(
        "https://tribina.test/**",
        lambda route: (
            route.fulfill(path=STATIC / urlsplit(route.request.url).path[1:])
            if urlsplit(route.request.url).path != "/"
            else route.fulfill(body="<!doctype html>", content_type="text/html")
        ),
    )
    await page.goto("https://tribina.test/")
    await page.evaluate(
        """() => {
             window.used = 0
             const { verify } = crypto.subtle
             crypto.subtle.verify = (...all) => (used++, verify.apply(crypto.subtle, all))
           }"""
    )

    assert await opened(page, NOTE, VKEY) == ["PeterNeumann"]
    assert "forged" in await opened(page, NOTE.replace("problem is", "problem was"), VKEY)
    assert await page.evaluate("used") == 2
    await page.close()


async def test_a_forged_note_is_none_whoever_else_has_signed_it(page: Page) -> None:
    unknown = "— somebody x08go/ZJkuBS9UG/\n"
    changed = NOTE.replace("problem is", "problem was")

    assert "forged" in await opened(page, changed, VKEY)
    assert "forged" in await opened(page, changed + unknown, VKEY)
    assert await opened(page, NOTE + unknown, VKEY) == ["PeterNeumann"]
    assert await opened(page, f"{TEXT}\n{unknown}", VKEY) == []


@pytest.mark.parametrize(
    "note",
    [
        TEXT,
        f"{TEXT}\n",
        NOTE.rstrip("\n"),
        NOTE.replace("then", "th\ten"),
        NOTE.replace("then", "th\ren"),
        NOTE.replace("— ", "- "),
        NOTE.replace("—", "—  "),
        NOTE.replace("x08go/", "x08go/ "),
        NOTE.replace("nAM=", "nAN="),  # the same bytes, written in another way
        NOTE.replace("nAM=", "nAM"),
        f"{TEXT}\n— PeterNeumann x08goA==\n",
        f"{TEXT}\n{SIGNATURE * 101}",
    ],
)
async def test_what_is_not_written_as_a_note_is_none(page: Page, note: str) -> None:
    assert isinstance(await opened(page, note, VKEY), str)


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        VKEY.replace("PeterNeumann", "Peter Neumann"),
        VKEY.replace("PeterNeumann", "Another"),
        VKEY.replace("c74f20a3", "c74f20a4"),
        VKEY.replace("+AR", "+AB"),
        VKEY[:-4],
    ],
)
async def test_a_key_that_is_not_what_its_id_says_is_none(page: Page, vkey: str) -> None:
    assert isinstance(await opened(page, NOTE, vkey), str)


async def test_a_checkpoint_says_whose_log_it_is_how_long_and_its_root(page: Page) -> None:
    found = await page.evaluate(
        CHECKPOINT,
        [
            f"example.org/debate/482915\n57\n{ROOT}\n",
            f"example.org/debate/482915\n0\n{ROOT}\nand more\n",
            f"\n57\n{ROOT}\n",
            f"example.org\n057\n{ROOT}\n",
            f"example.org\n-1\n{ROOT}\n",
            f"example.org\n99999999999999999999\n{ROOT}\n",
            f"example.org\n57\n{ROOT[:-4]}\n",
            "example.org\n57\n",
        ],
    )

    assert found == [
        ["example.org/debate/482915", 57, ROOT],
        ["example.org/debate/482915", 0, ROOT],
        *[None] * 6,
    ]
