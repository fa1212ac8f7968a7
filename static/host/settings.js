/** How this tablet shows what it shows: the size of its letters, and in which script. Kept on it. */

const KEY = "tribina_host"
const SIZES = [85, 100, 115, 130, 150] // percent of what the browser is set to
const USUAL = 100

/** @typedef {{ size: number, inLatin: boolean }} Settings */

/** @returns {Settings} as left last time */
export function stored() {
  try {
    const { size, inLatin } = JSON.parse(localStorage.getItem(KEY) ?? "{}")
    return { size: SIZES.includes(size) ? size : USUAL, inLatin: inLatin === true }
  } catch {
    return { size: USUAL, inLatin: false }
  }
}

/** @param {Settings} settings */
export function keep(settings) {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings))
  } catch {
    // A browser that keeps nothing shows the usual the next time.
  }
}

/** The next size, none beyond the last. @param {Settings} settings @param {1 | -1} direction */
export function resized(settings, direction) {
  const size = SIZES[SIZES.indexOf(settings.size) + direction]
  return size === undefined ? undefined : { ...settings, size }
}
