/** A question as pictures show it: its words as large as they fit, and who asks whom. */

import { useFit } from "../../common/fit.js"
import { html } from "../../common/html.js"
import { InEach, besideOn } from "../../common/languages.js"
import { sizes } from "../../graphics/parts/fit.js"
import { lastWords } from "../../graphics/parts/last-words.js"

/** @typedef {import("../../wire/heads.d.ts").DisplayHead} DisplayHead */
/** @typedef {import("../../wire/questions.d.ts").CuedQuestion} CuedQuestion */

// In the unit of display.css: 200 px where the picture is 1080 px high, for whose marks there is
// room to hang, and less than any text needs.
const SIZES = sizes(18.5, 1.5)
const WISHES = { whole: 6.67, least: 4.17 } // 72 and 45 px there

/**
 * In a debate of two languages with its translation below it; what a producer worded for the air
 * stands in the place of both.
 * @param {{ debate: DisplayHead, question: CuedQuestion, most?: number }} props `most`: no larger
 */
export function Words({ debate, question, most = Infinity }) {
  const { text, lang, air_text: aired } = question
  const shown = [{ text: aired ?? text, lang }, ...(aired ? [] : besideOn(question, debate))]
  const words = useFit(shown.map((one) => one.text).join("\n"), SIZES.filter((size) => size <= most), WISHES)
  return html`
    <div class="asked__frame">
      <div class="asked__words" ref=${words}>
        ${shown.map((one, at) => html`
          <p class=${at ? "asked__translation" : "asked__text quoted quoted--hanging"} key=${at} dir="auto" lang=${one.lang}><${Kept} text=${one.text} /></p>`)}
      </div>
    </div>`
}

function Kept(/** @type {{ text: string }} */ { text }) {
  const [most, end] = lastWords(text)
  return html`${most}<span class="asked__end">${end}</span>`
}

/** Who asks whom. @param {{ debate: DisplayHead, question: CuedQuestion }} props */
export function Who({ debate, question }) {
  const guest = question.to && debate.guests?.[question.to]
  return html`
    <p class="asked__who">
      ${question.name && html`<strong class="asked__name" dir="auto">${question.name}</strong>`}
      ${guest && html`<span class="asked__guest"><${InEach} word="display.to" />: <span dir="auto">${guest.name}</span></span>`}
    </p>`
}

/** Votes, and hands if any were counted. @param {{ question: CuedQuestion }} props */
export function Votes({ question: { votes, hands } }) {
  return html`
    <p class="asked__votes"><${InEach} word="display.votes" args=${{ count: votes }} /></p>
    ${hands !== undefined && html`
      <p class="asked__votes"><${InEach} word="display.hands" args=${{ count: hands }} /></p>`}`
}
