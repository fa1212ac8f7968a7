/** Who speaks: the name over the office. */

import { COMMON } from "./parts/given.js"
import { Graphic } from "./parts/graphic.js"
import { made, sayHugged } from "./parts/words.js"

const STEPS = [6, 5.4, 4.8, 4.17] // of the name, in the unit of graphic.css
const LINES = 2

export const NAME = { name: "", office: "", translation: "", translation_lang: "", ...COMMON }

export default class Name extends Graphic {
  static defaults = NAME
  static sheet = import.meta.resolve("./name.css")
  static words = ["name", "office", "translation", "bottom"]

  #words = made("div", "words")

  build() {
    this.stage.append(made("article", "plate name", made("div", "name__frame", this.#words)))
  }

  /** @param {typeof NAME} data */
  draw(data) {
    const texts = [
      { text: data.name, lang: data.lang, name: "name__name" },
      { text: data.office, lang: data.lang, name: "second" },
      { text: data.translation, lang: data.translation_lang, name: "second" },
    ]
    return sayHugged(this.#words, texts, STEPS, LINES)
  }
}
