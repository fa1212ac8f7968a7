/** The screen in the studio or hall: one picture, and for a short moment two that cross. */

import { html, render } from "../common/html.js"
import { Join } from "./join.js"
import { OnAir } from "./on-air.js"
import { Over } from "./over.js"
import { advance, settle } from "./pictures.js"

/** @typedef {import("./pictures.js").Picture} Picture */

const CROSSING = 400 // ms, as in display.css

export class Display {
  #screen
  /** @type {import("./pictures.js").Shown | undefined} */
  #shown
  #timer = 0

  /** @param {HTMLElement} screen what it holds, from the server, gives way to the first picture */
  constructor(screen) {
    this.#screen = screen
    screen.textContent = ""
  }

  /** @param {any} document the view's */
  show(document) {
    const before = this.#shown?.here.serial
    const shown = advance(this.#shown, document)
    this.#draw(shown)
    if (shown.here.serial === before) return
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => this.#settle(), CROSSING)
  }

  #settle() {
    if (this.#shown) this.#draw(settle(this.#shown))
  }

  /** @param {import("./pictures.js").Shown} shown */
  #draw(shown) {
    this.#shown = shown
    const { here, leaving } = shown
    render(
      html`
        ${leaving && html`
          <div class="picture picture--leaving" aria-hidden="true" key=${leaving.serial}>
            ${content(leaving)}
          </div>`}
        <div class=${here.serial ? "picture picture--arriving" : "picture"} key=${here.serial}>
          ${content(here)}
        </div>`,
      this.#screen,
    )
  }
}

/** @param {Picture} picture */
function content({ kind, debate, question }) {
  if (question) return html`<${OnAir} debate=${debate} question=${question} />`
  return kind === "over" ? html`<${Over} debate=${debate} />` : html`<${Join} debate=${debate} />`
}
