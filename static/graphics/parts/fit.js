/**
 * The largest of some sizes at which a text, or several one below the other, stand in their frame.
 *
 * It sets the custom property `--step` of what is fitted, `data-whole` while no word of it may be
 * broken, and `data-kept` of each text whose end may stay together; what these mean is its
 * stylesheet's business.
 */

/**
 * @typedef {object} Wishes
 * @property {number} [lines] at most so many of each text
 * @property {number} [whole] down to this step words are kept whole; before a text becomes smaller
 *   than that, a word that is too long for a line is broken
 * @property {number} [least] before the first text becomes smaller than this step, those below it
 *   are hidden, the last one first
 */

/**
 * Sizes, each smaller than the one before by a fiftieth: nobody sees one between them.
 * @param {number} largest
 * @param {number} smallest
 */
export function sizes(largest, smallest) {
  const count = Math.ceil(Math.log(largest / smallest) / Math.log(1.02))
  return Array.from({ length: count + 1 }, (_, at) => largest * (smallest / largest) ** (at / count))
}

/**
 * Choose the step. If none will do, it is the smallest, and as many lines as it takes; the frame of
 * what does not even stand in it then has `data-overfull`.
 * @param {HTMLElement} words a text, or the parent of several; its own parent is the frame that it
 *   must not leave
 * @param {readonly number[]} steps from the largest to the smallest
 * @param {Wishes} [wishes]
 */
export function fit(words, steps, { lines = Infinity, whole = 0, least = 0 } = {}) {
  const frame = /** @type {HTMLElement} */ (words.parentElement)
  delete frame.dataset.overfull
  const others = textsOf(words).slice(1)
  for (const text of others) text.hidden = false
  for (const text of textsOf(words)) delete text.dataset.kept
  const large = steps.filter((step) => step >= least)
  const hideOne = () => {
    const last = least && others.pop()
    if (last) last.hidden = true
    return Boolean(last)
  }
  let found = choose(words, large, lines, whole)
  while (!found && hideOne()) found = choose(words, large, lines, whole)
  found ||= choose(words, steps, lines, whole) || choose(words, steps.slice(-1), Infinity, whole)
  if (found) keepEnds(words, lines)
  else frame.dataset.overfull = ""
}

/**
 * The end of each text stays together where all stands as before.
 * @param {HTMLElement} words
 * @param {number} lines
 */
function keepEnds(words, lines) {
  for (const text of textsOf(words)) {
    text.dataset.kept = ""
    if (!stands(words, lines)) delete text.dataset.kept
  }
}

/**
 * Whether one of the steps will do; then it is the largest of these.
 * @param {HTMLElement} words
 * @param {readonly number[]} steps
 * @param {number} lines
 * @param {number} whole
 */
function choose(words, steps, lines, whole) {
  words.dataset.whole = ""
  if (search(words, steps.filter((step) => step >= whole), lines)) return true
  delete words.dataset.whole
  return search(words, steps, lines)
}

/**
 * Halving what is left to be tried: each trial lays the text out anew.
 * @param {HTMLElement} words
 * @param {readonly number[]} steps
 * @param {number} lines
 */
function search(words, steps, lines) {
  const standsAt = (/** @type {number} */ at) => {
    words.style.setProperty("--step", String(steps[at]))
    return stands(words, lines)
  }
  let known = steps.length - 1
  if (known < 0 || !standsAt(known)) return false
  for (let from = 0; from < known; ) {
    const middle = Math.floor((from + known) / 2)
    if (standsAt(middle)) known = middle
    else from = middle + 1
  }
  words.style.setProperty("--step", String(steps[known]))
  return true
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
