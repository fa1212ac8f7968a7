/**
 * The pure half of a page's side of the wire: how patches change a document, and ids of commands.
 * The other half, which talks to the server, is connection.js.
 */

const ID_LENGTH = 22
const ID_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"

/**
 * A new id for a command. (`crypto.randomUUID` needs a secure context, which a hall's own network
 * does not have.)
 */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_LENGTH))
  return Array.from(bytes, (byte) => ID_ALPHABET[byte & 63]).join("")
}

/**
 * RFC 7396: the target as the patch makes it. Nothing is changed in place, and what the patch
 * leaves as it was stays the same object, so views can tell by identity what to draw.
 * @param {any} target
 * @param {any} patch
 * @returns {any}
 */
export function merge(target, patch) {
  if (!isObject(patch)) return patch
  const before = isObject(target) ? target : {}
  let after = before
  for (const [key, change] of Object.entries(patch)) {
    const had = Object.hasOwn(before, key)
    if (change === null && !had) continue
    const value = change === null ? undefined : merge(had ? before[key] : undefined, change)
    if (had && value === before[key] && change !== null) continue
    if (after === before) after = { ...before }
    if (change === null) delete after[key]
    else put(after, key, value)
  }
  return after
}

/** @param {unknown} value */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value)

// A key "__proto__" is a key like any other, not the object's prototype.
/** @param {any} object @param {string} key @param {unknown} value */
function put(object, key, value) {
  if (key !== "__proto__") object[key] = value
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
}

/**
 * The second value, made of the parts of the first wherever they are equal.
 * @param {any} before
 * @param {any} after
 * @returns {any}
 */
export function share(before, after) {
  if (!isObject(before) || !isObject(after)) return same(before, after) ? before : after
  const had = (/** @type {string} */ key) => Object.hasOwn(before, key)
  const entries = Object.entries(after)
    .map(([key, value]) => [key, had(key) ? share(before[key], value) : value])
  const isSame = entries.length === Object.keys(before).length
    && entries.every(([key, value]) => had(key) && before[key] === value)
  return isSame ? before : Object.fromEntries(entries)
}

/** @param {unknown} one @param {unknown} other */
const same = (one, other) => one === other || JSON.stringify(one) === JSON.stringify(other)
