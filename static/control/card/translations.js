/** What moderators made of a question in other languages. */

import { html } from "../../common/html.js"
import { langOf, t } from "../../common/i18n.js"
import { page } from "../../common/page.js"
import { languageCode } from "../parts/names.js"
import { readable } from "../parts/question-text.js"

/** @typedef {import("../../wire/questions.d.ts").ControlQuestion} Question */

/** The languages of translations, in the order in which the screen names them. @type {string[]} */
const LANGUAGES = [...new Set((page.tags ?? []).map(languageCode))]

/** The languages that a question can be translated into. @param {Question} question */
export function otherLanguages({ lang }) {
  return LANGUAGES.filter((language) => language !== languageCode(lang))
}

/**
 * On its card: which there are, and when it is in hand, what they say.
 * @param {{ question: Question, latin: boolean, full: boolean }} props
 */
export function Translations({ question: { translations, outdated = [] }, latin, full }) {
  if (translations === undefined) return null
  const languages = LANGUAGES.filter((language) => translations[language] !== undefined)
  const current = languages.filter((language) => !outdated.includes(language))
  return html`
    <details class="original" open=${full}>
      <summary>
        ${current.length > 0 && html`<span>${t("control.translated", named(current))} </span>`}
        ${outdated.length > 0 && html`
          <strong class="outdated">${t("control.translation_outdated", named(outdated))}</strong>
        `}
      </summary>
      ${languages.map((language) => {
        const words = translations[language] ?? ""
        const { text, lang } = readable(words, langOf(language, words), latin)
        return html`<p key=${language} dir="auto" lang=${lang}>${text}</p>`
      })}
    </details>
  `
}

/** Languages for a sentence. @param {string[]} languages */
function named(languages) {
  return { languages: languages.map((language) => language.toUpperCase()).join(", ") }
}
