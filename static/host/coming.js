/** What comes: the next question unless it is shown large, and the rundown after it. */

import { html } from "../common/html.js"
import { t } from "../common/page.js"
import { Who, read, translationsOf } from "./words.js"

/** @typedef {import("../wire/documents.d.ts").HostDocument} HostDocument */
/** @typedef {import("./words.js").Told & { size: string }} Props */

/** @param {HostDocument["debate"]} debate @param {HostDocument["questions"]} questions @returns {string[]} ids in order */
export function comingIn(debate, questions) {
  return debate.order.filter((id) => questions[id] && id !== debate.on_air)
}

/**
 * @param {{ ids: string[], hasFirst: boolean, inLatin: boolean } & HostDocument} props `hasFirst`: whether the first of them is shown here
 */
export function Coming({ ids: [next, ...later], hasFirst, debate, questions, inLatin }) {
  const shown = (/** @type {string} */ id, /** @type {string} */ size) => html`
    <${Question} question=${questions[id]} debate=${debate} inLatin=${inLatin} size=${size} />`
  return html`
    <h2 class="host__label" id="next">${t(hasFirst ? "host.next" : "host.later")}</h2>
    ${!next && html`<p class="host__nothing">${t("host.nothing_next")}</p>`}
    ${next && hasFirst && shown(next, "host__text-next")}
    ${!hasFirst && !later.length && html`<p class="host__nothing">${t("host.nothing_later")}</p>`}
    ${later.length > 0 && html`
      <ol class="host__rundown" start="2">
        ${later.map((id) => html`<li key=${id}>${shown(id, "host__text-later")}</li>`)}
      </ol>`}`
}

/** @param {Props} props */
function Question({ question, debate, inLatin, size }) {
  const { text, lang } = read(question, inLatin)
  return html`
    <p class=${`${size} quoted`} dir="auto" lang=${lang}>${text}</p>
    ${translationsOf(question, debate, inLatin).map(
      (one) => html`<p class="host__translation" key=${one.lang} dir="auto" lang=${one.lang}>${one.text}</p>`)}
    <${Who} question=${question} debate=${debate} inLatin=${inLatin} />`
}
