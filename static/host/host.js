/** The host's tablet: on air in large type, next, the rundown. No button that can do harm. */

import { elapsed } from "../common/elapsed.js"
import { html, useState } from "../common/html.js"
import { t } from "../common/page.js"
import { isCyrillic, toLatin } from "../common/script.js"
import { useNow } from "./clock.js"

const WARNING = 5 * 60_000 // ms on air after which the clock turns amber

/** @param {{ document: any, offset: number }} props */
export function Host({ document, offset }) {
  const { debate, questions } = document
  const rundown = debate.order.filter((/** @type {string} */ id) => questions[id])
  const [next, ...later] = rundown
  return html`
    <section class="host__air" aria-labelledby="on-air">
      ${debate.on_air && questions[debate.on_air]
        ? html`<${OnAir} question=${questions[debate.on_air]} debate=${debate} offset=${offset} key=${debate.on_air} />`
        : html`<h2 class="host__label" id="on-air">${t("host.nothing_on_air")}</h2>`}
    </section>
    <section class="host__coming" aria-labelledby="next">
      <h2 class="host__label" id="next">${t("host.next")}</h2>
      ${next
        ? html`<${Coming} question=${questions[next]} debate=${debate} isNext key=${next} />`
        : html`<p class="host__nothing">${t("host.nothing_next")}</p>`}
      <ol class="host__rundown" start="2">
        ${later.map((/** @type {string} */ id) => html`
          <li key=${id}><${Coming} question=${questions[id]} debate=${debate} /></li>`)}
      </ol>
    </section>`
}

function OnAir(/** @type {{ question: any, debate: any, offset: number }} */ { question, debate, offset }) {
  const lasted = useNow(offset) - (debate.aired_at ?? 0)
  return html`
    <div class="host__line">
      <h2 class="host__label host__label--air" id="on-air">${t("host.on_air")}</h2>
      ${debate.aired_at && html`
        <p class=${`host__clock${lasted > WARNING ? " host__clock--long" : ""}`} role="timer">${elapsed(lasted)}</p>`}
    </div>
    <${Text} question=${question} size="host__text" />
    <${Who} question=${question} debate=${debate} />`
}

function Coming(/** @type {{ question: any, debate: any, isNext?: boolean }} */ { question, debate, isNext }) {
  return html`
    <${Text} question=${question} size=${isNext ? "host__text-next" : "host__text-later"} />
    <${Who} question=${question} debate=${debate} />`
}

/** The text, and one tap to read Serbian Cyrillic in Latin. */
function Text(/** @type {{ question: any, size: string }} */ { question, size }) {
  const [isLatin, setLatin] = useState(false)
  const canChange = question.lang.startsWith("sr") && isCyrillic(question.text)
  return html`
    <p class=${size} lang=${isLatin ? "sr-Latn" : question.lang}>
      ${isLatin ? toLatin(question.text) : question.text}
    </p>
    ${canChange && html`
      <button class="host__script" type="button" aria-pressed=${isLatin} onClick=${() => setLatin(!isLatin)}>
        ${t("host.latin")}
      </button>`}`
}

function Who(/** @type {{ question: any, debate: any }} */ { question, debate }) {
  const guest = question.to && debate.guests?.[question.to]?.name
  return html`
    <p class="host__who">
      ${guest && html`<strong>${t("host.to", { name: guest })}</strong>`}
      ${question.name && html`<span>${question.name}</span>`}
      <span>${t("host.votes", { count: question.votes })}</span>
    </p>`
}
