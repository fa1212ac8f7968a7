/** A guest's clock that runs though nothing is on the air: clearing stops none, so it is said. */

import { html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { speaking } from "../clocks/speaking.js"
import { keycap, keyFor } from "../parts/action-button.js"
import { guestName } from "../parts/names.js"

/** @param {{ control: import("../desk/control.js").Control }} props */
export function RunsOn({ control }) {
  const guest = speaking(control.debate)
  if (guest === undefined || control.phase !== "live") return null
  const key = keyFor("speaker")
  return html`
    <p class="air__empty" role="status">
      ${t("control.clock_runs_on", { name: guestName(control.debate.guests, guest) })}
      ${" "}
      ${control.clocks.canTurn &&
      html`
        <button
          type="button" class="action" aria-keyshortcuts=${key}
          onClick=${() => control.clocks.turnGuest(guest)}
        >
          <span>${t("control.clock_pause")}</span> ${keycap(key)}
        </button>
      `}
    </p>
  `
}
