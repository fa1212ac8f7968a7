/** What a key or a button does: ask the server at once, or ask the moderator something first. */

import { stepped } from "../rundown/order.js"
import { choices, isAboutQuestion } from "./permit.js"

/** @typedef {import("./control.js").Control} Control */

/** Answers that the keys and buttons give for the question on the air. */
const HOWS = choices.answered

/**
 * About the selected card, what is more than to send the command of that name.
 * @type {Record<string, (control: Control, id: string) => void>}
 */
const ON_CARD = {
  dismiss: (control, id) => toggleChoice(control, "dismiss", id),
  hold: (control, id) => toggleChoice(control, "hold", id),
  tag: (control, id) => toggleChoice(control, "tag", id),
  assign: (control, id) => toggleChoice(control, "assign", id),
  merge: (control, id) => control.show({ kind: "merge", id }),
  edit: (control, id) => control.show({ kind: "edit", id }),
  translate: (control, id) => control.show({ kind: "translate", id }),
  note: (control, id) => control.show({ kind: "note", id }),
  block: (control, id) => control.show({ kind: "block", id }),
  ...ofEach((how) => [`as_${how}`, (control, id) => control.act("answered", id, { how })]),
  place_up: (control, id) => place(control, id, -1),
  place_down: (control, id) => place(control, id, +1),
}

/** About the air and the debate. @type {Record<string, (control: Control) => void>} */
const ON_DEBATE = {
  take,
  clear: (control) => clear(control),
  undo: ({ undoing }) => undoing.undo(),
  ...ofEach((how) => [how, (control) => answer(control, how)]),
  clock: ({ clocks }) => clocks.turnDebate(),
  speaker: ({ clocks }) => clocks.turnGuest(),
  next_speaker: ({ clocks }) => clocks.switchGuest(),
  countdown: ({ clocks }) => clocks.turnCountdown(),
  pause_countdown: ({ clocks }) => clocks.pauseCountdown(),
}

/** Keys that mean one thing or its opposite, by what the card is; in the rundown, which has nothing
 * to choose, what chooses elsewhere moves. */
const MEANT = {
  choose_up: () => "place_up",
  choose_down: () => "place_down",
  hold: (/** @type {import("../../wire/questions.d.ts").ControlQuestion} */ question) =>
    question.held ? "unhold" : "hold",
  block: (/** @type {import("../../wire/questions.d.ts").ControlQuestion} */ question) =>
    question.blocked ? "unblock" : "block",
  restore: (/** @type {import("../../wire/questions.d.ts").ControlQuestion} */ question) =>
    question.state === "merged" ? "unmerge" : "restore",
}

/**
 * The action that a key stands for on this card: H holds or lets go, B blocks or unblocks,
 * R restores or unmerges.
 * @param {Control} control @param {string} action @param {string | undefined} id
 */
export function meant(control, action, id) {
  const question = id === undefined ? undefined : control.question(id)
  const choose = MEANT[/** @type {keyof typeof MEANT} */ (action)]
  return question && choose ? choose(question) : action
}

/**
 * Do it, if it is offered. Returns whether it was.
 * @param {Control} control @param {string} action @param {string} [id] the card; none: the selected
 */
export function perform(control, action, id = control.navigation.current) {
  const onDebate = ON_DEBATE[action]
  if (onDebate) {
    onDebate(control)
    return true
  }
  if (id === undefined || !control.can(needed(action), id)) return false
  const act = ON_CARD[action]
  if (act) act(control, id)
  else control.act(action, id)
  return true
}

/** The command that an action comes down to. @param {string} action */
export function needed(action) {
  if (action.startsWith("place_")) return "place"
  return action.startsWith("as_") ? "answered" : action
}

/**
 * Whether it may be meant for the selected card: digits as well, which choose when a card offers
 * a choice, and say how the question on the air was answered when none does.
 * @param {string} action
 */
export function isOnCard(action) {
  if (action in ON_DEBATE) return HOWS.some((how) => how === action)
  return action in ON_CARD || isAboutQuestion(action)
}

/** @param {Control} control @param {string} kind @param {string} id */
function toggleChoice(control, kind, id) {
  const open = control.choosing?.kind === kind && control.choosing.id === id
  control.choose(open ? undefined : { kind, id })
}

/** @param {Control} control @param {string} id @param {number} steps */
function place(control, id, steps) {
  const before = stepped(control.lists.next, id, steps)
  if (before === undefined) return
  control.navigation.select("rundown", id)
  void control.requests.place(id, before)
}

/** @param {Control} control */
function take(control) {
  const [id] = control.lists.next
  if (id !== undefined && control.can("take", id)) control.act("take", id)
}

/** @param {Control} control */
function clear(control) {
  const { on_air: was } = control.debate
  if (was !== undefined && control.may("clear")) control.ask({ do: "clear", was })
}

/**
 * Which question a digit says the outcome of: the one on the air, or the selected one that left it
 * without an outcome.
 * @param {Control} control
 */
export function answering({ navigation: { current }, lists, debate }) {
  return current !== undefined && lists.aired.includes(current) ? current : debate.on_air
}

/** @param {Control} control @param {string} how */
function answer(control, how) {
  const id = answering(control)
  if (id !== undefined && control.can("answered", id)) control.act("answered", id, { how })
}

/**
 * @template T
 * @param {(how: string) => [string, T]} entry
 * @returns {Record<string, T>}
 */
function ofEach(entry) {
  return Object.fromEntries(HOWS.map(entry))
}
