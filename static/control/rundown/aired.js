/** What was on air and has no outcome yet: the newest first, each with the four outcomes on it. */

import { html } from "../../common/html.js"
import { number, t } from "../../common/i18n.js"
import { card } from "../columns/card-list.js"

/** @param {{ control: import("../desk/control.js").Control }} props */
export function Aired({ control }) {
  const { lists, navigation } = control
  if (!lists.aired.length) return null
  const shown = navigation.aired
  const hidden = lists.aired.length - shown.length
  return html`
    <section class="aired" aria-labelledby="aired-heading">
      <h3 id="aired-heading" class="air__title">
        ${t("control.aired")} <span class="count">${number(lists.aired.length)}</span>
      </h3>
      <ol class="cards" role="list" aria-labelledby="aired-heading">
        ${shown.map((id) => html`<li key=${id}>${card(control, "rundown", id, false)}</li>`)}
      </ol>
      ${hidden > 0 && html`
        <button type="button" class="more" onClick=${() => navigation.showAllAired()}>
          ${t("control.show_more", { count: hidden })}
        </button>
      `}
    </section>
  `
}
