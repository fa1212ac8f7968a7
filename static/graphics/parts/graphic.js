/**
 * What all graphics are: EBU OGraf Graphics, version 1, of one step, in real time, that draw what
 * their data say and nothing else. A renderer defines the element, puts it into a document, and
 * calls the actions (https://ograf.ebu.io, "Web Component Interface").
 *
 * Nothing is painted before the first `playAction`. Calls may come at any time: they are carried
 * out one after the other.
 */

import { COMMON, colour, isData, isLight, updated, within } from "./given.js"
import { Queue } from "./queue.js"
import { haveLetters, sheet } from "./sheets.js"

/** @typedef {import("./given.js").Data} Data */
/** @typedef {{ statusCode: number, statusMessage?: string, result?: { fits: boolean, takes: number }, currentStep?: number | undefined }} Answer */
/** @typedef {{ data?: unknown, renderType?: string, skipAnimation?: boolean, delta?: number, goto?: number, id?: string }} Params */

const STEPS = 1
const IN = 450 // ms
const OUT = 300
const WORDS_OUT = 120 // together 300: words that give way to others
const WORDS_IN = 180
const SHEET = import.meta.resolve("./graphic.css")

/** @type {Keyframe[]} */
const ARRIVING = [{ opacity: 0, transform: "translateY(1.5%)" }, { opacity: 1, transform: "none" }]
/** @type {Keyframe[]} */
const LEAVING = [{ opacity: 1 }, { opacity: 0 }]

export class Graphic extends HTMLElement {
  /** The keys of its data with their defaults. @type {Data} */
  static defaults = COMMON
  /** Where its own stylesheet is. */
  static sheet = ""
  /** The keys whose words give way to others by fading. @type {readonly string[]} */
  static words = []

  #queue = new Queue()
  /** @type {Data} */
  #data = {}
  #isLoaded = false
  /** @type {number | undefined} */
  #step
  #frame = new ResizeObserver(() => this.#isLoaded && this.redraw())

  /** The picture, from edge to edge. */
  stage = document.createElement("div")

  // What a graphic is made of, for those that extend this.

  /** Put what it consists of into the stage; once. */
  build() {}

  /** Wait for what the data name, such as an image. @param {any} _data @returns {Promise<void>} */
  async prepare(_data) {}

  /**
   * Show the data, by which alone it is decided what is to be seen.
   * @param {any} _data
   * @returns {boolean} whether all of it found room, as `fits` tells renderers
   */
  draw(_data) {
    return true
  }

