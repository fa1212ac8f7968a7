/** The largest size at which words stand in their frame (graphics/parts/fit.js), in a component. */

import { fit } from "../graphics/parts/fit.js"
import { useEffect, useLayoutEffect, useRef } from "./html.js"

/**
 * A reference for what is to be fitted: when it is drawn, when its words change, and when its frame
 * or the letters do.
 * @param {string} words
 * @param {readonly number[]} steps
 * @param {import("../graphics/parts/fit.js").Wishes} [wishes]
 */
export function useFit(words, steps, wishes) {
  const text = useRef(/** @type {HTMLElement | null} */ (null))
  const refit = () => text.current && fit(text.current, steps, wishes)
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
