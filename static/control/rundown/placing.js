/**
 * The rundown as the producer has just arranged it, before the server's order has caught up.
 *
 * Moves are shown at once and several may be under way; the order of the document rules again as
 * soon as all are answered and it has changed, when one was refused, and in any case GRACE after
 * the last answer.
 */

import { GRACE } from "../desk/pending.js"

export class Placing {
  /** How many moves have no answer yet. */
  underWay = 0
  /** @type {string[] | undefined} */
  #arranged
  /** The order that the document had when the last answer came. @type {string[]} */
  #awaiting = []
  #answeredAt = 0

  /** Whether the order that is shown is not yet the document's. */
  get some() {
    return this.#arranged !== undefined || this.underWay > 0
  }

  /**
   * @param {string[]} order as it is shown
   * @param {string} id
   * @param {string | null} before null: last
   */
  begin(order, id, before) {
    const rest = order.filter((other) => other !== id)
    const at = before === null ? rest.length : rest.indexOf(before)
    this.#arranged = [...rest.slice(0, at), id, ...rest.slice(at)]
    this.underWay++
  }

  /** @param {boolean} ok @param {string[]} order of the document @param {number} now ms */
  end(ok, order, now) {
    this.underWay--
    if (!ok) this.#arranged = undefined
    this.#awaiting = order
    this.#answeredAt = now
  }

  /**
   * The order to show.
   * @param {string[]} order of the document
   * @param {number} now ms
   * @returns {string[]}
   */
  shown(order, now) {
    if (!this.#arranged) return order
    const isOver = this.#hasCaughtUp(order) || (!this.underWay && now - this.#answeredAt > GRACE)
    if (isOver || !sameMembers(this.#arranged, order)) this.#arranged = undefined
    return this.#arranged ?? order
  }

  /** @param {string[]} order */
  #hasCaughtUp(order) {
    return !this.underWay && order.some((id, at) => id !== this.#awaiting[at])
  }
}

/** @param {string[]} one @param {string[]} other */
function sameMembers(one, other) {
  const members = new Set(one)
  return one.length === other.length && other.every((id) => members.has(id))
}
