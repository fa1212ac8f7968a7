/** One action as a button: its word or its drawing, and the key that does the same. */

import { html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { OPPOSITE_OF } from "../card/actions.js"
import { keyOf } from "../desk/keys.js"
import { perform } from "../desk/perform.js"
import { icon } from "./icons.js"

/** @typedef {import("../desk/control.js").Control} Control */

/** @param {string} action */
export function keyFor(action) {
  return keyOf(OPPOSITE_OF[action] ?? action)
}

/**
 * The key on a button, for those who see it; others hear `aria-keyshortcuts`.
 * @param {string} key
 */
export function keycap(key) {
  return key && html`<kbd class="keycap" aria-hidden="true">${key}</kbd>`
}

/**
 * No component: ten of them on each card would be most of what a new card costs.
 * @param {Control} control @param {string} action @param {string} id
 * @param {{ small?: boolean, primary?: boolean, expanded?: boolean | undefined,
 *   disabled?: boolean, key?: string }} look `small`: the drawing alone
 */
export function actionButton(control, action, id, { small, primary, expanded, disabled, key = keyFor(action) }) {
  const label = t(`control.${action}`)
  return html`
    <button
      key=${action}
      type="button"
      class="action ${small ? "action--small" : ""} ${primary ? "action--primary" : ""}"
      data-action=${action}
      title=${small ? [label, key && `(${key})`].filter(Boolean).join(" ") : undefined}
      aria-keyshortcuts=${key || undefined}
      aria-describedby=${`text-${id}`}
      aria-expanded=${expanded === undefined ? undefined : String(expanded)}
      disabled=${disabled}
      onClick=${() => perform(control, action, id)}
    >
      ${small ? icon(action) : null}
      <span class=${small ? "for-screen-reader" : ""}>${label}</span>
      ${small ? null : keycap(key)}
    </button>
  `
}
