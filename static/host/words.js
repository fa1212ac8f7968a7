/** A question's words, and whose they are. */

import { html } from "../common/html.js"
import { besideOn } from "../common/languages.js"
import { pick, t } from "../common/page.js"
import { isCyrillic, toLatin } from "../common/script.js"

/** A question as this screen tells it.
 * @typedef {{ question: import("../wire/questions.d.ts").CuedQuestion, debate: import("../wire/heads.d.ts").HostHead, inLatin: boolean }} Told */

/** What is read of a question, and its language. @param {Pick<Told["question"], "text" | "lang">} question @param {boolean} inLatin */
export function read({ text, lang }, inLatin) {
  const changes = inLatin && lang.startsWith("sr") && isCyrillic(text)
  return changes ? { text: toLatin(text), lang: "sr-Latn" } : { text, lang }
}

/**
 * What a debate in two languages shows below a question, likewise.
 * @param {Told["question"]} question @param {Told["debate"]} debate @param {boolean} inLatin
 */
export function translationsOf(question, debate, inLatin) {
  return besideOn(question, debate).map((words) => read(words, inLatin))
}

/** Who asks, whom it is for, and how many want to know. @param {Told} props */
export function Who({ question, debate, inLatin }) {
  const guest = question.to && debate.guests?.[question.to]
  const name = (/** @type {string} */ written) => (inLatin ? toLatin(written) : written)
  return html`
    <p class="host__who">
      ${question.name && html`<strong dir="auto">${name(question.name)}</strong>`}
      ${guest && html`<span class="host__guest">${t("host.to", { name: name(guest.name) })}<${Office} of=${guest} /></span>`}
      <span>${t("host.votes", { count: question.votes })}</span>
      ${question.hands !== undefined && html`<span>${t("host.hands", { count: question.hands })}</span>`}
    </p>`
}

function Office(/** @type {{ of: import("../wire/parts.d.ts").Guest }} */ { of }) {
  const { text, lang } = pick(of.office)
  return text && html`, <span lang=${lang}>${text}</span>`
}
