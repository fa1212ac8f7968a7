/** The others at the desk, and which of them has a card open. */

import { html } from "../../common/html.js"
import { t } from "../../common/i18n.js"

/** @typedef {import("../desk/control.js").Control} Control */
/** @typedef {import("../../wire/questions.d.ts").ControlQuestion} Question */

/** Who is here, with the initials that stand on cards. @param {{ control: Control }} props */
export function Colleagues({ control }) {
  const { moderators } = control.debate
  if (!moderators.length) return null
  return html`
    <div class="colleagues">
      <span class="colleagues__heading">${t("control.moderators")}</span>
      <ul class="colleagues__list" role="list">
        ${moderators.map(
          (name) => html`
            <li key=${name} title=${name}>
              ${initials(control, name)}
              <span class="colleagues__name" aria-hidden="true">${name}</span>
              <span class="for-screen-reader">${name}</span>
            </li>
          `,
        )}
      </ul>
    </div>
  `
}

/**
 * The colleagues who have the card open or are changing its wording.
 * @param {{ control: Control, question: Question }} props
 */
export function AtIt({ control, question }) {
  const others = (/** @type {string[] | undefined} */ names = []) =>
    names.filter((name) => name !== control.me)
  const editing = others(question.editing)
  const open = others(question.open_by)
  if (!editing.length && !open.length) return null
  return html`
    <ul class="at-it" role="list">
      ${editing.map((name) => mark(control, name, "control.edited_by", true))}
      ${open.map((name) => mark(control, name, "control.opened_by", false))}
    </ul>
  `
}

/** @param {Control} control @param {string} name @param {string} words @param {boolean} editing */
function mark(control, name, words, editing) {
  return html`
    <li key=${name} title=${t(words, { name })} data-editing=${editing}>
      ${initials(control, name)}
      <span class="for-screen-reader">${t(words, { name })}</span>
    </li>
  `
}

/** @param {Control} control @param {string} name */
function initials(control, name) {
  return html`<span class="initials" aria-hidden="true">${control.initials(name)}</span>`
}
