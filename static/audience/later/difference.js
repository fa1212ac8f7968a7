/** Two wordings in one text: what was taken out, and what came in. */

import htm from "htm"
import { h } from "preact"
import { inCommon } from "../../common/in-common.js"

const html = htm.bind(h)

/** @typedef {"same" | "gone" | "new"} Kind */
/** @type {Record<Kind, string>} */
const TAGS = { same: "span", gone: "del", new: "ins" }

/** @param {{ before: string, now: string }} props */
export function Difference({ before, now }) {
  return html`<p class="before__words" dir="auto">
    ${difference(before, now).map(([kind, words]) => html`<${TAGS[kind]}>${words}<//> `)}
  </p>`
}

/**
 * By words. @param {string} before @param {string} now @returns {[Kind, string][]}
 */
export function difference(before, now) {
  const [old, fresh] = [words(before), words(now)]
  /** @type {[Kind, string][]} */
  const found = []
  const add = (/** @type {Kind} */ kind, /** @type {string[]} */ some) => {
    const last = found.at(-1)
    if (some.length && last?.[0] === kind) last[1] += ` ${some.join(" ")}`
    else if (some.length) found.push([kind, some.join(" ")])
  }
  let [i, j] = [0, 0]
  for (const [a, b] of inCommon(old, fresh)) {
    add("gone", old.slice(i, a))
    add("new", fresh.slice(j, b))
    add("same", fresh.slice(b, b + 1))
    ;[i, j] = [a + 1, b + 1]
  }
  add("gone", old.slice(i))
  add("new", fresh.slice(j))
  return found
}

/** @param {string} text */
const words = (text) => text.match(/\S+/gu) ?? []
