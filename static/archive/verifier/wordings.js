/** Whether all that is to be read of a shown question is opened. */

import { airTextOf, toldWordings, translationsOf } from "./results.js"
/** @typedef {import("./lines.js").Line} Line */
/** @typedef {import("./questions.js").Question} Question */
/** @typedef {import("./replay.js").Told} Told */
/** @typedef {import("./report.js").Report} Report */

/**
 * Nothing else is to be opened.
 * @param {readonly Line[]} lines also those that were taken back
 * @param {Told} told
 * @param {Report} report
 */
export function checkOpened(lines, { questions }, report) {
  for (const { seq, event, parts } of lines) {
    const question = questions.get(event.question)
    for (const [field, said] of Object.entries(parts)) {
      const isPublic = question?.isShown && published(question, event, field).includes(said)
      if (!isPublic) report.wrong("part", `${seq} ${field}`)
    }
  }
}

/** What a part of it may say. @param {Question} question @param {Record<string, any>} event @param {string} field @returns {unknown[]} */
function published(question, event, field) {
  if (field === "name") return [question.name]
  if (field === "air_text") return [airTextOf(question)?.text]
  if (field !== "text") return []
  if (event.event === "QuestionTranslated") return [translationsOf(question)?.get(event.lang)]
  return toldWordings(question).map(({ text }) => text)
}

/** @param {Told} told @param {Report} report */
export function checkWordings({ questions }, report) {
  for (const question of questions.values()) {
    if (!question.isShown) continue
    for (const { line, text } of new Set(toldWordings(question))) {
      if (text === undefined) report.wrong("unopened", `${line} text`)
    }
    const read = airTextOf(question)
    if (read && read.text === undefined) report.wrong("unopened", `${read.line} air_text`)
    if (question.hasName && question.name === undefined) {
      report.unproved.push({ what: "removed", with: { question: question.id } })
    }
    for (const [lang, text] of translationsOf(question) ?? []) {
      if (text === undefined) report.wrong("unopened", `${question.translations.get(lang)?.line} text`)
    }
  }
}
