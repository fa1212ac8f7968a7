/** The phase, the time of day, and whether the line is up. */

import { html } from "../common/html.js"
import { LoggedOut } from "../common/logged-out.js"
import { t, time } from "../common/page.js"
import { useNow } from "./clock.js"

/** @param {{ status: string, phase: string, offset: number, isSentAway: boolean }} props */
export function Status({ status, phase, offset, isSentAway }) {
  const now = useNow(offset)
  return html`
    <p class="host__status">
      ${isSentAway && html`<strong class="host__offline" role="alert"><${LoggedOut} /></strong>`}
      ${status === "offline" && !isSentAway && html`<strong class="host__offline" role="status">${t("host.offline")}</strong>`}
      <span class="host__phase">${t(`common.phase_${phase}`)}</span>
      <time class="host__time">${time(now)}</time>
    </p>`
}
