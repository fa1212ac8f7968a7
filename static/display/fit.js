/**
 * The largest size at which a text stands in its frame in three lines or fewer; if there is none,
 * the smallest size and as many lines as it takes.
 *
 * Sizes are steps, in the unit of display.css: the smallest is 45 px at 1080 lines.
 */

const STEPS = [11, 9.6, 8.4, 7.4, 6.5, 5.7, 5, 4.4, 4.17] 
const LINES = 3
const LEADING = 1.18 // as in display.css

/** @param {HTMLElement} text inside a frame that it must not leave */
export function fit(text) {
  const frame = text.parentElement
  if (!frame) return
  for (const step of STEPS) {
    text.style.setProperty("--step", String(step))
    if (isSmall(text, frame)) return
  }
}

/** @param {HTMLElement} text @param {HTMLElement} frame */
function isSmall(text, frame) {
  const size = parseFloat(getComputedStyle(text).fontSize)
  const lines = Math.round(text.scrollHeight / (size * LEADING))
  return lines <= LINES && text.scrollWidth <= frame.clientWidth && text.scrollHeight <= frame.clientHeight
}
