/** A graphic as a template of CasparCG or SPX: their functions, as actions of OGraf. */

import { readTemplateData } from "./template-data.js"

/** @typedef {import("./graphic.js").Graphic} Graphic */

/** The graphic that the page names, on the page. */
export async function openTemplate() {
  const { default: Kind } = await import(`../${document.documentElement.dataset.graphic}.js`)
  customElements.define("tribina-template", Kind)
  const graphic = /** @type {Graphic} */ (document.createElement("tribina-template"))
  document.body.append(graphic)
  void graphic.load({ data: {}, renderType: "realtime" })
  return new Template(graphic, Object.keys(Kind.defaults))
}

class Template {
  #graphic
  #keys

  /** @param {Graphic} graphic @param {string[]} keys of its data, in the order of f0, f1, … */
  constructor(graphic, keys) {
    this.#graphic = graphic
    this.#keys = keys
  }

  /** Before or after `play`, with some of the data or all. @param {unknown} given */
  update(given) {
    return this.#graphic.updateAction({ data: readTemplateData(given, this.#keys) })
  }

  /** Pressed twice it does no more than once. */
  play() {
    return this.#graphic.playAction({ goto: 0 })
  }

  /** "Continue": of one step, it goes out. */
  next() {
    return this.#graphic.playAction()
  }

  stop() {
    return this.#graphic.stopAction()
  }

  remove() {
    return this.#graphic.stopAction({ skipAnimation: true })
  }
}
