/** The time of a clock that can be paused, as the documents tell it. */

import { elapsed } from "./elapsed.js"
import { html } from "./html.js"
import { useSeconds } from "./seconds.js"

/** It ran `ran_ms` up to `since`, and runs on from there or not. @typedef {{ ran_ms: number, since: number, running: boolean }} Ran */

/** How long it has run, in ms. @param {Ran} clock @param {number} now by the server's clock */
export function ranMs({ ran_ms: ran, since, running }, now) {
  return ran + (running ? Math.max(0, now - since) : 0)
}

/** @param {{ clock: Ran, now: () => number }} props `now` by the server's clock */
export function RanTime({ clock, now }) {
  useSeconds(now, clock.since - clock.ran_ms, clock.running)
  return html`<span class="ran" role="timer">${elapsed(ranMs(clock, now()))}</span>`
}
