/** Drawing a component again at every whole second of something that runs. */

import { useEffect, useState } from "./html.js"
import { untilNextSecond } from "../graphics/parts/counting.js"

/**
 * @param {() => number} now in ms
 * @param {number} since from when on seconds are counted, by the same clock
 * @param {boolean} running
 */
export function useSeconds(now, since, running) {
  const [, tick] = useState(0)
  useEffect(() => {
    if (!running) return
    let timer = 0
    const wait = () => {
      timer = window.setTimeout(next, untilNextSecond(now() - since))
    }
    const next = () => {
      tick((count) => count + 1)
      wait()
    }
    wait()
    return () => window.clearTimeout(timer)
  }, [since, running])
}
