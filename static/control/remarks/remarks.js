/**
 * What moderators say to each other and to the host: what is being written, what was read, and
 * what is asked of the server. A text stays where it was written until the server has it.
 */

import { newId } from "../../common/document.js"
import { listed, unread } from "./list.js"
import { notSent, refused } from "../desk/words.js"

/** @typedef {import("../desk/control.js").Control} Control */
/** @typedef {import("./read-so-far.js").ReadSoFar} ReadSoFar */
/** @typedef {import("../types.d.ts").Line} Line */
/** @typedef {import("../types.d.ts").Command} Command */

export class Remarks {
  #control
  #line
  #read
  #id = newId() // of what is being written: sent again, it is said once
  isOpen = false
  isSending = false
  text = ""
  toHost = false

  /**
   * @param {Control} control
   * @param {Line} line
   * @param {{ read: ReadSoFar, name: string | undefined }} me
   */
  constructor(control, line, { read, name }) {
    this.#control = control
    this.#line = line
    this.#read = read
    this.me = name
  }

  get list() {
    return listed(this.#control.debate.remarks)
  }

  /** What others said since this moderator last looked. */
  get unread() {
    return unread(this.list, this.#read.number, this.me)
  }

  /** Whether anything can be said now. */
  get canSay() {
    return this.#control.may("say")
  }

  /** Open, to write at once. */
  open() {
    this.isOpen = true
    this.#control.navigation.focusing = "remark"
    this.seen()
    this.#control.changed(true)
  }

  /** Close, and go back to the card one was at. */
  close() {
    this.seen()
    this.isOpen = false
    const { navigation } = this.#control
    navigation.focusing = navigation.current
    this.#control.changed(true)
  }

  /** All that is there has been read. */
  seen() {
    this.#read.keep(this.list.at(-1)?.number ?? 0)
    this.#control.changed()
  }

  /** @param {string} text */
  write(text) {
    if (text !== this.text) this.#id = newId()
    this.text = text
    this.#control.changed()
  }

  /** @param {boolean} toHost */
  address(toHost) {
    if (toHost !== this.toHost) this.#id = newId()
    this.toHost = toHost
    this.#control.changed()
  }

  /** Say what was written. The next text is for the moderators again: that does no harm. */
  async say() {
    const { text, toHost } = this
    if (this.isSending || !text.trim()) return
    this.isSending = true
    const to = toHost && { to: /** @type {const} */ ("host") }
    const isSaid = await this.#ask({ id: this.#id, do: "say", text, ...to })
    this.isSending = false
    if (isSaid && this.text === text) {
      this.write("")
      this.address(false)
    }
    this.#control.changed()
  }

  /** Tell the host, in one tap. @param {import("../../wire/values.d.ts").Preset} preset */
  tellHost(preset) {
    void this.#ask({ do: "say", preset, to: "host" })
  }

  /** Note that the host knows, who has told so in another way. @param {number} remark */
  heard(remark) {
    void this.#ask({ do: "heard", remark })
  }

  /** Returns whether it was done. @param {Command} command */
  async #ask(command) {
    const { notices } = this.#control.requests
    const now = Date.now()
    if (this.#line.status === "offline") notices.add("refused", notSent(this.#line), { now })
    else {
      try {
        await this.#line.send(command)
        return true
      } catch (refusal) {
        const words = refused(/** @type {import("../types.d.ts").Refusal} */ (refusal))
        notices.add("refused", words, { now: Date.now() })
      }
    }
    this.#control.changed()
    return false
  }
}
