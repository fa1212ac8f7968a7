/**
 * What was asked for and is not yet seen in the document, by what it is about: shown as busy.
 *
 * An ack says that it is kept; the patch that shows it comes a tick later. So an action stays
 * pending until what it is about is another object, or until GRACE after the ack. Of two different
 * actions about the same the newer one is what is waited for.
 */

/** @typedef {{ action: string, about: unknown, acked: number | undefined }} Entry */

/** Longer than the longest tick, in ms. */
export const GRACE = 1_500

export class Pending {
  /** @type {Map<string, Entry>} */
  #entries = new Map()

  /** Whether anything is waited for. */
  get some() {
    return this.#entries.size > 0
  }

  /** The action that something waits for. @param {string} id */
  of(id) {
    return this.#entries.get(id)?.action
  }

  /** @param {string} id @param {string} action @param {unknown} about the object as it is now */
  begin(id, action, about) {
    this.#entries.set(id, { action, about, acked: undefined })
  }

  /** @param {string} id @param {string} action @param {number} now ms */
  ack(id, action, now) {
    const entry = this.#entries.get(id)
    if (entry?.action === action) entry.acked = now
  }

  /** @param {string} id @param {string} action */
  drop(id, action) {
    if (this.of(id) === action) this.#entries.delete(id)
  }

  /**
   * Forget what has been done. Returns whether anything was.
   * @param {(id: string) => unknown} find the object that an id is about, as it is now
   * @param {number} now ms
   */
  settle(find, now) {
    const before = this.#entries.size
    for (const [id, { about, acked }] of this.#entries) {
      if (acked === undefined) continue
      if (find(id) !== about || now - acked > GRACE) this.#entries.delete(id)
    }
    return this.#entries.size !== before
  }
}
