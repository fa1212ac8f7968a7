/** Canonical JSON, as docs/archive.md says: keys by code points, no spaces, no needless escapes. */

/** @param {any} value @returns {string} */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`
  if (value === null || typeof value !== "object") return JSON.stringify(value)
  const keys = Object.keys(value).sort(byCodePoints)
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`
}

/** Not as scripts sort by themselves: by UTF-16 units. @param {string} one @param {string} other */
export function byCodePoints(one, other) {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  return (one.codePointAt(at) ?? -1) - (other.codePointAt(at) ?? -1)
}

/**
 * What the text says, which is an object written the one way.
 * @param {unknown} text
 * @returns {Record<string, any> | undefined} undefined: it is not
 */
export function readCanonical(text) {
  if (typeof text !== "string") return undefined
  try {
    const value = JSON.parse(text)
    if (!isObject(value)) return undefined
    return (isInOrder(value) ? JSON.stringify(value) : canonical(value)) === text ? value : undefined
  } catch {
    return undefined
  }
}

/** Whether it is written as canonical JSON by the browser, too, which is much faster. @param {any} value @returns {boolean} */
function isInOrder(value) {
  if (value === null || typeof value !== "object") return true
  if (Array.isArray(value)) return value.every(isInOrder)
  const keys = Object.keys(value)
  return keys.every((key, at) => (at === 0 || byCodePoints(keys[at - 1] ?? "", key) < 0) && isInOrder(value[key]))
}

/** @param {unknown} value @returns {value is Record<string, any>} */
export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value)
