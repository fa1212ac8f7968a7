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
 * What each list was last made of, by the list: sorting three thousand questions twenty times a
 * second, to find them in the order in which they were, would be felt.
 * @type {WeakMap<string[], [string, Question][]>}
 */
const sources = new WeakMap()

/**
 * The lists of a document. A list that did not change is the very array of `previous`.
 * @param {ControlDocument} document
 * @param {Lists} [previous]
 * @returns {Lists}
 */
export function listsOf(document, previous) {
  const byList = distributed(document)
  const cued = document.debate.order.filter((id) => document.questions[id]?.state === "next")
  const lists = /** @type {Lists} */ ({ next: stable(previous?.next, cued) })
  for (const [name, order] of /** @type {[ListName, Order][]} */ (Object.entries(ORDERS))) {
    lists[name] = sorted(byList.get(name) ?? [], order, previous?.[name])
  }
  return lists
}

/** The questions of each list, in the document's order. @param {ControlDocument} document */
function distributed({ questions }) {
  /** @type {Map<string, [string, Question][]>} */
  const byList = new Map()
  for (const id of Object.keys(questions)) {
    const question = /** @type {Question} */ (questions[id])
    const name = question.held ? "held" : question.state
    const entries = byList.get(name)
    if (entries) entries.push([id, question])
    else byList.set(name, [[id, question]])
  }
  return byList
}

/**
 * @param {[string, Question][]} entries
 * @param {Order} order
 * @param {string[] | undefined} previous
 */
function sorted(entries, order, previous) {
  if (previous && isMadeOf(previous, entries)) return previous
  const ids = [...entries].sort(order).map(([id]) => id)
  const list = stable(previous, ids)
  sources.set(list, entries)
  return list
}

/** Whether every question is the one that it was. @param {string[]} list @param {[string, Question][]} entries */
function isMadeOf(list, entries) {
  const source = sources.get(list)
  return (
    source !== undefined &&
    source.length === entries.length &&
    entries.every(([, question], at) => source[at]?.[1] === question)
  )
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

/**
 * How many questions each author has asked.
 * @param {ControlDocument} document
 * @returns {Map<string, number>}
 */
export function countByAuthor(document) {
  const counts = new Map()
  for (const { author } of Object.values(document.questions)) {
    counts.set(author, (counts.get(author) ?? 0) + 1)
  }
  return counts
}
