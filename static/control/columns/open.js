/**
 * The second column: what the audience sees and votes for, to be found by pile, guest, language or
 * words.
 */

import { html } from "../../common/html.js"
import { number, t } from "../../common/i18n.js"
import { isFiltering } from "./search.js"
import { CardList } from "./card-list.js"
import { Column } from "./column.js"
import { Filters, Found, Search } from "./finder.js"
import { Piles } from "./pile-list.js"
import { Suggested } from "../fairness/suggested.js"

/** @typedef {import("../desk/control.js").Control} Control */

/** @param {{ control: Control }} props */
export function Open({ control }) {
  const { held, lists, filters } = control
  const { shown, waiting } = held.open
  return html`
    <${Column}
      control=${control}
      name="open"
      waiting=${waiting}
      heading=${html`
        <h2 class="column__title">
          ${t("control.open")} <span class="count">${number(lists.open.length)}</span>
        </h2>
        <${Search} control=${control} column="open" />
        <${Piles} control=${control} />
        <${Filters} control=${control} column="open" />
      `}
      pinned=${html`
        <${Found} control=${control} column="open" found=${shown.length + waiting} all=${lists.open.length} />
        ${control.produces && control.debate.suggested_next && html`<${Suggested} control=${control} />`}
      `}
    >
      <${CardList}
        control=${control}
        column="open"
        label=${t("control.open")}
        ids=${shown}
        empty=${t(isFiltering(filters.open) ? "control.empty_found" : "control.empty_open")}
      />
    <//>
  `
}
