/**
 * The results as the page shows them, drawn from what was checked. What stood in the page before is
 * what somebody wrote into it: it goes.
 */

import { pick } from "../../common/page.js"
import { each, el, languages, of, quoted, readBy, said } from "./elements.js"
import { moderationOf } from "./moderation.js"
import { momentOf } from "./moments.js"

const TOTALS = ["questions", "shown", "asked", "ballots", "participants"]
const DIGITS = 64 // of a fingerprint

/**
 * In place of all that is in the page, but for the choice of a language and what is told of the check.
 * @param {Element} check the part of the page about the check
 * @param {readonly Element[]} kept of it: where a key is given, and what was found
 * @param {Record<string, any>} archive that is right
 */
export function drawResults(check, kept, { debate, totals, moderation, questions }) {
  for (const stranger of document.querySelectorAll("body > :not(main, script), main > :not(.languages, #check)")) {
    stranger.remove()
  }
  const outcomeOf = (/** @type {any} */ one) => one.outcome
  const outcomes = new Set([...Object.keys(totals.outcomes ?? {}), ...questions.map(outcomeOf)])
  const sections = [...outcomes].map((outcome) =>
    sectionOf(outcome, questions.filter((/** @type {any} */ one) => outcomeOf(one) === outcome), debate),
  )
  redraw(check, kept)
  check.before(headOf(debate, totals))
  check.after(...sections, moderationOf({ debate, totals, moderation }))
  document.title = `${pick(debate.title, readBy(languages[0] ?? "")).text} · ${debate.code}`
}

/** The words about the check itself. @param {Element} check @param {readonly Element[]} kept */
function redraw(check, kept) {
  const title = el("h2", said("check"))
  title.id = "check-title"
  const fingerprint = check.querySelector("code.fingerprint")?.textContent ?? ""
  check.replaceChildren(
    title,
    el("p", said("check_lead")),
    ...kept,
    of("quiet", "p", said("accused")),
    of("quiet", "p", said("program"), ": ", of("fingerprint", "code", fingerprint.slice(0, DIGITS))),
  )
}

/** @param {Record<string, any>} debate @param {Record<string, any>} totals */
function headOf({ title, code, live_at, closed_at }, totals) {
  const at = live_at ?? closed_at
  const rows = TOTALS.map((name) => {
    const count = totals[name]
    return el("div", el("dt", said(`archive.summary_${name}`, { count })), el("dd", `${count}`))
  })
  return el(
    "header",
    of("quiet", "p", at === undefined ? "" : `${momentOf(at).date} · `, code),
    el("h1", each((tag) => pick(title, readBy(tag)))),
    el("p", said("archive.not_a_poll")),
    el("dl", ...rows),
  )
}

/** @param {string} outcome @param {Record<string, any>[]} questions @param {Record<string, any>} debate */
function sectionOf(outcome, questions, debate) {
  const votes = of("number", "th", said("votes"))
  const head = el("tr", votes, el("th", said("question")))
  for (const cell of head.children) cell.setAttribute("scope", "col")
  const rows = questions.map((one) => rowOf(one, debate.guests ?? {}))
  return of(
    "results",
    "section",
    el("h2", said(`common.state_${outcome}`), ` (${questions.length})`),
    el("table", el("thead", head), el("tbody", ...rows)),
  )
}

/** @param {Record<string, any>} one @param {Record<string, any>} guests by key */
function rowOf(one, guests) {
  const said = el("td", quoted("p", one.text, one.lang === "und" ? "" : one.lang), ...aboutOf(one, guests))
  const row = el("tr", of("number", "td", `${one.votes}`), said)
  row.id = one.id
  return row
}

/** What else is told of a question. @param {Record<string, any>} one @param {Record<string, any>} guests @returns {HTMLElement[]} */
function aboutOf(one, guests) {
  const { translations = {}, name, to, on_air = [], apart, merged, via, hands, edited, before, between = [], air_text } = one
  const quiet = (/** @type {(Node | string)[]} */ ...inside) => of("quiet", "p", ...inside)
  const told = Object.entries(translations).map(([lang, text]) => {
    const translated = quoted("p", text, lang)
    translated.className = "quiet"
    return translated
  })
  const guest = Object.hasOwn(guests, to ?? "") ? ["→ ", el("bdi", guests[to].name)] : []
  if (name || guest.length) told.push(quiet(...(name ? [el("bdi", name), " "] : []), ...guest))
  for (const { start } of on_air) told.push(quiet(said("on_air"), " ", momentOf(start).clock))
  if (air_text) told.push(quiet(said("archive.air_text"), ": ", el("bdi", air_text)))
  if (apart) told.push(quiet(said("archive.votes_apart", { count: apart })))
  if (merged) told.push(quiet(said("archive.merged", { count: merged })))
  if (via) told.push(quiet(said(`archive.via_${via}`)))
  if (hands !== undefined) told.push(quiet(said("archive.hands", { count: hands })))
  if (edited) told.push(quiet(said("archive.edited")))
  if (before) told.push(reworded(before, "before"))
  for (const again of between) told.push(reworded(again, "between"))
  return told
}

/** @param {{ votes: number, text?: string }} former @param {string} key */
const reworded = ({ votes, text }, key) =>
  text
    ? of("quiet", "p", said(`archive.${key}`, { count: votes }), ": ", el("bdi", text))
    : of("quiet", "p", said("archive.before_private", { count: votes }))
