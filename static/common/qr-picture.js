/** A QR code as a drawing. */

import { modulesOf } from "./qr.js"

const QUIET_ZONE = 4 // modules, as ISO/IEC 18004 asks for

/** Dark on light, whatever it stands on; undefined: it does not fit. @param {string} text */
export function qrPicture(text) {
  const modules = modulesOf(text)
  if (!modules) return undefined
  const side = modules.length + 2 * QUIET_ZONE
  const dark = modules.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x + QUIET_ZONE} ${y + QUIET_ZONE}h1v1h-1z`] : [])),
  )
  const svg = made("svg", { viewBox: `0 0 ${side} ${side}`, "shape-rendering": "crispEdges", "aria-hidden": "true" })
  svg.append(made("path", { d: `M0 0h${side}v${side}H0z`, fill: "#fff" }), made("path", { d: dark.join("") }))
  return svg
}

/** @param {string} tag @param {Record<string, string>} attributes */
function made(tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  return element
}
