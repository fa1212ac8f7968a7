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
  #now
  /** @type {import("./pictures.js").Shown | undefined} */
  #shown
  #timer = 0

  /**
   * @param {HTMLElement} screen what it holds, from the server, gives way to the first picture
   * @param {() => number} now in ms of the server's clock
   */
  constructor(screen, now) {
    this.#screen = screen
    this.#now = now
    screen.textContent = ""
  }

  /** @param {import("../wire/documents.d.ts").DisplayDocument} document */
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
            ${content(leaving, this.#now)}
          </div>`}
        <div class=${here.serial ? "picture picture--arriving" : "picture"} key=${here.serial}>
          ${content(here, this.#now)}
        </div>`,
      this.#screen,
    )
  }
}

/** @param {Picture} picture @param {() => number} now */
function content({ kind, debate, question }, now) {
  if (question) return html`<${OnAir} debate=${debate} question=${question} now=${now} />`
  if (kind === "over") return html`<${Over} debate=${debate} />`
  return html`<${Join} debate=${debate} now=${now} />`
}
