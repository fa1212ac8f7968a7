/** How one takes part: QR code, address and code. */

import { COMMON } from "./parts/given.js"
import { Graphic } from "./parts/graphic.js"
import { made, say } from "./parts/words.js"

/** `qr`: the address of an image, or the image itself as `data:`. */
const JOIN = { qr: "", address: "", code: "", invitation: "", translation: "", translation_lang: "", ...COMMON }

export default class Join extends Graphic {
  static defaults = JOIN
  static sheet = import.meta.resolve("./join.css")

  #qr = made("div", "join__qr")
  #invitation = made("p", "join__invitation")
  #second = made("p", "join__invitation")
  #address = made("p", "join__address")
  #code = made("p", "join__code")
  /** @type {HTMLImageElement | undefined} */
  #image

  build() {
    const way = made("div", "join__way", this.#invitation, this.#second, this.#address, this.#code)
    this.stage.append(made("article", "plate join", this.#qr, way))
  }

  /** @param {typeof JOIN} data */
  async prepare({ qr }) {
    if (!qr || this.#image?.src === qr) return
    const image = Object.assign(new Image(), { src: qr, alt: "" })
    await image.decode()
    this.#image = image
  }

  /** @param {typeof JOIN} data */
  draw(data) {
    this.#qr.hidden = !data.qr
    if (this.#image && this.#image.parentNode !== this.#qr) this.#qr.replaceChildren(this.#image)
    say(this.#invitation, data.invitation, data.lang)
    say(this.#second, data.translation, data.translation_lang)
    say(this.#address, data.address)
    say(this.#code, data.code)
    return true
  }
}
