/** What moderators did, by the lines that say so: the report of moderation. */

/** @typedef {import("./lines.js").Line} Line */
/** @typedef {import("./replay.js").Told} Told */

const HOUR_MS = 3_600_000
const HOURLY = { QuestionSubmitted: "submitted", QuestionApproved: "shown", QuestionDismissed: "dismissed" }
const ENDS_HOLDING = [
  "QuestionUnheld",
  "QuestionApproved",
  "QuestionDismissed",
  "QuestionMerged",
  "QuestionWithdrawn",
]

/**
 * @param {readonly Line[]} all also those that were taken back
 * @param {readonly Line[]} lines the others
 * @param {Told} told
 */
export function deedsOf(all, lines, told) {
  const of = (/** @type {string} */ kind) => lines.filter(({ event }) => event.event === kind)
  const some = (/** @type {unknown[]} */ found) => found.length || undefined
  return {
    edits: some(of("QuestionEdited")),
    edits_voted: some(of("QuestionEdited").filter(({ event }) => event.votes)),
    merged_votes: mergedVotes(told),
    dismissals: list(dismissals(of("QuestionDismissed"), told)),
    challenged: list(challenged(of("DismissalChallenged"), lines)),
    held: some(of("QuestionHeld")),
    held_ms: lowerMedian(holdings(lines)),
    blocked: some(of("AuthorBlocked")),
    unblocked: some(of("AuthorUnblocked")),
    undone: undone(all),
    hours: list(hours(lines)),
  }
}

/** @template T @param {T[]} found */
const list = (found) => (found.length ? found : undefined)

/** @param {Told} told */
function mergedVotes(told) {
  const { own = {} } = told.sealed("TalliesSealed")
  const merged = [...told.questions.values()].filter(({ state }) => state === "merged")
  return merged.reduce((sum, { id }) => sum + own[id], 0) || undefined
}

/** @param {Line[]} lines of dismissing @param {Told} told */
function dismissals(lines, told) {
  const last = new Map(lines.map((line) => [line.event.question, line]))
  return lines
    .filter((line) => last.get(line.event.question) === line)
    .filter(({ event }) => told.questions.get(event.question)?.state === "dismissed")
    .map(({ event, at }) => ({ question: event.question, reason: event.reason, at }))
}

/** @param {Line[]} challenges @param {readonly Line[]} lines */
function challenged(challenges, lines) {
  return challenges.flatMap(({ seq, at, event: { question, dismissal } }) => {
    const about = lines.filter(({ event }) => event.question === question)
    const line = about.find(({ event, action }) => event.event === "QuestionDismissed" && action === dismissal)
    if (!line) return []
    const restored = about.some((one) => one.event.event === "QuestionRestored" && one.seq > seq) || undefined
    return [{ question, reason: line.event.reason, dismissed_at: line.at, at, restored }]
  })
}

/** How long each was held that was not held until the end (ms). @param {readonly Line[]} lines */
function holdings(lines) {
  /** @type {Map<string, number[]>} */
  const open = new Map()
  /** @type {number[]} */
  const found = []
  for (const { event, at } of lines) {
    const since = open.get(event.question) ?? []
    if (event.event === "QuestionHeld") open.set(event.question, [...since, at])
    else if (ENDS_HOLDING.includes(event.event)) {
      found.push(...since.map((start) => at - start))
      open.delete(event.question)
    }
  }
  return found
}

/** @param {number[]} numbers */
const lowerMedian = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor((numbers.length - 1) / 2)]

/** @param {readonly Line[]} all */
function undone(all) {
  const last = new Map(all.map(({ action, event }) => [action, event.event]))
  const found = new Map()
  for (const { event } of all) {
    if (event.event !== "ActionUndone") continue
    const kind = last.get(event.action)
    found.set(kind, (found.get(kind) ?? 0) + 1)
  }
  return found.size ? found : undefined
}

/** @param {readonly Line[]} lines */
function hours(lines) {
  const found = new Map()
  for (const { event, at: minute } of lines) {
    const column = HOURLY[/** @type {keyof typeof HOURLY} */ (event.event)]
    if (!column) continue
    const at = minute - (minute % HOUR_MS)
    const hour = found.get(at) ?? { at, submitted: 0, shown: 0, dismissed: 0 }
    found.set(at, hour)
    hour[column] += 1
  }
  return [...found.values()].sort((one, other) => one.at - other.at)
}
