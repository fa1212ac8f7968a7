/** The time of a clock that can be paused, as the documents tell it. */

import { elapsed } from "./elapsed.js"
import { html } from "./html.js"
import { useSeconds } from "./seconds.js"

/** @typedef {import("../wire/parts.d.ts").SpeakingTime} SpeakingTime */

/** How long it has run, in ms. @param {SpeakingTime} clock @param {number} now by the server's clock */
export function ranMs({ ran_ms: ran, since, running }, now) {
  return ran + (running ? Math.max(0, now - since) : 0)
}

/** @param {{ clock: SpeakingTime, now: () => number }} props `now` by the server's clock */
export function RanTime({ clock, now }) {
  useSeconds(now, clock.since - clock.ran_ms, clock.running)
  return html`<span class="ran" role="timer">${elapsed(ranMs(clock, now()))}</span>`
}
