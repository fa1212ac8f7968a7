/* Looks every few seconds whether the page has changed, and puts the new one in the place of the
   old. It asks without cookies and keeps nothing. Not a module: in a sandbox none can be had. */

(() => {
  const EVERY_MS = 5_000
  const LATER_MS = 60_000

  async function look() {
    let wait = EVERY_MS
    try {
      if (!document.hidden) {
        const answer = await fetch(location.href, { credentials: "omit", cache: "no-cache" })
        if (answer.ok) show(await answer.text())
        else wait = LATER_MS
      }
    } catch {
      wait = LATER_MS
    }
    setTimeout(look, wait)
  }

  /** @param {string} html */
  function show(html) {
    const made = new DOMParser().parseFromString(html, "text/html").getElementById("embed")
    const before = document.getElementById("embed")
    if (made && before && made.innerHTML !== before.innerHTML) {
      if (before.contains(document.activeElement)) return // not under somebody's finger
      before.replaceWith(made)
    }
  }

  setTimeout(look, EVERY_MS)
})()
