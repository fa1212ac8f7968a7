/** How a question stands for those who decide about it, as the commands' `was` has it. */

import { saysWhatWasSeen } from "./permit.js"

/** @typedef {import("../../wire/questions.d.ts").ControlQuestion} Question */

/**
 * Its state, but `held` for what is on hold, `aired` for what was on air and waits for an outcome,
 * and of what is answered, how.
 * @param {Question} question
 * @returns {string}
 */
export function standing(question) {
  const { state, held, how } = question
  if (held) return "held"
  if (isAside(question)) return "aired"
  return state === "answered" ? (how ?? state) : state
}

/** Whether it was on air, has no outcome, and is not in the rundown. @param {Question} question */
export function isAside({ state, became }) {
  return state === "open" && became === "aired"
}

/**
 * The field that lets the server refuse what was decided on another ground.
 * @param {string} action
 * @param {Question | undefined} question as the moderator sees it
 * @returns {{ was?: string }}
 */
export function asSeen(action, question) {
  return question && saysWhatWasSeen(action) ? { was: standing(question) } : {}
}
