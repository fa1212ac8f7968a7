/** How it was chosen, and what moderators did: all that the page of the archive tells of it. */

import { pick } from "../../common/page.js"
import { each, el, of, readBy, said, sayIn } from "./elements.js"
import { lasted, wholeMoment } from "./moments.js"
/** @typedef {Record<string, any>} Json */

const MINUTE_MS = 60_000
const FATES = ["shown", "merged", "dismissed", "withdrawn", "unreviewed"]
const SHARE = ["submitted", "shown", "asked"]
const HOUR = ["submitted", "shown", "dismissed"]

/** @param {Json} archive that is right */
export function moderationOf({ debate, totals, moderation }) {
  const { reasons, bursts = [], dismissals = [] } = moderation
  return of(
    "results",
    "section",
    el("h2", said("archive.moderation")),
    el("p", said("archive.moderation_lead")),
    counts(FATES.filter((fate) => moderation[fate]).map((fate) => [`archive.fate_${fate}`, moderation[fate]])),
    ...usual(moderation),
    ...reasonsOf(reasons),
    ...burstsOf(bursts),
    el("h3", said("archive.report")),
    el("ul", ...deeds(moderation)),
    ...(dismissals.length ? [dismissalsOf(dismissals)] : []),
    ...challengesOf(moderation.challenged ?? []),
    ...shares(debate, totals, moderation),
    ...times(debate.guests ?? {}, moderation),
    ...hours(moderation.hours ?? []),
  )
}

/** @param {[string, number][]} rows the key of its words, and how many */
const counts = (rows) => el("ul", ...rows.map(([key, count]) => el("li", said(key), `: ${count}`)))

/** What it usually took. @param {Json} moderation */
function usual({ decision_ms, wait_ms }) {
  const told = /** @type {const} */ ([["decision", decision_ms], ["wait", wait_ms]])
  return told.flatMap(([key, ms]) => {
    if (ms === undefined) return []
    const hint = of("quiet", "small", "(", said(`archive.${key}_hint`), ")")
    return [el("p", said(`archive.${key}`), " ", el("strong", lasted(ms)), " ", hint)]
  })
}

/** @param {Json} reasons */
function reasonsOf(reasons) {
  const rows = Object.entries(reasons)
  if (!rows.length) return []
  const all = counts(rows.map(([reason, count]) => [`common.reason_${reason}`, count]))
  return [el("h3", said("archive.reasons")), all, of("quiet", "p", said("archive.reasons_note"))]
}

/** @param {Json[]} bursts */
function burstsOf(bursts) {
  if (!bursts.length) return []
  const rows = bursts.map(({ voters: count, seconds, usual, ballots, outcome }) => {
    const came = said("archive.burst", { count, seconds, usual })
    return el("li", came, " ", said(`archive.burst_${outcome}`, { count: ballots }))
  })
  return [el("h3", said("archive.bursts")), el("ul", ...rows), of("quiet", "p", said("archive.bursts_note"))]
}

/** @param {Json} moderation */
function deeds({ entered, edited, edits, edits_voted, merged, merged_votes = 0, held, held_ms, blocked, unblocked, undone = {} }) {
  const told = (/** @type {string} */ key, /** @type {number | undefined} */ count) =>
    count === undefined ? [] : [" ", said(`archive.${key}`, { count })]
  const all = Object.entries(undone)
  const rows = [
    entered && told("entered_count", entered),
    edited && told("edited_count", edited),
    edits && [...told("report_edits", edits), ...told("report_edits_voted", edits_voted)],
    merged && [...told("report_merged", merged), ...told("report_merged_votes", merged_votes)],
    held && [...told("report_held", held), ...(held_ms === undefined ? [] : [" ", heldFor(held_ms)])],
    blocked && [...told("report_blocked", blocked), ...told("report_unblocked", unblocked)],
    all.length && [...told("report_undone", all.reduce((sum, [, count]) => sum + count, 0)), ...kinds(all)],
  ]
  return rows.flatMap((row) => (row ? [el("li", ...row.slice(1))] : []))
}

/** @param {[string, number][]} all by the kind of their event */
const kinds = (all) => all.flatMap(([kind, count], at) => [at ? ", " : " ", said(`undone_${kind}`), ` ${count}`])

