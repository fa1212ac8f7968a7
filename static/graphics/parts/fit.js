/**
 * The largest of some sizes at which a text, or several one below the other, stand in their frame.
 *
 * It sets the custom property `--step` of what is fitted; what a step means is its stylesheet's
 * business.
 */

/**
 * Choose the step. If none will do, it is the smallest, and as many lines as it takes; the frame of
 * what does not even stand in it then has `data-overfull`.
 * @param {HTMLElement} words a text, or the parent of several; its own parent is the frame that it
 *   must not leave
 * @param {readonly number[]} steps from the largest to the smallest
 * @param {number} [lines] at most so many of each text
 * @param {boolean} [yields] whether texts below the first are hidden, the last one first, where
 *   there is no room for them even then
 */
export function fit(words, steps, lines = Infinity, yields = false) {
  const frame = /** @type {HTMLElement} */ (words.parentElement)
  delete frame.dataset.overfull
  const others = textsOf(words).slice(1)
  for (const text of others) text.hidden = false
  for (const step of steps) {
    words.style.setProperty("--step", String(step))
    if (stands(words, lines)) return
  }
  for (const last of others.reverse()) {
    if (!yields || stands(words, Infinity)) break
    last.hidden = true
  }
  if (!stands(words, Infinity)) frame.dataset.overfull = ""
}

/**
 * Whether it is inside of its frame, and no text of it has more lines.
 * @param {HTMLElement} words as in `fit`
 * @param {number} [lines]
 */
export function stands(words, lines = Infinity) {
  const frame = /** @type {HTMLElement} */ (words.parentElement)
  if (words.offsetHeight > frame.clientHeight) return false
  return textsOf(words).every(
    (text) =>
      text.scrollWidth <= text.clientWidth &&
      Math.round(text.offsetHeight / parseFloat(getComputedStyle(text).lineHeight)) <= lines,
  )
}

/** @param {HTMLElement} words */
function textsOf(words) {
  const several = /** @type {HTMLElement[]} */ ([...words.children])
  return several.length > 0 ? several : [words]
}
