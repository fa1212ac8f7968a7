/** Why nothing can be sent, as long as that is so: beside all columns, and in a dialog above them. */

import { html } from "../../common/html.js"
import { t, time } from "../../common/i18n.js"
import { LoggedOut } from "../../common/logged-out.js"

/** Whether this screen was sent away, or has no line. @param {import("../desk/control.js").Control} control */
export function isCutOff({ status, dismissal }) {
  return dismissal !== undefined || status === "offline"
}

/** @param {{ control: import("../desk/control.js").Control }} props */
export function LineNotice({ control }) {
  if (!isCutOff(control)) return null
  const { dismissal, heardAt } = control
  return html`
    <p class="notice" role="alert">
      ${dismissal === undefined ? t("control.offline", { time: time(heardAt) }) : html`<${LoggedOut} />`}
    </p>
  `
}
