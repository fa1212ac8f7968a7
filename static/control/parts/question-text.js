/** A question as it was typed, in its own language, or read in Latin letters. */

import { html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { isCyrillic, toLatin } from "../../common/script.js"

/**
 * The text and the `lang` to show it with.
 * @param {string} text
 * @param {string} lang
 * @param {boolean} latin whether Cyrillic is read in Latin letters
 */
export function readable(text, lang, latin) {
  const turned = latin && isCyrillic(text)
  const known = lang === "und" ? "" : lang
  return turned ? { text: toLatin(text), lang: "sr-Latn" } : { text, lang: known }
}

/**
 * @param {{ text: string, lang: string, latin: boolean, id?: string, boxed?: boolean }} props
 *   `boxed`: set apart, in a dialog about it
 */
export function QuestionText({ text, lang, latin, id, boxed = false }) {
  const shown = readable(text, lang, latin)
  const look = boxed ? "modal__question" : "question-text"
  return html`<p class=${look} id=${id} dir="auto" lang=${shown.lang}>${shown.text}</p>`
}

/**
 * Turns one Cyrillic question into Latin letters and back.
 * @param {{ latin: boolean, onTurn: (latin: boolean) => void }} props
 */
export function ScriptSwitch({ latin, onTurn }) {
  return html`
    <li>
      <button
        type="button"
        class="script-switch"
        aria-pressed=${String(latin)}
        onClick=${() => onTurn(!latin)}
      >
        ${t("control.in_latin")}
      </button>
    </li>
  `
}
