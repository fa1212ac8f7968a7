/**
 * The notes that wait for the host, and saying that one was heard: the only thing this screen asks
 * of the server.
 */

/** @typedef {import("../common/connection.js").Connection} Connection */
/** @typedef {import("../wire/heads.d.ts").SaidRemark} Remark */

export class Hearing {
  #line
  #changed
  /** Those that the server is being told of. @type {Set<string>} */
  #told = new Set()

  /** @param {Pick<Connection, "document" | "send">} line @param {() => void} changed */
  constructor(line, changed) {
    this.#line = line
    this.#changed = changed
  }

  /** Numbers of the notes that wait, the oldest first. @returns {string[]} */
  get waiting() {
    const numbers = Object.keys(this.#notes).filter((number) => !this.#told.has(number))
    return numbers.sort((one, other) => Number(one) - Number(other))
  }

  /** @param {string} number @returns {Remark | undefined} */
  note(number) {
    return this.#notes[number]
  }

  /**
   * The host has seen it: it goes at once, and comes back if nobody could be told.
   * @param {string | undefined} number none: there is nothing to hear
   */
  async hear(number) {
    if (number === undefined) return
    this.#told.add(number)
    this.#changed()
    try {
      await this.#line.send({ do: "heard", remark: Number(number) })
    } catch {
      this.#told.delete(number)
      this.#changed()
    }
  }

  /** @returns {Record<string, Remark>} */
  get #notes() {
    return this.#line.document.debate.remarks ?? {}
  }
}

/** Whether a key means "heard": Enter, where it presses nothing else. @param {KeyboardEvent} event */
export function isHeardKey({ key, target, repeat, defaultPrevented }) {
  if (key !== "Enter" || repeat || defaultPrevented) return false
  return !(target instanceof Element && target.closest("a, button, summary, input, select"))
}
