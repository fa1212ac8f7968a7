/** While more questions wait than can be read: how many, what phones are told, and how it ends. */

import { html } from "../../common/html.js"
import { t } from "../../common/i18n.js"

/** @typedef {import("../desk/control.js").Control} Control */

/**
 * The number moves all the time: said aloud is only that it is so.
 * @param {{ control: Control }} props
 */
export function SlowNotice({ control }) {
  const { waiting } = control.debate
  if (!waiting) return null
  const { number: count, ends_at: end, at_most: most } = waiting
  const state = count >= most ? "full" : "slow"
  return html`
    <p class="notice notice--long" data-inbox=${state}>
      <span class="notice__words">
        <strong role="status" key=${state}>${t(`control.inbox_${state}`)}</strong>
        ${" "}${t(`control.inbox_${state}_explained`, { count, end, most })}
      </span>
      <button type="button" class="action notice__look" onClick=${() => control.flood.open()}>
        ${t("control.flood")}
      </button>
    </p>
  `
}
