/**
 * A place of the picture, and the graphic in it. What is wanted there may change at any time; the
 * one that arrives is loaded before the one that is there leaves, and while it cannot be loaded the
 * one that is there stays.
 */

/** @typedef {import("./target.js").Wanted} Wanted */
/** @typedef {import("../graphics/parts/graphic.js").Graphic} Graphic */
/** What stands in it, of which kind, and how much of the height from the bottom it takes, in percent. @typedef {{ graphic: Graphic, kind: string, key: string, takes: number }} Here */

const RETRY = 2_000 // ms

export class Slot {
  #picture
  #kinds
  #changes
  #arrived
  /** @type {Here | undefined} */
  #here
  /** @type {Wanted | null} */
  #wanted = null
  /** What is shown, as it was wanted. @type {Wanted | null} */
  #shown = null
  #atOnce = false
  #generation = 0
  /** @type {Promise<void> | undefined} */
  #settling

  /**
   * @param {HTMLElement} picture
   * @param {string[]} kinds names of graphics: of these the first in which all is said
   * @param {(here: Here | undefined, atOnce: boolean) => Promise<unknown>} [changes] called before
   *   another one is to be seen, and after the last one is gone
   * @param {(atOnce: boolean) => void} [arrived] called as soon as another one is to be seen
   */
  constructor(picture, kinds, changes = async () => {}, arrived = () => {}) {
    this.#picture = picture
    this.#kinds = kinds
    this.#changes = changes
    this.#arrived = arrived
  }

  /** Of what stands in it. */
  get key() {
    return this.#here?.key
  }

  /** When what is wanted is there. */
  get settled() {
    return this.#settling ?? Promise.resolve()
  }

  /** @param {Wanted | null} wanted @param {boolean} atOnce without animation */
  want(wanted, atOnce) {
    this.#wanted = wanted
    this.#atOnce = atOnce
    this.#settling ??= this.#settle(this.#generation)
  }

  /** Nothing is here from now on, before another frame is drawn. */
  cut() {
    this.#generation += 1
    this.#wanted = this.#shown = null
    this.#here = this.#settling = undefined
    for (const graphic of [...this.#picture.children]) discard(/** @type {Graphic} */ (graphic))
  }

  /** @param {number} generation it ends with */
  async #settle(generation) {
    await null // so that it never ends before it is known as `#settling`
    const goesOn = () => generation === this.#generation
    while (goesOn() && !same(this.#wanted, this.#shown)) {
      const wanted = this.#wanted
      const atOnce = this.#atOnce
      const isHere = wanted && this.#here && wanted.key === this.#here.key
      const done = isHere ? await this.#update(wanted, atOnce) : await this.#exchange(wanted, atOnce, goesOn)
      if (goesOn() && done) this.#shown = wanted
    }
    if (goesOn()) this.#settling = undefined
  }

  /** @param {Wanted} wanted @param {boolean} atOnce */
  async #update({ data }, atOnce) {
    const { statusCode } = await /** @type {Here} */ (this.#here).graphic.updateAction({ data, skipAnimation: atOnce })
    if (statusCode >= 300) await later(RETRY)
    return statusCode < 300
  }

  /** @param {Wanted | null} wanted @param {boolean} atOnce @param {() => boolean} goesOn */
  async #exchange(wanted, atOnce, goesOn) {
    const arriving = wanted ? await this.#load(wanted) : undefined
    if (wanted && !arriving) await later(RETRY)
    else if (goesOn() && this.#isStill(wanted)) {
      await this.#clear(atOnce)
      if (goesOn()) await this.#changes(arriving, atOnce)
      if (goesOn() && this.#isStill(wanted)) {
        this.#here = arriving
        const playing = arriving?.graphic.playAction({ skipAnimation: atOnce })
        this.#arrived(atOnce)
        await playing
        return true
      }
    }
    if (arriving) discard(arriving.graphic)
    return false
  }

  /** Whether that is what is still wanted, be it with newer data. @param {Wanted | null} wanted */
  #isStill(wanted) {
    return wanted?.key === this.#wanted?.key
  }

  /** @param {Wanted} wanted @returns {Promise<Here | undefined>} nothing if it cannot be had now */
  async #load({ key, data }) {
    for (const kind of this.#kinds) {
      const graphic = /** @type {Graphic} */ (document.createElement(`tribina-${kind}`))
      this.#picture.append(graphic)
      const { statusCode, result } = await graphic.load({ data, renderType: "realtime" })
      const isLast = kind === this.#kinds.at(-1)
      if (statusCode < 300 && (result?.fits || isLast)) return { graphic, kind, key, takes: result?.takes ?? 0 }
      discard(graphic)
      if (statusCode >= 300) return undefined
    }
    return undefined
  }

  /** @param {boolean} atOnce */
  async #clear(atOnce) {
    const leaving = this.#here
    if (!leaving) return
    await leaving.graphic.stopAction({ skipAnimation: atOnce })
    this.#here = undefined
    discard(leaving.graphic)
  }
}

/** @param {Graphic} graphic */
function discard(graphic) {
  graphic.remove()
  void graphic.dispose()
}

/** @param {Wanted | null} one @param {Wanted | null} other */
const same = (one, other) => one === other || JSON.stringify(one) === JSON.stringify(other)

/** @param {number} ms @returns {Promise<void>} */
const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
