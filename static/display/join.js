/** The picture while nothing is on air: what this is, when it begins, and how to take part. */

import { html } from "../common/html.js"
import { InEach } from "../common/languages.js"
import { page } from "../common/page.js"
import { grouped, invitation, place } from "./address.js"
import { Idle, Totals } from "./idle.js"
import { When } from "./when.js"

/** @typedef {import("../wire/heads.d.ts").DisplayHead} DisplayHead */

/** @param {{ kind: import("./pictures.js").Kind, debate: DisplayHead, now: () => number, attests: boolean }} props */
export function Join({ kind, debate, now, attests }) {
  const isCut = kind === "cut"
  const isCall = !isCut && kind !== "idle"
  const how = html`<p class=${isCall ? "idle__how idle__lead" : "idle__how"}><${InEach} word=${isCut ? "display.join_follow" : invitation(debate)} /></p>`
  const before = debate.phase === "draft" || debate.phase === "collecting"
  const when = before && debate.starts_at !== undefined && html`<${When} at=${debate.starts_at} />`
  return html`
    <${Idle} debate=${debate} now=${isCut ? undefined : now} attests=${attests} lead=${isCall && how} more=${when}>
      ${isCall ? html`<${Totals} debate=${debate} />` : how}
      <${Way} code=${debate.code} />
    <//>`
}

/** Where one takes part, for who does not scan. @param {{ code: string }} props */
export function Way({ code }) {
  return html`
    <p class="idle__address">${place(page.join)}</p>
    <p class="idle__code">${grouped(code)}</p>`
}
