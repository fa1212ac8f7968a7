/** Stylesheets and letters of the graphics, from beside this file wherever it lies. */

const LETTERS = import.meta.resolve("../fonts/fonts.css")
// One of each file, so that none has to be waited for once a graphic is on air.
const OF_EACH = "AčЉ"

/** @type {Promise<unknown> | undefined} */
let letters

/** When the letters are there. A document has them once, as shadow roots cannot have their own. */
export async function haveLetters() {
  try {
    await (letters ??= sheet(document.head, LETTERS).then(() => document.fonts.load('700 1em "Source Sans 3"', OF_EACH)))
  } catch (error) {
    letters = undefined // they are asked for again
    throw error
  }
}

/**
 * Resolves when the sheet holds; rejects when it cannot be had.
 * @param {Node} parent
 * @param {string} href
 */
export function sheet(parent, href) {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href })
    link.onload = resolve
    link.onerror = () => reject(new Error("a stylesheet is not there"))
    parent.appendChild(link)
  })
}
