/**
 * The second column: what the audience sees and votes for, to be found by pile, guest, language or
 * words.
 */

import { html } from "../../common/html.js"
import { number, t } from "../../common/i18n.js"
import { CardList } from "./card-list.js"
import { Column } from "./column.js"
import { icon } from "./icons.js"
import { guestName, meterLanguage, pileName } from "./names.js"
import { Suggested } from "./suggested.js"

/** @typedef {import("../control.js").Control} Control */

/** What a filter says when it means "in none" or "to nobody in particular". */
const NONE = "-"

/** @param {{ control: Control }} props */
export function Open({ control }) {
  const { held, lists, filters } = control
  const { guests, piles, fairness } = control.debate
  const languages = Object.keys(fairness?.languages ?? {})
  const filtered = !!(filters.pile || filters.guest || filters.language || filters.search.trim())
  return html`
    <${Column}
      control=${control}
      name="open"
      waiting=${held.open.waiting}
      heading=${html`
        <h2 class="column__title">
          ${t("control.open")} <span class="count">${number(lists.open.length)}</span>
        </h2>
        <${Search} control=${control} />
        <div class="filters">
          <${Filter}
            label=${t("control.filter_pile")} value=${filters.pile}
            all=${t("control.all_piles")} none=${t("control.no_pile")}
            options=${Object.keys(piles).map((key) => ({ key, ...pileName(piles, key) }))}
            onPick=${(/** @type {string} */ pile) => control.filterBy({ pile })}
          />
          <${Filter}
            label=${t("control.filter_guest")} value=${filters.guest}
            all=${t("control.all_guests")} none=${t("control.to_all")}
            options=${Object.keys(guests).map((key) => ({ key, text: guestName(guests, key) }))}
            onPick=${(/** @type {string} */ guest) => control.filterBy({ guest })}
          />
          ${languages.length > 1 &&
          html`
            <${Filter}
              label=${t("control.filter_language")} value=${filters.language}
              all=${t("control.all_languages")}
              options=${languages.map((key) => ({ key, text: meterLanguage(key) }))}
              onPick=${(/** @type {string} */ language) => control.filterBy({ language })}
            />
          `}
        </div>
      `}
      pinned=${control.produces && control.debate.suggested_next && html`<${Suggested} control=${control} />`}
    >
      ${filtered && html`<${Found} control=${control} count=${held.open.shown.length} />`}
      <${CardList}
        control=${control}
        column="open"
        label=${t("control.open")}
        ids=${held.open.shown}
        empty=${t(filtered ? "control.empty_found" : "control.empty_open")}
      />
    <//>
  `
}

/** How much of the list the filters leave. @param {{ control: Control, count: number }} props */
function Found({ control, count }) {
  return html`
    <div class="found">
      <p role="status">${t("control.found", { count })}</p>
      <button type="button" class="action" onClick=${() => control.showAllOpen()}>${t("control.show_all")}</button>
    </div>
  `
}

/** @param {{ control: Control }} props */
function Search({ control }) {
  const leave = (/** @type {any} */ event) => {
    if (event.key === "Escape" && !event.currentTarget.value) event.currentTarget.blur()
    else if (event.key === "Escape") control.filterBy({ search: "" })
    else if (event.key === "Enter" || event.key === "ArrowDown") {
      control.navigation.select("open", control.held.open.shown[0])
    } else return
    event.preventDefault()
  }
  return html`
    <label class="search">
      ${icon("search")}
      <span class="for-screen-reader">${t("control.search")}</span>
      <input
        id="search"
        type="search"
        placeholder=${t("control.search")}
        aria-keyshortcuts="/"
        value=${control.filters.search}
        onInput=${(/** @type {any} */ event) => control.filterBy({ search: event.target.value })}
        onKeyDown=${leave}
      />
      <kbd class="keycap" aria-hidden="true">/</kbd>
    </label>
  `
}

/**
 * @param {{ label: string, value: string, all: string, none?: string,
 *   options: { key: string, text: string, lang?: string }[], onPick: (key: string) => void }} props
 */
function Filter({ label, value, all, none, options, onPick }) {
  if (!options.length) return null
  return html`
    <label class="filter" data-active=${value !== ""}>
      <span class="for-screen-reader">${label}</span>
      <select value=${value} onChange=${(/** @type {any} */ event) => onPick(event.target.value)}>
        <option value="">${all}</option>
        ${options.map(
          ({ key, text, lang }) => html`<option value=${key} lang=${lang}>${text}</option>`,
        )}
        ${none && html`<option value=${NONE}>${none}</option>`}
      </select>
    </label>
  `
}
