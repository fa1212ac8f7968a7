/** The picture of a break: whose evening this is, and that it goes on. */

import { html } from "../common/html.js"
import { InEach } from "../common/languages.js"
import { Idle, Totals } from "./idle.js"
import { Way } from "./join.js"

/** @param {{ debate: import("../wire/heads.d.ts").DisplayHead, now: () => number }} props */
export function Pause({ debate, now }) {
  return html`
    <${Idle} debate=${debate} now=${now}
      lead=${html`<p class="idle__lead"><${InEach} word="display.break" /></p>`}>
      <${Totals} debate=${debate} />
      <${Way} code=${debate.code} />
    <//>`
}
