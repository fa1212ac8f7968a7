/** Above the open questions: which one fairness would ask next, and why. A hint, nothing more. */

import { html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { reason } from "./fairness.js"
import { perform } from "../desk/perform.js"
import { guestName, meterLanguage, pileName, shortName } from "../parts/names.js"
import { readable } from "../parts/question-text.js"

/** @typedef {import("../desk/control.js").Control} Control */

/** @param {{ control: Control }} props */
export function Suggested({ control }) {
  const { debate, preferences } = control
  const id = debate.suggested_next?.question
  const question = id === undefined ? undefined : control.question(id)
  if (id === undefined || !question) return null
  const { text, lang } = readable(question.text, question.lang, preferences.latin)
  const { words, key } = reason(debate, question)
  return html`
    <div class="suggested">
      <button
        type="button"
        class="suggested__question"
        title=${t("control.suggested_hint")}
        onClick=${() => goTo(control, id)}
      >
        <span class="suggested__why">
          <b>${t("control.suggested")}</b> ${t(`control.suggested_${words}`, { name: nameOf(control, words, key) })}
        </span>
        <span class="suggested__text" dir="auto" lang=${lang}>${text}</span>
      </button>
      ${control.can("cue", id) &&
      html`
        <button
          type="button"
          class="action"
          data-action="cue"
          disabled=${control.requests.pending.of(id) !== undefined}
          onClick=${() => perform(control, "cue", id)}
        >
          ${t("control.cue")}
        </button>
      `}
    </div>
  `
}

/** @param {Control} control @param {string} words @param {string} key */
function nameOf({ debate }, words, key) {
  if (words.startsWith("guest")) return shortName(guestName(debate.guests, key))
  if (words.startsWith("pile")) return pileName(debate.piles, key).text
  return words.startsWith("language") ? meterLanguage(key) : ""
}

/** @param {Control} control @param {string} id */
function goTo(control, id) {
  if (!control.held.open.shown.includes(id)) control.showAll("open")
  control.navigation.select("open", id)
}
