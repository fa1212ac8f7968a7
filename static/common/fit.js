/**
 * The largest of some sizes at which a text stands in its frame.
 *
 * It sets the custom property `--step` of the text; what a step means is its stylesheet's business.
 */

import { useEffect, useLayoutEffect, useRef } from "./html.js"

/**
 * Choose the step. If none will do, it is the smallest, and as many lines as it takes.
 * @param {HTMLElement} text its parent is the frame that it must not leave
 * @param {readonly number[]} steps from the largest to the smallest
 * @param {number} [lines] at most so many
 */
export function fit(text, steps, lines = Infinity) {
  for (const step of steps) {
    text.style.setProperty("--step", String(step))
    if (stands(text, lines)) return
  }
}

/** @param {HTMLElement} text @param {number} lines */
function stands(text, lines) {
  const frame = /** @type {HTMLElement} */ (text.parentElement)
  return (
    text.scrollWidth <= text.clientWidth &&
    text.offsetHeight <= frame.clientHeight &&
    Math.round(text.offsetHeight / parseFloat(getComputedStyle(text).lineHeight)) <= lines
  )
}

/**
 * A reference for a text that is to be fitted: when it is drawn, when its words change, and when
 * its frame or the letters do.
 * @param {string} words
 * @param {readonly number[]} steps
 * @param {number} [lines]
 */
export function useFit(words, steps, lines) {
  const text = useRef(/** @type {HTMLElement | null} */ (null))
  const refit = () => text.current && fit(text.current, steps, lines)
  useLayoutEffect(() => void refit(), [words])
  useEffect(() => {
    const frame = new ResizeObserver(refit)
    if (text.current?.parentElement) frame.observe(text.current.parentElement)
    document.fonts.addEventListener("loadingdone", refit)
    return () => {
      frame.disconnect()
      document.fonts.removeEventListener("loadingdone", refit)
    }
  }, [])
  return text
}
