/** Looks again for what is being made until it is there, and says meanwhile how far it is. A page
 * that is loaded again would lose its reader's place, and a screen reader begin anew. */

const told = /** @type {HTMLElement} */ (document.querySelector("[data-again-s]"))
const AGAIN_MS = 1_000 * Number(told.dataset.againS)

/** A page that is loaded again stays where it was: to go to a place in it, its address is another. */
function open() {
  const { hash, pathname } = location
  if (hash) location.replace(`${pathname}?made${hash}`)
  else location.reload()
}

async function look() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } })
    if (answer.status !== 503) return open()
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const said = page.querySelector("[data-again-s]")?.textContent ?? ""
    if (said !== told.textContent) told.textContent = said
  } catch {
    // No connection just now: it is looked for again all the same.
  }
  setTimeout(look, AGAIN_MS)
}

setTimeout(look, AGAIN_MS)
