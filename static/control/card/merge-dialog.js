/** Choosing the question that this one is to be counted with: the likely ones, or by search. */

import { html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { takesIn } from "../desk/permit.js"
import { asSeen } from "../desk/standing.js"
import { Candidates } from "../likely/candidates.js"
import { Buts, Marked, alike, standing } from "../likely/list.js"
import { Modal } from "../parts/modal.js"
import { QuestionText } from "../parts/question-text.js"

/** @typedef {import("../desk/control.js").Control} Control */

/** @param {{ control: Control, id: string }} props */
export function MergeDialog({ control, id }) {
  const question = control.question(id)
  if (!question) return null
  const seen = asSeen("merge", control.dialog?.seen)
  return html`
    <${Modal} control=${control} name="merge" title=${t("control.merge_title")}>
      <${QuestionText}
        boxed text=${question.text} lang=${question.lang} latin=${control.preferences.latin}
      />
      <p class="modal__note">${t("control.merge_explained")}</p>
      <${Candidates}
        control=${control}
        ids=${targets(control, id)}
        placeholder=${t("control.merge_search")}
        draw=${(/** @type {string} */ other) => candidate(control, id, other)}
        pick=${(/** @type {string} */ other) => control.act("merge", id, { ...seen, into: other })}
      />
    <//>
  `
}

/** @param {Control} control @param {string} id @param {string} other */
function candidate(control, id, other) {
  const question = control.question(other)
  if (!question) return null
  const likeness = control.question(id)?.likely?.[other]
  const buts = control.question(id)?.almost?.[other]
  const shown = { text: question.text, lang: question.lang, latin: control.preferences.latin }
  return html`
    ${likeness === undefined && !buts
      ? html`<${QuestionText} ...${shown} />`
      : html`<${Marked} against=${control.question(id)?.text ?? ""} ...${shown} />`}
    <span class="candidate__state">
      ${likeness !== undefined && html`<b>${alike(likeness)}</b> · `}
      ${buts && html`${t("control.almost_same")} <${Buts} buts=${buts} /> · `}
      ${standing({ question })}
    </span>
  `
}

/** The likely ones first, then what is shown by votes. @param {Control} control @param {string} id */
function targets(control, id) {
  const { questions, debate } = control.document
  const likely = control.likelySame(id).map((other) => other.id)
  const { open, next, answered, in_review: waiting, held } = control.lists
  const onAir = debate.on_air === undefined ? [] : [debate.on_air]
  const all = new Set([...likely, ...onAir, ...next, ...open, ...answered, ...waiting, ...held])
  all.delete(id)
  return [...all].filter((other) => {
    const question = questions[other]
    return question !== undefined && takesIn(question.state)
  })
}
