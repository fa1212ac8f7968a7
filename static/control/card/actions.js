/** What can be done with a card: in words what is done most, as drawings the rest. */

import { html } from "../../common/html.js"
import { isAside } from "../desk/standing.js"
import { choices } from "../desk/permit.js"
import { needed } from "../desk/perform.js"
import { actionButton, keyFor } from "../parts/action-button.js"
import { Rested } from "../parts/rested.js"

/** @typedef {import("../desk/control.js").Control} Control */
/** @typedef {import("../../wire/questions.d.ts").ControlQuestion} Question */
/** @typedef {import("../../wire/values.d.ts").State} QuestionState */

const OUTCOMES = choices.answered.map((how) => `as_${how}`)

/** @type {Record<QuestionState, { inWords: string[], asDrawings: string[] }>} */
const ACTIONS = {
  in_review: {
    inWords: ["approve", "dismiss", "merge"],
    asDrawings: ["hold", "edit", "translate", "tag", "assign", "note", "block"],
  },
  open: {
    inWords: ["cue", "dismiss"],
    asDrawings: ["merge", "edit", "translate", "tag", "assign", "note", "block"],
  },
  next: {
    inWords: ["uncue", "as_not_reached"],
    asDrawings: ["dismiss", "merge", "edit", "translate", "tag", "assign", "note", "block"],
  },
  on_air: { inWords: [], asDrawings: ["edit", "translate", "tag", "assign", "note"] },
  answered: {
    inWords: [...OUTCOMES, "cue"],
    asDrawings: ["edit", "translate", "tag", "assign", "note"],
  },
  dismissed: { inWords: ["restore"], asDrawings: ["tag", "assign", "note", "block"] },
  merged: { inWords: ["unmerge"], asDrawings: ["note"] },
  withdrawn: { inWords: [], asDrawings: ["note", "block"] },
}

/** Cards in these states stay low until one of them is in hand. @type {Set<QuestionState>} */
const LOW = new Set(["open", "next", "on_air", "answered"])

/** These open a chooser in the card. */
const CHOICES = new Set(["dismiss", "hold", "tag", "assign"])

/** What a held card is offered instead. */
const HELD = {
  inWords: ["approve", "dismiss", "unhold"],
  asDrawings: ["merge", "edit", "translate", "tag", "assign", "note", "block"],
}

/** What left the air without an outcome; the outcomes stand on it in any case. */
const AIRED = {
  inWords: [...OUTCOMES, "cue"],
  asDrawings: ["dismiss", "merge", "edit", "translate", "tag", "assign", "note", "block"],
}

/** @param {Question} question */
function actionsOf(question) {
  if (question.held) return HELD
  return isAside(question) ? AIRED : ACTIONS[question.state]
}

/**
 * @param {{ control: Control, id: string, question: Question, choosing: string | undefined,
 *   busy: boolean, selected: boolean }} props
 */
export function CardActions({ control, id, question, choosing, busy, selected }) {
  const isLow = LOW.has(question.state) && !selected
  if (isLow && !isAside(question)) return null
  const { inWords, asDrawings } = actionsOf(question)
  const offered = (/** @type {string} */ action) =>
    control.can(needed(action), id) && action !== `as_${question.how}`
  const words = inWords.filter(offered)
  const drawings = (isLow ? [] : asDrawings)
    .map((action) => (action === "block" && question.blocked ? "unblock" : action))
    .filter(offered)
  if (!words.length && !drawings.length) return null
  const button = (/** @type {string} */ action, /** @type {object} */ look) =>
    actionButton(control, action, id, {
      disabled: busy, expanded: CHOICES.has(action) ? choosing === action : undefined, ...look,
      key: selected && isAside(question) ? keyFor(action.replace(/^as_/, "")) : keyFor(action),
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
