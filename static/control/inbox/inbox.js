/** The first column: what nobody has decided about yet, what waits, and what was decided away. */

import { html } from "../../common/html.js"
import { number, t } from "../../common/i18n.js"
import { INBOX_LISTS } from "../desk/control.js"
import { countChallenged } from "../desk/lists.js"
import { isFiltering } from "../columns/search.js"
import { CardList } from "../columns/card-list.js"
import { ChosenBar } from "./chosen.js"
import { Column } from "../columns/column.js"
import { FloodButton } from "../flood/dialog.js"
import { Finder, Found, SearchButton } from "../columns/finder.js"
import { InboxViewSwitches } from "./order-buttons.js"
import { Beginning, isBeginning } from "../frame/ways.js"

/** @typedef {import("../desk/control.js").Control} Control */

/** @param {{ control: Control }} props */
export function Inbox({ control }) {
  const { listName, held, lists, filters, inboxView } = control
  const isInbox = listName === "in_review"
  const order = inboxView.oldestFirst ? "oldest" : "newest"
  const label = t(`control.list_${listName}`)
  const all = lists[listName]
  const shown = control.navigation.columns().inbox
  const waiting = isInbox ? held.inbox.waiting : 0
  return html`
    <${Column}
      control=${control}
      name="inbox"
      list=${isInbox ? order : listName}
      waiting=${waiting}
      heading=${html`
        <${ListPicker} control=${control} />
        <div class="inbox__tools">
          <${FloodButton} control=${control} />
          <${SearchButton} control=${control} column="inbox" />
        </div>
        <${InboxViewSwitches} control=${control} />
        <${Finder} control=${control} column="inbox" />
        <${ChosenBar} control=${control} />
      `}
      pinned=${html`
        <${Found}
          control=${control} column="inbox" found=${shown.length + waiting} all=${all.length}
        />
      `}
    >
      ${isInbox && isBeginning(control)
        ? html`<${Beginning} control=${control} />`
        : html`
            <${CardList}
              control=${control}
              column="inbox"
              label=${isInbox ? `${label}, ${t(`control.order_${order}`)}` : label}
              ids=${shown}
              empty=${t(isFiltering(filters.inbox) && all.length ? "control.empty_found" : `control.empty_${listName}`)}
            />
          `}
    <//>
  `
}

/** The lists to work on always, the others when there is something in them. */
const ALWAYS = new Set(["in_review", "held"])

/** @param {Control} control @param {import("../desk/control.js").InboxList} name */
function isOffered({ lists, listName }, name) {
  return ALWAYS.has(name) || name === listName || lists[name].length > 0
}

/** @param {{ control: Control }} props */
function ListPicker({ control }) {
  const challenged = countChallenged(control.document, control.lists)
  return html`
    <div class="picker" role="group" aria-label=${t("control.lists")}>
      ${INBOX_LISTS.filter((name) => isOffered(control, name)).map(
        (name) => html`
          <button
            type="button"
            class="picker__list"
            data-list=${name}
            aria-pressed=${String(control.listName === name)}
            onClick=${() => control.showList(name)}
          >
            ${t(`control.list_${name}`)}${" "}
            <span class="count">${number(control.lists[name].length)}</span>
            ${name === "dismissed" && challenged > 0 &&
            html`${" "}<span class="picker__challenged">${t("control.challenged_count", { count: challenged })}</span>`}
          </button>
        `,
      )}
    </div>
  `
}
