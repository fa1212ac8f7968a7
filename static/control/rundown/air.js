/** What is on the air and what is next, with the one red button between them. */

import { html, useState } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { choices } from "../desk/permit.js"
import { answering, perform } from "../desk/perform.js"
import { keycap, keyFor } from "../parts/action-button.js"
import { Clock } from "../parts/clock.js"
import { drop, welcome } from "../columns/dragging.js"
import { icon } from "../parts/icons.js"
import { ReadingRing } from "./reading-time.js"
import { RunsOn } from "./runs-on.js"

/** @typedef {import("../desk/control.js").Control} Control */

/** @param {{ control: Control, id: string | undefined, children?: any }} props */
export function OnAir({ control, id, children }) {
  const { debate, requests } = control
  const since = id === undefined ? undefined : debate.aired_at
  const onAir = id === undefined ? undefined : control.question(id)
  const clearing = requests.pending.of("debate:clear") !== undefined
  return html`
    <section class="air" data-on=${id !== undefined} aria-labelledby="air-heading">
      <header class="air__heading">
        <h3 id="air-heading" class="air__title">${t("common.state_on_air")}</h3>
        ${since !== undefined && html`<${Clock} control=${control} since=${since} />`}
        ${since !== undefined && onAir && control.produces &&
        html`<${ReadingRing} control=${control} since=${since} text=${onAir.air_text ?? onAir.text} />`}
        ${id !== undefined && control.produces &&
        airButton("clear", { busy: clearing, key: keyFor("clear"), onClick: () => perform(control, "clear") })}
      </header>
      ${id === undefined ? html`<p class="air__empty">${t("control.nothing_on_air")}</p>` : children}
      ${id === undefined && html`<${RunsOn} control=${control} />`}
      ${id !== undefined && control.can("answered", id) && answers(control, id)}
    </section>
  `
}

/** @param {Control} control @param {string} id */
function answers(control, id) {
  const busy = control.requests.pending.of(id) !== undefined
  const isMeant = answering(control) === id
  return html`
    <div class="air__answers" role="group" aria-label=${t("control.how_group")}>
      ${choices.answered.map((how) => airButton(how, {
        busy,
        key: isMeant ? keyFor(how) : "", // it is for the selected one now
        onClick: () => perform(control, `as_${how}`, id),
      }))}
    </div>
  `
}

/** @param {string} action @param {{ busy: boolean, key: string, onClick: () => void }} look */
function airButton(action, { busy, key, onClick }) {
  return html`
    <button
      key=${action}
      type="button"
      class="action"
      data-action=${action}
      aria-keyshortcuts=${key || undefined}
      disabled=${busy}
      onClick=${onClick}
    >
      <span>${t(action === "clear" ? "control.clear" : `control.how_${action}`)}</span>
      ${keycap(key)}
    </button>
  `
}

/**
 * What is dropped on the next question goes before it.
 * @param {{ control: Control, id: string | undefined, children?: any }} props
 */
export function NextUp({ control, id, children }) {
  const [isUnder, setUnder] = useState(false)
  const isEmpty = id === undefined
  const empty = control.produces ? "control.nothing_next" : "control.empty_next"
  return html`
    <section
      class="next-up"
      aria-labelledby="next-heading"
      data-drop=${isUnder ? "before" : undefined}
      onDragOver=${(/** @type {DragEvent} */ event) => setUnder(welcome(event))}
      onDragLeave=${() => setUnder(false)}
      onDrop=${(/** @type {DragEvent} */ event) => {
        setUnder(false)
        drop(control, event, id)
      }}
    >
      <header class="air__heading">
        <h3 id="next-heading" class="air__title">${t("common.state_next")}</h3>
        ${!isEmpty && control.lists.next.length > 1 && html`<${Later} control=${control} id=${id} />`}
      </header>
      ${isEmpty ? html`<p class="air__empty">${t(empty)}</p>` : children}
      ${!isEmpty && control.produces && html`<${Take} control=${control} id=${id} />`}
    </section>
  `
}

/** Lets the question after it go first. @param {{ control: Control, id: string }} props */
function Later({ control, id }) {
  if (!control.can("place", id)) return null
  return html`
    <button
      type="button"
      class="action action--small"
      title=${t("control.place_down")}
      onClick=${() => perform(control, "place_down", id)}
    >
      ${icon("down")} <span class="for-screen-reader">${t("control.place_down")}</span>
    </button>
  `
}

/** The one red button. @param {{ control: Control, id: string }} props */
function Take({ control, id }) {
  const isPossible = control.can("take", id)
  const underWay = control.requests.pending.of(id)
  // What was on air and was put back comes first again: nobody shall take it for another one.
  const words = control.question(id)?.no_outcome ? "control.take_again" : "control.take"
  return html`
    <button
      type="button"
      class="take"
      id="take"
      aria-keyshortcuts="F9 Shift+T"
      aria-busy=${underWay === "take" ? "true" : undefined}
      disabled=${!isPossible || underWay !== undefined}
      onClick=${() => perform(control, "take", id)}
    >
      <span>${t(words)}</span> ${keycap("F9")}
    </button>
    ${!isPossible && html`<p class="take__why">${t("control.take_only_live")}</p>`}
  `
}
