/**
 * What a moderator is offered, by the table of rules that came with the page.
 *
 * This only spares people buttons that would be refused; the server is what decides.
 */

import { page } from "../../common/page.js"

/** @typedef {import("../../wire/values.d.ts").Phase} Phase */
/** @typedef {import("../../wire/values.d.ts").State} QuestionState */
/** @typedef {import("../../wire/values.d.ts").HoldReason} HoldReason */
/** @typedef {import("../../wire/values.d.ts").How} How */
/** @typedef {import("../../wire/values.d.ts").Preset} Preset */
/** @typedef {import("../../wire/values.d.ts").Reason} Reason */
/** @typedef {{ dismiss: Reason[], hold: HoldReason[], answered: How[], say: Preset[] }} Choices */
/** @typedef {{ phases?: Phase[], states?: QuestionState[], seen?: boolean }} Rule */

/** @type {{ may: Record<string, Rule>, undoes_all: boolean, into: QuestionState[],
 *   following: Record<Phase, Phase[]>, over: Phase[], choices: Choices,
 *   limits: { note: number, remark: number, many: number, merge_many: number, hands: number, air_text: number } }} */
const rules = page.rules

/** What there is to choose from with a command: reasons, outcomes, presets. */
export const { choices, limits, undoes_all: undoesAll } = rules

/**
 * The screen takes on air only what is next, and notes an outcome only of what was in the rundown.
 * @type {Record<string, (QuestionState | "aired")[]>}
 */
const NARROWER = { take: ["next"], answered: ["aired", "next", "on_air", "answered"] }

/**
 * Whether this moderator may ask for it in this phase, or ever.
 * @param {string} name a command, or a page of administration @param {Phase} [phase]
 */
export function allowed(name, phase) {
  const rule = rules.may[name]
  return rule !== undefined && (phase === undefined || (rule.phases?.includes(phase) ?? true))
}

/**
 * @param {string} action
 * @param {QuestionState | "aired"} state `aired` is open, but was on air and has no outcome
 * @param {Phase} phase
 */
export function permitted(action, state, phase) {
  const states = rules.may[action]?.states
  return (
    allowed(action, phase) &&
    states !== undefined &&
    states.includes(state === "aired" ? "open" : state) &&
    (NARROWER[action]?.includes(state) ?? true)
  )
}

/** Whether it is about one question. @param {string} name a command */
export function isAboutQuestion(name) {
  return rules.may[name]?.states !== undefined
}

/** Whether a command says how its sender saw the question. @param {string} action */
export function saysWhatWasSeen(action) {
  return rules.may[action]?.seen === true
}

/** Whether a question in this state can take in another one. @param {QuestionState} state */
export function takesIn(state) {
  return rules.into.includes(state)
}

/** @param {Phase} phase */
export function isOver(phase) {
  return rules.over.includes(phase)
}

/**
 * The phases that may follow; a debate that has questions cannot be a draft again.
 * @param {Phase} phase
 * @param {boolean} empty
 */
export function following(phase, empty) {
  return rules.following[phase].filter((next) => next !== "draft" || empty)
}
