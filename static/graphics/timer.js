/**
 * The countdown of an answer. Its facts say when it began and how long it is; without `started_at`
 * it begins when it is played. How pressing it is, a shape, a word and a colour say.
 */

import { BARS, SHAPES, countdownAt, untilNextSecond } from "./parts/counting.js"
import { COMMON } from "./parts/given.js"
import { Graphic } from "./parts/graphic.js"
import { made, say } from "./parts/words.js"

const SVG = "http://www.w3.org/2000/svg"

/** Times in ms; `started_at` and `paused_at`, if they are not 0, by a clock that is `offset_ms` before this machine's. */
export const TIMER = {
  length_ms: 60_000,
  warning_ms: 20_000,
  danger_ms: 10_000,
  started_at: 0,
  paused_at: 0,
  offset_ms: 0,
  word_default: "",
  word_warning: "",
  word_danger: "",
  word_overtime: "",
  word_paused: "",
  ...COMMON,
}

export default class Timer extends Graphic {
  static defaults = TIMER
  static sheet = import.meta.resolve("./timer.css")

  #plate = made("article", "plate timer")
  #path = document.createElementNS(SVG, "path")
  #time = made("span", "timer__time")
  #word = made("span", "timer__word")
  #tick = 0
  /** When it was played, by this machine. @type {number | undefined} */
  #played

  build() {
    const shape = document.createElementNS(SVG, "svg")
    shape.setAttribute("viewBox", "0 0 10 10")
    shape.setAttribute("class", "timer__shape")
    shape.append(this.#path)
    this.#plate.replaceChildren(shape, this.#time, this.#word)
    this.stage.append(this.#plate)
  }

  gone() {
    this.#played = undefined
    clearTimeout(this.#tick)
  }

  /** @param {typeof TIMER} data */
  draw(data) {
    if (this.isPlaying) this.#played ??= Date.now()
    const now = Date.now() + data.offset_ms
    const since = data.started_at || (this.#played ?? Date.now()) + data.offset_ms
    const isPaused = data.paused_at !== 0
    const { phase, text } = countdownAt({ ...data, started_at: since, paused_at: data.paused_at || undefined }, now)
    this.#plate.dataset.phase = phase
    this.#path.setAttribute("d", isPaused ? BARS : SHAPES[phase])
    this.#time.textContent = text
    say(this.#word, isPaused ? data.word_paused : data[`word_${phase}`], data.lang)
    clearTimeout(this.#tick)
    if (this.isPlaying && !isPaused && this.isConnected) {
      this.#tick = window.setTimeout(() => this.redraw(), untilNextSecond(now - since))
    }
    return true
  }
}
