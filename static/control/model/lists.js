/** A control document's questions as the lists that the columns show: which, and in what order. */

import { stable } from "./stable.js"

/** @typedef {import("../types.d.ts").ControlDocument} ControlDocument */
/** @typedef {import("../types.d.ts").Lists} Lists */
/** @typedef {import("../types.d.ts").ListName} ListName */
/** @typedef {import("../types.d.ts").Question} Question */
/** @typedef {(one: [string, Question], other: [string, Question]) => number} Order */

/** Ids are "q1", "q2", … in the order of submission. */
const number = (/** @type {string} */ id) => Number(id.slice(1))

/** @type {Order} */
const newestFirst = ([one], [other]) => number(other) - number(one)

/** @type {Order} */
const mostVotedFirst = ([one, a], [other, b]) => b.votes - a.votes || number(one) - number(other)

/** @type {Order} */
const lastDecidedFirst = ([one, a], [other, b]) =>
  (b.decided_at ?? b.at) - (a.decided_at ?? a.at) || number(other) - number(one)

/** @type {Order} */
const lastAnsweredFirst = ([one, a], [other, b]) =>
  (b.answered_at ?? b.at) - (a.answered_at ?? a.at) || number(other) - number(one)

/** @type {Order} */
const firstHeldFirst = ([one, a], [other, b]) =>
  (a.held?.at ?? 0) - (b.held?.at ?? 0) || number(one) - number(other)

/** @type {Record<Exclude<ListName, "next">, Order>} */
const ORDERS = {
  in_review: newestFirst,
  held: firstHeldFirst,
  open: mostVotedFirst,
  answered: lastAnsweredFirst,
  dismissed: lastDecidedFirst,
  merged: lastDecidedFirst,
  withdrawn: newestFirst,
}

/**
 * The lists of a document. A list that did not change is the very array of `previous`.
 * @param {ControlDocument} document
 * @param {Lists} [previous]
 * @returns {Lists}
 */
export function listsOf(document, previous) {
  /** @type {Map<string, [string, Question][]>} */
  const byList = new Map()
  for (const entry of Object.entries(document.questions)) {
    const { state, held } = entry[1]
    const name = held ? "held" : state
    if (!byList.has(name)) byList.set(name, [])
    byList.get(name)?.push(entry)
  }
  const cued = document.debate.order.filter((id) => document.questions[id]?.state === "next")
  const lists = /** @type {Lists} */ ({ next: stable(previous?.next, cued) })
  for (const [name, order] of /** @type {[ListName, Order][]} */ (Object.entries(ORDERS))) {
    const ids = (byList.get(name) ?? []).sort(order).map(([id]) => id)
    lists[name] = stable(previous?.[name], ids)
  }
  return lists
}

/**
 * How the answered ones were answered: `{answered: 4, evaded: 1}`, only what there is.
 * @param {ControlDocument} document
 * @param {string[]} ids
 * @returns {Record<string, number>}
 */
export function countAnswers(document, ids) {
  /** @type {Record<string, number>} */
  const counts = {}
  for (const id of ids) {
    const how = document.questions[id]?.how ?? "answered"
    counts[how] = (counts[how] ?? 0) + 1
  }
  return counts
}
