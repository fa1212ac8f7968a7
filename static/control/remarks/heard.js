/** Whether the host has seen a remark, and how long ago; counts the seconds by itself. */

import { html, useEffect, useState } from "../../common/html.js"
import { t, time } from "../../common/i18n.js"
import { untilNextSecond } from "../../graphics/parts/counting.js"

/** @typedef {import("../desk/control.js").Control} Control */

const SECOND = 1_000 // ms
const COUNTED = 60_000 // ms; after that the time of day says more

/** @param {{ control: Control, at: number | undefined }} props `at` in ms of the server's clock */
export function Heard({ control, at }) {
  const [, tick] = useState(0)
  const ago = at === undefined ? Infinity : Math.max(0, control.now - at)
  const isCounted = ago < COUNTED
  useEffect(() => {
    if (!isCounted) return undefined
    const timer = window.setTimeout(() => tick((count) => count + 1), untilNextSecond(ago))
    return () => window.clearTimeout(timer)
  })
  if (at === undefined) return t("control.not_heard")
  const then = t("control.heard_at", { time: time(at) })
  if (!isCounted) return then
  // Where it stands everything new is read out; not every second is.
  return html`
    <span aria-hidden="true">${t("control.heard_ago", { seconds: Math.floor(ago / SECOND) })}</span>
    <span class="for-screen-reader">${then}</span>
  `
}
