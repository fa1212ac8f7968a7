/** The phase, the time of day, and whether the line is up. */

import { html } from "../common/html.js"
import { t, time } from "../common/page.js"
import { useNow } from "./clock.js"

/** @param {{ status: string, phase: string, offset: number }} props */
export function Status({ status, phase, offset }) {
  const now = useNow(offset)
  return html`
    <p class="host__status">
      ${status === "offline" && html`<strong class="host__offline" role="status">${t("host.offline")}</strong>`}
      <span class="host__phase">${t(`common.phase_${phase}`)}</span>
      <time class="host__time">${time(now)}</time>
    </p>`
}
