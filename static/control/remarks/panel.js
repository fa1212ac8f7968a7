/** The moderators' line to each other and to the host, between the columns and the last line. */

import { Component, html } from "../../common/html.js"
import { t, time } from "../../common/i18n.js"
import { choices, limits } from "../desk/permit.js"
import { keycap, keyFor } from "../parts/action-button.js"
import { Heard } from "./heard.js"
import { icon } from "../parts/icons.js"
import { readable } from "../parts/question-text.js"

/** @typedef {import("../desk/control.js").Control} Control */
/** @typedef {import("./list.js").Numbered} Remark */

const NEAR_END = 48 // px

/** @param {{ control: Control }} props */
export function RemarksPanel({ control }) {
  const { remarks } = control
  if (!remarks.isOpen) return null
  const leave = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return
    event.preventDefault()
    remarks.close()
  }
  return html`
    <section class="remarks" id="remarks" aria-label=${t("control.remarks")} onKeyDown=${leave}>
      <${Log} control=${control} list=${remarks.list} />
      ${remarks.canSay && html`<${Composer} control=${control} />`}
      <button
        type="button"
        class="action action--small remarks__close"
        onClick=${() => remarks.close()}
      >
        ${icon("close")} <span class="for-screen-reader">${t("common.close")}</span>
      </button>
    </section>
  `
}

/**
 * What was said; stays at its end as more is.
 * @extends {Component<{ control: Control, list: Remark[] }>}
 */
class Log extends Component {
  /** @type {HTMLElement | null} */
  #log = null

  componentDidMount() {
    this.#toEnd()
  }

  getSnapshotBeforeUpdate() {
    if (!this.#log) return true
    const { scrollTop, scrollHeight, clientHeight } = this.#log
    return scrollHeight - scrollTop - clientHeight < NEAR_END
  }

  /** @param {{ list: Remark[] }} before @param {unknown} _state @param {boolean} wasAtEnd */
  componentDidUpdate({ list }, _state, wasAtEnd) {
    const { control } = this.props
    const newest = this.props.list.at(-1)
    if (newest?.number === list.at(-1)?.number) return
    if (wasAtEnd || newest?.by === control.remarks.me) this.#toEnd()
    control.remarks.seen()
  }

  render() {
    const { control, list } = this.props
    return html`
      <div class="remarks__log" role="log" tabindex="0" aria-label=${t("control.remarks_said")}
          ref=${this.#hold}>
        ${list.length === 0 && html`<p class="remarks__empty">${t("control.empty_remarks")}</p>`}
        ${list.map((one) => html`<${Said} key=${one.number} control=${control} remark=${one} />`)}
      </div>
    `
  }

  #hold = (/** @type {HTMLElement | null} */ log) => {
    this.#log = log
  }

  #toEnd() {
    this.#log?.scrollTo(0, this.#log.scrollHeight)
  }
}

/** @param {{ control: Control, remark: Remark }} props */
function Said({ control, remark }) {
  const { by, at, to, heard_at: heardAt } = remark
  const waits = to === "host" && heardAt === undefined
  return html`
    <div class="remark" data-own=${by === control.remarks.me} data-to=${to}>
      <p class="remark__by">
        <b>${by === control.remarks.me ? t("control.remark_own") : by}</b>
        ${to === "host" && html`<span class="remark__to">${t("control.to_host")}</span>`}
        <time>${time(at)}</time>
      </p>
      <${RemarkWords} control=${control} remark=${remark} />
      ${to === "host" && html`<p class="remark__heard"><${Heard} control=${control} at=${heardAt} /></p>`}
      ${waits && control.may("heard") &&
      html`
        <button type="button" class="action" onClick=${() => control.remarks.heard(remark.number)}>
          ${t("control.mark_heard")}
        </button>
      `}
    </div>
  `
}

/** Its words: as they were written, or the preset's. @param {{ control: Control, remark: Remark }} props */
export function RemarkWords({ control, remark: { text, lang = "und", preset } }) {
  if (text === undefined) return html`<p class="remark__words">${t(`control.preset_${preset}`)}</p>`
  const shown = readable(text, lang, control.preferences.latin)
  return html`<p class="remark__words" dir="auto" lang=${shown.lang}>${shown.text}</p>`
}

/** @param {{ control: Control }} props */
function Composer({ control }) {
  const { remarks } = control
  const send = (/** @type {Event} */ event) => {
    event.preventDefault()
    void remarks.say()
  }
  const label = t(remarks.toHost ? "control.remark_to_host" : "control.remark_to_moderators")
  return html`
    <form class="remarks__composer" onSubmit=${send}>
      <div class="remarks__presets" role="group" aria-label=${t("control.presets")}>
        <p aria-hidden="true">${t("control.presets")}</p>
        ${choices.say.map(
          (preset) => html`
            <button type="button" class="action" onClick=${() => remarks.tellHost(preset)}>
              ${t(`control.preset_${preset}`)}
            </button>
          `,
        )}
      </div>
      <div class="remarks__line">
        <input
          id="remark"
          type="text"
          autocomplete="off"
          enterkeyhint="send"
          dir="auto"
          maxlength=${limits.remark}
          aria-label=${label}
          placeholder=${label}
          value=${remarks.text}
          onInput=${(/** @type {any} */ event) => remarks.write(event.target.value)}
        />
        <button type="submit" class="action action--primary" aria-busy=${remarks.isSending}>
          ${t("control.say")}
        </button>
      </div>
      <label class="remarks__to">
        <input
          type="checkbox"
          checked=${remarks.toHost}
          onChange=${(/** @type {any} */ event) => remarks.address(event.target.checked)}
        />
        <span>${t("control.to_host")}</span>
      </label>
    </form>
  `
}

/** Opens the panel, and says how much is unread. @param {{ control: Control }} props */
export function RemarksButton({ control }) {
  const { remarks } = control
  const count = remarks.unread.length
  return html`
    <button
      type="button"
      class="action remarks__button"
      aria-keyshortcuts=${keyFor("remarks")}
      aria-expanded=${String(remarks.isOpen)}
      onClick=${() => (remarks.isOpen ? remarks.close() : remarks.open())}
    >
      <span>${t("control.remarks")}</span>
      ${count > 0 &&
      html`
        <b class="remarks__count">
          <span aria-hidden="true">${count}</span>
          <span class="for-screen-reader">${t("control.remarks_unread", { count })}</span>
        </b>
      `}
      ${keycap(keyFor("remarks"))}
    </button>
  `
}
