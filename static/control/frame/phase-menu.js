/** The phase of the debate, and those that may follow. What cannot be undone is asked first. */

import { Component, html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { page } from "../../common/page.js"
import { keyOf } from "../desk/keys.js"
import { following, isOver } from "../desk/permit.js"
import { icon } from "../parts/icons.js"

/** @typedef {import("../desk/control.js").Control} Control */
/** @typedef {import("../../wire/values.d.ts").Phase} Phase */

const KEY = keyOf("phases")
const STEPS = { ArrowUp: -1, ArrowDown: +1 }

/** As if its button were pressed, where there is one. */
export function openPhases() {
  const button = document.querySelector("button.phase")
  if (button instanceof HTMLElement) button.click()
}

/** @extends {Component<{ control: Control }, { open: boolean }>} */
export class PhaseMenu extends Component {
  state = { open: false }
  /** @type {HTMLElement | null} */
  #root = null

  componentDidMount() {
    document.addEventListener("pointerdown", this.#outside)
  }

  /** @param {unknown} _props @param {{ open: boolean }} before */
  componentDidUpdate(_props, before) {
    if (this.state.open && !before.open) this.#choices[0]?.focus()
  }

  componentWillUnmount() {
    document.removeEventListener("pointerdown", this.#outside)
  }

  render() {
    const { control } = this.props
    const { phase, lists, debate } = control
    const isEmpty = debate.on_air === undefined && Object.values(lists).every((ids) => !ids.length)
    const next = control.may("phase") ? following(phase, isEmpty) : []
    const name = t(`common.phase_${phase}`)
    if (!next.length) return html`<p class="phase" data-phase=${phase}>${name}</p>`
    return html`
      <div class="phase-menu" ref=${this.#hold} onKeyDown=${this.#press}>
        <button
          type="button"
          class="phase"
          data-phase=${phase}
          aria-expanded=${String(this.state.open)}
          aria-keyshortcuts=${KEY}
          title=${`${t("control.key_phases")} (${KEY})`}
          aria-busy=${control.requests.pending.of("debate:phase") ? "true" : undefined}
          onClick=${() => this.setState({ open: !this.state.open })}
        >
          <span class="for-screen-reader">${t("control.phase")} </span>${name} ${icon("menu")}
        </button>
        ${this.state.open &&
        html`
          <div class="phase-menu__choices">
            ${next.map((to) => html`
              <button
                type="button"
                class="phase-menu__choice"
                data-to=${to}
                onClick=${() => this.#go(to)}
              >
                ${t(`control.to_${to}`)}
              </button>
            `)}
            ${phase === "live" &&
            html`
              <p class="phase-menu__note">
                ${t("control.closes_by_itself", { count: page.closes_after_h })}
              </p>
            `}
          </div>
        `}
      </div>
    `
  }

  /** @param {Phase} to */
  #go(to) {
    const { control } = this.props
    this.#shut()
    // What cannot be taken back, somebody has to confirm.
    if (isOver(to)) control.show({ kind: to })
    else control.ask({ do: "phase", to }, `to_${to}`)
  }

  #outside = (/** @type {PointerEvent} */ event) => {
    if (this.state.open && !this.#root?.contains(/** @type {Node} */ (event.target))) {
      this.setState({ open: false })
    }
  }

  #press = (/** @type {KeyboardEvent} */ event) => {
    if (!this.state.open) return
    if (event.key === "Escape" || event.key === KEY) this.#shut()
    else if (event.key in STEPS) this.#step(STEPS[/** @type {keyof typeof STEPS} */ (event.key)])
    else return
    event.preventDefault()
  }

  /** @param {number} by */
  #step(by) {
    const choices = this.#choices
    const at = choices.findIndex((choice) => choice === document.activeElement)
    choices[Math.max(0, Math.min(choices.length - 1, at + by))]?.focus()
  }

  /** With the focus where it was opened, so that it is not lost with what is gone. */
  #shut() {
    this.setState({ open: false })
    this.#root?.querySelector("button")?.focus()
  }

  /** @returns {HTMLElement[]} */
  get #choices() {
    return [...(this.#root?.querySelectorAll(".phase-menu__choice") ?? [])].map(
      (choice) => /** @type {HTMLElement} */ (choice),
    )
  }

  #hold = (/** @type {HTMLElement | null} */ root) => {
    this.#root = root
  }
}
