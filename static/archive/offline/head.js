/** The head of the log, to be compared with what others kept: in letters, and as a code to be scanned. */

import { fromBase64, lettersOf, toBase32 } from "../../transparency/bytes.js"
import { el, of, said } from "./elements.js"
import { modulesOf } from "./qr.js"
/** @typedef {import("../verifier/report.js").Head} Head */

const HOUSE = /^https?:\/\/[\w.[\]:-]+$/
const QUIET_ZONE = 4 // modules, as ISO/IEC 18004 asks for

/**
 * @param {Head} head
 * @param {string} [house] where the house is, if it is anywhere; it came with the file
 * @returns {HTMLElement[]} items of a list
 */
export function headOf({ size, root, code, origin, hash }, house = "") {
  const bytes = fromBase64(root)
  const row = el("li", said("head", { size }), ": ", el("code", lettersOf(bytes)))
  if (origin) row.append(" ", el("code", origin))
  const scanned = code && HOUSE.test(house) ? scan(`${house}/S/${code}/${size}/${toBase32(bytes)}`, house) : undefined
  if (scanned) row.append(scanned)
  return [row, el("li", said("hash"), ": ", el("code", hash))]
}

/** @param {string} address @param {string} house */
function scan(address, house) {
  const modules = modulesOf(address)
  if (!modules) return undefined
  const link = /** @type {HTMLAnchorElement} */ (el("a", house.replace(/^https?:\/\//, "")))
  link.href = address
  link.rel = "noreferrer"
  return of("scan", "p", drawn(modules), " ", said("head_scan"), " ", link)
}

/** Dark on light, whatever it stands on. @param {boolean[][]} modules */
function drawn(modules) {
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
