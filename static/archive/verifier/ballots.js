/**
 * The list of ballots, counted again.
 *
 * @typedef {{ own: number, apart: number, people: Set<string>, all: Set<string> }} Votes of one
 *   question; `all`: those that were set apart as well
 */

import { toHex } from "../../transparency/bytes.js"
import { byCodePoints } from "./canonical.js"
import { rootOf } from "./lines.js"
/** @typedef {import("./lines.js").Line} Line */
/** @typedef {import("./pace.js").Pace} Pace */
/** @typedef {import("./questions.js").Question} Question */
/** @typedef {import("./replay.js").Told} Told */
/** @typedef {import("./report.js").Report} Report */

const SEALED = ["event", "tallies", "own", "ballots", "participants", "apart", "with_apart", "apart_ballots", "apart_participants"]
const ROW = /^(\S+) ([0-9a-f]{16})( apart)?$/

/**
 * How many there were while people voted: none is ever deleted.
 * @param {readonly Line[]} lines without what was taken back @param {Report} report
 */
export function checkKept(lines, report) {
  let least = 0
  for (const { event } of lines) {
    if (event.event !== "BallotsCommitted") continue
    const said = event.ballots
    if (Number.isSafeInteger(said) && said >= least) least = said
    else report.wrong("ballots", "BallotsCommitted.ballots", { said, follows: `≥ ${least}` })
  }
}

/** @param {readonly string[]} rows @param {Told} told @param {Report} report @param {Pace} pace */
export async function checkBallots(rows, told, report, pace) {
  const sealed = told.sealed("BallotsSealed")
  if (!sealed.event) return // named already: closing lacks it
  if (Object.keys(sealed).length !== 3) report.wrong("ballots", "BallotsSealed")
  if (sealed.ballots !== rows.length) {
    report.wrong("ballots", "BallotsSealed.ballots", { said: sealed.ballots, follows: rows.length })
  }
  const votes = await counted(rows, told, report, pace)
  const root = toHex(await rootOf(rows, pace, 0.6, 0.8))
  if (root !== sealed.root) report.wrong("ballots", "BallotsSealed.root", { said: sealed.root, follows: root })
  compareTallies(told, votes, report)
}

/**
 * @param {readonly string[]} rows @param {Told} told @param {Report} report @param {Pace} pace
 * @returns {Promise<Map<string, Votes>>}
 */
async function counted(rows, told, report, pace) {
  const votes = new Map([...told.questions.keys()].map((id) => [id, nobody()]))
  let [before, person] = ["", ""]
  await pace.each(rows, 0.45, 0.6, (row, index) => {
    const [, id = "", handle = "", apart] = ROW.exec(row) ?? []
    const mine = votes.get(id)
    const isTwice = person === `${id} ${handle}` || byCodePoints(before, row) >= 0
    if (!mine || isTwice) report.wrong("ballots", `${index + 1}`, { said: row })
    ;[before, person] = [row, `${id} ${handle}`]
    if (!mine) return
    mine.all.add(handle)
    if (apart) mine.apart += 1
    else {
      mine.own += 1
      mine.people.add(handle)
    }
  })
  return votes
}

/** @returns {Votes} */
const nobody = () => ({ own: 0, apart: 0, people: new Set(), all: new Set() })

/** What was sealed of each question against its ballots. @param {Told} told @param {Map<string, Votes>} votes @param {Report} report */
function compareTallies(told, votes, report) {
  const sealed = told.sealed("TalliesSealed")
  const [people, all] = [overParts(told, votes, "people"), overParts(told, votes, "all")]
  const isApart = [...votes.values()].some(({ apart }) => apart)
  /** @type {[string, (id: string) => number | undefined][]} */
  const columns = [
    ["tallies", (id) => people.get(id)?.size ?? 0],
    ["own", (id) => votes.get(id)?.own],
    ["apart", (id) => votes.get(id)?.apart || undefined],
    ["with_apart", (id) => (all.get(id)?.size === people.get(id)?.size ? undefined : all.get(id)?.size)],
  ]
  for (const [name, follows] of columns) {
    for (const id of new Set([...told.questions.keys(), ...Object.keys(sealed[name] ?? {})])) {
      const [said, found] = [sealed[name]?.[id], follows(id)]
      if (said !== found) report.wrong("tally", `${name}.${id}`, { said, follows: found })
    }
  }
  const rows = [...votes.values()]
  const sum = (/** @type {"own" | "apart"} */ name) => rows.reduce((whole, one) => whole + one[name], 0)
  const ofTrees = (/** @type {Map<string, Set<string>>} */ sets) =>
    [...sets].reduce((whole, [id, set]) => whole + (told.questions.get(id)?.into === undefined ? set.size : 0), 0)
  const most = (/** @type {Map<string, Set<string>>} */ sets) => Math.max(0, ...[...sets.values()].map((set) => set.size))
  const apart = overParts(told, new Map([...votes].map(([id, { people, all }]) => [id, { ...nobody(), people: without(all, people) }])), "people")
  within(report, "ballots", sealed.ballots, sum("own"), sum("own"))
  within(report, "participants", sealed.participants, most(people), ofTrees(people))
  within(report, "apart_ballots", sealed.apart_ballots ?? 0, sum("apart"), sum("apart"))
  within(report, "apart_participants", sealed.apart_participants ?? 0, most(apart), ofTrees(apart))
  if (isApart && ![...told.bursts.values()].some((burst) => burst.isApart)) report.wrong("ballots", "apart")
  if ([...people].some(([id, some]) => some.size + (apart.get(id)?.size ?? 0) !== all.get(id)?.size)) {
    report.wrong("ballots", "apart") // a person both apart and not
  }
  for (const name of Object.keys(sealed)) if (!SEALED.includes(name)) report.wrong("tally", name)
  if (!isApart) for (const name of SEALED.slice(-4)) if (name in sealed) report.wrong("tally", name)
}

/** @param {Set<string>} all @param {Set<string>} some */
const without = (all, some) => new Set([...all].filter((one) => !some.has(one)))

/** @param {Report} report @param {string} where @param {unknown} said @param {number} least @param {number} most */
function within(report, where, said, least, most) {
  if (!Number.isSafeInteger(said) || Number(said) < least || Number(said) > most) {
    report.wrong("tally", where, { said, follows: least === most ? least : `${least}–${most}` })
  }
}

/**
 * Those of each question and of all that was merged into it, each person once.
 * @param {Told} told @param {Map<string, Votes>} votes @param {"people" | "all"} which
 */
function overParts({ questions }, votes, which) {
  const found = new Map([...votes].map(([id, mine]) => [id, new Set(mine[which])]))
  for (const question of questions.values()) {
    for (const whole of wholes(question, questions)) {
      for (const handle of votes.get(question.id)?.[which] ?? []) found.get(whole)?.add(handle)
    }
  }
  return found
}

/** The questions that it is part of. @param {Question} question @param {Map<string, Question>} questions */
export function wholes(question, questions) {
  const found = new Set()
  for (let into = question.into; into !== undefined && !found.has(into); into = questions.get(into)?.into) {
    found.add(into)
  }
  return /** @type {Set<string>} */ (found)
}
