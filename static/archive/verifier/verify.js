/**
 * Checks an archive as docs/archive.md says, by that page alone: nothing here was taken from the
 * program that the server checks with, so that one finds what the other overlooks.
 */

import { toBase64, toHex } from "../../transparency/bytes.js"
import { checkBallots, checkKept } from "./ballots.js"
import { isObject } from "./canonical.js"
import { begunAnew, checkCheckpoint } from "./checkpoint.js"
import { compare } from "./compare.js"
import { readFirst } from "./first.js"
import { compareFirst } from "./first_results.js"
import { checkLengths } from "./lengths.js"
import { chainOf, readLines, rootOf } from "./lines.js"
import { deedsOf } from "./moderation.js"
import { Pace } from "./pace.js"
import { replay } from "./replay.js"
import { Report } from "./report.js"
import { resultsOf } from "./results.js"
import { readStrict } from "./strict.js"
import { SEALS, checkClosing, withoutUndone } from "./undoing.js"
import { checkOpened, checkWordings } from "./wordings.js"
/** @typedef {import("./checkpoint.js").Known} Known */

const FORMAT = "tribina.results.2"
const FIRST = "tribina.results.1"
const PROOFS = ["format", "journal", "opened", "ballots", "checkpoint"]
const NOTE =
  "Questions and votes of those who took part in this debate: they chose to come and to vote. This is " +
  "not a poll and represents nobody else; no margin of error can be given. Times are milliseconds since " +
  "1970-01-01 UTC, by the minute."

/**
 * @param {string} text the file
 * @param {{ policy?: string, vkey?: string, told?: (part: number) => void }} [given] `policy`: keys
 *   that came with the file (`tlog-policy`); `vkey`: the key that whoever asks knows, in their place;
 *   `told`: how much is done, 0…1
 * @returns {Promise<Report>}
 */
export async function verify(text, { policy = "", vkey = "", told = () => {} } = {}) {
  const report = new Report()
  const pace = new Pace(told)
  const known = { policy: vkey ? `log ${vkey}` : policy, isGiven: vkey !== "" }
  try {
    const archive = readStrict(text)
    if (archive?.format === FORMAT) await checkSecond(archive, known, report, pace)
    else if (archive?.format === FIRST) await checkFirst(archive, report, pace)
    else report.wrong("unreadable", "format")
  } catch {
    report.wrong("unreadable", "")
  }
  return report
}

/** @param {Record<string, any>} archive @param {Known} known @param {Report} report @param {Pace} pace */
async function checkSecond(archive, known, report, pace) {
  const { journal, opened, ballots } = archive
  if (!isTexts(journal) || !journal.length || !isObject(opened) || !isTexts(ballots)) {
    return report.wrong("unreadable", "journal")
  }
  const lines = await readLines(journal, opened, report, pace)
  const hash = await chainOf(journal, pace, 0.3, 0.35)
  const root = await rootOf(journal, pace, 0.35, 0.45)
  report.head = { size: journal.length, root: toBase64(root), hash: toHex(hash) }
  if (!lines) return
  const happened = withoutUndone(lines, report)
  checkClosing(happened, SEALS, report)
  checkKept(happened, report)
  const debate = replay(happened, report)
  await checkBallots(ballots, debate, report, pace)
  await pace.rest(0.8)
  const deeds = deedsOf(lines, happened, debate)
  believeNames(archive.questions, debate, report)
  believeOlder(archive.questions, debate, report)
  checkWordings(debate, report)
  checkOpened(lines, debate, report)
  checkLengths(debate, report)
  const said = Object.fromEntries(Object.entries(archive).filter(([name]) => !PROOFS.includes(name)))
  compare(said, { note: NOTE, ...resultsOf(debate, deeds) }, "", report)
  const code = `${debate.described.code}`
  report.head.code = code
  const number = begunAnew(lines, report)
  if (archive.checkpoint !== undefined) {
    await checkCheckpoint(archive.checkpoint, { size: journal.length, root, code, number }, known, report)
  } else if (known.policy) report.wrong("checkpoint", "")
  else report.unproved.push({ what: "unsigned", with: {} })
  remark(report, lines.length, ballots.length, Object.keys(opened).length)
  await pace.rest(1)
}

/** What only the file says. @param {Record<string, any>[]} said @param {import("./replay.js").Told} told @param {Report} report */
function believeNames(said, { questions }, report) {
  for (const { id, name } of said) {
    const question = questions.get(id)
    if (!question?.isShown || !question.isNamedByNobody) continue
    if (typeof name === "string") question.name = name
    report.unproved.push({ what: "name", with: { question: id } })
  }
}

/** Programs from before there was `between` told it of no question. @param {Record<string, any>[]} said @param {import("./replay.js").Told} told @param {Report} report */
function believeOlder(said, { questions }, report) {
  if (said.some(({ between }) => between !== undefined)) return
  for (const question of questions.values()) {
    const later = question.reworded.splice(1)
    if (later.length && question.isShown) report.unproved.push({ what: "between", with: { question: question.id } })
  }
}

/** @param {Report} report @param {number} lines @param {number} ballots @param {number} opened */
function remark(report, lines, ballots, opened) {
  for (const [what, count] of /** @type {[string, number][]} */ ([
    ["lines", lines],
    ["texts", opened],
    ["ballots", ballots],
  ])) {
    report.proved.push({ what, with: { count } })
  }
  for (const what of ["results", "moderation", "closing"]) report.proved.push({ what, with: {} })
  for (const what of ["head", "chain"]) report.compare.push({ what, with: {} })
  for (const what of ["people", "who", "lengths", "hidden"]) report.unproved.push({ what, with: {} })
}

/** @param {Record<string, any>} archive @param {Report} report @param {Pace} pace */
async function checkFirst(archive, report, pace) {
  if (!Array.isArray(archive.journal) || !archive.journal.length) return report.wrong("unreadable", "journal")
  const read = await readFirst(archive, report, pace)
  if (!read) return
  const happened = withoutUndone(read.lines, report)
  checkClosing(happened, ["TalliesSealed"], report)
  const debate = replay(happened, report)
  const deeds = deedsOf(read.lines, happened, debate)
  believeOlder(archive.questions, debate, report)
  checkWordings(debate, report)
  const root = await rootOf(read.texts, pace, 0.5, 0.8)
  report.head = { size: read.lines.length, root: toBase64(root), hash: read.hash }
  compareFirst(archive, debate, resultsOf(debate, deeds), report)
  report.proved.push({ what: "lines", with: { count: read.lines.length } })
  report.proved.push({ what: "texts", with: { count: Object.keys(archive.opened ?? {}).length } })
  for (const what of ["results", "moderation"]) report.proved.push({ what, with: {} })
  report.compare.push({ what: "chain", with: {} })
  for (const what of ["ballots_first", "people", "who", "lengths", "hidden"]) {
    report.unproved.push({ what, with: {} })
  }
  await pace.rest(1)
}

/** @param {unknown} value @returns {value is string[]} */
const isTexts = (value) => Array.isArray(value) && value.every((one) => typeof one === "string")
