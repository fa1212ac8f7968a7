/**
 * What a graphic is asked to do, one after the other, and its motion. Whatever is asked for without
 * animation does not wait for the animations that run or are asked for before it: they jump to
 * their end.
 */

const SLACK = 300 // ms: an engine that draws nothing now ends no animation

export class Queue {
  /** @type {Promise<unknown>} */
  #last = Promise.resolve()
  #hurried = 0
  /** @type {Set<Animation>} */
  #running = new Set()

  /**
   * @template T
   * @param {() => Promise<T>} act
   * @param {boolean} atOnce without animation
   * @returns {Promise<T>} when it was done
   */
  add(act, atOnce) {
    if (atOnce) this.#hurry()
    const done = this.#last.then(act)
    this.#last = done.catch(() => {}).then(() => void (atOnce && this.#hurried--))
    return done
  }

  #hurry() {
    this.#hurried += 1
    for (const animation of this.#running) animation.finish()
  }

  /**
   * Move an element, unless something waits that wants no animation.
   * @param {HTMLElement} element
   * @param {Keyframe[]} frames
   * @param {number} ms
   * @param {string} [easing]
   * @returns {Promise<void>} when it has come to its end, where its last frame stays until `rest`
   */
  async animate(element, frames, ms, easing = "ease") {
    if (this.#hurried || matchMedia("(prefers-reduced-motion: reduce)").matches) return
    const animation = element.animate(frames, { duration: ms, easing, fill: "forwards" })
    this.#running.add(animation)
    const late = setTimeout(() => animation.finish(), ms + SLACK)
    await animation.finished.catch(() => {})
    clearTimeout(late)
    this.#running.delete(animation)
  }

  /** What has moved stands again where its styles say. @param {HTMLElement} element */
  rest(element) {
    for (const animation of element.getAnimations()) animation.cancel()
  }
}
