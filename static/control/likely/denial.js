/** Words that turn a question into its contrary, folded, by language. */

const DENYING = {
  sr: /^(ne|nije|nis(u|mo|te|am|i)|nec(e|es|ete|emo|u)|nema\w*|nemoj\w*|niko|nista|nikad\w*|bez)$/,
  sq: /^(nuk|s|ska|skemi|skeni|mos|asnje|askush|asgje|kurre|pa)$/,
  en: /^(not?|never|without|nobody|none|nothing|cannot|(ca|wo|do|does|did|is|are|was|has|have)nt)$/,
}

/**
 * Whether a folded word denies. What does so in one language may be a small word of another
 * (Albanian `në`), so the language counts.
 * @param {string} word an apostrophe in it is a space
 * @param {string} lang a tag, such as `sr-Cyrl`
 */
export function denies(word, lang) {
  const language = /** @type {keyof typeof DENYING} */ (lang.slice(0, 2))
  return DENYING[language]?.test(word.replaceAll(" ", "")) ?? false
}
