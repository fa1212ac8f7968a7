/**
 * Where the moderator is: the selected card of each column, the column in use, how far the lists
 * are drawn, and whether a column is being read (and must hold still).
 */

import { Chosen } from "../inbox/choosing.js"
import { following, moved, surviving } from "./selection.js"

/** @typedef {import("./control.js").Control} Control */
/** @typedef {"inbox" | "open" | "rundown"} Column */

/** @type {Column[]} */
export const COLUMNS = ["inbox", "open", "rundown"]

/** Where a column is searched: an element's id. @type {Record<Column, string>} */
export const SEARCH = { inbox: "search-inbox", open: "search", rundown: "search-rundown" }

/** A column itself, as an element's id: it has the focus where it has no card left. @param {Column} column */
const columnOf = (column) => `column-${column}`

/** What can get the focus instead of a card, by its element's id. */
export const FIELDS = new Set([...Object.values(SEARCH), "remark", ...COLUMNS.map(columnOf)])

const LOWEST_CARD = 72 // px
const LOWEST_FOLDED = 44 // px

/** Cards drawn at first, and more as somebody comes to the end of them: they fill the screen. */
const STEP = filling(LOWEST_CARD)
const STEP_FOLDED = filling(LOWEST_FOLDED)

const AIRED_AT_ONCE = 2 // of those without an outcome, lest they push the rundown away

const READING = 4_000 // ms since somebody last moved in the column
const READING_SELECTED = 30_000 // the same, with a card of the column selected
const AT_TOP = 24 // px
const HANDED_OVER = 1_000 // ms in which a key may be meant for the card that was selected before

export class Navigation {
  #control
  /** @type {Column} */
  column = "inbox"
  /** @type {Partial<Record<Column, string | undefined>>} */
  selected = {}
  limit = { inbox: STEP, open: STEP, rundown: STEP }
  /** The card, or one of FIELDS, that should get the focus after the next drawing. @type {string | undefined} */
  focusing
  #lastActive = { inbox: -Infinity, open: -Infinity, rundown: -Infinity }
  #scrolled = { inbox: 0, open: 0, rundown: 0 }
  #handedOver = -Infinity
  #showsAllAired = false
  /** @type {string | undefined} */
  #onAir
  chosen

  /** @param {Control} control */
  constructor(control) {
    this.#control = control
    this.chosen = new Chosen(control)
    this.limit.inbox = this.#step("inbox")
  }

  /** The selected card of the column in use. */
  get current() {
    return this.selected[this.column]
  }

  /** Whether the card that was selected has just left by itself, so that another one is. */
  get isHandedOver() {
    return performance.now() - this.#handedOver < HANDED_OVER
  }

