/**
 * A list that holds still while somebody reads it.
 *
 * What left is taken out at once (nobody may act on what is gone); what is new waits, and votes
 * do not reorder, until the reader is done. When reading is, the column decides.
 */

import { stable } from "./stable.js"

/** @typedef {import("../types.d.ts").Held} Held */

/**
 * @param {Held | undefined} previous what is shown now; undefined: nothing yet
 * @param {string[]} wanted ids in the order in which they would stand
 * @param {boolean} reading
 * @returns {Held} the previous one itself when nothing changed
 */
export function hold(previous, wanted, reading) {
  const next = previous && reading && previous.shown.length ? held(previous, wanted) : fresh(wanted)
  const shown = stable(previous?.shown, next.shown)
  if (previous && shown === previous.shown && next.waiting === previous.waiting) return previous
  return { shown, waiting: next.waiting }
}

/** @param {string[]} wanted @returns {Held} */
function fresh(wanted) {
  return { shown: wanted, waiting: 0 }
}

/** @param {Held} previous @param {string[]} wanted @returns {Held} */
function held(previous, wanted) {
  const present = new Set(wanted)
  const shown = previous.shown.filter((id) => present.has(id))
  if (!shown.length) return fresh(wanted)
  return { shown, waiting: wanted.length - shown.length }
}
