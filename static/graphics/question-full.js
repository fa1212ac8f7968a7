/** The question alone, over the whole picture, as large as it fits. */

import { Graphic } from "./parts/graphic.js"
import { made, sayFitting } from "./parts/words.js"
import { Head, QUESTION, textsOf } from "./question.js"

// In the unit of graphic.css. 6.67 are 72 px where the picture is 1080 px high.
const STEPS = [12.4, 11, 9.8, 8.7, 7.7, 7.1, 6.67, 6.1, 5.4, 4.8, 4.17]

export default class QuestionFull extends Graphic {
  static defaults = QUESTION
  static sheet = import.meta.resolve("./question-full.css")
  static words = ["text", "translation"]

  #head = new Head()
  #words = made("div", "words")

  build() {
    this.stage.append(made("article", "full", this.#head.element, made("div", "full__frame", this.#words)))
  }

  /** @param {typeof QUESTION} data */
  draw(data) {
    this.#head.draw(data)
    return sayFitting(this.#words, textsOf(data), STEPS)
  }
}
