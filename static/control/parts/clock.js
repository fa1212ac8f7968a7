/** How long something has lasted by the server's clock; draws only itself, once a second. */

import { html, useEffect, useState } from "../../common/html.js"
import { elapsed } from "../../common/elapsed.js"
import { untilNextSecond } from "../../graphics/parts/counting.js"

/** @typedef {import("../desk/control.js").Control} Control */

/** @param {{ control: Control, since: number }} props `since` in ms of the server's clock */
export function Clock({ control, since }) {
  const [, tick] = useState(0)
  useEffect(() => {
    let timer = 0
    const next = () => {
      tick((count) => count + 1)
      timer = window.setTimeout(next, untilNextSecond(control.now - since))
    }
    timer = window.setTimeout(next, untilNextSecond(control.now - since))
    return () => window.clearTimeout(timer)
  }, [control, since])
  return html`<span class="clock" role="timer">${elapsed(control.now - since)}</span>`
}