  /** The cards of every column, in the order in which one moves through them. */
  columns() {
    const { lists, held, listName, debate } = this.#control
    const onAir = debate.on_air === undefined ? [] : [debate.on_air]
    const [next, later] = [lists.next.slice(0, 1), lists.next.slice(1)]
    return {
      inbox: listName === "in_review" ? held.inbox.shown : this.#control.found("inbox", lists[listName]),
      open: held.open.shown,
      rundown: [...onAir, ...next, ...this.aired, ...later, ...this.#answered],
    }
  }

  /** Those without an outcome, as far as they are shown. */
  get aired() {
    const { aired } = this.#control.lists
    return this.#showsAllAired ? aired : aired.slice(0, AIRED_AT_ONCE)
  }

  showAllAired() {
    this.#showsAllAired = true
    this.#control.changed()
  }

  /** @param {Column} column @param {string | undefined} id @param {boolean} [focus] */
  select(column, id, focus = true) {
    this.column = column
    this.#handedOver = -Infinity
    this.selected[column] = id
    if (this.#control.choosing?.id !== id) this.#control.choosing = undefined
    if (id !== undefined) {
      this.#control.seen.add(id)
      this.#drawAsFarAs(column, id)
      if (focus) this.focusing = id
    }
    this.touch(column)
    this.#control.changed()
  }

  /**
   * Give the focus back to the card that something was asked about, unless it has gone elsewhere
   * meanwhile: whoever works through a list stays in it.
   * @param {import("./control.js").Asked | undefined} asked
   */
  back(asked) {
    this.focusing = asked && this.#control.stands(asked) ? asked.id : this.current
  }

  /** @param {number} steps */
  move(steps) {
    const ids = this.columns()[this.column]
    this.select(this.column, moved(ids, this.current, steps))
  }

  /** Go to a neighbouring column that has cards. @param {number} steps */
  cross(steps) {
    const columns = this.columns()
    for (let at = COLUMNS.indexOf(this.column) + steps; COLUMNS[at]; at += steps) {
      const column = /** @type {Column} */ (COLUMNS[at])
      if (!columns[column].length) continue
      return this.select(column, this.selected[column] ?? columns[column][0])
    }
  }

  /** Show a column, on screens that have room for one. @param {Column} column */
  open(column) {
    this.column = column
    this.#control.changed()
  }

  /** Go to where this column is searched; of the rundown, the answered ones can be. */
  search() {
    if (this.column === "rundown" && !this.#control.showsAnswered) this.column = "open"
    this.focusing = SEARCH[this.column]
    this.#control.turnSearch(this.column, true)
  }

  /** From its search back to the cards of a column. @param {Column} column */
  leaveSearch(column) {
    const id = this.selected[column] ?? this.columns()[column][0]
    this.select(column, id)
    this.focusing = id ?? columnOf(column)
    this.#control.changed(true)
  }

  /** What has the focus where nothing else can. */
  get refuge() {
    return this.current ?? columnOf(this.column)
  }

  /** @param {Column} column */
  showMore(column) {
    if (this.limit[column] >= this.columns()[column].length) return
    this.limit[column] += this.#step(column)
    this.#control.changed()
  }

  /** As many as fill the screen: it was other cards that were drawn before. @param {Column} column */
  drawFully(column) {
    this.limit[column] = Math.max(this.limit[column], this.#step(column))
    this.#control.changed(true)
  }

  /** Another list, or another order of it: from the top, with none in hand. @param {Column} column */
  startAgain(column) {
    this.selected[column] = undefined
    this.scrolled(column, 0)
    this.#control.changed()
  }

  /** Go on to the next card after deciding about this one. @param {string} id */
  goOnAfter(id) {
    const columns = this.columns()
    const { pending } = this.#control.requests
    for (const column of COLUMNS) {
      if (this.selected[column] !== id) continue
      const next = following(columns[column], id, (other) => pending.of(other) !== undefined)
      this.selected[column] = next
      if (column !== this.column || next === undefined) continue
      this.#control.seen.add(next)
      this.#drawAsFarAs(column, next)
      this.focusing = next
    }
  }

  /** Go on in the inbox after deciding about these. @param {Set<string>} ids */
  goOnAfterAll(ids) {
    const inHand = this.selected.inbox
    if (inHand === undefined || !ids.has(inHand)) return
    const next = following(this.columns().inbox, inHand, (other) => ids.has(other))
    this.select("inbox", next)
  }

  /**
   * Keep selections after the lists changed: a card that left hands over to its neighbour.
   * @param {Record<Column, string[]>} before
   */
  follow(before) {
    const after = this.columns()
    const was = this.current
    for (const column of COLUMNS) {
      this.selected[column] = surviving(before[column], after[column], this.selected[column])
    }
    this.#stayOnAir()
    if (was !== undefined && was !== this.current) this.#handedOver = performance.now()
  }

  /**
   * Whoever had the question on the air has the air, not what another was taken over: the next
   * digit is meant for the new one.
   */
  #stayOnAir() {
    const { lists, debate: { on_air: onAir } } = this.#control
    const left = this.#onAir
    this.#onAir = onAir
    if (!onAir || left === undefined || this.selected.rundown !== left) return
    if (lists.aired.includes(left)) this.selected.rundown = onAir
  }

  // Whether somebody reads.

  /** Somebody moved in this column. @param {Column} column */
  touch(column) {
    this.#lastActive[column] = Date.now()
  }

  /** Nobody is reading: what comes next is shown at once, such as a card that undo brings back. */
  rest() {
    this.#lastActive = { inbox: -Infinity, open: -Infinity, rundown: -Infinity }
  }

  /** @param {Column} column @param {number} top px */
  scrolled(column, top) {
    this.#scrolled[column] = top
    this.touch(column)
  }

  /** @param {Column} column */
  isReading(column) {
    const idle = Date.now() - this.#lastActive[column]
    const selected = this.column === column && this.current !== undefined
    if (idle < (selected ? READING_SELECTED : READING)) return true
    // Far down in the inbox a new card on top would push away what is being read.
    return column === "inbox" && this.#scrolled.inbox > AT_TOP
  }

  /** The answered ones, as far as they are shown. */
  get #answered() {
    const { showsAnswered, lists } = this.#control
    return showsAnswered ? this.#control.found("rundown", lists.answered) : []
  }

  /** @param {Column} column @param {string} id */
  #drawAsFarAs(column, id) {
    const at = this.columns()[column].indexOf(id)
    while (this.limit[column] <= at) this.limit[column] += this.#step(column)
  }

  /** @param {Column} column */
  #step(column) {
    return column === "inbox" && this.#control.preferences.compact ? STEP_FOLDED : STEP
  }
}

/** How many cards of this height fill the screen. @param {number} height px */
function filling(height) {
  return Math.ceil(window.innerHeight / height) + 2
}
