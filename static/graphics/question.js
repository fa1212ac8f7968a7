/** The question as a lower third: who asks in a line above, the words in at most three. */

import { COMMON } from "./parts/given.js"
import { Graphic } from "./parts/graphic.js"
import { giveWay, made, say, sayHugged } from "./parts/words.js"

const STEPS = [5.4, 5, 4.6, 4.17] // in the unit of graphic.css
const LINES = 3
const LINES_OF_TWO = 2 // of each, with a translation

export const QUESTION = {
  text: "",
  translation: "",
  translation_lang: "",
  label: "",
  label_lang: "",
  label_translation: "",
  label_translation_lang: "",
  asker: "",
  to: "",
  ...COMMON,
}

/** The line that says whose question it is. */
export class Head {
  #label = made("strong", "head__label")
  #second = made("span", "head__second")
  #asker = made("span", "head__asker")
  #to = made("span", "head__to")
  /** It gives way from the end on. */
  element = made("p", "head", this.#label, this.#asker, this.#second, this.#to)

  /** @param {typeof QUESTION} data */
  draw(data) {
    say(this.#label, data.label, data.label_lang)
    say(this.#second, data.label_translation, data.label_translation_lang)
    say(this.#asker, data.asker)
    say(this.#to, data.to, data.label_lang)
    this.element.hidden = !(data.label || data.asker || data.to)
    giveWay(this.element, [this.#label, this.#asker, this.#to, this.#second])
  }
}

/** What is said, with its translation below it. @param {typeof QUESTION} data */
export function textsOf(data) {
  return [
    { text: data.text, lang: data.lang, name: "quoted quoted--hanging" },
    { text: data.translation, lang: data.translation_lang, name: "second" },
  ]
}

export default class Question extends Graphic {
  static defaults = QUESTION
  static sheet = import.meta.resolve("./question.css")
  static words = ["text", "translation"]

  #head = new Head()
  #words = made("div", "words")

  build() {
    this.stage.append(made("article", "question", this.#head.element, made("div", "plate question__frame", this.#words)))
  }

  /** @param {typeof QUESTION} data */
  draw(data) {
    this.#head.draw(data)
    return sayHugged(this.#words, textsOf(data), STEPS, data.translation ? LINES_OF_TWO : LINES)
  }
}
