/**
 * The picture over the camera's: a small renderer of OGraf Graphics. It is told what is to be on air,
 * compares that with what is, and calls their actions.
 */

import Join from "../graphics/join.js"
import Name from "../graphics/name.js"
import QuestionFull from "../graphics/question-full.js"
import Question from "../graphics/question.js"
import Tally from "../graphics/tally.js"
import Timer from "../graphics/timer.js"
import { Slot } from "./slot.js"

/** @typedef {import("./target.js").Target} Target */
/** @typedef {import("./target.js").Layer} Layer */
/** @typedef {import("./target.js").Data} Data */
/** @typedef {import("./slot.js").Here} Here */

const GRAPHICS = { question: Question, "question-full": QuestionFull, name: Name, timer: Timer, tally: Tally, join: Join }
for (const [kind, graphic] of Object.entries(GRAPHICS)) {
  customElements.define(`tribina-${kind}`, graphic)
}

const FULL = "question-full"
/** From the lowest to the topmost. @type {Layer[]} */
const LAYERS = ["question", "name", "tally", "timer", "join"]
const EDGE = 5 // percent of the height: where the lowest graphic stands
const GAP = 2 // percent of the height, between one graphic and another above it

export class Overlay {
  #picture
  #look
  #moves
  /** @type {Partial<Record<Layer, Slot>>} */
  #slots = {}
  /** @type {Target | undefined} */
  #target
  /** The question that is to be seen. @type {Here | undefined} */
  #question
  /** @type {Promise<void> | undefined} */
  #revealing

  /**
   * @param {HTMLElement} picture empty
   * @param {object} options
   * @param {readonly string[]} options.layers which are shown; `question-full` for a question that
   *   always takes the whole picture
   * @param {boolean} options.motion
   * @param {Data} options.look what every graphic gets: accent, scale, bottom
   */
  constructor(picture, { layers, motion, look }) {
    this.#picture = picture
    this.#look = look
    this.#moves = motion
    for (const layer of LAYERS) {
      const kinds = layer !== "question" ? [layer] : [layer, FULL].slice(layers.includes(FULL) ? 1 : 0)
      if (!kinds.some((kind) => layers.includes(kind))) continue
      const place = document.createElement("div")
      place.className = "overlay__layer"
      picture.append(place)
      this.#slots[layer] = layer !== "question" ? new Slot(place, kinds)
        : new Slot(place, kinds, (here, atOnce) => this.#makeRoom(here, atOnce), (atOnce) => this.#want("tally", atOnce))
    }
  }

  /**
   * @param {Target} target
   * @param {boolean} [atOnce] without animation
   */
  show(target, atOnce = false) {
    this.#target = target
    const still = atOnce || !this.#moves
    this.#want("question", still)
    if (this.#revealing) this.#wantOthers(still)
    else this.#revealing = this.#reveal(still)
  }

  /** Nothing is on air any more, before another frame is drawn. */
  cut() {
    this.#target = undefined
    this.#question = undefined
    for (const slot of Object.values(this.#slots)) slot.cut()
  }

  /** When all that is wanted is there. */
  async settled() {
    await this.#slots.question?.settled
    await this.#revealing
    await Promise.all(Object.values(this.#slots).map((slot) => slot.settled))
  }

  /** Fetch what graphics are made of, before they are wanted. */
  async warm() {
    for (const kind of Object.keys(GRAPHICS)) {
      const graphic = /** @type {import("../graphics/parts/graphic.js").Graphic} */ (document.createElement(`tribina-${kind}`))
      this.#picture.append(graphic)
      await graphic.load({ data: {} })
      graphic.remove()
      void graphic.dispose()
    }
  }

  /** The first picture is there all at once, since a question may need the place of others. @param {boolean} still */
  async #reveal(still) {
    await this.#slots.question?.settled
    this.#wantOthers(still)
  }

  /** @param {Here | undefined} question @param {boolean} still */
  async #makeRoom(question, still) {
    this.#question = question
    this.#wantOthers(still)
    await Promise.all([this.#slots.name?.settled, this.#slots.join?.settled])
  }

  /** @param {boolean} still */
  #wantOthers(still) {
    for (const layer of LAYERS) if (layer !== "question") this.#want(layer, still)
  }

  /** @param {Layer} layer @param {boolean} still */
  #want(layer, still) {
    if (layer === "tally" && !this.#mayCount()) return
    const wanted = this.#hasRoom(layer) ? this.#target?.[layer] : null
    if (!wanted) return this.#slots[layer]?.want(null, still)
    const data = { ...wanted.data, ...this.#look }
    if (layer === "name" && this.#question) data.bottom = this.#question.takes + GAP - EDGE
    this.#slots[layer]?.want({ key: wanted.key, data }, still)
  }

  /** Votes change with the question that they are of, where that is shown: none beside another, or alone. */
  #mayCount() {
    const question = this.#slots.question
    return !question || !this.#target?.tally || question.key === this.#target.question?.key
  }

  /** A question over the whole picture leaves none for names and ways to take part. @param {Layer} layer */
  #hasRoom(layer) {
    return !(this.#question?.kind === FULL && (layer === "name" || layer === "join"))
  }
}
