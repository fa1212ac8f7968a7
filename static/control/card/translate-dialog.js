/** Saying a question in the other languages, with the original above them. */

import { Component, html } from "../../common/html.js"
import { langOf, t } from "../../common/i18n.js"
import { length } from "./lengths.js"
import { keycap } from "../parts/action-button.js"
import { Cancel, Confirm, Modal } from "../parts/modal.js"
import { languageName } from "../parts/names.js"
import { QuestionText } from "../parts/question-text.js"
import { otherLanguages } from "./translations.js"

/** @typedef {import("../desk/control.js").Control} Control */
/** @typedef {import("../../wire/questions.d.ts").ControlQuestion} Question */
/** @typedef {{ text: string, fits: boolean }} Field what is typed, and whether an outdated one fits */

/** @extends {Component<{ control: Control, id: string }, Record<string, Field>>} */
export class TranslateDialog extends Component {
  /** As it was when the dialog was opened: a colleague may change it meanwhile. */
  #seen = this.props.control.question(this.props.id)
  state = Object.fromEntries(
    this.#languages.map((language) => [language, { text: this.#was(language), fits: false }]),
  )

  render() {
    const { control } = this.props
    const question = this.#seen
    if (!question) return null
    return html`
      <${Modal}
        control=${control}
        name="translate"
        title=${t("control.translate")}
        footer=${html`
          <${Cancel} control=${control} />
          <${Confirm} disabled=${!this.#isSavable} onClick=${this.#save}>
            <span>${t("common.save")}</span> ${keycap("Ctrl+Enter")}
          <//>
        `}
      >
        <${QuestionText} text=${question.text} lang=${question.lang} latin=${false} boxed />
        ${this.#languages.map((language, at) => this.#field(language, at === 0))}
        <p class="modal__note">${t("control.translation_hint")}</p>
      <//>
    `
  }

  /** @param {string} language @param {boolean} isFirst */
  #field(language, isFirst) {
    const { text, fits } = this.#typed(language)
    const left = this.#room(language)
    const hint = `left-${language}`
    return html`
      <div class="translation" key=${language}>
        <label class="field">
          <span class="field__label">${languageName(language)}</span>
          <textarea
            rows="3"
            name=${language}
            lang=${langOf(language, text)}
            autofocus=${isFirst}
            value=${text}
            aria-describedby=${hint}
            onInput=${(/** @type {any} */ event) => this.#type(language, { text: event.target.value })}
            onKeyDown=${this.#press}
          ></textarea>
        </label>
        <p class="field__left" id=${hint} data-over=${left < 0}>
          ${t("control.characters_left", { count: left })}
        </p>
        ${this.#isOutdated(language) && html`
          <p class="translation__outdated">${t("control.translation_hidden")}</p>
          <label class="dialog__choice">
            <input
              type="checkbox"
              checked=${fits}
              onChange=${() => this.#type(language, { fits: !fits })}
            />
            ${t("control.translation_fits")}
          </label>
        `}
      </div>
    `
  }

  get #languages() {
    return this.#seen ? otherLanguages(this.#seen) : []
  }

  /** @param {string} language */
  #was(language) {
    return this.#seen?.translations?.[language] ?? ""
  }

  /** @param {string} language @returns {Field} */
  #typed(language) {
    return this.state[language] ?? { text: "", fits: false }
  }

  /** Whether it is, as it stands in its field, of an earlier wording. @param {string} language */
  #isOutdated(language) {
    const isSame = this.#typed(language).text.trim() === this.#was(language)
    return isSame && Boolean(this.#seen?.outdated?.includes(language))
  }

  /** How many characters more there may be. @param {string} language */
  #room(language) {
    return this.props.control.debate.max_length - length(this.#typed(language).text)
  }

  /** The languages in which there is something to save. */
  get #changed() {
    return this.#languages.filter((language) => {
      const { text, fits } = this.#typed(language)
      return text.trim() !== this.#was(language) || (fits && this.#isOutdated(language))
    })
  }

  get #isSavable() {
    return this.#changed.length > 0 && this.#languages.every((language) => this.#room(language) >= 0)
  }

  /** @param {string} language @param {Partial<Field>} change */
  #type(language, change) {
    this.setState({ [language]: { ...this.#typed(language), ...change } })
  }

  #save = () => {
    const { control, id } = this.props
    control.navigation.focusing = id
    if (!this.#isSavable) return
    control.actInTurn("translate", id, this.#changed.map((language) => this.#asked(language)))
  }

  /** The fields of the command. @param {string} language */
  #asked(language) {
    const text = this.#typed(language).text.trim()
    return { lang: language, was: this.#was(language), of: this.#seen?.text, ...(text && { text }) }
  }

  #press = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    this.#save()
  }
}
