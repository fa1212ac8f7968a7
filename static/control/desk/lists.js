/** A control document's questions as the lists that the columns show: which, and in what order. */

import { stable } from "./stable.js"
import { isAside } from "./standing.js"

/** @typedef {import("../../wire/documents.d.ts").ControlDocument} ControlDocument */
/** @typedef {import("../types.d.ts").Lists} Lists */
/** @typedef {import("../types.d.ts").ListName} ListName */
/** @typedef {import("../../wire/questions.d.ts").ControlQuestion} Question */
/** @typedef {import("../types.d.ts").Questions} Questions */
/** @typedef {(one: string, other: string, questions: Questions) => number} Order of two ids */

/** Ids are "q1", "q2", … in the order of submission. */
const number = (/** @type {string} */ id) => Number(id.slice(1))

/** @type {Order} */
const newestFirst = (one, other) => number(other) - number(one)

/**
 * By what each question says, the higher first.
 * @param {(question: Question) => number} key @param {(one: string, other: string) => number} then
 * @returns {Order}
 */
const highestFirst = (key, then) => (one, other, questions) =>
  key(/** @type {Question} */ (questions[other])) - key(/** @type {Question} */ (questions[one]))
  || then(one, other)

const byNumber = (/** @type {string} */ one, /** @type {string} */ other) => number(one) - number(other)
const byNumberDown = (/** @type {string} */ one, /** @type {string} */ other) => byNumber(other, one)

const lastDecidedFirst = highestFirst(({ decided_at: decided, at }) => decided ?? at, byNumberDown)

/** What an author says should not have been dismissed comes before the rest. @type {Order} */
const challengedFirst = (one, other, questions) =>
  Number(questions[other]?.challenged ?? false) - Number(questions[one]?.challenged ?? false)
  || lastDecidedFirst(one, other, questions)

/** @type {Record<string, Order>} */
const ORDERS = {
  in_review: newestFirst,
  held: highestFirst(({ held }) => -(held?.at ?? 0), byNumber),
  open: highestFirst(({ votes }) => votes, byNumber),
  aired: highestFirst(({ aired_at: aired, at }) => aired ?? at, byNumberDown),
  answered: highestFirst(({ answered_at: answered, at }) => answered ?? at, byNumberDown),
  dismissed: challengedFirst,
  merged: lastDecidedFirst,
  withdrawn: newestFirst,
}

/** Where a question stands. @param {Question} question */
const listOf = (question) => {
  if (question.held) return "held"
  return isAside(question) ? "aired" : question.state
}

/** The questions that lists were made of. @type {WeakMap<Lists, Questions>} */
const madeOf = new WeakMap()

/**
 * The lists of a document. With `previous`, of which an earlier call was the result, only what
 * changed since is put in its place, and a list that did not change is the very same array: to
 * sort three thousand questions twenty times a second would be felt.
 * @param {ControlDocument} document
 * @param {Lists} [previous]
 * @returns {Lists}
 */
export function listsOf({ debate, questions }, previous) {
  const before = (previous && madeOf.get(previous)) ?? {}
  const { left, came } = moves(before, questions)
  const cued = debate.order.filter((id) => questions[id]?.state === "next")
  const lists = /** @type {Lists} */ ({ next: stable(previous?.next, cued) })
  for (const name of /** @type {Exclude<ListName, "next">[]} */ (Object.keys(ORDERS))) {
    const list = previous?.[name] ?? []
    const fresh = came.get(name)
    const isChanged = fresh || list.some((id) => left.has(id))
    lists[name] = isChanged ? replaced(list, left, fresh ?? [], name, questions) : list
  }
  madeOf.set(lists, questions)
  return lists
}

/**
 * What is no longer as it was, and where it belongs now.
 * @param {Questions} before @param {Questions} after
 */
function moves(before, after) {
  /** @type {Set<string>} */
  const left = new Set()
  /** @type {Map<string, string[]>} */
  const came = new Map()
  if (before === after) return { left, came }
  for (const id in before) if (before[id] !== after[id]) left.add(id)
  for (const id in after) {
    const question = /** @type {Question} */ (after[id])
    if (before[id] === question) continue
    const name = listOf(question)
    const list = came.get(name)
    if (list) list.push(id)
    else came.set(name, [id])
  }
  return { left, came }
}

/**
 * A list without those that left, and with those that came, in its order.
 * @param {string[]} list @param {Set<string>} left @param {string[]} came @param {string} name
 * @param {Questions} questions
 */
function replaced(list, left, came, name, questions) {
  const order = /** @type {Order} */ (ORDERS[name])
  const fresh = came.sort((one, other) => order(one, other, questions))
  /** @type {string[]} */
  const result = []
  let at = 0
  for (const id of list) {
    if (left.has(id)) continue
    for (; at < fresh.length && order(/** @type {string} */ (fresh[at]), id, questions) < 0; at++) {
      result.push(/** @type {string} */ (fresh[at]))
    }
    result.push(id)
  }
  return stable(list, result.concat(fresh.slice(at)))
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
    const how = document.questions[id]?.became ?? "answered"
    counts[how] = (counts[how] ?? 0) + 1
  }
  return counts
}

/**
 * How many dismissals are challenged.
 * @param {ControlDocument} document
 * @param {Lists} lists
 */
export function countChallenged({ questions }, { dismissed }) {
  const first = dismissed.findIndex((id) => !questions[id]?.challenged)
  return first < 0 ? dismissed.length : first
}

/**
 * How many questions each author has asked.
 * @param {ControlDocument} document
 * @returns {Map<string, number>}
 */
export function countByAuthor({ questions }) {
  const counts = new Map()
  for (const id in questions) {
    const { author } = /** @type {Question} */ (questions[id])
    counts.set(author, (counts.get(author) ?? 0) + 1)
  }
  return counts
}
