/** Finding in a column: by words, pile, guest and language; and a sign of what the filters hide. */

import { html } from "../../common/html.js"
import { number, t } from "../../common/i18n.js"
import { NONE, UNASKED, isFiltering } from "./search.js"
import { SEARCH } from "../desk/navigation.js"
import { icon } from "../parts/icons.js"
import { guestName, meterLanguage, pileName } from "../parts/names.js"

/** @typedef {import("../desk/control.js").Control} Control */
/** @typedef {import("../desk/navigation.js").Column} Column */
/** @typedef {{ key: string, text: string, lang?: string }} Choice */

/** @param {{ control: Control, column: Column }} props */
export function Search({ control, column }) {
  const leave = (/** @type {any} */ event) => {
    const { search } = control.filters[column]
    if (event.key === "Escape" && !search) control.navigation.leaveSearch(column)
    else if (event.key === "Escape") control.filterBy(column, { search: "" })
    else if (event.key === "Enter" || event.key === "ArrowDown") {
      control.navigation.select(column, firstFound(control, column))
    } else return
    event.preventDefault()
  }
  return html`
    <label class="search">
      ${icon("search")}
      <span class="for-screen-reader">${t("control.search")}</span>
      <input
        id=${SEARCH[column]}
        type="search"
        placeholder=${t("control.search")}
        aria-keyshortcuts="/"
        value=${control.filters[column].search}
        onInput=${(/** @type {any} */ event) => control.filterBy(column, { search: event.target.value })}
        onKeyDown=${leave}
      />
      <kbd class="keycap" aria-hidden="true">/</kbd>
    </label>
  `
}

/** What is searched of the rundown stands below what is not. @param {Control} control @param {Column} column */
function firstFound(control, column) {
  const { lists, navigation } = control
  return column === "rundown" ? control.found(column, lists.answered)[0] : navigation.columns()[column][0]
}

/**
 * @param {{ control: Control, column: Column, piles?: boolean }} props `piles`: whether these can be
 *   chosen here, too
 */
export function Filters({ control, column, piles: hasPiles = false }) {
  const { guests, piles, fairness } = control.debate
  const languages = Object.keys(fairness?.languages ?? {})
  const { pile, guest, language } = control.filters[column]
  return html`
    <div class="filters">
      ${hasPiles &&
      html`
        <${Filter}
          label=${t("control.filter_pile")} value=${pile} all=${t("control.all_piles")}
          options=${withNone(Object.keys(piles).map((key) => ({ key, ...pileName(piles, key) })), "control.no_pile")}
          onPick=${(/** @type {string} */ key) => control.filterBy(column, { pile: key })}
        />
      `}
      <${Filter}
        label=${t("control.filter_guest")} value=${guest} all=${t("control.all_guests")}
        options=${withNone(guestChoices(guests), "control.to_all")}
        onPick=${(/** @type {string} */ key) => control.filterBy(column, { guest: key })}
      />
      ${languages.length > 1 &&
      html`
        <${Filter}
          label=${t("control.filter_language")} value=${language} all=${t("control.all_languages")}
          options=${languages.map((key) => ({ key, text: meterLanguage(key) }))}
          onPick=${(/** @type {string} */ key) => control.filterBy(column, { language: key })}
        />
      `}
    </div>
  `
}

/** @param {import("../../wire/heads.d.ts").ControlHead["guests"]} guests @returns {Choice[]} */
function guestChoices(guests) {
  const each = Object.keys(guests).map((key) => ({ key, text: guestName(guests, key) }))
  return each.length > 1 ? [{ key: UNASKED, text: t("control.unasked_guests") }, ...each] : each
}

/** @param {Choice[]} choices @param {string} none what to call none of them @returns {Choice[]} */
function withNone(choices, none) {
  return choices.length ? [...choices, { key: NONE, text: t(none) }] : []
}

/**
 * @param {{ label: string, value: string, all: string, options: Choice[],
 *   onPick: (key: string) => void }} props
 */
function Filter({ label, value, all, options, onPick }) {
  if (!options.length) return null
  return html`
    <label class="filter" data-active=${value !== ""}>
      <span class="for-screen-reader">${label}</span>
      <select value=${value} onChange=${(/** @type {any} */ event) => onPick(event.target.value)}>
        <option value="">${all}</option>
        ${options.map(
          ({ key, text, lang }) => html`<option value=${key} lang=${lang}>${text}</option>`,
        )}
      </select>
    </label>
  `
}

/** The button that shows them, where they are not always there. @param {{ control: Control, column: Column }} props */
export function SearchButton({ control, column }) {
  return html`
    <button
      type="button"
      class="action action--small finder__turn"
      title=${`${t("control.search")} (/)`}
      aria-expanded=${String(control.searched.has(column))}
      aria-keyshortcuts="/"
      onClick=${() => control.turnSearch(column)}
    >
      ${icon("search")} <span class="for-screen-reader">${t("control.search")}</span>
    </button>
  `
}

/** Search and filters, where they were asked for. @param {{ control: Control, column: Column }} props */
export function Finder({ control, column }) {
  if (!control.searched.has(column)) return null
  return html`
    <div class="finder">
      <${Search} control=${control} column=${column} />
      <${Filters} control=${control} column=${column} piles />
    </div>
  `
}

/**
 * That the filters hide something: how much of the list they leave.
 * @param {{ control: Control, column: Column, found: number, all: number }} props
 */
export function Found({ control, column, found, all }) {
  if (!isFiltering(control.filters[column]) || found === all) return null
  return html`
    <div class="found">
      <p role="status">${t("control.found", { found: number(found), all: number(all) })}</p>
      <button type="button" class="action" onClick=${() => control.showAll(column)}>
        ${t("control.show_all")}
      </button>
    </div>
  `
}
