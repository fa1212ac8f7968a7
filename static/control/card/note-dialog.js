/** What moderators tell each other about a question; nobody else ever sees it. */

import { Component, html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { keycap } from "../parts/action-button.js"
import { limits } from "../desk/permit.js"
import { Cancel, Confirm, Modal } from "../parts/modal.js"
import { QuestionText } from "../parts/question-text.js"
import { said } from "../parts/said.js"

/** @typedef {import("../desk/control.js").Control} Control */

/** @extends {Component<{ control: Control, id: string }, { text: string }>} */
export class NoteDialog extends Component {
  /** As it was when the dialog was opened: a colleague may change it meanwhile. */
  #was = this.props.control.dialog?.seen?.note ?? ""
  state = { text: this.props.control.requests.drafts.get(`note ${this.props.id}`) ?? this.#was }

  render() {
    const { control, id } = this.props
    const question = control.question(id)
    if (!question) return null
    const refused = control.requests.notices.refusalOf(id)
    return html`
      <${Modal}
        control=${control}
        name="note"
        title=${t("control.note")}
        footer=${html`
          <${Cancel} control=${control} />
          <${Confirm} onClick=${this.#save}>
            <span>${t("common.save")}</span> ${keycap("Enter")}
          <//>
        `}
      >
        <${QuestionText}
          boxed text=${question.text} lang=${question.lang} latin=${control.preferences.latin}
        />
        <label class="field">
          <span class="field__label">${t("control.note_label")}</span>
          <input
            type="text"
            autofocus
            maxlength=${limits.note}
            value=${this.state.text}
            aria-describedby="note-explained"
            onInput=${(/** @type {any} */ event) => this.setState({ text: event.target.value })}
            onKeyDown=${this.#press}
          />
        </label>
        <p class="modal__note" id="note-explained">${t("control.note_explained")}</p>
        ${refused && html`<p class="card__refused" role="alert">${said(refused)}</p>`}
        ${refused && question.note !== undefined && html`
          <p class="field__label">${t("control.note_now")}</p>
          <p class="modal__question">${question.note}</p>
        `}
      <//>
    `
  }

  #save = () => {
    const { control, id } = this.props
    const text = this.state.text.trim()
    control.navigation.focusing = id
    if (text === this.#was) control.show(undefined)
    else control.act("note", id, { ...(text && { text }), was: this.#was })
  }

  #press = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || event.isComposing) return
    event.preventDefault()
    this.#save()
  }
}
