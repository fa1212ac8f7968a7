/** Dragging a question's card into the rundown, or to another place of it. */

import { dropped } from "../rundown/order.js"

/** @typedef {import("../desk/control.js").Control} Control */

/** Before it is dropped only the type of what is dragged can be read. */
const TYPE = "application/x-tribina-question"
const MIDDLE = 0.5

/** @param {DragEvent} event @param {string} id */
export function lift(event, id) {
  if (!event.dataTransfer) return
  event.dataTransfer.effectAllowed = "move"
  event.dataTransfer.setData(TYPE, id)
}

/** Let a question be dropped here, and nothing else. Returns whether it may. @param {DragEvent} event */
export function welcome(event) {
  if (!event.dataTransfer?.types.includes(TYPE)) return false
  event.preventDefault()
  return true
}

/**
 * It was dropped on another question's upper or lower half; no other: behind all.
 * @param {Control} control
 * @param {DragEvent} event
 * @param {string} [target]
 * @param {boolean} [lowerHalf]
 */
export function drop(control, event, target, lowerHalf = false) {
  if (!welcome(event)) return
  event.stopPropagation()
  const id = event.dataTransfer?.getData(TYPE) ?? ""
  const order = control.lists.next
  const onto = target ?? order.at(-1)
  const before = onto === undefined ? null : dropped(order, id, onto, lowerHalf || target === undefined)
  if (before === undefined) return
  if (control.can("place", id)) void control.requests.place(id, before)
  else if (control.can("cue", id)) void control.requests.cueBefore(id, before)
}

/** @param {DragEvent} event */
export function isInLowerHalf(event) {
  const target = /** @type {HTMLElement} */ (event.currentTarget)
  const { top, height } = target.getBoundingClientRect()
  return event.clientY - top > height * MIDDLE
}
