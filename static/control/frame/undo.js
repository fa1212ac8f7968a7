/** Undo: what it takes back and whose, on its button and, of a colleague's, asked before. */

import { html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { keycap, keyFor } from "../parts/action-button.js"
import { Cancel, Confirm, Modal } from "../parts/modal.js"
import { QuestionText } from "../parts/question-text.js"
import { deed } from "../parts/said.js"

/** @typedef {import("../desk/control.js").Control} Control */

/** Beside what was just done here. @param {{ control: Control }} props */
export function Undo({ control }) {
  return button(control, t("control.undo"))
}

/** With what and whose, where nothing was just done here. @param {{ control: Control }} props */
export function UndoLast({ control }) {
  const { last } = control.debate
  return last ? button(control, t("control.undo_last", { deed: deed(last) })) : null
}

/** @param {Control} control @param {string} words */
function button(control, words) {
  return html`
    <button
      type="button"
      class="action undo"
      data-action="undo"
      aria-keyshortcuts="Z"
      title=${words}
      onClick=${() => control.undoing.undo()}
    >
      <span class="undo__words">${words}</span> ${keycap(keyFor("undo"))}
    </button>
  `
}

/**
 * Takes back what it was asked about; what was done since is not meant, and it says when there is.
 * @param {{ control: Control, last: import("../../wire/heads.d.ts").LastAction }} props
 */
export function UndoDialog({ control, last }) {
  const question = last.question === undefined ? undefined : control.question(last.question)
  const isLast = control.debate.last?.action === last.action
  const footer = html`
    <${Cancel} control=${control} />
    <${Confirm} autofocus disabled=${!isLast} onClick=${() => control.undoing.takeBack(last)}>
      ${t("control.undo")}
    <//>
  `
  return html`
    <${Modal} control=${control} name="confirm" title=${t("control.undo_title", { deed: deed(last) })}
      footer=${footer}>
      ${question && html`
        <${QuestionText} boxed text=${question.text} lang=${question.lang}
          latin=${control.preferences.latin} />
      `}
      <p role=${isLast ? undefined : "alert"}>
        ${t(isLast ? "control.undo_explained" : "control.undo_late", { by: last.by })}
      </p>
    <//>
  `
}
