/**
 * The countdown of an answer as every screen shows it: what is left, and how pressing that is or
 * that it is paused, by a shape and a word beside the colour that the screen's stylesheet gives.
 */

import { html } from "./html.js"
import { t } from "./page.js"
import { useSeconds } from "./seconds.js"

/** @typedef {Omit<import("../wire/parts.d.ts").Countdown, "preset">} Facts */
/** @typedef {"default" | "warning" | "danger" | "overtime"} Phase */

const SECOND = 1_000 // ms
const MINUTE = 60 // s

/** A ring, a triangle, an octagon, a diamond: told apart without any colour. @type {Record<Phase, string>} */
const SHAPES = {
  default: "M5 1a4 4 0 100 8 4 4 0 000-8zm0 1.5a2.5 2.5 0 110 5 2.5 2.5 0 010-5z",
  warning: "M5 .8L9.6 9H.4z",
  danger: "M3.2.6h3.6l2.6 2.6v3.6L6.8 9.4H3.2L.6 6.8V3.2z",
  overtime: "M5 .3L9.7 5 5 9.7.3 5z",
}

const BARS = "M1.5 1h2.5v8H1.5zM6 1h2.5v8H6z"

/**
 * What it shows at a time. Whole seconds end with the time, so that it begins with all of it.
 * @param {Facts} countdown
 * @param {number} now ms of the server's clock
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

/**
 * Only the phase is told to screen readers as it changes, not every second.
 * @param {{ countdown: Facts, now: () => number, say?: (word: string) => any }} props `now` by the
 *   server's clock; `say`: how the screen says a word, if not in the page's language
 */
export function Countdown({ countdown, now, say = t }) {
  const isPaused = countdown.paused_at !== undefined
  useSeconds(now, countdown.started_at, !isPaused)
  const { phase, text } = countdownAt(countdown, now())
  return html`
    <p class="countdown" data-phase=${phase} data-paused=${isPaused}>
      <svg class="countdown__shape" viewBox="0 0 10 10" aria-hidden="true" focusable="false">
        <path d=${isPaused ? BARS : SHAPES[phase]} />
      </svg>
      <span class="countdown__time" role="timer">${text}</span>
      <span class="countdown__phase" role="status">${say(`common.countdown_${isPaused ? "paused" : phase}`)}</span>
    </p>`
}
