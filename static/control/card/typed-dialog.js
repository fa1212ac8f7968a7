/**
 * What moderators type about a question in one line: a note for each other, how many hands were raised,
 * a shorter text for the air.
 */

import { Component, html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { keycap } from "../parts/action-button.js"
import { limits } from "../desk/permit.js"
import { Cancel, Confirm, Modal } from "../parts/modal.js"
import { QuestionText } from "../parts/question-text.js"
import { said } from "../parts/said.js"

/** @typedef {import("../desk/control.js").Control} Control */
/** @typedef {import("../../wire/questions.d.ts").ControlQuestion} Question */

/**
 * @typedef {object} Kind
 * @property {(question: Question | undefined) => string} read as it stands, empty for none
 * @property {Record<string, unknown>} input what the field takes
 * @property {(text: string, was: string) => Record<string, unknown>} says the command's fields
 * @property {{ label: string, explained: string, now: string }} words
 */

/** By the command. @type {Record<string, Kind>} */
const KINDS = {
  note: {
    read: (question) => question?.note ?? "",
    input: { type: "text", maxlength: limits.note },
    says: (text, was) => ({ ...(text && { text }), was }),
    words: { label: "control.note_label", explained: "control.note_explained", now: "control.note_now" },
  },
  hands: {
    read: (question) => question?.hands?.toString() ?? "",
    input: { type: "number", inputmode: "numeric", min: 0, max: limits.hands, step: 1 },
    says: (text, was) => ({ ...(text && { hands: Number(text) }), ...(was && { was: Number(was) }) }),
    words: { label: "control.hands_label", explained: "control.hands_explained", now: "control.hands_now" },
  },
  air_text: {
    read: (question) => question?.air_text ?? "",
    input: { type: "text", maxlength: limits.air_text },
    says: (text, was) => ({ ...(text && { text }), was }),
    words: { label: "control.air_text_label", explained: "control.air_text_explained", now: "control.air_text_now" },
  },
}

/** @param {string | undefined} kind of a dialog */
export const isTyped = (kind) => kind !== undefined && kind in KINDS

/** @extends {Component<{ control: Control, id: string, kind: string }, { text: string }>} */
export class TypedDialog extends Component {
  /** @type {{ current: HTMLInputElement | null }} */
  #field = { current: null }
  #kind = /** @type {Kind} */ (KINDS[this.props.kind])
  /** As it was when the dialog was opened: a colleague may change it meanwhile. */
  #was = this.#kind.read(this.props.control.dialog?.seen)
  state = { text: this.props.control.requests.drafts.get(`${this.props.kind} ${this.props.id}`) ?? this.#was }

  render() {
    const { control, id, kind } = this.props
    const question = control.question(id)
    if (!question) return null
    const refused = control.requests.notices.refusalOf(id)
    const { read, words, input } = this.#kind
    const now = read(question)
    return html`
      <${Modal}
        control=${control}
        name=${kind}
        title=${t(`control.${kind}`)}
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
          <span class="field__label">${t(words.label)}</span>
          <input
            ...${input}
            ref=${this.#field}
            autofocus
            value=${this.state.text}
            aria-describedby="typed-explained"
            onInput=${(/** @type {any} */ event) => this.setState({ text: event.target.value })}
            onKeyDown=${this.#press}
          />
        </label>
        <p class="modal__note" id="typed-explained">${t(words.explained)}</p>
        ${refused && html`<p class="card__refused" role="alert">${said(refused)}</p>`}
        ${refused && now && html`
          <p class="field__label">${t(words.now)}</p>
          <p class="modal__question">${now}</p>
        `}
      <//>
    `
  }

  #save = () => {
    const { control, id, kind } = this.props
    const text = this.state.text.trim()
    if (this.#field.current && !this.#field.current.reportValidity()) return
    control.navigation.focusing = id
    if (text === this.#was) control.show(undefined)
    else control.act(kind, id, this.#kind.says(text, this.#was))
  }

  #press = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || event.isComposing) return
    event.preventDefault()
    this.#save()
  }
}
