/** What is looked through when many are dismissed at once: groups, and the questions in them. */

import { Component, html } from "../../common/html.js"
import { t, time } from "../../common/i18n.js"
import { between, waits } from "./groups.js"
import { AtIt } from "../frame/colleagues.js"
import { authorNumber, questionNumber } from "../parts/names.js"
import { QuestionText, readable } from "../parts/question-text.js"

/** @typedef {import("../desk/control.js").Control} Control */
/** @typedef {import("./groups.js").Group} Group */
/** @typedef {{ key: string, ids: string[], open?: boolean }} Stop a box that can be ticked */

const STEP = 40 // groups, and questions of a group, drawn at first and more each time
const MINUTE = 60_000 // ms

/**
 * The arrows go from box to box, right and left open and shut a group, Shift ticks all up to there.
 * @extends {Component<{ control: Control, groups: Group[] }, { at: string, limits: Record<string, number> }>}
 */
export class FloodGroups extends Component {
  state = { at: "", limits: /** @type {Record<string, number>} */ ({}) }
  /** Where Shift begins. */
  #from = ""
  /** @type {Stop[]} */
  #stops = []

  render() {
    const { control, groups } = this.props
    const { opened } = control.flood
    const here = groups.map((group) => this.#present(group)).filter(({ ids }) => ids.length)
    const drawn = here.slice(0, this.#limit(""))
    this.#stops = drawn.flatMap((group) => {
      const open = opened.has(group.key)
      const rows = open ? group.ids.slice(0, this.#limit(group.key)) : []
      return [{ key: group.key, ids: group.ids, open }, ...rows.map((id) => ({ key: id, ids: [id] }))]
    })
    if (!here.length) return html`<p class="empty">${t("control.empty_found")}</p>`
    return html`
      <ul class="flood__groups" role="list" onKeyDown=${this.#press} aria-describedby="flood-keys">
        ${drawn.map((group) => this.#group(group, opened.has(group.key)))}
      </ul>
      ${this.#more("", here.length)}
    `
  }

  /** Without what was decided meanwhile. @param {Group} group @returns {Group} */
  #present(group) {
    const { control } = this.props
    return { ...group, ids: group.ids.filter((id) => waits(control.question(id))) }
  }

