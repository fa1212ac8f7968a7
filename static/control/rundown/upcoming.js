/** The rundown after the next question: to be reordered by buttons, keys or dragging. */

import { Component, html } from "../../common/html.js"
import { number, t } from "../../common/i18n.js"
import { perform } from "../desk/perform.js"
import { card } from "../columns/card-list.js"
import { drop, isInLowerHalf, lift, welcome } from "../columns/dragging.js"
import { icon } from "../parts/icons.js"

/** @typedef {import("../desk/control.js").Control} Control */

/**
 * @typedef {{ dragged?: string | undefined, over?: string | undefined, lower?: boolean }} Drag
 * @extends {Component<{ control: Control, ids: string[] }, Drag>}
 */
export class Upcoming extends Component {
  /** @type {Drag} */
  state = {}

  render() {
    const { control, ids } = this.props
    const arranges = ids.some((id) => control.can("place", id))
    return html`
      <ol
        class="upcoming"
        role="list"
        aria-label=${t("control.upcoming")}
        onDragLeave=${this.#leave}
      >
        ${ids.map((id, at) => this.#item(id, at + 2, arranges))}
      </ol>
    `
  }

  /** @param {string} id @param {number} place @param {boolean} arranges */
  #item(id, place, arranges) {
    const { control } = this.props
    const { dragged, over, lower } = this.state
    return html`
      <li
        key=${id}
        class="upcoming__item"
        draggable=${arranges}
        data-dragged=${dragged === id}
        data-drop=${over === id ? (lower ? "after" : "before") : undefined}
        onDragStart=${(/** @type {DragEvent} */ event) => this.#begin(event, id)}
        onDragOver=${(/** @type {DragEvent} */ event) => this.#over(event, id)}
        onDrop=${(/** @type {DragEvent} */ event) => this.#drop(event, id)}
        onDragEnd=${() => this.setState({ dragged: undefined, over: undefined })}
      >
        <span class="upcoming__place">${arranges && icon("grip")}${number(place)}</span>
        ${card(control, "rundown", id, false)}
        ${arranges &&
        html`
          <span class="upcoming__moves">
            ${this.#mover(id, "place_up")}${this.#mover(id, "place_down")}
          </span>
        `}
      </li>
    `
  }

  /** @param {string} id @param {"place_up" | "place_down"} action */
  #mover(id, action) {
    const { control } = this.props
    const isLast = action === "place_down" && control.lists.next.at(-1) === id
    return html`
      <button
        type="button"
        class="action action--small"
        title=${t(`control.${action}`)}
        disabled=${isLast || !control.can("place", id)}
        onClick=${() => perform(control, action, id)}
      >
        ${icon(action === "place_up" ? "up" : "down")}
        <span class="for-screen-reader">${t(`control.${action}`)}</span>
      </button>
    `
  }

  /** @param {DragEvent} event @param {string} id */
  #begin(event, id) {
    lift(event, id)
    this.setState({ dragged: id })
  }

  /** @param {DragEvent} event @param {string} id */
  #over(event, id) {
    if (!welcome(event)) return
    const lower = isInLowerHalf(event)
    if (this.state.over !== id || this.state.lower !== lower) this.setState({ over: id, lower })
  }

  /** @param {DragEvent} event @param {string} id */
  #drop(event, id) {
    this.setState({ dragged: undefined, over: undefined })
    drop(this.props.control, event, id, isInLowerHalf(event))
  }

  #leave = (/** @type {DragEvent} */ event) => {
    const list = /** @type {HTMLElement} */ (event.currentTarget)
    const to = event.relatedTarget
    if (!(to instanceof Node && list.contains(to))) this.setState({ over: undefined })
  }
}
