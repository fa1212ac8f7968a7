/** Where the last two words of a text begin, which stay together where they can. Pure. */

/**
 * A text without its last two words, and these; of two words or fewer nothing is set apart.
 * @param {string} text
 * @returns {[string, string]}
 */
export function lastWords(text) {
  const at = text.search(/(?<=\S\s+)\S+\s+\S+\s*$/)
  return at > 0 ? [text.slice(0, at), text.slice(at)] : [text, ""]
}
