/** Which words of one text are not in the other: why two questions may not be the same. */

import { denies } from "./denial.js"
import { foldWord } from "../columns/search.js"

/** @typedef {{ text: string, differs: boolean }} Piece */

const WORD = /[\p{L}\p{M}\p{N}'’]+/gu
const WORD_OR_GAP = /\s+|\S+/gu
const LONGEST = 120 // words; beyond it the table would cost more than it tells
const IN_COMMON = 0.4 // share of words, below which marks would say nothing

/**
 * The text in pieces, in order and complete; `differs` marks words that the other text lacks at
 * that place. Script, case, diacritics and punctuation make no difference. Nothing is marked in a
 * text that has little in common with the other.
 * @param {string} text
 * @param {string} other
 * @returns {Piece[]}
 */
export function differences(text, other) {
  const pieces = text.match(WORD_OR_GAP) ?? []
  const words = pieces.map(foldWord)
  const mine = words.flatMap((word, at) => (word ? [{ word, at }] : []))
  const theirs = (other.match(WORD_OR_GAP) ?? []).map(foldWord).filter(Boolean)
  if (mine.length > LONGEST || theirs.length > LONGEST) return [{ text, differs: false }]
  const common = inCommon(mine.map(({ word }) => word), theirs)
  if (common.size < mine.length * IN_COMMON) return [{ text, differs: false }]
  const differing = new Set(mine.filter((_, at) => !common.has(at)).map(({ at }) => at))
  return joined(pieces, differing)
}

/**
 * Words with which the other text denies and this one does not: the difference that decides most,
 * and that no mark within this text could show.
 * @param {string} text
 * @param {string} other
 * @param {string} lang of both
 * @returns {string[]} as written, without punctuation
 */
export function missingDenials(text, other, lang) {
  if (!differences(other, text).some((piece) => piece.differs)) return []
  const mine = new Set(words(text).map(foldWord))
  return words(other).filter((word) => denies(foldWord(word), lang) && !mine.has(foldWord(word)))
}

/** @param {string} text */
const words = (text) => text.match(WORD) ?? []

/**
 * Positions in `mine` of a longest common subsequence with `theirs`.
 * @param {string[]} mine
 * @param {string[]} theirs
 * @returns {Set<number>}
 */
function inCommon(mine, theirs) {
  const lengths = Array.from({ length: mine.length + 1 }, () => new Uint16Array(theirs.length + 1))
  const length = (/** @type {number} */ i, /** @type {number} */ j) => lengths[i]?.[j] ?? 0
  for (let i = mine.length - 1; i >= 0; i--) {
    const row = /** @type {Uint16Array} */ (lengths[i])
    for (let j = theirs.length - 1; j >= 0; j--) {
      row[j] =
        mine[i] === theirs[j]
          ? length(i + 1, j + 1) + 1
          : Math.max(length(i + 1, j), length(i, j + 1))
    }
  }
  const common = new Set()
  for (let i = 0, j = 0; i < mine.length && j < theirs.length; ) {
    if (mine[i] === theirs[j]) {
      common.add(i++)
      j++
    } else if (length(i + 1, j) >= length(i, j + 1)) i++
    else j++
  }
  return common
}

/**
 * Neighbours of one kind as one piece; a gap between two differing words differs with them.
 * @param {string[]} pieces
 * @param {Set<number>} differing
 */
function joined(pieces, differing) {
  /** @type {Piece[]} */
  const result = []
  pieces.forEach((text, at) => {
    const gap = !text.trim()
    const differs = gap ? differing.has(at - 1) && differing.has(at + 1) : differing.has(at)
    const last = result.at(-1)
    if (last && last.differs === differs) last.text += text
    else result.push({ text, differs })
  })
  return result
}
