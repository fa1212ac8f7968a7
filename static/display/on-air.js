/**
 * The question on air, as large as it fits, with who asks, who is asked, and its votes; in a
 * debate of two languages with its translation below it.
 */

import { Countdown } from "../common/countdown.js"
import { useFit } from "../common/fit.js"
import { html } from "../common/html.js"
import { InEach, besideOn, inEach } from "../common/languages.js"
import { page } from "../common/page.js"
import { grouped, place } from "./address.js"

// In the unit of display.css. The smallest is 45 px where the picture is 1080 px high.
const STEPS = [12.4, 11, 9.8, 8.7, 7.7, 6.9, 6.1, 5.4, 4.8, 4.17]
const LINES = 3

/** @param {Required<Pick<import("./pictures.js").Picture, "debate" | "question">> & { now: () => number }} props */
export function OnAir({ debate, question, now }) {
  const translations = besideOn(question, debate)
  const said = [question, ...translations].map(({ text }) => text).join("\n")
  const words = useFit(said, STEPS, LINES, true)
  const guest = question.to && debate.guests?.[question.to]
  return html`
    <article class="on-air">
      <header class="head">
        <p class="head__label"><${InEach} word="display.on_air" /></p>
        ${debate.countdown
          ? html`<${Countdown} countdown=${debate.countdown} now=${now} say=${inEach} />`
          : html`<p class="head__join">${place(page.join)} <strong>${grouped(debate.code)}</strong></p>`}
      </header>
      <div class="on-air__frame">
        <div class="on-air__words" ref=${words}>
          <p class="on-air__text quoted quoted--hanging" dir="auto" lang=${question.lang}>${question.text}</p>
          ${translations.map(({ text, lang }) => html`<p class="on-air__translation" key=${lang} dir="auto" lang=${lang}>${text}</p>`)}
        </div>
      </div>
      <footer class="on-air__foot">
        <p class="on-air__who">
          ${question.name && html`<strong class="on-air__name" dir="auto">${question.name}</strong>`}
          ${guest && html`<span class="on-air__guest"><${InEach} word="display.to" />: <span dir="auto">${guest.name}</span></span>`}
        </p>
        <p class="on-air__votes"><${InEach} word="display.votes" args=${{ count: question.votes }} /></p>
        ${question.hands !== undefined && html`
          <p class="on-air__votes"><${InEach} word="display.hands" args=${{ count: question.hands }} /></p>`}
      </footer>
    </article>`
}
