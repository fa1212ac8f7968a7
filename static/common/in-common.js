/** What two texts have in common. */

/**
 * Where the words of a longest common subsequence stand in both, in order. The table has a place for
 * each pair of words.
 * @param {string[]} mine
 * @param {string[]} theirs
 * @returns {[number, number][]}
 */
export function inCommon(mine, theirs) {
  const lengths = Array.from({ length: mine.length + 1 }, () => new Uint16Array(theirs.length + 1))
  const length = (/** @type {number} */ i, /** @type {number} */ j) => lengths[i]?.[j] ?? 0
  for (let i = mine.length - 1; i >= 0; i--) {
    const row = /** @type {Uint16Array} */ (lengths[i])
    for (let j = theirs.length - 1; j >= 0; j--) {
      row[j] =
        mine[i] === theirs[j]
          ? length(i + 1, j + 1) + 1
          : Math.max(length(i + 1, j), length(i, j + 1))
    }
  }
  /** @type {[number, number][]} */
  const common = []
  for (let i = 0, j = 0; i < mine.length && j < theirs.length; ) {
    if (mine[i] === theirs[j]) common.push([i++, j++])
    else if (length(i + 1, j) >= length(i, j + 1)) i++
    else j++
  }
  return common
}
