/** When a debate begins, in each language of the screen, by the clock on the house's wall. */

import { html } from "../common/html.js"
import { date, dating, locale, page, time } from "../common/page.js"

const { second } = page
const dateInSecond = second && dating(second.locale)

/** @param {{ at: number }} props ms */
export function When({ at }) {
  return html`
    <p class="idle__when">
      <span lang=${locale}>${date(at)}, ${time(at)}</span>
      ${second && html`<span class="between"> · </span><span lang=${second.locale}>${dateInSecond(at)}, ${time(at)}</span>`}
    </p>`
}
