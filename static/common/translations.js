/** Which translations of a question stand beside it. The rules are those of server/web/words/translations.py. */

import { langOf } from "./page.js"

/** @typedef {{ text: string, lang: string }} Words */

/**
 * What a screen shows for a hall of two languages: of a Serbian question the Albanian translation,
 * of an Albanian one the Serbian, of any other both, in this order; the English one if there is
 * neither.
 * @param {{ translations?: Record<string, string> }} question
 * @param {string[]} [wanted]
 * @returns {Words[]}
 */
export function beside({ translations = {} }, wanted = ["sr", "sq"]) {
  const ours = wanted.filter((language) => translations[language])
  const languages = ours.length > 0 || !translations.en ? ours : ["en"]
  return languages.map((language) => {
    const text = translations[language] ?? ""
    return { text, lang: langOf(language, text) }
  })
}
