/** The picture after the end: thanks, and where the results are. */

import { html } from "../common/html.js"
import { InEach } from "../common/languages.js"
import { page } from "../common/page.js"
import { place } from "./address.js"
import { Idle, Totals } from "./idle.js"

/** @param {{ debate: import("../wire/heads.d.ts").DisplayHead, now: () => number }} props */
export function Over({ debate, now }) {
  return html`
    <${Idle} debate=${debate} now=${now} attests
      lead=${html`<p class="idle__thanks idle__lead"><${InEach} word="display.thanks" /></p>`}>
      <${Totals} debate=${debate} />
      ${!debate.rehearsal && html`
        <p class="idle__how"><${InEach} word="display.archive" /></p>
        <p class="idle__address">${place(page.join)}<wbr />${`/archive/${debate.code}`}</p>`}
    <//>`
}
