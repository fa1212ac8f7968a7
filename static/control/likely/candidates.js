/** Choosing one question of many: by words or by its number, with the keyboard alone. */

import { Component, html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { NO_FILTERS, filter } from "../columns/search.js"
import { icon } from "../parts/icons.js"

/** @typedef {import("../desk/control.js").Control} Control */

const AT_MOST = 30

/**
 * Enter takes the first that is found, once something was typed, and goes to it before; the arrows
 * choose. Escape empties the field before it shuts the dialog. `draw` gives what stands in the button
 * of a question.
 * @extends {Component<{ control: Control, ids: string[], placeholder: string,
 *   draw: (id: string) => any, pick: (id: string) => void }, { search: string }>}
 */
export class Candidates extends Component {
  state = { search: "" }

  render() {
    const { control, placeholder, draw, pick } = this.props
    const found = this.#found()
    return html`
      <div class="choosing">
        <label class="search">
          ${icon("search")}
          <span class="for-screen-reader">${t("control.search")}</span>
          <input
            type="search"
            autofocus
            placeholder=${placeholder}
            value=${this.state.search}
            onInput=${(/** @type {any} */ event) => this.setState({ search: event.target.value })}
            onKeyDown=${this.#press}
          />
        </label>
        <p class="for-screen-reader" role="status">
          ${t("control.candidates_found", { count: found.length })}
        </p>
        <ul class="candidates" role="list" onKeyDown=${this.#moveInList}>
          ${found.slice(0, AT_MOST).map(
            (id) => html`
              <li key=${id}>
                <button
                  type="button"
                  class="candidate"
                  data-into=${id}
                  data-state=${control.question(id)?.state}
                  onClick=${() => pick(id)}
                >
                  ${draw(id)}
                </button>
              </li>
            `,
          )}
        </ul>
        ${!found.length && html`<p class="empty">${t("control.empty_found")}</p>`}
      </div>
    `
  }

  #found() {
    const { control, ids } = this.props
    return filter(control.document.questions, ids, { ...NO_FILTERS, search: this.state.search })
  }

  #press = (/** @type {KeyboardEvent} */ event) => {
    const isTyped = this.state.search.trim() !== ""
    const empties = event.key === "Escape" && this.state.search !== ""
    if (event.key !== "ArrowDown" && event.key !== "Enter" && !empties) return
    event.preventDefault()
    if (empties) return this.setState({ search: "" })
    const [found] = this.#found()
    if (event.key === "Enter" && isTyped && found !== undefined) return this.props.pick(found)
    const field = /** @type {HTMLElement} */ (event.currentTarget)
    const first = field.closest(".choosing")?.querySelector(".candidate")
    if (first instanceof HTMLElement) first.focus()
  }

  #moveInList = (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const list = /** @type {HTMLElement} */ (event.currentTarget)
    const buttons = [...list.querySelectorAll("button")]
    const at = buttons.findIndex((button) => button === document.activeElement) + step
    if (at < 0) list.closest(".choosing")?.querySelector("input")?.focus()
    else buttons[at]?.focus()
  }
}
