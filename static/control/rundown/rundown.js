/** The third column: on the air, next, the rest of the rundown, and what has been answered. */

import { html } from "../../common/html.js"
import { number, t } from "../../common/i18n.js"
import { countAnswers } from "../desk/lists.js"
import { Aired } from "./aired.js"
import { CardList, card } from "../columns/card-list.js"
import { Column } from "../columns/column.js"
import { NextUp, OnAir } from "./air.js"
import { drop } from "../columns/dragging.js"
import { Finder, Found, SearchButton } from "../columns/finder.js"
import { icon } from "../parts/icons.js"
import { Upcoming } from "./upcoming.js"

/** @typedef {import("../desk/control.js").Control} Control */

/** @param {{ control: Control }} props */
export function Rundown({ control }) {
  const { lists, debate } = control
  const [next, ...later] = lists.next
  return html`
    <${Column}
      control=${control}
      name="rundown"
      heading=${html`
        <h2 class="column__title">
          ${t("control.rundown")} <span class="count">${number(lists.next.length)}</span>
        </h2>
      `}
      pinned=${html`
        <${OnAir} control=${control} id=${debate.on_air}>
          ${debate.on_air !== undefined && card(control, "rundown", debate.on_air, true)}
        <//>
        <${NextUp} control=${control} id=${next}>
          ${next !== undefined && card(control, "rundown", next, debate.on_air === undefined)}
        <//>
      `}
      footer=${html`<${Answered} control=${control} />`}
      onDrop=${(/** @type {DragEvent} */ event) => drop(control, event)}
    >
      <${Aired} control=${control} />
      ${later.length > 0 && html`<${Upcoming} control=${control} ids=${later} />`}
      ${control.showsAnswered &&
      html`
        <${AnsweredList} control=${control} />
      `}
    <//>
  `
}

/** @param {{ control: Control }} props */
function AnsweredList({ control }) {
  const { answered } = control.lists
  const found = control.found("rundown", answered)
  return html`
    <header class="subheading">
      <h3>${t("control.with_outcome")}</h3>
      <${SearchButton} control=${control} column="rundown" />
      <${Finder} control=${control} column="rundown" />
    </header>
    <${Found} control=${control} column="rundown" found=${found.length} all=${answered.length} />
    <${CardList}
      control=${control}
      column="rundown"
      label=${t("control.with_outcome")}
      ids=${found}
      empty=${t(answered.length ? "control.empty_found" : "control.empty_answered")}
    />
  `
}

/** How many were answered and how; opens the list of them. @param {{ control: Control }} props */
function Answered({ control }) {
  const { answered } = control.lists
  const counts = Object.entries(countAnswers(control.document, answered))
  const toggle = () => {
    control.showAnswered(!control.showsAnswered)
    const [first] = control.lists.answered
    if (control.showsAnswered && first) control.navigation.select("rundown", first)
  }
  return html`
    <button
      type="button"
      class="answers"
      aria-expanded=${String(control.showsAnswered)}
      disabled=${!answered.length}
      onClick=${toggle}
    >
      ${counts.length
        ? counts.map(
            ([how, count]) => html`<span>${t(`common.state_${how}`)} <b>${number(count)}</b></span>`,
          )
        : t("control.empty_answered")}
      ${icon("menu")}
    </button>
  `
}
