/** The topic piles as a producer sees them: how much is open in each, the biggest first. */

import { NONE } from "./search.js"

/** @typedef {import("../types.d.ts").Questions} Questions */
/** @typedef {{ key: string, count: number }} Heap */

/**
 * Piles with something in them; of two that are as big, the one that was made first. Last comes
 * NONE, for what lies in no pile.
 * @param {Questions} questions
 * @param {string[]} ids of the questions that are counted
 * @param {string[]} piles keys, in the order in which they were made
 * @param {string} [kept] a pile that is told even when it is empty
 * @returns {Heap[]}
 */
export function heaps(questions, ids, piles, kept) {
  /** @type {Map<string, number>} */
  const counts = new Map()
  for (const id of ids) {
    const key = questions[id]?.pile ?? NONE
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...piles, NONE]
    .map((key) => ({ key, count: counts.get(key) ?? 0 }))
    .filter(({ key, count }) => count > 0 || key === kept)
    .sort((one, other) => Number(one.key === NONE) - Number(other.key === NONE) || other.count - one.count)
}
