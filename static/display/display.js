/** The screen in the studio or hall: one picture, and for a short moment two that cross. */

import { html, render } from "../common/html.js"
import { doable } from "./address.js"
import { OnAir } from "./asked/on-air.js"
import { Result } from "./asked/result.js"
import { Join } from "./join.js"
import { Over } from "./over.js"
import { Pause } from "./pause.js"
import { advance, settle } from "./pictures.js"

/** @typedef {import("./pictures.js").Picture} Picture */

const CROSSING = 400 // ms, as in display.css
const ATTESTED = 20_000 // ms: long enough for a camera that pans

export class Display {
  #screen
  #now
  /** @type {import("./pictures.js").Shown | undefined} */
  #shown
  #timer = 0
  /** Whether one could vote when this was last shown. @type {boolean | undefined} */
  #voting
  /** The fingerprint of the log: to be shown with the next picture that has room, or shown now. @type {"soon" | "now" | undefined} */
  #attests

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
    this.#attest(shown.here)
    this.#draw(shown)
    if (shown.here.serial === before) return
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => this.#settle(), CROSSING)
  }

  /** When voting is opened, the log as it was then is shown for a while. @param {Picture} here */
  #attest({ kind, debate }) {
    if (debate.voting && this.#voting === false) this.#attests = "soon"
    this.#voting = debate.voting
    if (this.#attests !== "soon" || !debate.log || kind !== doable(debate)) return
    this.#attests = "now"
    setTimeout(() => {
      this.#attests = undefined
      if (this.#shown) this.#draw(this.#shown)
    }, ATTESTED)
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
          <div class="picture picture--leaving" data-kind=${leaving.kind} aria-hidden="true" key=${leaving.serial}>
            ${this.#content(leaving, false)}
          </div>`}
        <div class=${here.serial && here.kind !== "cut" ? "picture picture--arriving" : "picture"} data-kind=${here.kind} key=${here.serial}>
          ${this.#content(here, this.#attests === "now")}
        </div>`,
      this.#screen,
    )
  }

  /** @param {Picture} picture @param {boolean} attests */
  #content({ kind, debate, question }, attests) {
    const now = this.#now
    if (question) {
      const Asked = kind === "result" ? Result : OnAir
      return html`<${Asked} debate=${debate} question=${question} now=${now} />`
    }
    if (kind === "over") return html`<${Over} debate=${debate} now=${now} />`
    if (kind === "break") return html`<${Pause} debate=${debate} now=${now} />`
    return html`<${Join} kind=${kind} debate=${debate} now=${now} attests=${attests && kind !== "cut"} />`
  }
}
