/** Which words of one text are not in the other: why two questions may not be the same. */

import { denies } from "./denial.js"
import { inCommon } from "../../common/in-common.js"
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
  const pairs = inCommon(mine.map(({ word }) => word), theirs)
  const common = new Set(pairs.map(([at]) => at))
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
