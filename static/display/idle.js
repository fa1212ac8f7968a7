/** What the pictures without a question share: whose debate this is, its code, who takes part. */

import { Countdown } from "../common/countdown.js"
import { useFit } from "../common/fit.js"
import { html } from "../common/html.js"
import { InEach, PickEach, inEach, otherTitles } from "../common/languages.js"
import { page, pick, t } from "../common/page.js"
import { Fingerprint } from "./fingerprint.js"
import { qr } from "./qr.js"

const TITLE = [10, 9, 8.2, 7.4, 6.6, 6, 5.4, 4.8, 4.3] // steps, in the unit of display.css

/** Programme, phase and titles above; what is put into it stands at the foot. */
export function Idle(/** @type {{ debate: import("../wire/heads.d.ts").DisplayHead, now?: () => number, attests?: boolean, children?: any }} */ { debate, now, attests, children }) {
  return html`
    <section class="idle">
      <header class="head">
        <p class="head__programme"><${PickEach} texts=${page.programme?.name} /></p>
        ${debate.countdown && now
          ? html`<${Countdown} countdown=${debate.countdown} now=${now} say=${inEach} />`
          : html`<p class="head__phase" data-phase=${debate.phase}><${InEach} word=${`common.phase_${debate.phase}`} /></p>`}
      </header>
      <${Titles} title=${debate.title} />
      <div class="idle__foot">
        <div class="idle__qr"><img src=${qr.address} alt=${t("display.qr", { code: debate.code })} /></div>
        <div class="idle__way">${children}</div>
        <div class="idle__end">
          ${attests && html`<${Fingerprint} debate=${debate} />`}
          ${debate.totals.questions > 0 && html`
            <p class="idle__totals">
              <span><${InEach} word="display.questions" args=${{ count: debate.totals.questions }} /></span>
              ${debate.totals.votes !== undefined && html`
                <span><${InEach} word="display.votes" args=${{ count: debate.totals.votes }} /></span>`}
            </p>`}
        </div>
      </div>
    </section>`
}

/** The title in every language of the screen: the page's own large, the others below it. */
function Titles(/** @type {{ title: Record<string, string> }} */ { title }) {
  const own = pick(title)
  const others = otherTitles(title)
  const titles = useFit(JSON.stringify(title), TITLE)
  return html`
    <div class="idle__frame">
      <div class="idle__titles" ref=${titles}>
        <h1 class="idle__title" lang=${own.lang}>${own.text}</h1>
        ${others.map(({ text, lang }) => html`<p class="idle__translation" lang=${lang} key=${lang}>${text}</p>`)}
      </div>
    </div>`
}
