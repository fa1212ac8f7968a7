/** The picture while nothing is on air: what this is, and how to take part. */

import { html } from "../common/html.js"
import { InEach } from "../common/languages.js"
import { page } from "../common/page.js"
import { grouped, invitation, place } from "./address.js"
import { Idle } from "./idle.js"

/** @param {{ debate: import("../wire/heads.d.ts").DisplayHead, now: () => number, attests: boolean }} props */
export function Join({ debate, now, attests }) {
  return html`
    <${Idle} debate=${debate} now=${now} attests=${attests}>
      <p class="idle__how"><${InEach} word=${invitation(debate)} /></p>
      <p class="idle__address">${place(page.join)}</p>
      <p class="idle__code">${grouped(debate.code)}</p>
    <//>`
}
