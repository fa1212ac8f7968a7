/** Key presses anywhere on the page, turned into what they ask for. */

import { actionOf, choiceOf } from "./keys.js"
import { openPhases } from "../frame/phase-menu.js"
import { isOnCard, meant, perform } from "./perform.js"

/** @typedef {import("./control.js").Control} Control */

/** @type {Record<string, (control: Control) => unknown>} */
const MOVES = {
  down: ({ navigation }) => navigation.move(+1),
  up: ({ navigation }) => navigation.move(-1),
  left: ({ navigation }) => navigation.cross(-1),
  right: ({ navigation }) => navigation.cross(+1),
  order: (control) => {
    control.inboxView.turnOrder()
    control.release("inbox")
  },
  compact: ({ inboxView, navigation }) => {
    navigation.focusing = navigation.current
    inboxView.turnAll()
  },
  fresh: (control) => control.release(control.navigation.column === "open" ? "open" : "inbox"),
  latin: (control) => control.prefer("latin", !control.preferences.latin),
  remarks: ({ remarks }) => remarks.canSay && remarks.open(),
  fairness: (control) => control.show({ kind: "fairness" }),
  help: (control) => control.show({ kind: "help" }),
  flood: ({ flood }) => flood.open(),
  find: (control) => control.show({ kind: "find" }),
  phases: () => openPhases(),
  studio: (control) => control.prefer("studio", !control.preferences.studio),
  alike: ({ navigation }) => turnAlike(navigation.current),
  search: ({ navigation }) => navigation.search(),
}

/** What keys mean for the chosen cards. @type {Record<string, (control: Control) => unknown>} */
const FOR_CHOSEN = {
  approve: ({ navigation }) => navigation.chosen.act("approve"),
  dismiss: ({ navigation }) => navigation.chosen.turnChoice("dismiss"),
  tag: ({ navigation }) => navigation.chosen.turnChoice("tag"),
  merge: ({ navigation }) => navigation.chosen.merge(),
}

/** What keys choose in the inbox. @type {Record<string, (control: Control) => unknown>} */
const CHOOSING = {
  choose: ({ navigation }) => navigation.chosen.turn(),
  choose_up: ({ navigation }) => navigation.chosen.extend(-1),
  choose_down: ({ navigation }) => navigation.chosen.extend(+1),
}

/**
 * Listen until `signal` aborts.
 * @param {Control} control
 * @param {AbortSignal} signal
 */
export function listen(control, signal) {
  document.addEventListener("keydown", (event) => press(control, event), { signal })
  for (const type of ["keydown", "pointerdown", "pointermove", "wheel"]) {
    document.addEventListener(type, () => control.reading.active(), { signal, passive: true })
  }
}

/** @param {Control} control @param {KeyboardEvent} event */
function press(control, event) {
  if (event.defaultPrevented) return
  // What no text holds takes everything off the air, whatever is open or typed.
  if (event.key.length > 1 && actionOf(event) === "panic") {
    event.preventDefault()
    return control.studio.panic()
  }
  if (control.dialog) return stopInstead(control, event)
  if (event.key === "Escape") return escape(control)
  if (isTyping(event.target)) return
  if (handled(control, event)) event.preventDefault()
}

/** @param {Control} control @param {KeyboardEvent} event */
function handled(control, event) {
  if (control.choosing && chosen(control, event)) return true
  const action = actionOf(event)
  if (!action) return false
  // Without single-key shortcuts only what no speech input types: arrows and F9 (WCAG 2.1.4).
  if (!control.preferences.shortcuts && event.key.length === 1) return false
  if ((action === "choose" || action === "unfold") && isPressing(event.target)) return false
  if (action === "unfold") return unfolded(control)
  const forChosen = ofChosen(control, action)
  if (forChosen) {
    forChosen(control)
    return true
  }
  const move = MOVES[action]
  if (!move) return performed(control, meant(control, action, control.navigation.current))
  move(control)
  return true
}

/** @param {Control} control @param {string} action */
function performed(control, action) {
  const isLate = isOnCard(action) && control.navigation.isHandedOver
  return isLate ? control.requests.tooLate() : perform(control, action)
}

/** What the key means for cards that are chosen or about to be. @param {Control} control @param {string} action */
function ofChosen({ navigation }, action) {
  const { chosen, column } = navigation
  if (!chosen.isOffered(column)) return undefined
  return CHOOSING[action] ?? (chosen.now.length ? FOR_CHOSEN[action] : undefined)
}

/**
 * A digit presses the button with that number in the open chooser.
 * @param {Control} control @param {KeyboardEvent} event
 */
function chosen(control, event) {
  const at = choiceOf(event.key)
  if (at === undefined || event.ctrlKey || event.altKey || event.metaKey) return false
  const card = document.getElementById(`card-${control.choosing?.id}`)
  const buttons = card?.querySelectorAll("[data-choice]") ?? []
  const button = buttons[at]
  if (button instanceof HTMLButtonElement) button.click()
  return true
}

/** Unfold the card in hand, or fold it. @param {Control} control */
function unfolded({ inboxView, navigation: { column, current } }) {
  if (column !== "inbox" || current === undefined || !inboxView.isCompact) return false
  inboxView.turn(current)
  return true
}

/** Open or fold what is alike on the selected card. @param {string | undefined} id */
function turnAlike(id) {
  const turn = document.querySelector(`#card-${id} [data-action="alike"]`)
  if (turn instanceof HTMLElement) turn.click()
}

/** @param {Control} control */
function escape(control) {
  if (!control.choosing) return void control.navigation.chosen.clear()
  control.navigation.back(control.choosing)
  control.choose(undefined)
}

/**
 * Escape stops what is going on in a dialog, before it shuts it.
 * @param {Control} control @param {KeyboardEvent} event
 */
function stopInstead({ flood }, event) {
  if (event.key === "Escape" && flood.stop()) event.preventDefault()
}

/** Whether Space presses what has the focus. @param {EventTarget | null} target */
function isPressing(target) {
  return target instanceof Element && target.closest("button, a, summary, input") !== null
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !["checkbox", "radio"].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}
