/** What is asked before it is done: blocking somebody, closing or archiving a debate. */

import { html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { Cancel, Confirm, Modal } from "../parts/modal.js"
import { authorNumber, questionNumber } from "../parts/names.js"
import { QuestionText } from "../parts/question-text.js"

/** @typedef {import("../desk/control.js").Control} Control */

/** @param {{ control: Control, id: string }} props */
export function BlockDialog({ control, id }) {
  const question = control.question(id)
  if (!question) return null
  const { text, lang, author } = question
  const asked = Object.values(control.document.questions).filter((other) => other.author === author)
  const footer = html`
    <${Cancel} control=${control} />
    <${Confirm} autofocus onClick=${() => control.act("block", id)}>${t("control.block")}<//>
  `
  const title = t("control.block_title", { author: authorNumber(author) })
  return html`
    <${Modal} control=${control} name="confirm" title=${title} footer=${footer}>
      <${QuestionText} boxed text=${text} lang=${lang} latin=${control.preferences.latin} />
      <p>${t("control.block_explained", { count: asked.length })}</p>
    <//>
  `
}

/** @param {{ control: Control, to: "closed" | "archived" }} props */
export function PhaseDialog({ control, to }) {
  const go = () => control.ask({ do: "phase", to }, `to_${to}`)
  const footer = html`
    <${Cancel} control=${control} autofocus />
    <${Confirm} onClick=${go}>
      ${t(to === "closed" ? "control.close_debate" : "control.archive_debate")}
    <//>
  `
  return html`
    <${Modal}
      control=${control} name="confirm" title=${t(`control.${to}_title`)}
      away=${t("common.cancel")} footer=${footer}
    >
      <p>${t(`control.${to}_explained`)}</p>
      ${to === "closed" && leftOver(control).map((words) => html`<p key=${words}>${words}</p>`)}
    <//>
  `
}

/** What closing would leave as it is. @param {Control} control */
function leftOver({ lists, debate, document }) {
  const waiting = lists.in_review.length + lists.held.length
  const cued = lists.next.length
  const aired = Object.values(document.questions).filter((question) => question.no_outcome).length
  const now = debate.on_air
  return [
    ...(waiting ? [t("control.closed_in_review", { count: waiting })] : []),
    ...(cued ? [t("control.closed_next", { count: cued })] : []),
    ...(aired ? [t("control.closed_aired", { count: aired })] : []),
    ...(now ? [t("control.closed_on_air", { number: questionNumber(now) })] : []),
  ]
}
