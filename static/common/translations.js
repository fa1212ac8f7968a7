/** Which translations of a question stand beside it. The rules are those of server/web/words/translations.py. */

import { langOf } from "./page.js"

/** @typedef {{ text: string, lang: string }} Translated */

/**
 * What a screen shows for a hall of two languages: the translations into these that there are, in
 * this order; the English one if there is none.
 * @param {{ translations?: Record<string, string> }} question
 * @param {string[]} wanted
 * @returns {Translated[]}
 */
export function beside({ translations = {} }, wanted) {
  const ours = wanted.filter((language) => translations[language])
  const languages = ours.length > 0 || !translations.en ? ours : ["en"]
  return languages.map((language) => {
    const text = translations[language] ?? ""
    return { text, lang: langOf(language, text) }
  })
}
