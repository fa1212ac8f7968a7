/** The question on air, as large as it fits, with who asks, who is asked, and its votes. */

import { html, useEffect, useLayoutEffect, useRef } from "../common/html.js"
import { page, t } from "../common/page.js"
import { fit } from "./fit.js"
import { grouped } from "./idle.js"

/** @type {Record<string, [string, string]>} */
const QUOTES = { sr: ["„", "“"], sq: ["«", "»"], en: ["“", "”"] }

/** @param {string} text @param {string} lang */
function quoted(text, lang) {
  const [open, close] = QUOTES[lang.slice(0, 2)] ?? ["“", "”"]
  return `${open}${text}${close}`
}

/** @param {{ debate: any, question: any }} props */
export function OnAir({ debate, question }) {
  const text = useRef(/** @type {HTMLElement | null} */ (null))
  const refit = () => {
    if (text.current) fit(text.current)
  }
  useLayoutEffect(refit, [question.text])
  useEffect(() => {
    window.addEventListener("resize", refit)
    document.fonts?.ready.then(refit)
    return () => window.removeEventListener("resize", refit)
  }, [])
  const guest = question.to && debate.guests?.[question.to]
  return html`
    <article class="on-air">
      <p class="on-air__label">${t("display.on_air")}</p>
      <div class="on-air__frame">
        <p class="on-air__text" lang=${question.lang} ref=${text}>${quoted(question.text, question.lang)}</p>
      </div>
      <footer class="on-air__foot">
        <p class="on-air__who">
          ${question.name && html`<span class="on-air__name">${question.name}</span>`}
          ${guest && html`<span class="on-air__guest">${t("display.to", { name: guest.name })}</span>`}
          <span class="on-air__votes">${t("display.votes", { count: question.votes })}</span>
        </p>
        <p class="on-air__code"><span>${t("display.code")}</span> ${grouped(page.code)}</p>
      </footer>
    </article>`
}
