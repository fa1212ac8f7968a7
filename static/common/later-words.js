/** Words that a page does without until somebody needs them. */

import { locale, saying } from "./page.js"

/**
 * Those of one section, in the page's language.
 * @param {string} section
 * @returns {Promise<import("./page.js").Say>}
 * @throws without an answer
 */
export async function laterWords(section) {
  const response = await fetch(`/words/${section}/${locale}.json`)
  return saying(locale, await response.json())
}
