/**
 * The clock in the head of a picture, where moderators want one on the display: what is left of an
 * answer, or else how long the guest who speaks has spoken. Two that run side by side confuse.
 */

import { Countdown } from "../common/countdown.js"
import { elapsed } from "../common/elapsed.js"
import { html } from "../common/html.js"
import { inEach } from "../common/languages.js"
import { useSeconds } from "../common/seconds.js"

/** @typedef {import("../wire/heads.d.ts").DisplayHead} DisplayHead */

/** What is put into it stands there when there is none. @param {{ debate: DisplayHead, now: () => number, children?: any }} props */
export function Clock({ debate, now, children }) {
  const { countdown, speaking } = debate
  if (countdown) return html`<${Countdown} countdown=${countdown} now=${now} say=${inEach} />`
  const name = speaking && debate.guests?.[speaking.guest]?.name
  return name ? html`<${Speaking} name=${name} time=${speaking.time} now=${now} />` : children
}

/** @param {{ name: string, time: import("../wire/parts.d.ts").SpeakingTime, now: () => number }} props */
function Speaking({ name, time, now }) {
  useSeconds(now, time.since - time.ran_ms, time.running)
  return html`
    <p class="countdown countdown--speaking">
      <span class="countdown__name" dir="auto">${name}</span>
      <span class="countdown__time" role="timer">${elapsed(time.ran_ms + Math.max(0, now() - time.since))}</span>
    </p>`
}
