/** A flood of questions in groups, of which some are dismissed at once. Pure. */

import { limits } from "../desk/permit.js"
import { VERY_LIKELY } from "../likely/likely.js"

/** @typedef {import("../../wire/questions.d.ts").ControlQuestion} Question */
/** @typedef {import("../types.d.ts").Questions} Questions */
/** @typedef {typeof GROUPINGS[number]} Grouping */
/** `rest`: of what is in no group of several. @typedef {{ key: string, ids: string[], rest?: boolean }} Group */

/** By what an inbox can be put into groups; `each`: all in one. */
export const GROUPINGS = /** @type {const} */ (["author", "likeness", "minute", "each"])

/** A flood exchanges these from text to text, and never denies what it says. */
const EXCHANGED = new Set(["number", "name"])

const NO_LETTERS = /[^\p{L}]+/gu
const MINUTE = 60_000 // ms

/** Whether somebody has yet to decide about it. @param {Question | undefined} question */
export function waits(question) {
  return question?.state === "in_review" && !question.held
}

/**
 * These questions in groups: minutes as the ids come, others the largest first, and last what is
 * in none.
 * @param {Questions} questions @param {string[]} ids the newest first @param {Grouping} grouping
 * @returns {Group[]}
 */
export function grouped(questions, ids, grouping) {
  if (grouping === "each") return ids.length ? [{ key: "each", ids }] : []
  const of = keysOf(questions, ids, grouping)
  /** @type {Map<string, string[]>} */
  const groups = new Map()
  for (const id of ids) {
    const key = of(id)
    const group = groups.get(key)
    if (group) group.push(id)
    else groups.set(key, [id])
  }
  const all = [...groups].map(([key, members]) => ({ key, ids: members }))
  return grouping === "minute" ? all : largestFirst(all)
}

/** @param {Group[]} groups @returns {Group[]} */
function largestFirst(groups) {
  const several = groups.filter(({ ids }) => ids.length > 1)
  const alone = groups.filter(({ ids }) => ids.length === 1).flatMap(({ ids }) => ids)
  several.sort((one, other) => other.ids.length - one.ids.length)
  return alone.length ? [...several, { key: "rest", ids: alone, rest: true }] : several
}

/** Of each question, what its group has in common. @param {Questions} questions @param {string[]} ids @param {Grouping} grouping */
function keysOf(questions, ids, grouping) {
  if (grouping === "likeness") return alike(questions, ids)
  const question = (/** @type {string} */ id) => /** @type {Question} */ (questions[id])
  if (grouping === "author") return (/** @type {string} */ id) => question(id).author
  return (/** @type {string} */ id) => String(Math.floor(question(id).at / MINUTE))
}

/**
 * What is alike, and what is alike to that: the server compares each with a hundred others and names
 * some of them, so a flood hangs together by chains. What has the same letters hangs together anyway.
 * @param {Questions} questions @param {string[]} ids
 * @returns {(id: string) => string} some member of its group
 */
function alike(questions, ids) {
  /** @type {Map<string, string>} */
  const heads = new Map(ids.map((id) => [id, id]))
  const head = (/** @type {string} */ id) => {
    let at = id
    for (let next = heads.get(at); next !== undefined && next !== at; next = heads.get(at)) {
      heads.set(at, heads.get(next) ?? next)
      at = next
    }
    return at
  }
  const join = (/** @type {string} */ one, /** @type {string} */ other) => {
    if (heads.has(other)) heads.set(head(one), head(other))
  }
  /** @type {Map<string, string>} */
  const byLetters = new Map()
  for (const id of ids) {
    const { text, likely = {}, almost = {} } = /** @type {Question} */ (questions[id])
    const letters = text.toLowerCase().replace(NO_LETTERS, " ").trim()
    const same = byLetters.get(letters)
    if (same === undefined) byLetters.set(letters, id)
    else join(id, same)
    for (const other in likely) if (Number(likely[other]) >= VERY_LIKELY) join(id, other)
    for (const other in almost) if (almost[other]?.every((but) => EXCHANGED.has(but))) join(id, other)
  }
  return head
}

/**
 * What one question says about which others came with it, only what has others.
 * @param {Questions} questions @param {string[]} ids the newest first @param {string} id
 * @returns {{ name: "author" | "likeness" | "minute" | "since", ids: string[] }[]}
 */
export function startsFrom(questions, ids, id) {
  const found = /** @type {const} */ (["author", "likeness", "minute"]).map((name) => {
    const group = grouped(questions, ids, name).find((one) => !one.rest && one.ids.includes(id))
    return { name, ids: group?.ids ?? [] }
  })
  const since = { name: /** @type {const} */ ("since"), ids: ids.slice(0, ids.indexOf(id) + 1) }
  return [...found, since].filter((one) => one.ids.length > 1)
}

/**
 * The ids from one place of a list to another, whichever stands first.
 * @param {{ key: string, ids: string[], open?: boolean }[]} stops as they are shown; what an `open`
 *   group holds has stops of its own behind it
 * @param {string} from @param {string} to
 * @returns {string[]}
 */
export function between(stops, from, to) {
  const places = [from, to].map((key) => stops.findIndex((stop) => stop.key === key))
  const [first, last] = [Math.min(...places), Math.max(...places)]
  if (first < 0) return []
  const inner = stops.slice(first, last + 1)
  return inner.flatMap(({ key, ids, open }) => (open && key !== to ? [] : ids))
}

/** In the order given, as many at once as go. @param {string[]} ids @returns {string[][]} */
export function batches(ids) {
  return Array.from({ length: Math.ceil(ids.length / limits.many) }, (_, at) =>
    ids.slice(at * limits.many, (at + 1) * limits.many))
}
