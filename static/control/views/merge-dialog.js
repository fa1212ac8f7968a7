/** Choosing the question that this one is to be counted with: the likely ones, or by search. */

import { Component, html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { takesIn } from "../model/permit.js"
import { NO_FILTERS, filter } from "../model/search.js"
import { icon } from "./icons.js"
import { Marked, percent, standing } from "./likely-list.js"
import { Modal } from "./modal.js"
import { QuestionText } from "./question-text.js"

/** @typedef {import("../control.js").Control} Control */

const AT_MOST = 30

/** @extends {Component<{ control: Control, id: string }, { search: string }>} */
export class MergeDialog extends Component {
  state = { search: "" }

  render() {
    const { control, id } = this.props
    const question = control.question(id)
    if (!question) return null
    const found = this.#found()
    return html`
      <${Modal} control=${control} name="merge" title=${t("control.merge_title")}>
        <${QuestionText}
          boxed text=${question.text} lang=${question.lang} latin=${control.preferences.latin}
        />
        <p class="modal__note">${t("control.merge_explained")}</p>
        <label class="search">
          ${icon("search")}
          <span class="for-screen-reader">${t("control.search")}</span>
          <input
            type="search"
            autofocus
            placeholder=${t("control.merge_search")}
            value=${this.state.search}
            onInput=${(/** @type {any} */ event) => this.setState({ search: event.target.value })}
            onKeyDown=${this.#enterList}
          />
        </label>
        <p class="for-screen-reader" role="status">
          ${t("control.found", { count: found.length })}
        </p>
        <ul class="candidates" role="list" onKeyDown=${this.#moveInList}>
          ${found.slice(0, AT_MOST).map((other) => this.#candidate(other, question.text))}
        </ul>
        ${!found.length && html`<p class="empty">${t("control.empty_found")}</p>`}
      <//>
    `
  }

  /** @param {string} other @param {string} text */
  #candidate(other, text) {
    const { control, id } = this.props
    const question = control.question(other)
    if (!question) return null
    const likeness = control.question(id)?.likely?.[other]
    const shown = { text: question.text, lang: question.lang, latin: control.preferences.latin }
    const merge = () => control.act("merge", id, { into: other })
    return html`
      <li key=${other}>
        <button type="button" class="candidate" data-into=${other} onClick=${merge}>
          ${likeness === undefined
            ? html`<${QuestionText} ...${shown} />`
            : html`<${Marked} against=${text} ...${shown} />`}
          <span class="candidate__state">
            ${likeness !== undefined && html`<b>${percent(likeness)}</b> · `}
            ${standing({ question })}
          </span>
        </button>
      </li>
    `
  }

  /** The likely ones first, then what is shown by votes; all of them only when searched for. */
  #found() {
    const { control, id } = this.props
    const { questions, debate } = control.document
    const likely = control.likelySame(id).map((other) => other.id)
    const { open, next, answered, in_review: waiting, held } = control.lists
    const onAir = debate.on_air === undefined ? [] : [debate.on_air]
    const all = new Set([...likely, ...onAir, ...next, ...open, ...answered, ...waiting, ...held])
    all.delete(id)
    const ids = [...all].filter((other) => questions[other] && takesIn(questions[other].state))
    return filter(questions, ids, { ...NO_FILTERS, search: this.state.search })
  }

  #enterList = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "ArrowDown") return
    event.preventDefault()
    const dialog = /** @type {HTMLElement} */ (event.currentTarget).closest("dialog")
    const first = dialog?.querySelector(".candidate")
    if (first instanceof HTMLElement) first.focus()
  }

  #moveInList = (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const list = /** @type {HTMLElement} */ (event.currentTarget)
    const buttons = [...list.querySelectorAll("button")]
    const at = buttons.findIndex((button) => button === document.activeElement) + step
    if (at < 0) list.closest("dialog")?.querySelector("input")?.focus()
    else buttons[at]?.focus()
  }
}
