/** Long work a slice at a time, so that the page stays alive; says how far it is. */

const SLICE_MS = 40

export class Pace {
  /** @type {(part: number) => void} */
  #told
  #until = performance.now() + SLICE_MS

  /** @param {(part: number) => void} told how much is done, 0…1 */
  constructor(told) {
    this.#told = told
  }

  get isDue() {
    return performance.now() > this.#until
  }

  /** Lets the page do what it has to. @param {number} part */
  async rest(part) {
    this.#told(part)
    await othersTurn()
    this.#until = performance.now() + SLICE_MS
  }

  /**
   * Does something with each, between two parts of the whole.
   * @template T
   * @param {readonly T[]} all
   * @param {number} from
   * @param {number} to
   * @param {(one: T, index: number) => void} what
   */
  async each(all, from, to, what) {
    for (const [index, one] of all.entries()) {
      if (index % 64 === 0 && this.isDue) await this.rest(from + ((to - from) * index) / all.length)
      what(one, index)
    }
  }
}

/** By a message, which comes at once: a timer in a timer waits 4 ms, each time. */
function othersTurn() {
  const { port1, port2 } = new MessageChannel()
  return new Promise((go) => {
    port1.onmessage = () => {
      port1.close()
      go(undefined)
    }
    port2.postMessage(undefined)
  })
}
