/**
 * Taking back the last action: one's own at once, a colleague's of this minute after asking. While
 * something done here is not yet seen in the document, that is the last action: undo waits for it.
 */

import { undoesAll } from "./permit.js"

/** @typedef {import("./control.js").Control} Control */
/** @typedef {import("../../wire/heads.d.ts").LastAction} LastAction */

const FRESH = 60_000 // ms in which a colleague may still be at what they did

export class Undoing {
  #control
  #waiting = 0 // times undo was wanted meanwhile

  /** @param {Control} control */
  constructor(control) {
    this.#control = control
  }

  /** Whether the last action is one that this moderator may take back. */
  get isOffered() {
    const { debate } = this.#control
    return this.#control.may("undo") && (undoesAll || debate.last?.screening === true)
  }

  /** Take back the last action; a colleague's of this minute is asked about first. */
  undo() {
    const { debate: { last }, me, now, requests } = this.#control
    if (requests.some) {
      this.#waiting++
      return
    }
    if (!last) return
    const isFresh = last.by !== me && now - last.at < FRESH
    if (isFresh && this.isOffered) {
      this.forget()
      this.#control.show({ kind: "undo", last })
    } else this.takeBack(last)
  }

  /** The document has changed. */
  goOn() {
    if (!this.#waiting || this.#control.requests.some) return
    this.#waiting--
    this.undo()
  }

  /** What it would have taken back was refused, or is a colleague's. */
  forget() {
    this.#waiting = 0
  }

  /** Take back this action; nothing that came since. @param {LastAction} last */
  takeBack(last) {
    const words = { key: "control.done_undo_of", args: { deed: last } }
    this.#control.ask({ do: "undo", action: last.action }, words)
  }
}
