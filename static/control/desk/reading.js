/**
 * Tells the server which question is open here, so that colleagues see it on the card: on every
 * change, once it has settled, and again as a sign of life while somebody is at the desk.
 */

/** @typedef {import("./control.js").Control} Control */
/** @typedef {import("../types.d.ts").Line} Line */

const SETTLED = 250 // ms; whoever runs down a list opens nothing on the way
const SIGN_OF_LIFE = 10_000 // ms between two; the server forgets after 30 s
const AT_THE_DESK = 60_000 // ms since something was last touched
const NOTHING = ""

export class Reading {
  #control
  #line
  #said = NOTHING
  #saidAt = 0
  #activeAt = Date.now()
  #timer = 0

  /** @param {Control} control @param {Line} line */
  constructor(control, line) {
    this.#control = control
    this.#line = line
  }

  /** Something was touched. */
  active() {
    this.#activeAt = Date.now()
  }

  /** The server forgot what a lost connection had said. */
  reconnected() {
    this.#said = NOTHING
  }

  /** Say what is to be said, soon. Called whenever something may have changed, and every second. */
  follow() {
    if (!this.#timer && this.#isDue(this.#open())) {
      this.#timer = window.setTimeout(() => this.#say(), SETTLED)
    }
  }

  stop() {
    window.clearTimeout(this.#timer)
  }

  /** What is open: the fields of the command, as JSON; "" if nothing is. */
  #open() {
    const { dialog, navigation } = this.#control
    const editing = dialog?.kind === "edit"
    const question = dialog?.id ?? navigation.current
    if (question === undefined || document.hidden) return NOTHING
    return JSON.stringify({ question, ...(editing && { editing }) })
  }

  /** @param {string} open */
  #isDue(open) {
    if (this.#control.status !== "online" || !this.#control.may("look")) return false
    if (open !== this.#said) return true
    const now = Date.now()
    return (
      open !== NOTHING &&
      now - this.#saidAt >= SIGN_OF_LIFE &&
      now - this.#activeAt < AT_THE_DESK
    )
  }

  #say() {
    this.#timer = 0
    const open = this.#open()
    if (!this.#isDue(open)) return
    this.#said = open
    this.#saidAt = Date.now()
    const fields = open === NOTHING ? {} : JSON.parse(open)
    // Said again with the next sign of life: nobody has to be told that it failed.
    this.#line.send({ do: "look", ...fields }).catch(() => {})
  }
}
