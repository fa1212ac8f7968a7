/** Which card comes next when one moves, decides, or loses the card that was selected. */

/**
 * The card some steps away, as far as the list goes; the first one when none was selected.
 * @param {string[]} ids
 * @param {string | undefined} selected
 * @param {number} steps
 * @returns {string | undefined}
 */
export function moved(ids, selected, steps) {
  const at = selected === undefined ? -1 : ids.indexOf(selected)
  if (at < 0) return ids[0]
  return ids[Math.min(Math.max(at + steps, 0), ids.length - 1)]
}

/**
 * The card to go on with after deciding about one: the next below that is not busy itself, else
 * the nearest above.
 * @param {string[]} ids
 * @param {string} decided
 * @param {(id: string) => boolean} isBusy
 * @returns {string | undefined}
 */
export function following(ids, decided, isBusy) {
  const at = ids.indexOf(decided)
  const free = (/** @type {string} */ id) => id !== decided && !isBusy(id)
  return ids.slice(at + 1).find(free) ?? ids.slice(0, Math.max(at, 0)).reverse().find(free)
}

/**
 * The selection after a list changed: itself while it is there, else its nearest neighbour.
 * @param {string[]} before
 * @param {string[]} after
 * @param {string | undefined} selected
 * @returns {string | undefined}
 */
export function surviving(before, after, selected) {
  if (selected === undefined || after.includes(selected)) return selected
  const present = new Set(after)
  return following(before, selected, (id) => !present.has(id))
}
