/**
 * The line below the columns: what was done, with its undo; what was refused and why; who else is
 * here. It has its own place, so that no message ever covers a card.
 */

import { html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { canUndo } from "../desk/notices.js"
import { keycap } from "../parts/action-button.js"
import { BurstsButton } from "../bursts/dialog.js"
import { Colleagues } from "./colleagues.js"
import { FairnessButton } from "../fairness/dialog.js"
import { icon } from "../parts/icons.js"
import { readable } from "../parts/question-text.js"
import { RemarkNews } from "../remarks/news.js"
import { RemarksButton } from "../remarks/panel.js"
import { said } from "../parts/said.js"
import { StudioButton } from "../studio/panel.js"
import { Undo, UndoLast } from "./undo.js"
import { Ways } from "./ways.js"

/** @typedef {import("../desk/control.js").Control} Control */
/** @typedef {import("../desk/notices.js").Notice} Notice */

/** @param {{ control: Control }} props */
export function StatusBar({ control }) {
  const { list } = control.requests.notices
  const toRead = list.filter(({ kind }) => kind !== "done")
  const done = list.filter(({ kind }) => kind === "done")
  return html`
    <footer class="status-bar">
      <div class="status-bar__refused" role="alert">
        ${toRead.map((notice) => toast(control, notice))}
      </div>
      <div class="status-bar__done" role="status">
        ${done.map((notice) => toast(control, notice))}
      </div>
      ${control.undoing.isOffered && !done.some((notice) => isUndone(control, notice)) && html`
        <${UndoLast} control=${control} />
      `}
      <${RemarkNews} control=${control} />
      <${Colleagues} control=${control} />
      ${control.remarks.canSay && html`<${RemarksButton} control=${control} />`}
      <${BurstsButton} control=${control} />
      <${FairnessButton} control=${control} />
      <${StudioButton} control=${control} />
      <${Ways} control=${control} />
      <button
        type="button"
        class="action"
        aria-keyshortcuts="?"
        onClick=${() => control.show({ kind: "help" })}
      >
        <span>${t("control.keys")}</span> ${keycap("?")}
      </button>
    </footer>
  `
}

/** @param {Control} control @param {Notice} notice */
function toast(control, notice) {
  const { kind, words, question: id } = notice
  const question = id === undefined ? undefined : control.question(id)
  const shown = question && readable(question.text, question.lang, control.preferences.latin)
  return html`
    <div class="toast" key=${notice.number} data-kind=${kind}>
      <p class="toast__words">
        <strong>${said(words)}</strong>
        ${shown && html`<span class="toast__question" dir="auto" lang=${shown.lang}>${shown.text}</span>`}
      </p>
      ${isUndone(control, notice) && html`<${Undo} control=${control} />`}
      ${kind !== "done" &&
      html`
        <button
          type="button"
          class="action action--small"
          onClick=${() => control.requests.dismissNotice(notice.number)}
        >
          ${icon("close")} <span class="for-screen-reader">${t("common.close")}</span>
        </button>
      `}
    </div>
  `
}

/** Whether Undo takes back what it speaks of. @param {Control} control @param {Notice} notice */
function isUndone(control, notice) {
  return control.undoing.isOffered && canUndo(notice, control.debate.undoable)
}
