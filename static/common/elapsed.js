/** How long something has lasted, as a studio clock shows it. */

const SECOND = 1_000
const MINUTE = 60
const HOUR = 60 * MINUTE

/** `2:14` as "02:14", with hours only when there are any. @param {number} ms */
export function elapsed(ms) {
  const seconds = Math.max(0, Math.floor(ms / SECOND))
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0")
  const hours = Math.floor(seconds / HOUR)
  const rest = `${two(Math.floor((seconds % HOUR) / MINUTE))}:${two(seconds % MINUTE)}`
  return hours ? `${hours}:${rest}` : rest
}
