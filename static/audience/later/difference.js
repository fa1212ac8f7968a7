/** Two wordings in one text: what was taken out, and what came in. */

import htm from "htm"
import { h } from "preact"

const html = htm.bind(h)

/** @param {{ before: string, now: string }} props */
export function Difference({ before, now }) {
  return html`<p class="before__words" dir="auto">
    ${difference(before, now).map(([kind, words]) => html`<${TAGS[kind]}>${words}<//> `)}
  </p>`
}

/** @typedef {"same" | "gone" | "new"} Kind */
/** @type {Record<Kind, string>} */
const TAGS = { same: "span", gone: "del", new: "ins" }

/**
 * By words: their longest common subsequence stays. A question has at most some hundred.
 * @param {string} before
 * @param {string} now
 * @returns {[Kind, string][]}
 */
export function difference(before, now) {
  const [old, fresh] = [words(before), words(now)]
  const lengths = commonLengths(old, fresh)
  /** @type {[Kind, string][]} */
  const found = []
  const add = (/** @type {Kind} */ kind, /** @type {string} */ word) => {
    const last = found.at(-1)
    if (last?.[0] === kind) last[1] += ` ${word}`
    else found.push([kind, word])
  }
  let [i, j] = [0, 0]
  while (i < old.length || j < fresh.length) {
    if (old[i] === fresh[j]) {
      add("same", fresh[j] ?? "")
      i += 1
      j += 1
    } else if (j === fresh.length || (i < old.length && at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
      add("gone", old[i] ?? "")
      i += 1
    } else {
      add("new", fresh[j] ?? "")
      j += 1
    }
  }
  return found
}

/** @param {string} text */
const words = (text) => text.match(/\S+/gu) ?? []

/** Of what is left of both from each place on. @param {string[]} old @param {string[]} fresh */
function commonLengths(old, fresh) {
  const lengths = old.map(() => fresh.map(() => 0))
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      const without = Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1))
      const row = lengths[i]
      if (row) row[j] = old[i] === fresh[j] ? at(lengths, i + 1, j + 1) + 1 : without
    }
  }
  return lengths
}

/** @param {number[][]} lengths @param {number} i @param {number} j */
const at = (lengths, i, j) => lengths[i]?.[j] ?? 0
