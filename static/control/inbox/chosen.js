/** The bar over the inbox's heading: how many are chosen, and what can be done with them. */

import { html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { MANY } from "./choosing.js"
import { keycap, keyFor } from "../parts/action-button.js"
import { Chooser } from "../card/chooser.js"
import { icon } from "../parts/icons.js"

/** @typedef {import("../desk/control.js").Control} Control */

/** It lies over what stands there, so that no card moves. @param {{ control: Control }} props */
export function ChosenBar({ control }) {
  const { choosing, navigation: { chosen } } = control
  const count = chosen.isOffered("inbox") ? chosen.now.length : 0
  const same = count > 0 ? chosen.same.length : 0
  const kind = choosing?.id === MANY ? choosing.kind : undefined
  const words = count > 0 ? t("control.chosen", { count }) : t("control.select_how")
  const isShown = count > 0 || chosen.isSelecting
  return html`
    <p class="for-screen-reader" role="status">${isShown && words}</p>
    ${isShown && html`
      <div class="chosen" id=${`card-${MANY}`} role="group" aria-label=${words}>
        <p class="chosen__count" aria-hidden="true">${words}</p>
        ${count > 0 && button("approve", { onClick: () => chosen.act("approve") })}
        ${count > 0 && ["dismiss", "tag"].map((action) => button(action, {
          expanded: kind === action,
          onClick: () => chosen.turnChoice(action),
        }))}
        <button
          type="button" class="action action--small chosen__none" aria-keyshortcuts="Escape"
          title=${`${t("control.flood_none")} (Esc)`} onClick=${() => chosen.clear()}
        >
          ${icon("close")}<span class="for-screen-reader">${t("control.flood_none")}</span>
        </button>
        ${same > 0 &&
        button("merge", { onClick: () => chosen.merge(), label: t("control.chosen_merge", { count: same }) })}
        ${chosen.stayed > 0 && html`
          <p class="chosen__stayed">${t("control.flood_stayed", { count: chosen.stayed })}</p>
        `}
        ${kind && html`<${Chooser} key=${kind} control=${control} id=${MANY} kind=${kind} />`}
      </div>
    `}
  `
}

/**
 * @param {string} action
 * @param {{ onClick: () => void, expanded?: boolean, label?: string }} look
 */
function button(action, { onClick, expanded, label = t(`control.${action}`) }) {
  return html`
    <button
      key=${action} type="button" class="action" data-many=${action}
      title=${`${label} (${keyFor(action)})`} aria-keyshortcuts=${keyFor(action)}
      aria-expanded=${expanded === undefined ? undefined : String(expanded)}
      onClick=${onClick}
    >
      <span>${label}</span> ${keycap(keyFor(action))}
    </button>
  `
}
