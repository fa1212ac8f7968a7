/** The meters: whom and what was asked so far. Numbers with words; they inform and decide nothing. */

import { elapsed } from "../../common/elapsed.js"
import { Component, html } from "../../common/html.js"
import { locale, number, t, time } from "../../common/i18n.js"
import { ranMs } from "../../common/ran.js"
import { meter } from "./fairness.js"
import { Modal } from "../parts/modal.js"
import { guestName, meterLanguage, pileName } from "../parts/names.js"

/** @typedef {import("../desk/control.js").Control} Control */
/** @typedef {import("./fairness.js").Dimension} Dimension */
/** @typedef {import("../../wire/heads.d.ts").Counted} Share */

const CLOCKS_INTERVAL = 1_000 // ms
const DECIMALS = 2 // of the length of a bar

/** @extends {Component<{ control: Control }>} */
export class FairnessDialog extends Component {
  #timer = 0

  componentDidMount() {
    this.#timer = window.setInterval(() => this.setState({}), CLOCKS_INTERVAL)
  }

  componentWillUnmount() {
    window.clearInterval(this.#timer)
  }

  render() {
    const { control } = this.props
    const { fairness, guests, piles } = control.debate
    if (!fairness) return null
    return html`
      <${Modal} control=${control} name="fairness" title=${t("control.fairness")}>
        <p class="modal__note">${t("control.fairness_note")}</p>
        <${Times} wait=${fairness.wait_ms} since=${fairness.undecided_since} />
        <${Meter}
          control=${control} title=${t("control.filter_guest")} shares=${fairness.guests} speaks
          name=${(/** @type {string} */ key) => ({ text: guestName(guests, key) })}
        />
        <${Meter}
          control=${control} title=${t("control.filter_pile")} shares=${fairness.piles}
          name=${(/** @type {string} */ key) => pileName(piles, key)}
        />
        <${Meter}
          control=${control} title=${t("control.filter_language")} shares=${fairness.languages}
          name=${(/** @type {string} */ key) => ({ text: meterLanguage(key) })}
        />
      <//>
    `
  }
}

/** @param {{ wait: number | undefined, since: number | undefined }} props */
function Times({ wait, since }) {
  return html`
    <dl class="fairness__times">
      <div>
        <dt>${t("control.fairness_wait")}</dt>
        <dd>${wait === undefined ? "–" : elapsed(wait)}</dd>
      </div>
      <div>
        <dt>${t("control.fairness_undecided")}</dt>
        <dd>
          ${since === undefined
            ? t("control.fairness_all_decided")
            : html`<time datetime=${new Date(since).toISOString()}>${time(since)}</time>`}
        </dd>
      </div>
    </dl>
  `
}

/**
 * @param {{ control: Control, title: string, shares: Record<string, Share>, speaks?: boolean,
 *   name: (key: string) => { text: string, lang?: string } }} props `speaks`: these are guests
 */
function Meter({ control, title, shares, name, speaks = false }) {
  const rows = meter(shares)
  if (!rows.length) return null
  return html`
    <table class="fairness__meter">
      <thead>
        <tr>
          <th scope="col">${title}</th>
          <th scope="col">${t("control.fairness_submitted")}</th>
          <th scope="col">${t("control.fairness_asked")}</th>
          ${speaks && html`<th scope="col">${t("control.fairness_spoken")}</th>`}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => {
          const { text, lang } = name(row.key)
          return html`
            <tr key=${row.key}>
              <th scope="row" lang=${lang}>${text}</th>
              <td>${counted(row.submitted, row.ofSubmitted)}</td>
              <td>${counted(row.asked, row.ofAsked)}</td>
              ${speaks &&
              html`<td>${spoken(control, row.key)}</td>`}
            </tr>
          `
        })}
      </tbody>
    </table>
  `
}

/** How long a guest has spoken. @param {Control} control @param {string} guest */
function spoken({ debate, now }, guest) {
  const clock = debate.clocks.guests[guest]
  return elapsed(clock ? ranMs(clock, now) : 0)
}

/**
 * A number, its part of the whole in words, and the same as a bar.
 * @param {number} count @param {number} part 0…1
 */
function counted(count, part) {
  const percent = new Intl.NumberFormat(locale, { style: "percent" }).format(part)
  const width = (part * 100).toFixed(DECIMALS)
  return html`
    ${number(count)} <span class="fairness__part">${percent}</span>
    <svg class="fairness__bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      <rect class="fairness__whole" width="100" height="1" />
      <rect class="fairness__length" width=${width} height="1" />
    </svg>
  `
}

/** Opens the meters. @param {{ control: Control }} props */
export function FairnessButton({ control }) {
  return html`
    <button
      type="button"
      class="action"
      aria-keyshortcuts="="
      onClick=${() => control.show({ kind: "fairness" })}
    >
      <span>${t("control.fairness")}</span> <kbd class="keycap" aria-hidden="true">=</kbd>
    </button>
  `
}
