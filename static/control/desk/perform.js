/** What a key or a button does: ask the server at once, or ask the moderator something first. */

import { ACTIONS, needed, orOpposite } from "../card/actions.js"
import { stepped } from "../rundown/order.js"
import { choices, isAboutQuestion } from "./permit.js"

/** @typedef {import("./control.js").Control} Control */

/** Answers that the keys and buttons give for the question on the air. */
const HOWS = choices.answered

/** Along the rundown. @type {Record<string, number>} */
const STEPS = { place_up: -1, place_down: +1 }

/** About the air and the debate. @type {Record<string, (control: Control) => void>} */
const ON_DEBATE = {
  take,
  clear: (control) => clear(control),
  panic: ({ studio }) => studio.panic(),
  mark: ({ studio }) => studio.mark(),
  undo: ({ undoing }) => undoing.undo(),
  ...ofEach((how) => [how, (control) => answer(control, how)]),
  clock: ({ clocks }) => clocks.turnDebate(),
  speaker: ({ clocks }) => clocks.turnGuest(),
  next_speaker: ({ clocks }) => clocks.switchGuest(),
  countdown: ({ clocks }) => clocks.turnCountdown(),
  pause_countdown: ({ clocks }) => clocks.pauseCountdown(),
}

/** In the rundown, which has nothing to choose, what chooses elsewhere moves. @type {Record<string, string>} */
const MOVES = { choose_up: "place_up", choose_down: "place_down" }

/**
 * The action that a key stands for on this card: H holds or lets go, B blocks or unblocks,
 * R restores or unmerges.
 * @param {Control} control @param {string} action @param {string | undefined} id
 */
export function meant(control, action, id) {
  const question = id === undefined ? undefined : control.question(id)
  return question ? (MOVES[action] ?? orOpposite(action, question)) : action
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
  const steps = STEPS[action]
  if (id === undefined || !control.can(steps ? "place" : needed(action), id)) return false
  if (steps) place(control, id, steps)
  else press(control, action, id)
  return true
}

/** What a button of a card does. @param {Control} control @param {string} action @param {string} id */
function press(control, action, id) {
  const { asks, says } = ACTIONS[action] ?? {}
  const question = control.question(id)
  if (asks === "choice") toggleChoice(control, action, id)
  else if (asks === "dialog") control.show({ kind: action, id })
  else control.act(needed(action), id, question && says?.(question))
}

/**
 * Whether it may be meant for the selected card: digits as well, which choose when a card offers
 * a choice, and say how the question on the air was answered when none does.
 * @param {string} action
 */
export function isOnCard(action) {
  if (action in ON_DEBATE) return HOWS.some((how) => how === action)
  return action in STEPS || isAboutQuestion(needed(action))
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
