/**
 * Keeps the list of what is there before a debate true while somebody looks at it. Without a script
 * it says how it was when the page was loaded, and a link loads it again.
 */

const EVERY = 3_000 // ms; the server itself hears of other processes every three seconds

const list = document.querySelector("[data-checklist]")
if (list instanceof HTMLElement) follow(list)

/** @param {HTMLElement} list */
function follow(list) {
  document.querySelector("[data-without-script]")?.remove()
  const address = list.dataset.checklist ?? ""
  setInterval(() => {
    if (!document.hidden) void look(list, address)
  }, EVERY)
}

/**
 * What is the same is left alone, so that nobody loses the link they are on and nothing is read
 * out twice.
 * @param {HTMLElement} list
 * @param {string} address
 */
async function look(list, address) {
  const response = await fetch(address).catch(() => undefined)
  if (!response?.ok || response.redirected) return
  const read = new DOMParser().parseFromString(await response.text(), "text/html")
  const lines = [...read.body.children]
  if (!lines.length) return list.closest("section")?.remove() // it has begun
  if (lines.length !== list.children.length) return list.replaceChildren(...lines)
  lines.forEach((line, at) => {
    const shown = list.children[at]
    if (shown && !shown.isEqualNode(line)) replace(shown, line)
  })
}

/** With the focus where it was. @param {Element} shown @param {Element} line */
function replace(shown, line) {
  const hadFocus = shown.contains(document.activeElement)
  shown.replaceWith(line)
  if (hadFocus) line.querySelector("a")?.focus()
}