/** @param {number} ms */
function heldFor(ms) {
  if (ms < MINUTE_MS) return said("archive.report_held_short")
  const count = Math.floor(ms / MINUTE_MS)
  return each((tag) => {
    const time = sayIn(tag, "archive.minutes", { count })
    return { text: sayIn(tag, "archive.report_held_for", { time }), lang: tag }
  })
}

/** @param {Json[]} dismissals */
function dismissalsOf(dismissals) {
  const rows = dismissals.map(({ at, reason }) => el("li", wholeMoment(at), " ", said(`common.reason_${reason}`)))
  const summary = el("summary", said("archive.report_dismissals", { count: dismissals.length }))
  return el("details", summary, el("ul", ...rows))
}

/** @param {Json[]} challenges */
function challengesOf(challenges) {
  const rows = challenges.map(({ at, reason, dismissed_at, restored }) => {
    const about = each((tag) => {
      const values = { reason: sayIn(tag, `common.reason_${reason}`), time: wholeMoment(dismissed_at) }
      return { text: sayIn(tag, "archive.report_challenge", values), lang: tag }
    })
    return el("li", wholeMoment(at), " ", about, ...(restored ? [" ", el("strong", said("archive.report_restored"))] : []))
  })
  return [
    el("h3", said("archive.report_challenged", { count: challenges.length })),
    ...(rows.length ? [el("ul", ...rows)] : []),
    of("quiet", "p", said("archive.report_challenge_note")),
  ]
}

/** By language, pile and guest. @param {Json} debate @param {Json} totals @param {Json} moderation */
function shares({ guests = {}, piles = {} }, totals, { languages, piles: byPile, guests: byGuest }) {
  const named = (/** @type {Json} */ all, /** @type {(key: string) => Node} */ name) =>
    Object.entries(all).map(([key, share]) => row(name(key), SHARE.map((column) => share[column])))
  const pileOf = (/** @type {string} */ key) => each((tag) => pick(piles[key].name, readBy(tag)))
  const ofGuests = named(byGuest, (key) => el("bdi", guests[key].name))
  const rest = SHARE.map((column) => {
    const whole = { submitted: totals.questions, shown: totals.shown, asked: totals.asked }[column]
    return Object.values(byGuest).reduce((left, share) => left - share[column], whole)
  })
  if (ofGuests.length && rest[0]) ofGuests.push(row(said("archive.to_all"), rest))
  const columns = ["submitted", "shown", "asked_short"]
  return [
    ...table("by_language", ["language", ...columns], named(languages, (key) => said(`language_${key}`))),
    ...table("by_pile", ["pile", ...columns], named(byPile, pileOf)),
    ...table("by_guest", ["guest", ...columns], ofGuests),
  ]
}

/** @param {Json} guests @param {Json} moderation */
function times(guests, { spoken_ms, on_air_ms }) {
  if (!Object.keys(spoken_ms).length && !Object.keys(on_air_ms).length) return []
  const rows = Object.entries(guests).map(([key, { name }]) =>
    row(el("bdi", name), [lasted(spoken_ms[key] ?? 0), lasted(on_air_ms[key] ?? 0)]),
  )
  return table("times", ["guest", "spoken", "on_air"], rows)
}

/** @param {Json[]} all */
function hours(all) {
  const rows = all.map((hour) => row(wholeMoment(hour.at), HOUR.map((column) => hour[column])))
  return table("by_hour", ["hour", ...HOUR], rows)
}

/** @param {string} caption @param {string[]} columns @param {HTMLElement[]} rows */
function table(caption, columns, rows) {
  if (!rows.length) return []
  const heads = columns.map((column) => el("th", said(`archive.${column}`)))
  for (const head of heads) head.setAttribute("scope", "col")
  const made = el("table", el("caption", said(`archive.${caption}`)), el("thead", el("tr", ...heads)), el("tbody", ...rows))
  return [of("shares", "div", made)]
}

/** @param {Node | string} name @param {(Node | number)[]} cells */
function row(name, cells) {
  const head = el("th", name)
  head.setAttribute("scope", "row")
  return el("tr", head, ...cells.map((cell) => el("td", typeof cell === "number" ? `${cell}` : cell)))
}
