/** Notes from the control room: large, calm, and gone with one tap. */

import { html } from "../common/html.js"
import { t, time } from "../common/page.js"
import { read } from "./words.js"

/** @typedef {import("./hearing.js").Hearing} Hearing */

const LONG = 80 // characters of a note that is set smaller, so that the rundown stays in sight
const SHOWN = 3 // the others follow when these are heard

/** @param {{ hearing: Hearing, inLatin: boolean }} props */
export function Notes({ hearing, inLatin }) {
  const notes = hearing.waiting.slice(0, SHOWN)
  return html`
    <section class="host__notes" aria-label=${t("host.notes")} aria-live="polite">
      ${notes.map((number, at) => html`
        <${Note} key=${number} hearing=${hearing} number=${number} inLatin=${inLatin} first=${at === 0} />`)}
    </section>`
}

/** @param {{ hearing: Hearing, number: string, inLatin: boolean, first: boolean }} props */
function Note({ hearing, number, inLatin, first }) {
  const note = hearing.note(number)
  if (!note) return null
  return html`
    <article class="note">
      <${Words} note=${note} inLatin=${inLatin} />
      <p class="note__by">${note.by} · <time>${time(note.at)}</time></p>
      <button class="note__heard" type="button" aria-keyshortcuts=${first ? "Enter" : undefined}
          onClick=${() => void hearing.hear(number)}>
        ${t("host.heard")} ${first && html`<kbd class="note__key" aria-hidden="true">Enter</kbd>`}
      </button>
    </article>`
}

/** @param {{ note: import("./hearing.js").Remark, inLatin: boolean }} props */
function Words({ note: { text, lang = "und", preset }, inLatin }) {
  if (text === undefined) return html`<p class="note__words">${t(`host.preset_${preset}`)}</p>`
  const shown = read({ text, lang }, inLatin)
  const known = shown.lang === "und" ? "" : shown.lang
  const look = text.length > LONG ? "note__words note__words--long" : "note__words"
  return html`<p class=${look} dir="auto" lang=${known}>${shown.text}</p>`
}