  /** @param {string} key of a group; "": of the list of groups */
  #limit(key) {
    return this.state.limits[key] ?? STEP
  }

  /** @param {Group} group @param {boolean} open */
  #group(group, open) {
    const { flood } = this.props.control
    const { key, ids } = group
    const chosen = ids.reduce((sum, id) => sum + (flood.chosen.has(id) ? 1 : 0), 0)
    const name = groupName(this.props.control, group)
    return html`
      <li key=${key} class="flood__group">
        <div class="flood__head">
          <label class="flood__pick">
            ${this.#box(key, chosen === ids.length, chosen > 0 && chosen < ids.length)}
            <span class="flood__name">${name}</span>
            <span class="flood__count">${t("control.flood_count", { count: ids.length })}</span>
            ${!open && html`<${Sample} control=${this.props.control} id=${ids[0]} />`}
          </label>
          <button
            type="button" class="action action--small" aria-expanded=${String(open)}
            tabindex="-1" onClick=${() => flood.turn(key)}
          >
            ${t(open ? "control.flood_hide" : "control.flood_show")}
            <span class="for-screen-reader"> ${name}</span>
          </button>
        </div>
        ${open && html`
          <ul class="flood__rows" role="list">
            ${ids.slice(0, this.#limit(key)).map((id) => html`
              <li key=${id} class="flood__row">
                <label class="flood__pick">
                  ${this.#box(id, flood.chosen.has(id), false)}
                  <${Row} control=${this.props.control} id=${id} />
                </label>
              </li>
            `)}
          </ul>
          ${this.#more(key, ids.length)}
        `}
      </li>
    `
  }

  /** @param {string} key @param {boolean} checked @param {boolean} partly */
  #box(key, checked, partly) {
    const { at } = this.state
    const isHere = this.#stops.some((stop) => stop.key === at) ? at === key : key === this.#stops[0]?.key
    return html`
      <input
        type="checkbox" data-stop=${key} checked=${checked} indeterminate=${partly}
        tabindex=${isHere ? 0 : -1} autofocus=${isHere}
        onFocus=${() => at === key || this.setState({ at: key })}
        onClick=${(/** @type {any} */ event) => this.#tick(key, event)}
      />
    `
  }

  /** @param {string} key of a group; "": of the list of groups @param {number} all */
  #more(key, all) {
    const limit = this.#limit(key)
    if (limit >= all) return null
    const show = () => this.setState({ limits: { ...this.state.limits, [key]: limit + STEP } })
    return html`
      <button type="button" class="more" onClick=${show}>
        ${t("control.show_more", { count: all - limit })}
      </button>
    `
  }

  /** @param {string} key @param {{ currentTarget: HTMLInputElement, shiftKey: boolean }} event */
  #tick(key, { currentTarget, shiftKey }) {
    const { checked } = currentTarget
    const alone = this.#stops.find((stop) => stop.key === key)?.ids ?? []
    const range = shiftKey ? between(this.#stops, this.#from, key) : []
    this.#from = key
    this.props.control.flood.choose(range.length ? range : alone, checked)
  }

  #press = (/** @type {KeyboardEvent} */ event) => {
    const { target, key } = event
    const stop = target instanceof HTMLElement ? target.dataset["stop"] : undefined
    if (stop === undefined || event.ctrlKey || event.altKey || event.metaKey) return
    const { flood } = this.props.control
    const at = this.#stops.findIndex((one) => one.key === stop)
    if (key === "ArrowDown" || key === "ArrowUp") {
      const next = this.#stops[at + (key === "ArrowDown" ? 1 : -1)]
      if (next) this.#go(next.key)
      if (next && event.shiftKey) flood.choose(next.open ? [] : next.ids, this.#isWhole(at))
    } else if (key === "ArrowRight" || key === "ArrowLeft") {
      const head = this.#stops.slice(0, at + 1).findLast((one) => one.open !== undefined)
      if (head) flood.turn(head.key, key === "ArrowRight")
      if (head && key === "ArrowLeft") this.#go(head.key)
    } else return
    event.preventDefault()
  }

  /** Whether all of a stop is chosen. @param {number} at */
  #isWhole(at) {
    return this.#stops[at]?.ids.every((id) => this.props.control.flood.chosen.has(id)) === true
  }

  /** @param {string} key */
  #go(key) {
    const box = this.base?.parentElement?.querySelector(`[data-stop="${CSS.escape(key)}"]`)
    if (!(box instanceof HTMLElement)) return
    box.focus({ preventScroll: true })
    box.closest("label")?.scrollIntoView({ block: "nearest" })
  }
}

/** @param {Control} control @param {Group} group */
function groupName(control, { key, rest }) {
  const { grouping } = control.flood
  if (rest) return t(`control.flood_alone_${grouping}`)
  if (grouping === "author") return t("control.flood_by", { author: authorNumber(key) })
  if (grouping === "minute") return time(Number(key) * MINUTE)
  return t(grouping === "each" ? "control.flood_all" : "control.flood_alike")
}

/** The newest of a group, so that one knows what it is. @param {{ control: Control, id: string | undefined }} props */
function Sample({ control, id = "" }) {
  const question = control.question(id)
  if (!question) return null
  const { text, lang } = readable(question.text, question.lang, control.preferences.latin)
  return html`<span class="flood__sample" dir="auto" lang=${lang}>${text}</span>`
}

/** @param {{ control: Control, id: string }} props */
function Row({ control, id }) {
  const question = control.question(id)
  if (!question) return null
  const { text, lang, author, at } = question
  return html`
    <span class="flood__text">
      <${QuestionText} text=${text} lang=${lang} latin=${control.preferences.latin} />
      <span class="flood__about">${[time(at), t("control.author_of", { number: authorNumber(author) }), questionNumber(id)].join(" · ")}</span>
      <${AtIt} control=${control} question=${question} />
    </span>
  `
}
