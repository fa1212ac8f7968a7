/** How the inbox is read: its order, how much of each card is shown, and choosing with a finger. */

import { html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { keyFor } from "../parts/action-button.js"

/** @typedef {import("../desk/control.js").Control} Control */

/** @param {{ control: Control }} props */
export function InboxViewSwitches({ control }) {
  const { inboxView, navigation: { chosen } } = control
  if (!inboxView.isOffered) return null
  const { oldestFirst, isCompact } = inboxView
  return html`
    <p class="for-screen-reader" role="status">
      ${t(`control.order_${oldestFirst ? "oldest" : "newest"}`)}
    </p>
    <div class="inbox-view" role="group" aria-label=${t("control.inbox_view")}>
      ${turner("order_oldest", "order", oldestFirst, () => inboxView.turnOrder())}
      ${turner("compact", "compact", isCompact, () => inboxView.turnAll())}
      ${chosen.isOffered("inbox") && html`
        <button type="button" class="pile" data-view="select" onClick=${() => chosen.select()}>
          ${t("control.select")}
        </button>
      `}
    </div>
  `
}

/** @param {string} words @param {string} action @param {boolean} isOn @param {() => void} turn */
function turner(words, action, isOn, turn) {
  const key = keyFor(action)
  return html`
    <button
      type="button" class="pile" data-view=${action} aria-pressed=${String(isOn)}
      aria-keyshortcuts=${key} title=${`${t(`control.key_${action}`)} (${key})`} onClick=${turn}
    >
      ${t(`control.${words}`)}
    </button>
  `
}
