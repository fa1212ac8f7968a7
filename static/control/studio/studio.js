/** What a producer puts on air beside the question, and what is done with it. */

import { isOver } from "../desk/permit.js"

/** @typedef {import("../desk/control.js").Control} Control */

const RECORDING = "studio" // how a recording is called that somebody says by hand that it runs

/** @param {Control} control */
export class Studio {
  #control

  /** @param {Control} control */
  constructor(control) {
    this.#control = control
  }

  /** Whether there is anything to be done here. */
  get isOffered() {
    return this.#control.produces && !isOver(this.#control.phase)
  }

  get isCut() {
    return this.#control.debate.cut_at !== undefined
  }

  /** The question whose result can be shown: the one answered last. */
  get answered() {
    const { questions } = this.#control.document
    const at = (/** @type {string} */ id) => questions[id]?.answered_at ?? 0
    return [...this.#control.lists.answered].sort((one, other) => at(other) - at(one))[0]
  }

  /** This guest's name, or none where it is on already. @param {string} guest */
  strap(guest) {
    const isOn = this.#control.debate.strap === guest
    this.#ask({ do: "strap", ...(!isOn && { guest }) })
  }

  /** A break, or what the display always shows where it is one already. */
  break() {
    const isOn = this.#control.debate.picture === "break"
    this.#ask({ do: "picture", ...(!isOn && { picture: "break" }) })
  }

  /** What became of the question answered last, or what the display always shows. */
  result() {
    const isOn = this.#control.debate.picture === "result"
    const question = this.answered
    if (isOn) this.#ask({ do: "picture" })
    else if (question !== undefined) this.#ask({ do: "picture", picture: "result", question })
  }

  /** Everything off; pressed again it stays off. */
  panic() {
    if (!this.isCut) this.#ask({ do: "panic" })
  }

  /** What always stands on air, again. */
  restore() {
    if (this.isCut) this.#ask({ do: "panic", on: false }, "control.done_panic_off")
  }

  /** Flash and beep on displays and overlays, to find the tape's time by. */
  slate() {
    this.#ask({ do: "slate" })
  }

  mark() {
    this.#ask({ do: "mark" })
  }

  /** Whether a recording runs of which somebody said so by hand. */
  get isRecording() {
    const state = this.#control.debate.recordings?.[RECORDING]
    return state !== undefined && state !== "stopped"
  }

  record() {
    const state = this.isRecording ? "stopped" : "started"
    this.#ask({ do: "recording", recording: RECORDING, state })
  }

  /** @param {import("../types.d.ts").Command} command @param {string} [words] */
  #ask(command, words) {
    if (this.isOffered && this.#control.may(command.do)) {
      this.#control.ask(command, words === undefined ? command.do : { key: words })
    }
  }
}
