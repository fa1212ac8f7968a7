/**
 * What was found, drawn.
 * @typedef {import("../verifier/report.js").Report} Report
 * @typedef {import("../verifier/report.js").Problem} Problem
 * @typedef {import("../verifier/report.js").Remark} Remark
 */

import { el, said } from "./elements.js"
import { headOf } from "./head.js"

const VALUE_AT_MOST = 300 // characters
const PROBLEMS_AT_MOST = 20 // the first ones lead to the others

/** @param {HTMLElement} place @param {number} part of what is to be checked, 0…1 */
export function drawProgress(place, part) {
  const bar = document.createElement("progress")
  bar.value = part
  bar.setAttribute("aria-hidden", "true") // the words say it
  place.replaceChildren(el("p", said("checking", { part: Math.round(part * 100) }), " ", bar))
}

/** @param {HTMLElement} place @param {Report} report */
export function draw(place, report) {
  const verdict = el("p", said(report.isRight ? "right" : "wrong"))
  verdict.className = report.isRight ? "verdict verdict--right" : "verdict verdict--wrong"
  const parts = [verdict]
  if (!report.isRight) parts.push(list("problems", report.problems.slice(0, PROBLEMS_AT_MOST).map(problem)))
  const heads = report.head ? headOf(report.head, report.isRight ? document.documentElement.dataset.house : "") : []
  const columns = el(
    "div",
    ...(report.isRight ? [list("proved", report.proved.map((one) => remark("proved", one)))] : []),
    list("compare", [...report.compare.map((one) => remark("compare", one)), ...heads]),
    list("unproved", report.unproved.map((one) => remark("unproved", one))),
  )
  columns.className = "columns"
  place.replaceChildren(...parts, columns)
}

/** @param {string} key @param {HTMLElement[]} rows */
function list(key, rows) {
  const section = el("section", el("h3", said(key)), el("ul", ...rows))
  section.className = `column column--${key}`
  return section
}

/** @param {string} column @param {Remark} remark */
const remark = (column, { what, with: values }) => el("li", said(`${column}_${what}`, values))

/** @param {Problem} problem */
function problem({ what, where, ...values }) {
  const row = el("li", said(`what_${what}`), " ", el("code", where))
  if ("said" in values) row.append(" ", said("said", { said: shown(values.said) }))
  if ("follows" in values) row.append(", ", said("follows", { follows: shown(values.follows) }))
  return row
}

/** @param {unknown} value */
const shown = (value) => (value === undefined ? "–" : JSON.stringify(value)).slice(0, VALUE_AT_MOST)
