/**
 * How this moderator reads the inbox: which question stands first, and whether cards take two lines
 * until one unfolds them. Both are kept for the moderator; what is unfolded, until all are folded.
 */

/** @typedef {import("../desk/control.js").Control} Control */

export class InboxView {
  #control
  /** @type {Set<string>} */
  #unfolded = new Set()

  /** @param {Control} control */
  constructor(control) {
    this.#control = control
  }

  /** Whether what is shown waits for a decision: of no other list this is said. */
  get isOffered() {
    return this.#control.listName === "in_review"
  }

  get oldestFirst() {
    return this.#control.preferences.oldest
  }

  /** A list, the newest first, as it is to stand. @param {string[]} ids */
  ordered(ids) {
    return this.oldestFirst ? [...ids].reverse() : ids
  }

  /** The other order, from its beginning. */
  turnOrder() {
    this.#control.preferences.set("oldest", !this.oldestFirst)
    this.#control.navigation.startAgain("inbox")
    this.#control.lookAnew("inbox")
  }

  get isCompact() {
    return this.#control.preferences.compact
  }

  /** Fold all cards, or show all of each. */
  turnAll() {
    this.#unfolded.clear()
    this.#control.prefer("compact", !this.isCompact)
    this.#control.navigation.drawFully("inbox")
  }

  /** What offers a choice takes its room. @param {string} id */
  isFolded(id) {
    const isChoosing = this.#control.choosing?.id === id
    return this.isOffered && this.isCompact && !this.#unfolded.has(id) && !isChoosing
  }

  /** @param {string} id */
  turn(id) {
    if (this.isFolded(id)) this.#unfolded.add(id)
    else this.#unfolded.delete(id)
    this.#control.changed(true)
  }
}
