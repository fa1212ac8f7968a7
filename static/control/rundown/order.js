/** Where a cued question goes in the rundown, said as the wire says it: before which other one. */

/**
 * `before` for moving a question by steps up (negative) or down: an id, null for the last place,
 * or undefined when it cannot move there.
 * @param {string[]} order
 * @param {string} id
 * @param {number} steps
 * @returns {string | null | undefined}
 */
export function stepped(order, id, steps) {
  const from = order.indexOf(id)
  const to = from + steps
  if (from < 0 || to < 0 || to >= order.length) return undefined
  const rest = order.filter((other) => other !== id)
  return rest[to] ?? null
}

/**
 * `before` for dropping a question on another one's upper or lower half; undefined when it would
 * stay where it is.
 * @param {string[]} order
 * @param {string} id
 * @param {string} target
 * @param {boolean} lowerHalf
 * @returns {string | null | undefined}
 */
export function dropped(order, id, target, lowerHalf) {
  const at = order.indexOf(target)
  if (at < 0 || target === id) return undefined
  const before = lowerHalf ? (order[at + 1] ?? null) : target
  const follows = order[order.indexOf(id) + 1] ?? null
  return before === id || (order.includes(id) && before === follows) ? undefined : before
}
