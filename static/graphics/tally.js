/** How many voted for the question on air. The number is written as its readers write it. */

import { COMMON } from "./parts/given.js"
import { Graphic } from "./parts/graphic.js"
import { made, say } from "./parts/words.js"

export const TALLY = { votes: "0", unit: "", translation: "", translation_lang: "", ...COMMON }

export default class Tally extends Graphic {
  static defaults = TALLY
  static sheet = import.meta.resolve("./tally.css")

  #votes = made("strong", "tally__votes")
  #unit = made("span", "tally__unit")
  #second = made("span", "tally__second")

  build() {
    this.stage.append(made("article", "plate tally", this.#votes, made("span", "tally__words", this.#unit, this.#second)))
  }

  /** @param {typeof TALLY} data */
  draw(data) {
    this.#votes.textContent = data.votes
    say(this.#unit, data.unit, data.lang)
    say(this.#second, data.translation, data.translation_lang)
    return true
  }
}
