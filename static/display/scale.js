/**
 * How large all is written, as the screen's address says it: `?scale=1.2` for a hall that is deep,
 * `0.8` for a screen that is near. What fills its frame, as a question does, fills it at any. Pure.
 */

const LEAST = 0.7
const MOST = 1.4

/** @param {string} search of the address */
export function scaleOf(search) {
  const asked = Number(new URLSearchParams(search).get("scale"))
  return asked > 0 ? Math.min(Math.max(asked, LEAST), MOST) : 1
}
