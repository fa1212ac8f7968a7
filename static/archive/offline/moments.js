/** Moments and lengths of time, as the page tells them. */

import { said } from "./elements.js"

const SECOND_MS = 1000
const LONG_S = 120 // from here on in minutes

/**
 * By the clock of the house, with how far that is from UTC: true whatever clock it is.
 * @param {number} ms since 1970
 */
export function momentOf(ms) {
  const timeZone = document.documentElement.dataset.zone
  const date = new Intl.DateTimeFormat("en-CA", { timeZone }).format(ms)
  const hours = /** @type {const} */ ({ hour: "2-digit", minute: "2-digit", timeZoneName: "longOffset", timeZone })
  const clock = new Intl.DateTimeFormat("en-GB", hours).format(ms)
  return { date, clock: clock.replace("GMT", "UTC") }
}

/** With its date. @param {number} ms */
export function wholeMoment(ms) {
  const { date, clock } = momentOf(ms)
  return `${date} ${clock}`
}

/** @param {number} ms */
export function lasted(ms) {
  const seconds = Math.round(ms / SECOND_MS)
  if (seconds < LONG_S) return said("archive.seconds", { count: seconds })
  return said("archive.minutes", { count: Math.round(seconds / 60) })
}
