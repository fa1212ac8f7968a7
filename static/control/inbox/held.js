/**
 * A list that holds still while somebody reads it.
 *
 * What left is taken out at once (nobody may act on what is gone); what is new waits, and votes
 * do not reorder, until the reader is done. When reading is, the column decides.
 */

import { stable } from "../desk/stable.js"

/** @typedef {import("../types.d.ts").Held} Held */

/**
 * @param {Held | undefined} previous what is shown now; undefined: nothing yet
 * @param {string[]} wanted ids in the order in which they would stand
 * @param {boolean} reading
 * @param {boolean} [grows] whether what is new at the end is shown at once
 * @returns {Held} the previous one itself when nothing changed
 */
export function hold(previous, wanted, reading, grows = false) {
  const isHeld = previous && reading && previous.shown.length
  const next = isHeld ? held(previous, wanted, grows) : fresh(wanted)
  const shown = stable(previous?.shown, next.shown)
  if (previous && shown === previous.shown && next.waiting === previous.waiting) return previous
  return { shown, waiting: next.waiting }
}

/** @param {string[]} wanted @returns {Held} */
function fresh(wanted) {
  return { shown: wanted, waiting: 0 }
}

/** @param {Held} previous @param {string[]} wanted @param {boolean} grows @returns {Held} */
function held(previous, wanted, grows) {
  const present = new Set(wanted)
  const shown = previous.shown.filter((id) => present.has(id))
  const last = shown.at(-1)
  if (last === undefined) return fresh(wanted)
  if (grows) shown.push(...wanted.slice(wanted.indexOf(last) + 1))
  return { shown, waiting: wanted.length - shown.length }
}
