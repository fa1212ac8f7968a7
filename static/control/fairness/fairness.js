/** How evenly was asked so far, as the server counts it: meters, and why a question is suggested. */

import { page } from "../../common/page.js"

/** @typedef {import("../../wire/heads.d.ts").ControlHead} Debate */
/** @typedef {import("../../wire/questions.d.ts").ControlQuestion} Question */
/** @typedef {import("../../wire/heads.d.ts").Counted} Share */
/** @typedef {"guests" | "piles" | "languages"} Dimension */

const OTHER = "other"
/** Of texts, in the languages of the house. @type {string[]} */
const TAGS = page.tags ?? []

/** The language a question is counted under, as the server counts it. @param {string} tag */
export function languageOf(tag) {
  const whole = TAGS.find((one) => tag === one || tag.startsWith(`${one}-`))
  return whole ?? TAGS.find((one) => one.startsWith(`${tag}-`)) ?? OTHER
}

/**
 * The rows of a meter, and what each is of all in it: 0…1.
 * @param {Record<string, Share>} shares
 * @returns {{ key: string, submitted: number, asked: number, ofSubmitted: number,
 *   ofAsked: number }[]}
 */
export function meter(shares) {
  const rows = Object.entries(shares)
  const sum = (/** @type {keyof Share} */ what) =>
    Math.max(1, rows.reduce((all, [, share]) => all + share[what], 0))
  const [submitted, asked] = [sum("submitted"), sum("asked")]
  return rows.map(([key, share]) => ({
    key,
    ...share,
    ofSubmitted: share.submitted / submitted,
    ofAsked: share.asked / asked,
  }))
}

/**
 * Why the suggested question is suggested: which words, about which guest, pile or language.
 * @param {Debate} debate @param {Question} question
 * @returns {{ words: string, key: string }}
 */
export function reason({ fairness, suggested_next: suggested }, question) {
  const because = suggested?.because ?? "votes"
  if (because === "votes" && !question.votes) return { words: "votes_none", key: "" }
  const key = keyOf(because, question)
  const asked = fairness && because !== "votes" ? fairness[`${because}s`][key]?.asked : undefined
  return { words: asked === 0 ? `${because}_none` : because, key }
}

/** @param {"guest" | "pile" | "language" | "votes"} because @param {Question} question */
function keyOf(because, { to, pile, lang }) {
  if (because === "guest") return to ?? ""
  if (because === "pile") return pile ?? ""
  return because === "language" ? languageOf(lang) : ""
}

/** The guests whom nobody has asked yet. @param {Debate} debate @returns {Set<string>} */
export function unaskedGuests({ guests, fairness }) {
  return new Set(Object.keys(guests).filter((id) => !fairness?.guests[id]?.asked))
}
