/** The phase, the time of day, and whether the line is up. */

import { html } from "../common/html.js"
import { LoggedOut } from "../common/logged-out.js"
import { page, t, time } from "../common/page.js"
import { useNow } from "./clock.js"

/** Whoever came by an address with a key has no account to log in with; the way back stands beside. */
function SentAway() {
  if (!page.keyed) return html`<${LoggedOut} />`
  return html`${t("host.key_gone")} <a href=${`/login?back=${location.pathname}`} target="_blank">${t("common.log_in_beside")}</a>`
}

/** @param {{ status: string, phase: string, offset: number, isSentAway: boolean }} props */
export function Status({ status, phase, offset, isSentAway }) {
  const now = useNow(offset)
  return html`
    <p class="host__status">
      ${isSentAway && html`<strong class="host__offline" role="alert"><${SentAway} /></strong>`}
      ${status === "offline" && !isSentAway && html`<strong class="host__offline" role="status">${t("host.offline")}</strong>`}
      <span class="host__phase">${t(`common.phase_${phase}`)}</span>
      <time class="host__time">${time(now)}</time>
    </p>`
}
