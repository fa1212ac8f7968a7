/** What a countdown shows at a moment: what is left, and how pressing that is. Pure. */

/** @typedef {{ started_at: number, length_ms: number, warning_ms: number, danger_ms: number, paused_at?: number | undefined }} Facts */
/** @typedef {"default" | "warning" | "danger" | "overtime"} Phase */

const SECOND = 1_000 // ms
const MINUTE = 60 // s

/** A ring, a triangle, an octagon, a diamond: told apart without any colour. @type {Record<Phase, string>} */
export const SHAPES = {
  default: "M5 1a4 4 0 100 8 4 4 0 000-8zm0 1.5a2.5 2.5 0 110 5 2.5 2.5 0 010-5z",
  warning: "M5 .8L9.6 9H.4z",
  danger: "M3.2.6h3.6l2.6 2.6v3.6L6.8 9.4H3.2L.6 6.8V3.2z",
  overtime: "M5 .3L9.7 5 5 9.7.3 5z",
}

/** The shape of a countdown that is paused, whatever its phase. */
export const BARS = "M1.5 1h2.5v8H1.5zM6 1h2.5v8H6z"

/**
 * What it shows at a time. Whole seconds end with the time, so that it begins with all of it.
 * @param {Facts} countdown times in ms of one clock
 * @param {number} now ms of the same clock
 * @returns {{ phase: Phase, text: string }}
 */
export function countdownAt(countdown, now) {
  const { started_at: since, length_ms: length, warning_ms: warning, danger_ms: danger } = countdown
  const left = since + length - Math.max(countdown.paused_at ?? now, since)
  if (left <= 0) return { phase: "overtime", text: `+${minutes(Math.floor(-left / SECOND))}` }
  const phase = left <= danger ? "danger" : left <= warning ? "warning" : "default"
  return { phase, text: minutes(Math.ceil(left / SECOND)) }
}

/** Of seconds: "1:30". @param {number} seconds */
export function minutes(seconds) {
  return `${Math.floor(seconds / MINUTE)}:${String(seconds % MINUTE).padStart(2, "0")}`
}

/** Milliseconds until the shown seconds change next. @param {number} ms since something began */
export function untilNextSecond(ms) {
  return SECOND - (((ms % SECOND) + SECOND) % SECOND)
}
