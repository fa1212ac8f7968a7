/** Whether the lengths that closing sealed are within what the minutes of the lines allow. */

/** @typedef {import("./questions.js").Question} Question */
/** @typedef {import("./replay.js").Told} Told */
/** @typedef {import("./report.js").Report} Report */
/** @typedef {[least: number, most: number]} Bounds in seconds */

const SECOND_MS = 1000
const FIELDS = ["event", "on_air", "spoken", "decision", "wait"]

/** @param {Told} told @param {Report} report */
export function checkLengths(told, report) {
  const sealed = told.sealed("LengthsSealed")
  const questions = [...told.questions.values()]
  for (const name of Object.keys(sealed)) if (!FIELDS.includes(name)) report.wrong("length", name)
  checkOnAir(questions, sealed.on_air ?? {}, report)
  checkSpoken(told, sealed.spoken ?? {}, report)
  const decisions = questions.flatMap(({ at, firstDecidedAt: then }) => (then === undefined ? [] : [between(at, then, 30)]))
  const waits = questions.filter(isWaitKnown).map(({ decidedAt = 0, takenAt = 0 }) => between(decidedAt, takenAt, 60))
  allow("decision", sealed.decision, median(decisions), report)
  allow("wait", sealed.wait, median(waits), report)
}

/** @param {Question} question */
const isWaitKnown = ({ isShown, how, left, state, decidedAt, takenAt }) =>
  isShown &&
  (how !== undefined || left === "aside" || state === "on_air") &&
  decidedAt !== undefined &&
  takenAt !== undefined

/** @param {Question[]} questions @param {Record<string, unknown>} onAir @param {Report} report */
function checkOnAir(questions, onAir, report) {
  const shown = new Map(questions.filter(({ isShown, airings }) => isShown && airings.length).map((one) => [one.id, one]))
  for (const id of new Set([...Object.keys(onAir), ...shown.keys()])) {
    const ended = (shown.get(id)?.airings ?? []).filter(({ end }) => end !== undefined)
    const said = onAir[id] ?? []
    if (!shown.has(id) || !Array.isArray(said) || said.length !== ended.length) report.wrong("length", `on_air.${id}`)
    else {
      for (const [index, { start, end = start }] of ended.entries()) {
        allow(`on_air.${id}.${index}`, said[index], between(start, end, 60), report)
      }
    }
  }
}

/** @param {Told} told @param {Record<string, unknown>} spoken @param {Report} report */
function checkSpoken(told, spoken, report) {
  for (const guest of new Set([...Object.keys(spoken), ...told.spoken.keys()])) {
    const turns = (told.spoken.get(guest) ?? []).map(({ start, end }) => between(start, end, 60))
    const least = turns.reduce((sum, [least]) => sum + least, 0)
    const most = turns.reduce((sum, [, most]) => sum + most + 1, -1)
    if (spoken[guest] === undefined && least < 1) continue // less than a second is left out
    allow(`spoken.${guest}`, spoken[guest], [Math.max(1, least), most], report)
  }
}

/** From one minute to another. @param {number} from ms @param {number} to ms @param {number} slack s @returns {Bounds} */
function between(from, to, slack) {
  const seconds = (to - from) / SECOND_MS
  return [Math.max(0, seconds - slack), Math.max(0, seconds + slack - 1)]
}

/** The lower one, of the least and of the most. @param {Bounds[]} all @returns {Bounds | undefined} */
function median(all) {
  if (!all.length) return undefined
  const middle = Math.floor((all.length - 1) / 2)
  const of = (/** @type {0 | 1} */ side) => all.map((one) => one[side]).sort((one, other) => one - other)[middle] ?? 0
  return [of(0), of(1)]
}

/** @param {string} where @param {unknown} said @param {Bounds | undefined} bounds undefined: there is none @param {Report} report */
function allow(where, said, bounds, report) {
  if (said === undefined && !bounds) return
  const isAllowed = Number.isSafeInteger(said) && bounds && Number(said) >= bounds[0] && Number(said) <= bounds[1]
  if (!isAllowed) report.wrong("length", where, { said, follows: bounds?.join("–") })
}
