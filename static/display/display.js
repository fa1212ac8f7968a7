/** What is on the display: the question on air, else how to join. A change is a short cross-fade. */

import { html, useEffect, useRef, useState } from "../common/html.js"
import { Idle } from "./idle.js"
import { OnAir } from "./on-air.js"

const CROSS_FADE = 400 // ms, as in display.css

/** What to show, with a key that changes when another picture begins. @param {any} document */
function picture({ debate, questions }) {
  const question = debate.on_air && questions[debate.on_air]
  return question ? { key: debate.on_air, debate, question } : { key: "idle", debate }
}

/** @param {{ document: any }} props */
export function Display({ document }) {
  const now = picture(document)
  const [leaving, setLeaving] = useState(/** @type {any} */ (null))
  const last = useRef(now)

  useEffect(() => {
    const before = last.current
    last.current = now
    if (before.key === now.key) return undefined
    setLeaving(before)
    const timer = setTimeout(() => setLeaving(null), CROSS_FADE)
    return () => clearTimeout(timer)
  }, [now.key, document])

  return html`
    ${leaving && leaving.key !== now.key && html`
      <div class="picture picture--leaving" aria-hidden="true" key=${leaving.key}>
        <${Picture} ...${leaving} />
      </div>`}
    <div class="picture picture--here" key=${now.key}><${Picture} ...${now} /></div>`
}

/** @param {{ debate: any, question?: any }} props */
function Picture({ debate, question }) {
  return question
    ? html`<${OnAir} debate=${debate} question=${question} />`
    : html`<${Idle} debate=${debate} />`
}
