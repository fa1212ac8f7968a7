/**
 * The results of format 1, which sealed no lengths of time and opened no names of questions whose
 * text was edited: of these the file is believed, as far as its lines allow.
 */

import { isObject } from "./canonical.js"
import { compare } from "./compare.js"
/** @typedef {import("./replay.js").Told} Told */
/** @typedef {import("./report.js").Report} Report */
/** @typedef {ReturnType<typeof import("./results.js").resultsOf>} Results */

const MINUTE_MS = 60_000
const MINUTE_S = 60
// Of older files nobody says what was done.
const REPORT = ["edits", "edits_voted", "merged_votes", "dismissals", "challenged", "held", "held_ms", "blocked", "unblocked", "undone", "hours"]
const TIMES = ["at", "start", "end", "answered_at", "live_at", "closed_at"]

/**
 * @param {Record<string, any>} archive @param {Told} told @param {Results} results @param {Report} report
 */
export function compareFirst(archive, told, results, report) {
  const isExact = archive.journal.some((/** @type {any} */ line) => line.at % MINUTE_MS)
  const { debate, totals, moderation, questions } = isExact ? byMinutes(archive) : archive
  const follows = { ...results, ...beforeOutcomes(results, totals), moderation: moderationOf(results, moderation, questions) }
  for (const [index, result] of follows.questions.entries()) {
    const said = questions?.[index]
    if (told.questions.get(result.id)?.wordings[0]?.text === undefined) result.name = said?.name
    for (const [number, airing] of result.on_air.entries()) {
      airing.seconds = believed(said?.on_air?.[number]?.seconds, airing)
    }
  }
  compare({ debate, totals, moderation, questions }, follows, "", report)
}

/** Files from before there were outcomes counted two as one. @param {Results} results @param {any} said */
function beforeOutcomes({ totals, questions }, said) {
  if (said?.outcomes !== undefined) return {}
  const { outcomes } = totals
  const answered = (outcomes.get("answered") ?? 0) + (outcomes.get("partly") ?? 0)
  return {
    totals: { ...totals, outcomes: undefined, answered },
    questions: questions.map((one) => (one.outcome === "unanswered" ? { ...one, outcome: "not_reached" } : one)),
  }
}

/** @param {Results} results @param {any} said @param {any} questions */
function moderationOf({ moderation }, said, questions) {
  const onAir = new Map()
  for (const { to, on_air: airings } of Array.isArray(questions) ? questions : []) {
    if (to === undefined || !airings?.length) continue
    for (const { seconds } of airings) onAir.set(to, (onAir.get(to) ?? 0) + seconds * 1000)
  }
  const { decision_ms, wait_ms } = said ?? {}
  const spoken = isObject(said?.spoken_ms) ? new Map(Object.entries(said.spoken_ms)) : moderation.spoken_ms
  const absent = REPORT.filter((name) => said?.[name] === undefined).map((name) => [name, undefined])
  return {
    ...{ ...moderation, decision_ms, wait_ms, spoken_ms: spoken, on_air_ms: onAir },
    ...Object.fromEntries(absent),
  }
}

/** What is said, if the lines allow it. @param {unknown} seconds @param {{ start: number, end: number | undefined }} airing */
function believed(seconds, { start, end }) {
  if (end === undefined) return undefined
  return Math.abs(Number(seconds) - (end - start) / 1000) <= MINUTE_S ? /** @type {number} */ (seconds) : NaN
}

/** @param {any} value with moments, as the oldest files say them @returns {any} */
function byMinutes(value) {
  if (Array.isArray(value)) return value.map(byMinutes)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (!TIMES.includes(name) || !Number.isSafeInteger(inner)) return [name, byMinutes(inner)]
      return [name, inner - (inner % MINUTE_MS)]
    }),
  )
}
