/** The reasons, piles or guests that a card offers for dismissing, tagging or assigning it. */

import { Component, html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { keycap } from "./action-button.js"
import { guestName, pileName } from "./names.js"

/** @typedef {import("../control.js").Control} Control */
/** @typedef {{ label: string, lang?: string, current?: boolean, choose: () => void }} Choice */

const REASONS = [
  "off_topic", "duplicate", "personal_data", "insult", "hate",
  "threat", "spam", "not_a_question", "unintelligible", "other",
]
const NOTE_LIMIT = 500 // code points, as the wire allows
const DIGITS = 10

/**
 * Digits choose: 1 the first, 0 the tenth.
 * @extends {Component<{ control: Control, id: string, kind: string }, { note: string }>}
 */
export class Chooser extends Component {
  state = { note: "" }

  componentDidMount() {
    const first = this.#root?.querySelector("[data-choice]")
    if (first instanceof HTMLElement) first.focus()
  }

  render() {
    const { kind } = this.props
    return html`
      <div class="chooser" role="group" aria-label=${t(`control.choose_${kind}`)} ref=${this.#hold}>
        <p class="chooser__heading">
          ${t(`control.choose_${kind}`)}
          <button type="button" class="action action--small" onClick=${this.#close}>
            <span>${t("common.cancel")}</span> ${keycap("Esc")}
          </button>
        </p>
        <div class="chooser__choices">
          ${this.#choices().map(
            ({ label, lang, current, choose }, at) => html`
              <button
                type="button"
                class="choice"
                data-choice
                aria-pressed=${current === undefined ? undefined : String(current)}
                onClick=${choose}
              >
                ${at < DIGITS ? keycap(String((at + 1) % DIGITS)) : null}
                <span lang=${lang}>${label}</span>
              </button>
            `,
          )}
        </div>
        ${kind === "dismiss" && this.#note()}
      </div>
    `
  }

  #note() {
    return html`
      <label class="chooser__note">
        <span>${t("control.note")}</span>
        <input
          type="text"
          maxlength=${NOTE_LIMIT}
          value=${this.state.note}
          onInput=${(/** @type {any} */ event) => this.setState({ note: event.target.value })}
        />
      </label>
    `
  }

  /** @returns {Choice[]} */
  #choices() {
    const { control, id, kind } = this.props
    const { guests, piles } = control.debate
    const question = control.question(id)
    if (kind === "dismiss") return REASONS.map((reason) => this.#reason(reason))
    if (kind === "tag") {
      return [...Object.keys(piles), undefined].map((pile) => {
        const name = pile === undefined ? { text: t("control.no_pile") } : pileName(piles, pile)
        return this.#set("tag", { pile }, name, question?.pile === pile)
      })
    }
    return [...Object.keys(guests), undefined].map((to) =>
      this.#set("assign", { to }, { text: guestName(guests, to) }, question?.to === to),
    )
  }

  /** @param {string} reason @returns {Choice} */
  #reason(reason) {
    const { control, id } = this.props
    return {
      label: t(`common.reason_${reason}`),
      choose: () => {
        const note = this.state.note.trim()
        control.act("dismiss", id, { reason, ...(note && { note }) })
      },
    }
  }

  /**
   * @param {string} action
   * @param {Record<string, string | undefined>} fields an undefined one is left out: none
   * @param {{ text: string, lang?: string }} name
   * @param {boolean} current
   * @returns {Choice}
   */
  #set(action, fields, name, current) {
    const { control, id } = this.props
    const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
    return {
      label: name.text,
      ...(name.lang && { lang: name.lang }),
      current,
      choose: () => {
        control.navigation.focusing = id
        if (current) control.choose(undefined)
        else control.act(action, id, Object.fromEntries(entries))
      },
    }
  }

  #close = () => {
    this.props.control.navigation.focusing = this.props.id
    this.props.control.choose(undefined)
  }

  /** @type {HTMLElement | null} */
  #root = null
  #hold = (/** @type {HTMLElement | null} */ root) => {
    this.#root = root
  }
}
