/** The picture of what became of a question: said in words, with the votes that it had. */

import { html } from "../../common/html.js"
import { InEach } from "../../common/languages.js"
import { Votes, Who, Words } from "./asked.js"
import { Logo } from "../logo.js"
import { Corner } from "./on-air.js"

/** @param {import("./on-air.js").Props} props */
export function Result({ debate, question, now }) {
  return html`
    <article class="asked asked--result">
      <header class="head">
        <${Logo} />
        <p class="head__phase"><${InEach} word="display.result" /></p>
        <${Corner} debate=${debate} now=${now} />
      </header>
      <${Words} debate=${debate} question=${question} most=${10} />
      <p class="asked__became"><${InEach} word=${`common.state_${question.became ?? question.state}`} /></p>
      <footer class="asked__foot">
        <${Who} debate=${debate} question=${question} />
        <${Votes} question=${question} />
      </footer>
    </article>`
}
