/**
 * Finding questions by words, whatever the script and with or without diacritics.
 *
 * Folding is Serbian Cyrillic to Latin, lower case, no diacritics. Đ is typed both as "dj" and as
 * "d", so a text is kept in both forms and found by either.
 */

import { toLatin } from "../../common/script.js"
import { languageOf } from "../fairness/fairness.js"

/** @typedef {import("../types.d.ts").Filters} Filters */
/** @typedef {import("../../wire/questions.d.ts").ControlQuestion} Question */
/** @typedef {import("../types.d.ts").Questions} Questions */

/** In no pile; to nobody in particular. */
export const NONE = "-"

/** To a guest whom nobody has asked yet. */
export const UNASKED = "?"

/** Filters nothing. @type {Filters} */
export const NO_FILTERS = { pile: "", guest: "", language: "", search: "" }

const COMBINING_MARKS = /\p{M}+/gu
const NOT_A_WORD = /[^\p{L}\p{N}]+/gu
const CACHE_LIMIT = 10_000

/** @param {string} text @param {string} stroke what đ becomes */
function foldWith(text, stroke) {
  return toLatin(text.normalize("NFKC"))
    .toLowerCase()
    .replaceAll("đ", stroke)
    .normalize("NFD")
    .replace(COMBINING_MARKS, "")
    .replace(NOT_A_WORD, " ")
    .trim()
}

/** The text folded: `Ђаче, шта је?` gives `djace sta je`. @param {string} text */
export function fold(text) {
  return foldWith(text, "dj")
}

/** @type {Map<string, string>} */
const foldedWords = new Map()

/** `fold` for a word: the same few thousand come again and again. @param {string} word */
export function foldWord(word) {
  let result = foldedWords.get(word)
  if (result === undefined) {
    if (foldedWords.size >= CACHE_LIMIT) foldedWords.clear()
    result = fold(word)
    foldedWords.set(word, result)
  }
  return result
}

/**
 * Folded texts, by text: folding three thousand at every keystroke would be felt.
 * @type {Map<string, string>}
 */
const cache = new Map()
/** @param {string} text */
function searchable(text) {
  let folded = cache.get(text)
  if (folded === undefined) {
    if (cache.size >= CACHE_LIMIT) cache.clear()
    folded = `${fold(text)}\n${foldWith(text, "d")}`
    cache.set(text, folded)
  }
  return folded
}

/**
 * Whether every word of the query is in the question's text, one of its translations or its asker's
 * name, or is its number.
 * @param {Question} question
 * @param {string[]} words folded
 * @param {string} [id]
 */
function matches(question, words, id = "") {
  const texts = [question.text, ...Object.values(question.translations ?? {}), question.name ?? ""]
  const found = texts.map(searchable)
  const numbers = [id, id.slice(1)]
  return words.every((word) => found.some((text) => text.includes(word)) || numbers.includes(word))
}

/** What the words that were looked for last were found in. */
let looked = { words: "", found: /** @type {WeakMap<Question, boolean>} */ (new WeakMap()) }

/**
 * `matches` for these words, asked once of every question however often the list is shown.
 * @param {string[]} words folded
 * @returns {(question: Question, id: string) => boolean}
 */
function finder(words) {
  const wanted = words.join(" ")
  if (looked.words !== wanted) looked = { words: wanted, found: new WeakMap() }
  const { found } = looked
  return (question, id) => {
    let known = found.get(question)
    if (known === undefined) {
      known = matches(question, words, id)
      found.set(question, known)
    }
    return known
  }
}

/**
 * The ids that pass the filters, in the order given. "" filters nothing; a guest or pile may be
 * NONE, a guest UNASKED.
 * @param {Questions} questions
 * @param {string[]} ids
 * @param {Filters} filters
 * @param {Set<string>} [unasked] the guests whom nobody has asked yet
 */
export function filter(questions, ids, { pile, guest, language, search }, unasked) {
  const words = fold(search).split(" ").filter(Boolean)
  const isFound = finder(words)
  if (!pile && !guest && !language && !words.length) return ids
  return ids.filter((id) => {
    const question = questions[id]
    return (
      question !== undefined &&
      (!pile || (question.pile ?? NONE) === pile) &&
      (!guest || isTo(question.to ?? NONE, guest, unasked)) &&
      (!language || languageOf(question.lang) === language) &&
      (!words.length || isFound(question, id))
    )
  })
}

/** @param {string} to @param {string} wanted @param {Set<string>} [unasked] */
function isTo(to, wanted, unasked) {
  return wanted === UNASKED ? unasked?.has(to) === true : to === wanted
}

/** Whether they may hide anything. @param {Filters} filters */
export function isFiltering({ pile, guest, language, search }) {
  return !!(pile || guest || language || search.trim())
}
