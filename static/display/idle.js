/** What the pictures without a question share: whose debate this is, its QR code, who takes part. */

import { useFit } from "../common/fit.js"
import { html } from "../common/html.js"
import { InEach, PickEach, otherTitles } from "../common/languages.js"
import { page, pick, t } from "../common/page.js"
import { sizes } from "../graphics/parts/fit.js"
import { Clock } from "./clock.js"
import { Fingerprint, hasFingerprint } from "./fingerprint.js"
import { Logo } from "./logo.js"
import { qr } from "./qr.js"

const SIZES = sizes(13, 2.4) // in the unit of display.css
const WISHES = { whole: 4.2 }

/**
 * Programme, phase and title above, with what the picture says as large as there is room; what is
 * put into it stands at the foot, beside the QR code.
 * @param {{ debate: import("../wire/heads.d.ts").DisplayHead, now?: () => number, attests?: boolean,
 *   lead?: any, more?: any, children: any }} props `lead`: what is said below the title, larger than
 *   that; `more`: what is said smaller
 */
export function Idle({ debate, now, attests = false, lead, more, children }) {
  const { title } = debate
  const words = useFit(JSON.stringify([title, debate.phase, debate.starts_at]), SIZES, WISHES)
  const attested = attests && hasFingerprint(debate)
  const phase = html`
    <p class="head__phase" data-phase=${debate.phase}><${InEach} word=${`common.phase_${debate.phase}`} /></p>`
  return html`
    <section class="idle" data-attests=${String(attested)} data-leads=${String(Boolean(lead))}>
      <header class="head">
        <${Logo} />
        <p class="head__programme"><${PickEach} texts=${page.programme?.name} /></p>
        ${now ? html`<${Clock} debate=${debate} now=${now}>${phase}<//>` : phase}
      </header>
      <div class="idle__frame">
        <div class="idle__words" ref=${words}>
          <${Titles} title=${title} />
          ${lead}${more}
        </div>
      </div>
      <div class="idle__codes">
        ${attested && html`<${Fingerprint} debate=${debate} />`}
        <div class="idle__qr"><img src=${qr.address} alt=${t("display.qr", { code: debate.code })} /></div>
      </div>
      <div class="idle__way">${children}</div>
    </section>`
}

/** The title in every language of the screen: the page's own large, the others below it. */
function Titles(/** @type {{ title: Record<string, string> }} */ { title }) {
  const own = pick(title)
  return html`
    <h1 class="idle__title" lang=${own.lang}>${own.text}</h1>
    ${otherTitles(title).map(({ text, lang }) => html`<p class="idle__translation" lang=${lang} key=${lang}>${text}</p>`)}`
}

/** How many questions and votes there are; nothing before the first. @param {{ debate: import("../wire/heads.d.ts").DisplayHead }} props */
export function Totals({ debate: { totals } }) {
  if (!totals.questions) return null
  return html`
    <p class="idle__totals">
      <span class="idle__questions"><${InEach} word="display.questions" args=${{ count: totals.questions }} /></span>
      ${totals.votes !== undefined && html`
        <span class="idle__votes"><${InEach} word="display.votes" args=${{ count: totals.votes }} /></span>`}
    </p>`
}
