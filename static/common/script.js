/** Serbian Cyrillic read in Latin. The rules are those of server/language/scripts.py. */

/** @type {Record<string, string>} */
const LATIN = {
  а: "a", б: "b", в: "v", г: "g", д: "d", ђ: "đ", е: "e", ж: "ž", з: "z", и: "i", ј: "j", к: "k",
  л: "l", љ: "lj", м: "m", н: "n", њ: "nj", о: "o", п: "p", р: "r", с: "s", т: "t", ћ: "ć", у: "u",
  ф: "f", х: "h", ц: "c", ч: "č", џ: "dž", ш: "š", ѐ: "è", ѝ: "ì",
}

const CYRILLIC = /[\u0400-\u04ff]/
const SERBIAN_LETTER = new RegExp(`[${Object.keys(LATIN).join("")}]`, "gi")
const ACCENT = /[\u0300-\u036f]/

/**
 * Whether there is any Cyrillic letter in it.
 * @param {string} text
 */
export const isCyrillic = (text) => CYRILLIC.test(text)

/**
 * Serbian Cyrillic as Latin; everything else stays. Љ, Њ and Џ become two capitals inside a word
 * of capitals (ЊЕГОШ, КОЊ), else one (Његош, Љ.).
 * @param {string} text
 * @returns {string} in NFC
 */
export function toLatin(text) {
  if (!isCyrillic(text)) return text
  const composed = text.normalize("NFC")
  return composed.replace(SERBIAN_LETTER, (letter, at) => latin(composed, letter, at)).normalize("NFC")
}

/** @param {string} text @param {string} letter @param {number} at */
function latin(text, letter, at) {
  const lower = letter.toLowerCase()
  const written = LATIN[lower] ?? letter
  if (letter === lower) return written
  return isAmongCapitals(text, at) ? written.toUpperCase() : capitalised(written)
}

/** @param {string} text @param {number} at */
function isAmongCapitals(text, at) {
  const after = neighbour(text, at, 1)
  return isUpper(after) || (isUpper(neighbour(text, at, -1)) && !isLower(after))
}

/** The character beside, over any accents. @param {string} text @param {number} at @param {1 | -1} step */
function neighbour(text, at, step) {
  do at += step
  while (ACCENT.test(text[at] ?? ""))
  return text[at] ?? ""
}

/** @param {string} char */
const isUpper = (char) => char !== char.toLowerCase()

/** @param {string} char */
const isLower = (char) => char !== char.toUpperCase()

/** @param {string} word */
const capitalised = (word) => word.charAt(0).toUpperCase() + word.slice(1)
