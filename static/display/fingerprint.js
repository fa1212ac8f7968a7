/**
 * The fingerprint of the debate's log, for the cameras: a recording in which it is to be seen is a
 * dated copy. A phone reads all of it from the code; the letters are for glancing.
 */

import { html } from "../common/html.js"
import { inEach } from "../common/languages.js"
import { fromBase64, toBase32 } from "../transparency/bytes.js"

const GLANCED = 8 // letters, as in server/transparency/fingerprints.py

/** @typedef {import("../wire/heads.d.ts").DisplayHead} DisplayHead */

/** Whether there is one: of a rehearsal nothing is kept. @param {DisplayHead} debate */
export const hasFingerprint = ({ log, rehearsal }) => log !== undefined && !rehearsal

/** @param {{ debate: DisplayHead }} props */
export function Fingerprint({ debate }) {
  const [size = "", root = ""] = debate.log?.split(":") ?? []
  const letters = toBase32(fromBase64(root))
  return html`
    <div class="fingerprint">
      <p class="fingerprint__words">
        ${inEach("display.fingerprint")}
        <strong>${letters.slice(0, GLANCED / 2)} ${letters.slice(GLANCED / 2, GLANCED)}</strong>
      </p>
      <img class="fingerprint__code" src=${`/qr/${debate.code}/${size}/${letters}.svg`} alt="" />
    </div>`
}
