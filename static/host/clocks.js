/** The clocks on the host's tablet: the countdown of the answer, who has spoken how long. */

import { Countdown } from "../common/countdown.js"
import { html } from "../common/html.js"
import { t } from "../common/page.js"
import { RanTime } from "../common/ran.js"

/** @typedef {import("../wire/heads.d.ts").HostHead} HostHead */
/** @typedef {import("../wire/parts.d.ts").SpeakingTime} SpeakingTime */

/** The countdown, large, while there is one. @param {{ debate: HostHead, now: () => number }} props */
export function AnswerTime({ debate: { countdown }, now }) {
  return countdown ? html`<${Countdown} key=${countdown.started_at} countdown=${countdown} now=${now} />` : null
}

/** Once one was started: the debate's clock and every guest's. @param {{ debate: HostHead, now: () => number }} props */
export function Spoken({ debate: { clocks, guests }, now }) {
  /** @type {[string, SpeakingTime][]} */
  const spoken = Object.entries(clocks.guests)
  /** @type {[string, string, SpeakingTime][]} */
  const rows = [
    ["", t("host.clock_of_debate"), clocks.debate],
    ...spoken.map(([id, clock]) => /** @type {[string, string, SpeakingTime]} */ ([id, guests[id].name, clock])),
  ]
  if (rows.every(([, , { since }]) => !since)) return null
  return html`
    <dl class="host__spoken" aria-label=${t("host.clocks")}>
      ${rows.map(([id, name, clock]) => html`
        <div class="spoken" key=${id} data-running=${clock.running}>
          <dt class="spoken__name">${name}</dt>
          <dd class="spoken__time">
            <${RanTime} clock=${clock} now=${now} />
            ${id && clock.running && html`<span class="spoken__runs">${t("host.clock_runs")}</span>`}
          </dd>
        </div>`)}
    </dl>`
}