  /** Draw what has changed by itself, such as a clock. */
  redraw() {
    return this.draw(this.#data)
  }

  /** It is off air: nothing of when it was there is left. */
  gone() {}

  /** Whether it is on air. */
  get isPlaying() {
    return this.#step !== undefined
  }

  // The actions.

  /** @param {Params} [params] */
  load(params) {
    return this.#queue.add(() => this.#load(params ?? {}), false)
  }

  dispose() {
    return this.#queue.add(async () => this.#dispose(), true)
  }

  /** @param {Params} [params] */
  playAction(params) {
    return this.#act(params, (given) => this.#play(given))
  }

  /** @param {Params} [params] */
  stopAction(params) {
    return this.#act(params, async () => {
      await this.#leave()
      return { statusCode: 200 }
    })
  }

  /** @param {Params} params */
  updateAction(params) {
    return this.#act(params, (given) => this.#update(given))
  }

  /** There are none. @param {Params} params */
  customAction(params) {
    return this.#act(params, async () => refusal(400, "no such action"))
  }

  /**
   * @param {Params | undefined} params
   * @param {(params: Params) => Promise<Answer>} act
   * @returns {Promise<Answer>}
   */
  #act(params, act) {
    const given = params ?? {}
    const careful = async () => (this.#isLoaded ? act(given) : refusal(409, "not loaded"))
    return this.#queue.add(careful, given.skipAnimation === true)
  }

  /** @param {Params} params @returns {Promise<Answer>} */
  async #load({ data, renderType }) {
    if (renderType === "non-realtime") return refusal(400, "in real time only")
    if (data !== undefined && !isData(data)) return refusal(400, "data is not an object")
    if (!this.isConnected) return refusal(409, "not in a document")
    this.#hide()
    const kind = this.#kind
    this.#data = updated(kind.defaults, {}, data ?? {})
    try {
      await this.#furnish(kind.sheet)
      await this.prepare(this.#data)
    } catch (error) {
      return refusal(500, error instanceof Error ? error.message : "not all of it is there")
    }
    this.#isLoaded = true
    return { statusCode: 200, result: this.#draw() }
  }

  /** @param {string} own */
  async #furnish(own) {
    if (!this.shadowRoot) this.attachShadow({ mode: "open" })
    if (!this.shadowRoot || this.stage.isConnected) return
    this.stage.replaceChildren()
    this.stage.className = "stage"
    this.build()
    this.shadowRoot.replaceChildren(this.stage)
    await Promise.all([haveLetters(), sheet(this.shadowRoot, SHEET), sheet(this.shadowRoot, own)])
    this.#frame.observe(this.stage)
  }

  /** @returns {Answer} */
  #dispose() {
    this.#hide()
    this.#isLoaded = false
    this.#data = {}
    this.#frame.disconnect()
    this.shadowRoot?.replaceChildren()
    return { statusCode: 200 }
  }

  /** @param {Params} params @returns {Promise<Answer>} */
  async #play({ delta, goto: step }) {
    const target = step ?? (this.#step ?? -1) + (delta ?? 1)
    if (!Number.isInteger(target) || target < 0) {
      return { ...refusal(400, "no such step"), currentStep: this.#step }
    }
    if (target >= STEPS) await this.#leave()
    else if (target !== this.#step) await this.#arrive(target)
    return { statusCode: 200, currentStep: this.#step }
  }

  /** @param {number} step */
  async #arrive(step) {
    this.#step = step
    this.redraw()
    this.stage.dataset.shown = ""
    await this.#queue.animate(this.stage, ARRIVING, IN, "cubic-bezier(0.2, 0.7, 0.2, 1)")
    this.#queue.rest(this.stage)
  }

  async #leave() {
    if (this.#step === undefined) return
    await this.#queue.animate(this.stage, LEAVING, OUT)
    this.#hide()
  }

  #hide() {
    this.#step = undefined
    delete this.stage.dataset.shown
    this.#queue.rest(this.stage)
    this.gone()
  }

  /** @param {Params} params @returns {Promise<Answer>} */
  async #update({ data }) {
    if (!isData(data)) return refusal(400, "data is not an object")
    const { defaults, words } = this.#kind
    const next = updated(defaults, this.#data, data)
    const fades = this.isPlaying && words.some((key) => next[key] !== this.#data[key])
    try {
      await this.prepare(next)
    } catch (error) {
      return refusal(500, error instanceof Error ? error.message : "not all of it is there")
    }
    if (fades) await this.#queue.animate(this.stage, LEAVING, WORDS_OUT)
    this.#data = next
    const result = this.#draw()
    if (fades) await this.#queue.animate(this.stage, [{ opacity: 0 }, { opacity: 1 }], WORDS_IN)
    this.#queue.rest(this.stage)
    return { statusCode: 200, result }
  }

  #draw() {
    const { accent, scale, bottom } = /** @type {typeof COMMON} */ (this.#data)
    const style = this.stage.style
    this.stage.dataset.accent = isLight(colour(accent)) ? "light" : "dark"
    style.setProperty("--accent", colour(accent))
    style.setProperty("--scale", String(within(scale, 0.5, 2)))
    style.setProperty("--bottom", `${within(bottom, 0, 50)}cqh`)
    return { fits: this.redraw(), takes: this.#takes }
  }

  /** How much of the height it takes from the bottom on, in percent: others may stand above. */
  get #takes() {
    const { bottom, height } = this.stage.getBoundingClientRect()
    const top = this.stage.firstElementChild?.getBoundingClientRect().top ?? bottom
    return height ? (100 * (bottom - top)) / height : 0
  }

  get #kind() {
    return /** @type {typeof Graphic} */ (this.constructor)
  }
}

/** @param {number} statusCode @param {string} statusMessage @returns {Answer} */
const refusal = (statusCode, statusMessage) => ({ statusCode, statusMessage })
