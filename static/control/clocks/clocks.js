/** Turning the clocks: of the debate, of its guests, and the countdown of an answer. */

import { lastToSpeak, nextToSpeak } from "./speaking.js"

/** @typedef {import("../desk/control.js").Control} Control */

const USUAL = "90" // the preset of a countdown that nobody has chosen another for

export class Clocks {
  #control
  preset = USUAL

  /** @param {Control} control */
  constructor(control) {
    this.#control = control
  }

  /** Whether this moderator can turn them now. */
  get canTurn() {
    return this.#control.may("clock")
  }

  turnDebate() {
    this.#turn(undefined, !this.#control.debate.clocks.debate.running)
  }

  /** @param {string | undefined} [guest] none: who speaks or spoke last */
  turnGuest(guest = lastToSpeak(this.#control.debate)) {
    if (guest === undefined) return
    this.#turn(guest, !this.#control.debate.clocks.guests[guest]?.running)
  }

  /** The next guest's clock runs, and no other guest's. */
  switchGuest() {
    const next = nextToSpeak(this.#control.debate)
    if (next !== undefined) this.#turn(next, true)
  }

  turnCountdown() {
    if (!this.canTurn) return
    const runs = this.#control.debate.countdown !== undefined
    this.#control.ask(
      { do: "countdown", ...(!runs && { preset: this.preset }) },
      runs ? "countdown_stopped" : "countdown_started",
    )
  }

  /** Hold it, or let it go on. */
  pauseCountdown() {
    const { countdown } = this.#control.debate
    if (!this.canTurn || !countdown) return
    const on = countdown.paused_at === undefined
    this.#control.ask({ do: "pause_countdown", on }, on ? "countdown_paused" : "countdown_goes_on")
  }

  /** @param {boolean} on whether the display shows it */
  show(on) {
    if (!this.canTurn) return
    this.#control.ask({ do: "show_countdown", on }, on ? "countdown_shown" : "countdown_hidden")
  }

  /** @param {string} preset */
  choose(preset) {
    this.preset = preset
    this.#control.changed()
  }

  /** @param {string | undefined} guest @param {boolean} run */
  #turn(guest, run) {
    if (!this.canTurn) return
    this.#control.ask({ do: "clock", run, ...(guest !== undefined && { guest }) }, run ? "clock_runs" : "clock_stands")
  }
}
