/** Identity for things that did not change, so that what shows them need not be drawn again. */

/**
 * `previous` when it holds the same items in the same order, else `next`.
 * @template T
 * @param {readonly T[] | undefined} previous
 * @param {T[]} next
 * @returns {T[]}
 */
export function stable(previous, next) {
  if (!previous || previous.length !== next.length) return next
  return next.every((item, at) => item === previous[at]) ? /** @type {T[]} */ (previous) : next
}

/**
 * Whether two flat objects have the same fields with identical values.
 * @param {Record<string, any>} one
 * @param {Record<string, any>} other
 */
export function sameFields(one, other) {
  const fields = Object.keys(one)
  return (
    fields.length === Object.keys(other).length &&
    fields.every((field) => field in other && one[field] === other[field])
  )
}
