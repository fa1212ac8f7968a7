/** What the file says against what follows, field by field. */

import { isObject } from "./canonical.js"
/** @typedef {import("./report.js").Report} Report */

/**
 * @param {unknown} said in the file
 * @param {any} follows a Map where data names the fields, else an object; undefined: nothing is to be
 *   there
 * @param {string} path
 * @param {Report} report
 */
export function compare(said, follows, path, report) {
  const at = (/** @type {string | number} */ name) => (path ? `${path}.${name}` : `${name}`)
  if (Array.isArray(follows) && Array.isArray(said)) {
    for (let i = 0; i < Math.max(said.length, follows.length); i++) {
      compare(said[i], follows[i], at(follows[i]?.id ?? i), report)
    }
  } else if (isObject(follows) && isObject(said)) {
    const fields = follows instanceof Map ? follows : new Map(Object.entries(follows))
    for (const name of new Set([...Object.keys(said), ...fields.keys()])) {
      compare(Object.hasOwn(said, name) ? said[name] : undefined, fields.get(name), at(name), report)
    }
  } else if (said !== follows) report.wrong("result", path, { said, follows: plain(follows) })
}

/** With maps as objects, to be shown. @param {any} value @returns {any} */
function plain(value) {
  if (value instanceof Map) return Object.fromEntries([...value].map(([name, inner]) => [name, plain(inner)]))
  if (Array.isArray(value)) return value.map(plain)
  return value
}
