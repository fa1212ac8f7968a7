/** The topic piles of the open questions: one press shows a pile, another one all again. */

import { html } from "../../common/html.js"
import { number, t } from "../../common/i18n.js"
import { heaps } from "./piles.js"
import { NONE } from "./search.js"
import { pileName } from "../parts/names.js"

/** @typedef {import("../desk/control.js").Control} Control */

/** @param {{ control: Control }} props */
export function Piles({ control }) {
  const { document, lists, filters } = control
  const { piles } = document.debate
  const chosen = filters.open.pile
  const shown = heaps(document.questions, lists.open, Object.keys(piles), chosen)
  if (!Object.keys(piles).length || !shown.length) return null
  return html`
    <div class="piles" role="group" aria-label=${t("control.filter_pile")}>
      ${shown.map(({ key, count }) => {
        const { text, lang } = key === NONE ? { text: t("control.no_pile") } : pileName(piles, key)
        return html`
          <button
            key=${key}
            type="button"
            class="pile"
            data-pile=${key}
            aria-pressed=${String(key === chosen)}
            onClick=${() => control.filterBy("open", { pile: key === chosen ? "" : key })}
          >
            <span class="pile__name" lang=${lang}>${text}</span>${" "}
            <span class="count">${number(count)}</span>
          </button>
        `
      })}
    </div>
  `
}
