/** Dismissing many at once: groups to choose from, the number before anything happens, one reason. */

import { Component, html } from "../../common/html.js"
import { number, t } from "../../common/i18n.js"
import { GROUPINGS } from "./groups.js"
import { keycap, keyFor } from "../parts/action-button.js"
import { choices, limits } from "../desk/permit.js"
import { FloodGroups } from "./group-list.js"
import { icon } from "../parts/icons.js"
import { Confirm, Modal } from "../parts/modal.js"
import { said } from "../parts/said.js"

/** @typedef {import("../desk/control.js").Control} Control */

const SEVERAL = 2 // questions, below which there is nothing to choose from

/** @param {{ control: Control }} props */
export function FloodButton({ control }) {
  const { flood, lists, listName } = control
  const isWanted = lists.in_review.length >= SEVERAL || flood.toTakeBack.length > 0
  if (!isWanted || listName !== "in_review" || !control.may("dismiss_many")) return null
  return html`
    <button
      type="button" class="action flood-button" aria-keyshortcuts="Shift+D"
      title=${`${t("control.flood")} (${keyFor("flood")})`}
      onClick=${() => flood.open()}
    >
      <span>${t("control.flood_short")}</span> ${keycap(keyFor("flood"))}
    </button>
  `
}

/** @extends {Component<{ control: Control }>} */
export class FloodDialog extends Component {
  #wasGoing = false

  /** What had the focus is gone: what is wanted now has it, the stop or the way back. */
  componentDidUpdate() {
    const isGoing = this.props.control.flood.going !== undefined
    if (isGoing === this.#wasGoing) return
    this.#wasGoing = isGoing
    const wanted = isGoing ? ".flood__going button" : "[data-action=take_back], [data-stop]"
    const found = document.querySelector(".modal--flood")?.querySelector(wanted)
    if (found instanceof HTMLElement) found.focus()
  }

  render() {
    const { control } = this.props
    const { flood } = control
    return html`
      <${Modal}
        control=${control} name="flood" title=${t("control.flood")} onClose=${() => flood.stop()}
        footer=${flood.going ? html`<${Going} control=${control} />` : html`<${End} control=${control} />`}
      >
        <${Told} control=${control} />
        <fieldset class="flood" disabled=${flood.going !== undefined}>
          <${Starts} control=${control} />
          <${Groupings} control=${control} />
          <p class="for-screen-reader" id="flood-keys">${t("control.flood_keys")}</p>
          <${FloodGroups}
            key=${`${flood.grouping} ${flood.search}`} control=${control} groups=${flood.groups}
          />
        </fieldset>
      <//>
    `
  }
}

/** How it ended, what can be taken back, and what came meanwhile. @param {{ control: Control }} props */
function Told({ control }) {
  const { flood } = control
  const { told, stayed, fresh, going } = flood
  const back = going ? 0 : flood.toTakeBack.length
  return html`
    <div class="flood__told" role="status">
      ${told && html`<p><strong>${said(told)}</strong></p>`}
      ${told && stayed > 0 && html`<p>${t("control.flood_stayed", { count: stayed })}</p>`}
    </div>
    ${back > 0 && html`
      <p class="flood__offer">
        <span>${t("control.flood_last", { count: back, reason: t(`common.reason_${flood.last?.reason}`) })}</span>
        <button type="button" class="action" data-action="take_back" onClick=${() => flood.takeBack()}>
          ${icon("restore")} <span>${t("control.flood_take_back", { count: back })}</span>
        </button>
      </p>
    `}
    ${!going && fresh > 0 && html`
      <p class="flood__offer">
        <span>${t("control.flood_fresh", { count: fresh })}</span>
        <button type="button" class="action" onClick=${() => flood.takeIn()}>${t("control.flood_take_in")}</button>
      </p>
    `}
  `
}

/** What the card in hand leads to. @param {{ control: Control }} props */
function Starts({ control }) {
  const { flood } = control
  if (!flood.starts.length) return null
  return html`
    <div class="flood__starts" role="group" aria-label=${t("control.flood_starts")}>
      <span aria-hidden="true">${t("control.flood_starts")}</span>
      ${flood.starts.map(({ name, ids }) => html`
        <button key=${name} type="button" class="action" onClick=${() => flood.choose(ids, true)}>
          ${t(`control.flood_start_${name}`)}${" "}<span class="count">${number(ids.length)}</span>
        </button>
      `)}
    </div>
  `
}

/** @param {{ control: Control }} props */
function Groupings({ control }) {
  const { flood } = control
  return html`
    <div class="flood__bar">
      <div class="picker" role="group" aria-label=${t("control.flood_grouping")}>
        ${GROUPINGS.map((name) => html`
          <button
            key=${name} type="button" class="picker__list"
            aria-pressed=${String(flood.grouping === name)}
            onClick=${() => flood.groupBy(name)}
          >${t(`control.flood_grouping_${name}`)}</button>
        `)}
      </div>
      <label class="search">
        ${icon("search")}
        <span class="for-screen-reader">${t("control.search")}</span>
        <input
          type="search" placeholder=${t("control.search")} value=${flood.search}
          onInput=${(/** @type {any} */ event) => flood.searchFor(event.target.value)}
        />
      </label>
    </div>
  `
}

/** How many, why, and the button that does it. @param {{ control: Control }} props */
function End({ control }) {
  const { flood } = control
  const count = flood.chosenNow.length
  const steps = Math.ceil(count / limits.many)
  return html`
    <div class="flood__end">
      <p class="flood__chosen" role="status">
        <strong>${t("control.flood_chosen", { count })}</strong>${" "}
        ${t("control.flood_of", { count: flood.present.length })}
        ${flood.chosen.size > count && html` ${t("control.flood_stayed", { count: flood.chosen.size - count })}`}
        ${steps > 1 && html` ${t("control.flood_steps", { count: steps })}`}
      </p>
      <div class="flood__turn">
        <label class="setting">
          <input
            type="checkbox" checked=${flood.only !== undefined} disabled=${!count && !flood.only}
            onChange=${(/** @type {any} */ event) => flood.showOnlyChosen(event.target.checked)}
          />
          <span>${t("control.flood_only")}</span>
        </label>
        <button type="button" class="action" disabled=${!count} onClick=${() => flood.chooseNone()}>
          ${t("control.flood_none")}
        </button>
      </div>
      <div class="flood__do">
        <label class="flood__reason">
          <span>${t("control.flood_reason")}</span>
          <select
            value=${flood.reason}
            onChange=${(/** @type {any} */ event) => flood.dismissAs(event.target.value)}
          >
            ${choices.dismiss.map((reason) => html`<option value=${reason}>${t(`common.reason_${reason}`)}</option>`)}
          </select>
        </label>
        <${Confirm} disabled=${!count} onClick=${() => flood.dismiss()}>
          ${count ? t("control.flood_dismiss", { count }) : t("control.dismiss")}
        <//>
      </div>
    </div>
  `
}

/** @param {{ control: Control }} props */
function Going({ control: { flood } }) {
  const { does, done, all, stops } = /** @type {NonNullable<typeof flood.going>} */ (flood.going)
  const words = t(`control.flood_going_${does}`, { count: all, done })
  return html`
    <div class="flood__going">
      <p role="status">${words}</p>
      <progress max=${all} value=${done} aria-label=${words}></progress>
      <button type="button" class="button" disabled=${stops} onClick=${() => flood.stop()}>
        ${t("control.flood_stop")}
      </button>
    </div>
  `
}
