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
