/** The reasons, piles or guests that a card offers for dismissing, holding, tagging, assigning. */

import { Component, html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { MANY } from "../inbox/choosing.js"
import { choices, limits } from "../desk/permit.js"
import { asSeen } from "../desk/standing.js"
import { keycap } from "../parts/action-button.js"
import { guestName, pileName } from "../parts/names.js"

/** @typedef {import("../desk/control.js").Control} Control */
/** @typedef {{ label: string, lang?: string, current?: boolean, choose: () => void }} Choice */

const DIGITS = 10

/**
 * Digits choose: 1 the first, 0 the tenth.
 * @extends {Component<{ control: Control, id: string, kind: string }, { note: string }>}
 */
export class Chooser extends Component {
  #drafts = this.props.control.requests.drafts
  #draft = `${this.props.kind} ${this.props.id}`
  state = { note: this.#drafts.get(this.#draft) ?? "" }
  /** As it was when the choice was opened: a colleague may change it, and the card be another. */
  #was = this.props.control.choosing?.seen

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
        ${(kind === "dismiss" || kind === "hold") && this.#note()}
      </div>
    `
  }

  #note() {
    return html`
      <label class="chooser__note">
        <span>${t("control.note_optional")}</span>
        <input
          type="text"
          maxlength=${limits.note}
          value=${this.state.note}
          onInput=${(/** @type {any} */ event) => this.#type(event.target.value)}
        />
      </label>
    `
  }

  /** Kept beyond this chooser: the card may go to another column meanwhile. @param {string} note */
  #type(note) {
    this.#drafts.set(this.#draft, note)
    this.setState({ note })
  }

  /** @returns {Choice[]} */
  #choices() {
    const { control, kind } = this.props
    const { guests, piles } = control.debate
    if (kind === "dismiss") return choices.dismiss.map((reason) => this.#reason(reason))
    if (kind === "hold") return choices.hold.map((why) => this.#holdReason(why))
    if (kind === "tag") {
      return [...Object.keys(piles), undefined].map((pile) => {
        const name = pile === undefined ? { text: t("control.no_pile") } : pileName(piles, pile)
        return this.#set("tag", "pile", pile, name)
      })
    }
    return [...Object.keys(guests), undefined].map((to) =>
      this.#set("assign", "to", to, { text: guestName(guests, to) }),
    )
  }

  /** @param {string} reason @returns {Choice} */
  #reason(reason) {
    const choose = () => this.#act("dismiss", { reason })
    return { label: t(`common.reason_${reason}`), choose }
  }

  /** @param {string} why @returns {Choice} */
  #holdReason(why) {
    return { label: t(`control.hold_${why}`), choose: () => this.#act("hold", { why }) }
  }

  /** With the note, if there is one. @param {string} action @param {Record<string, string>} fields */
  #act(action, fields) {
    const { control, id } = this.props
    const note = this.state.note.trim()
    const said = { ...fields, ...(note && { note }) }
    if (id !== MANY) return control.act(action, id, { ...asSeen(action, this.#was), ...said })
    this.#drafts.delete(this.#draft)
    control.navigation.chosen.act(/** @type {"dismiss"} */ (action), said)
  }

  /**
   * @param {string} action
   * @param {"pile" | "to"} field
   * @param {string | undefined} value none: taken away
   * @param {{ text: string, lang?: string }} name
   * @returns {Choice}
   */
  #set(action, field, value, name) {
    const { control, id } = this.props
    if (id === MANY) return this.#tagMany(value, name)
    const was = this.#was?.[field]
    const current = was === value
    const fields = { ...(value !== undefined && { [field]: value }), was: was ?? "" }
    return {
      label: name.text,
      ...(name.lang && { lang: name.lang }),
      current,
      choose: () => {
        control.navigation.focusing = id
        if (current) control.choose(undefined)
        else control.act(action, id, fields)
      },
    }
  }

  /** @param {string | undefined} pile @param {{ text: string, lang?: string }} name @returns {Choice} */
  #tagMany(pile, { text, lang }) {
    const { navigation } = this.props.control
    const choose = () => {
      navigation.focusing = navigation.current
      navigation.chosen.tag(pile)
    }
    return { label: text, ...(lang && { lang }), choose }
  }

  #close = () => {
    this.#drafts.delete(this.#draft)
    const { control } = this.props
    control.navigation.back(control.choosing)
    control.choose(undefined)
  }

  /** @type {HTMLElement | null} */
  #root = null
  #hold = (/** @type {HTMLElement | null} */ root) => {
    this.#root = root
  }
}
