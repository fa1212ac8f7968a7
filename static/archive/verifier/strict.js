/** JSON that every reader reads in the same way. */

const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/gs
const WHOLE = /^-?\d+$/
const WORDS = ["true", "false", "null"]

/**
 * @param {string} text
 * @returns {any}
 * @throws where it is no JSON, a name stands twice in an object, or a number is written in another
 *   way than `1`
 */
export function readStrict(text) {
  const value = JSON.parse(text)
  /** @type {(Set<string> | undefined)[]} the names in each object around, undefined: a list */
  const around = []
  let isName = false
  for (const [token] of text.matchAll(TOKENS)) {
    const names = around.at(-1)
    if (token === "{" || token === "[") around.push(token === "{" ? new Set() : undefined)
    else if (token === "}" || token === "]") around.pop()
    else if (isName && names) addOnce(names, JSON.parse(token))
    else if (/^[^",:]/.test(token) && !WORDS.includes(token) && !isWhole(token)) throw new Error("no whole number")
    isName = token === "{" || (token === "," && around.at(-1) !== undefined)
  }
  return value
}

/** @param {Set<string>} names @param {string} name */
function addOnce(names, name) {
  if (names.has(name)) throw new Error("a name stands twice")
  names.add(name)
}

/** As a parser reads it, without loss. @param {string} token */
const isWhole = (token) => WHOLE.test(token) && Number.isSafeInteger(Number(token))
