/** The picture of the question on air. */

import { html } from "../../common/html.js"
import { InEach } from "../../common/languages.js"
import { page } from "../../common/page.js"
import { grouped, place } from "../address.js"
import { Votes, Who, Words } from "./asked.js"
import { Clock } from "../clock.js"
import { Logo } from "../logo.js"

/** @typedef {Required<Pick<import("../pictures.js").Picture, "debate" | "question">> & { now: () => number }} Props */

/** Where one takes part, unless time is shown there. @param {Pick<Props, "debate" | "now">} props */
export function Corner({ debate, now }) {
  return html`
    <${Clock} debate=${debate} now=${now}>
      <p class="head__join">${place(page.join)} <strong>${grouped(debate.code)}</strong></p>
    <//>`
}

/** @param {Props} props */
export function OnAir({ debate, question, now }) {
  return html`
    <article class="asked">
      <header class="head">
        <${Logo} />
        <p class="head__label"><${InEach} word="display.on_air" /></p>
        <${Corner} debate=${debate} now=${now} />
      </header>
      <${Words} debate=${debate} question=${question} />
      <footer class="asked__foot">
        <${Who} debate=${debate} question=${question} />
        <${Votes} question=${question} />
      </footer>
    </article>`
}
