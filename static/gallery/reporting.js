/**
 * A display or an overlay says of itself that it is there, again and again, for the moderators to
 * see; and what its machine tells it. It says so with its own key; that nobody hears it is no matter.
 */

import { page } from "../common/page.js"

const AGAIN_MS = 5_000

/** @typedef {"started" | "paused" | "resumed" | "stopped"} RecordingState */

export class Reporting {
  #kind
  #now
  /** Another one each time the page is loaded. */
  #output = crypto.getRandomValues(new Uint32Array(2)).join("").slice(0, 20)
  /** @type {boolean | undefined} */
  #active
  /** What is said is heard in its order. */
  #said = Promise.resolve()

  /**
   * @param {"display" | "overlay"} kind
   * @param {() => number} now in ms of the server's clock
   */
  constructor(kind, now) {
    this.#kind = kind
    this.#now = now
  }

  start() {
    this.#say()
    window.setInterval(() => this.#say(), AGAIN_MS)
  }

  /** Whether it is on programme, from now on. @param {boolean} active */
  tell(active) {
    this.#active = active
    this.#say()
  }

  /** What the recording has just done. @param {RecordingState} recording */
  recorded(recording) {
    this.#say({ recording, moment: Math.round(this.#now()) })
  }

  /** @param {{ recording: RecordingState, moment: number }} [more] */
  #say(more) {
    const { code, key } = page
    if (!key) return
    const active = this.#active === undefined ? {} : { active: this.#active }
    const body = JSON.stringify({ output: this.#output, kind: this.#kind, ...active, ...more })
    const headers = { "Content-Type": "application/json" }
    const query = new URLSearchParams({ key })
    const said = () => fetch(`/studio/${code}/report?${query}`, { method: "POST", headers, body })
    this.#said = this.#said.then(said).then(() => {}, () => {})
  }
}
