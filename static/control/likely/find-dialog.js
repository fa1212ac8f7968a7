/** Going to any question, in whatever column and state it is. */

import { html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { goTo } from "./going.js"
import { Candidates } from "./candidates.js"
import { standing } from "./list.js"
import { Modal } from "../parts/modal.js"
import { QuestionText } from "../parts/question-text.js"

/** @typedef {import("../desk/control.js").Control} Control */

/** @param {{ control: Control }} props */
export function FindDialog({ control }) {
  return html`
    <${Modal} control=${control} name="find" title=${t("control.find_title")}>
      <${Candidates}
        control=${control}
        ids=${everything(control)}
        placeholder=${t("control.find_search")}
        draw=${(/** @type {string} */ id) => candidate(control, id)}
        pick=${(/** @type {string} */ id) => goTo(control, id)}
      />
    <//>
  `
}

/** What is to be worked on first, then what was decided. @param {Control} control */
function everything({ lists, debate }) {
  const { in_review: waiting, held, open, next, answered, dismissed, merged, withdrawn, aired } = lists
  const onAir = debate.on_air === undefined ? [] : [debate.on_air]
  return [
    ...waiting, ...held, ...onAir, ...aired, ...next, ...open,
    ...answered, ...dismissed, ...merged, ...withdrawn,
  ]
}

/** @param {Control} control @param {string} id */
function candidate(control, id) {
  const question = control.question(id)
  if (!question) return null
  const { text, lang } = question
  return html`
    <${QuestionText} text=${text} lang=${lang} latin=${control.preferences.latin} />
    <span class="candidate__state">${id.slice(1)} · ${standing({ question })}</span>
  `
}
