/** The display while nothing is on air: what this is, how to join, how many take part. */

import { html } from "../common/html.js"
import { page, pick, t } from "../common/page.js"

/** The join address as people say it: without the scheme and the code. @param {string} join */
const spoken = (join) => join.replace(/^https?:\/\//, "").replace(/\/\d+$/, "")

/** Six digits in two groups, as people read them out. @param {string} code */
export const grouped = (code) => `${code.slice(0, 3)} ${code.slice(3)}`

/** @param {{ debate: any }} props */
export function Idle({ debate }) {
  const isOver = debate.phase === "closed" || debate.phase === "archived"
  return html`
    <section class="idle">
      <p class="idle__programme">${pick(page.programme?.name).text}</p>
      <${Titles} title=${debate.title} />
      ${isOver ? html`<${Over} />` : html`<${Join} debate=${debate} />`}
    </section>`
}

/** The title in every language of the debate: the page's own large, the others below it. */
function Titles(/** @type {{ title: Record<string, string> }} */ { title }) {
  const first = pick(title)
  // The same words in the other script of one language say nothing new.
  const others = ["sr-Latn", "sq", "en"].filter(
    (tag) => title[tag] && tag.slice(0, 2) !== first.lang.slice(0, 2),
  )
  return html`
    <h1 class="idle__title" lang=${first.lang}>${first.text}</h1>
    ${others.map((tag) => html`<p class="idle__translation" lang=${tag} key=${tag}>${title[tag]}</p>`)}`
}

function Join(/** @type {{ debate: any }} */ { debate }) {
  return html`
    <div class="idle__join">
      <img class="idle__qr" src=${page.qr} alt=${t("display.qr", { code: debate.code })} />
      <div>
        <p class="idle__how">${t("display.join")}</p>
        <p class="idle__address">${spoken(page.join)}</p>
        <p class="idle__code">${grouped(debate.code)}</p>
        <p class="idle__totals">
          <span>${t("display.questions", { count: debate.totals.questions })}</span>
          <span>${t("display.votes", { count: debate.totals.votes })}</span>
        </p>
      </div>
    </div>`
}

function Over() {
  return html`
    <p class="idle__thanks">${t("display.thanks")}</p>
    <p class="idle__archive">${t("display.archive", { address: `${spoken(page.join)}/archive/${page.code}` })}</p>`
}
