/** The host's tablet: on air in large type, notes, next, the rundown. No button that can do harm. */

import { html } from "../common/html.js"
import { page, t } from "../common/page.js"
import { AnswerTime, Spoken } from "./clocks.js"
import { Coming, comingIn } from "./coming.js"
import { Notes } from "./notes.js"
import { NextLarge, OnAir } from "./on-air.js"

/** Whether nothing comes any more. @param {import("../wire/heads.d.ts").HostHead} debate */
const isOver = ({ phase }) => page.rules.over.includes(phase)

/**
 * @param {{ document: import("../wire/documents.d.ts").HostDocument, offset: number, settings: import("./settings.js").Settings,
 *   hearing: import("./hearing.js").Hearing }} props
 */
export function Host({ document: { debate, questions }, offset, settings: { inLatin }, hearing }) {
  if (isOver(debate)) return html`<${Over} />`
  const question = debate.on_air && questions[debate.on_air]
  const now = () => Date.now() + offset
  const coming = comingIn(debate, questions)
  const [next] = coming
  return html`
    <section class="host__air" aria-labelledby="on-air">
      <${AnswerTime} debate=${debate} now=${now} />
      ${question
        ? html`<${OnAir} key=${debate.on_air}
            question=${question} debate=${debate} offset=${offset} inLatin=${inLatin} />`
        : html`<h2 class="host__label" id="on-air">${t("host.nothing_on_air")}</h2>`}
      ${!question && next && html`
        <${NextLarge} key=${next} question=${questions[next]} debate=${debate} inLatin=${inLatin} />`}
      <${Spoken} debate=${debate} now=${now} />
    </section>
    <${Notes} hearing=${hearing} inLatin=${inLatin} />
    <section class="host__coming" aria-labelledby="next" tabindex="0">
      <${Coming} ids=${coming} hasFirst=${!!question || !next}
        debate=${debate} questions=${questions} inLatin=${inLatin} />
    </section>`
}

function Over() {
  return html`
    <section class="host__air" aria-labelledby="on-air">
      <h2 class="host__label host__over" id="on-air">${t("host.over")}</h2>
      <p class="host__nothing">${t("host.over_hint")}</p>
    </section>`
}
