/** Putting a question's wording right; what was typed stays beside it. */

import { Component, html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { length } from "./lengths.js"
import { Cancel, Confirm, Modal } from "../parts/modal.js"
import { keycap } from "../parts/action-button.js"
import { said } from "../parts/said.js"

/** @typedef {import("../desk/control.js").Control} Control */

/** @extends {Component<{ control: Control, id: string }, { text: string, isPrivate: boolean }>} */
export class EditDialog extends Component {
  /** As it was when the dialog was opened: a colleague may change it meanwhile. */
  #was = this.props.control.question(this.props.id)?.text ?? ""
  state = {
    text: this.props.control.requests.drafts.get(`edit ${this.props.id}`) ?? this.#was,
    isPrivate: false,
  }

  render() {
    const { control, id } = this.props
    const question = control.question(id)
    if (!question) return null
    const { original = question.text, lang } = question
    const refused = control.requests.notices.refusalOf(id)
    const left = control.debate.max_length - length(this.state.text)
    return html`
      <${Modal}
        control=${control}
        name="edit"
        title=${t("control.edit")}
        footer=${html`
          <${Cancel} control=${control} />
          <${Confirm} disabled=${!this.#isSavable} onClick=${this.#save}>
            <span>${t("common.save")}</span> ${keycap("Ctrl+Enter")}
          <//>
        `}
      >
        <label class="field">
          <span class="field__label">${t("control.wording")}</span>
          <textarea
            rows="5"
            dir="auto"
            lang=${lang === "und" ? "" : lang}
            autofocus
            value=${this.state.text}
            aria-describedby="edit-left"
            onInput=${(/** @type {any} */ event) => this.setState({ text: event.target.value })}
            onKeyDown=${this.#press}
          ></textarea>
        </label>
        <p class="field__left" id="edit-left" data-over=${left < 0}>
          ${t("control.characters_left", { count: left })}
        </p>
        ${refused && html`<p class="card__refused" role="alert">${said(refused)}</p>`}
        ${question.text !== original &&
        html`
          <p class="field__label">${t("control.wording_now")}</p>
          <p class="modal__question" dir="auto" lang=${lang === "und" ? "" : lang}>${question.text}</p>
        `}
        ${(question.votes > 0 || question.before || question.between) &&
        html`
          ${question.votes > 0 &&
          html`<p class="modal__note">${t("control.edit_voted", { count: question.votes })}</p>`}
          <label class="dialog__choice">
            <input type="checkbox" checked=${this.state.isPrivate} onChange=${this.#turnPrivate} />
            ${t("control.edit_private")}
          </label>
        `}
        ${question.translations &&
        html`<p class="modal__note">${t("control.edit_translated")}</p>`}
        <p class="field__label">${t("control.original")}</p>
        <p class="modal__question" dir="auto" lang=${lang === "und" ? "" : lang}>${original}</p>
        ${original !== this.state.text &&
        html`
          <button type="button" class="action" onClick=${() => this.setState({ text: original })}>
            ${t("control.use_original")}
          </button>
        `}
      <//>
    `
  }

  get #isSavable() {
    const { control, id } = this.props
    const { text } = this.state
    const isLong = length(text) > control.debate.max_length
    const { before, between = [] } = control.question(id) ?? {}
    const hides = this.state.isPrivate && [before, ...between].some((former) => former?.text !== undefined)
    return length(text) > 0 && !isLong && (hides || text.trim() !== control.question(id)?.text)
  }

  #save = () => {
    const { control, id } = this.props
    control.navigation.focusing = id
    if (!this.#isSavable) return
    const { text, isPrivate } = this.state
    control.act("edit", id, { text, was: this.#was, ...(isPrivate && { private: true }) })
  }

  #turnPrivate = (/** @type {any} */ event) => this.setState({ isPrivate: event.target.checked })

  #press = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    this.#save()
  }
}
