/** Server time that a component is drawn with again every second. */

import { useEffect, useState } from "../common/html.js"
import { untilNextSecond } from "../graphics/parts/counting.js"

/** Now in ms by the server's clock. @param {number} offset server's minus ours */
export function useNow(offset) {
  const [now, setNow] = useState(Date.now() + offset)
  useEffect(() => {
    const timer = setTimeout(
      () => setNow(Date.now() + offset),
      untilNextSecond(Date.now() + offset),
    )
    return () => clearTimeout(timer)
  }, [now, offset])
  return now
}
