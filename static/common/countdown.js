/**
 * The countdown of an answer as every screen shows it: what is left, and how pressing that is or
 * that it is paused, by a shape and a word beside the colour that the screen's stylesheet gives.
 */

import { BARS, SHAPES, countdownAt } from "../graphics/parts/counting.js"
import { html } from "./html.js"
import { t } from "./page.js"
import { useSeconds } from "./seconds.js"

/** @typedef {Omit<import("../wire/parts.d.ts").Countdown, "preset">} Facts */

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
