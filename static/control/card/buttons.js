/** The buttons of a card: in words what is done most, as drawings the rest. */

import { html } from "../../common/html.js"
import { isAside } from "../desk/standing.js"
import { actionButton, keyFor } from "../parts/action-button.js"
import { Rested } from "../parts/rested.js"
import { ACTIONS, buttonsOf, needed, orOpposite } from "./actions.js"

/** @typedef {import("../desk/control.js").Control} Control */
/** @typedef {import("../../wire/questions.d.ts").ControlQuestion} Question */
/** @typedef {import("../../wire/values.d.ts").State} QuestionState */

/** Cards in these states stay low until one of them is in hand. @type {Set<QuestionState>} */
const LOW = new Set(["open", "next", "on_air", "answered"])

/**
 * @param {{ control: Control, id: string, question: Question, choosing: string | undefined,
 *   busy: boolean, selected: boolean }} props
 */
export function CardActions({ control, id, question, choosing, busy, selected }) {
  const isLow = LOW.has(question.state) && !selected
  const isAired = isAside(question)
  if (isLow && !isAired) return null
  const { inWords, drawn } = buttonsOf(question.held ? "held" : isAired ? "aired" : question.state)
  const offered = (/** @type {string} */ action) =>
    control.can(needed(action), id) && action !== `as_${question.how}`
  const words = inWords.filter(offered)
  const drawings = (isLow ? [] : drawn)
    .map((action) => orOpposite(action, question))
    .filter(offered)
  if (!words.length && !drawings.length) return null
  const button = (/** @type {string} */ action, /** @type {object} */ look) =>
    actionButton(control, action, id, {
      disabled: busy, expanded: ACTIONS[action]?.asks === "choice" ? choosing === action : undefined, ...look,
      key: selected && isAired ? keyFor(action.replace(/^as_/, "")) : keyFor(action),
    })
  const draw = () => drawings.map((action) => button(action, { small: true }))
  return html`
    <div class="card__actions">
      ${words.map((action, at) => button(action, { primary: at === 0 }))}
      <span class="card__more" style=${{ "--drawings": drawings.length }}>
        <${Rested} draw=${draw} atOnce=${selected} />
      </span>
    </div>
  `
}

/**
 * Into the rundown with one click, without selecting the card first.
 * @param {{ control: Control, id: string, busy: boolean }} props
 */
export function QuickCue({ control, id, busy }) {
  if (!control.can("cue", id)) return null
  return html`
    <div class="card__quick">
      ${actionButton(control, "cue", id, { small: true, disabled: busy })}
    </div>
  `
}
