/**
 * How long a question must stand on air to be read, and a ring that fills meanwhile: who clears it
 * earlier is not held up, but sees it.
 */

import { html, useEffect, useState } from "../../common/html.js"
import { t } from "../../common/i18n.js"

/** @typedef {import("../desk/control.js").Control} Control */

const WORD_S = 0.3 // subtitles are read at 160 to 180 words a minute (BBC)
const CHARACTERS_A_SECOND = 15
const SHORTEST_S = 4
const ARRIVING_S = 2 // until eyes are there (Clearcast: 2 s and more on top)

/**
 * Of a text in s: by its words or its letters, whichever is more, since languages differ.
 * @param {string} text
 */
function readingTime(text) {
  const words = text.split(/\s+/).filter(Boolean).length
  return Math.max(SHORTEST_S, WORD_S * words, text.length / CHARACTERS_A_SECOND) + ARRIVING_S
}

/** @param {{ control: Control, since: number, text: string }} props `since` in ms of the server's clock */
export function ReadingRing({ control, since, text }) {
  const whole = readingTime(text)
  const left = Math.max(0, whole - (control.now - since) / 1_000)
  const [, again] = useState(0)
  useEffect(() => {
    const timer = window.setTimeout(() => again((count) => count + 1), left * 1_000)
    return () => window.clearTimeout(timer)
  }, [since, text])
  const words = t(left > 0 ? "control.still_read" : "control.was_read")
  return html`
    <svg class="reading" viewBox="0 0 20 20" role="img" aria-label=${words} data-done=${left === 0}>
      <title>${words}</title>
      <circle class="reading__whole" cx="10" cy="10" r="8" pathLength="1" />
      <circle class="reading__part" key=${`${since} ${text}`} cx="10" cy="10" r="8" pathLength="1"
        style=${{ animationDuration: `${whole}s`, animationDelay: `${left - whole}s` }} />
    </svg>
  `
}
