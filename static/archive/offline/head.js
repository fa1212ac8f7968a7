/** The head of the log, to be compared with what others kept: in letters, and as a code to be scanned. */

import { qrPicture } from "../../common/qr-picture.js"
import { fromBase64, lettersOf, toBase32 } from "../../transparency/bytes.js"
import { el, of, said } from "./elements.js"
/** @typedef {import("../verifier/report.js").Head} Head */

const HOUSE = /^https?:\/\/[\w.[\]:-]+$/

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
  const picture = qrPicture(address)
  if (!picture) return undefined
  const link = /** @type {HTMLAnchorElement} */ (el("a", house.replace(/^https?:\/\//, "")))
  link.href = address
  link.rel = "noreferrer"
  return of("scan", "p", picture, " ", said("head_scan"), " ", link)
}
