/**
 * Several cards of the inbox, chosen with Shift or Space, or with a finger while one selects, and
 * what is done with them as one: each time one command, which one undo takes back.
 *
 * Chosen is not in hand: the card in hand stays the one that keys go on from.
 */

import { waits } from "../flood/groups.js"
import { identical } from "../likely/likely.js"
import { limits } from "../desk/permit.js"
import { moved } from "../desk/selection.js"

/** @typedef {import("../desk/control.js").Control} Control */

/** What the chooser of reasons or piles is about, in place of a question's id. */
export const MANY = "many"


export class Chosen {
  #control
  /** @type {Set<string>} */
  #ids = new Set()
  /**
   * Where a range begins, where it ends by now, and what was chosen before it.
   * @type {{ from?: string | undefined, to?: string | undefined, before: Set<string> }}
   */
  #range = { before: this.#ids }
  #isSelecting = false
  /** The topic of each when they were offered. @type {Map<string, string>} */
  #seen = new Map()

  /** @param {Control} control */
  constructor(control) {
    this.#control = control
  }

  /** Whether cards can be chosen there. @param {import("../desk/navigation.js").Column} column */
  isOffered(column) {
    const { listName } = this.#control
    return column === "inbox" && listName === "in_review" && this.#control.may("approve_many")
  }

  /** Whether a tap chooses a card, so that no key is needed. */
  get isSelecting() {
    return this.#isSelecting && this.isOffered("inbox")
  }

  /** How many of them somebody has decided about meanwhile. */
  get stayed() {
    return [...this.#ids].filter((id) => !waits(this.#control.question(id))).length
  }

  /** Those that nobody has decided about meanwhile, as they stand. */
  get now() {
    if (!this.#ids.size) return NONE
    return this.#control.held.inbox.shown.filter((id) => this.#has(id))
  }

  /** Those of them that say the same as another of them, as many as are merged at once. */
  get same() {
    return identical(this.#control.document.questions, this.now).slice(0, limits.merge_many)
  }

  /** @param {string} id */
  has(id) {
    return this.#ids.size > 0 && this.#has(id)
  }

  // Choosing.

  /** From now on a tap chooses. */
  select() {
    this.#isSelecting = true
    this.#control.changed(true)
  }

  /** Choose the card in hand, or another one, or no longer. */
  turn(id = this.#control.navigation.selected.inbox) {
    if (id === undefined) return
    const ids = new Set(this.now)
    if (!ids.delete(id)) ids.add(id)
    this.#begin(id, ids)
    this.#choose(ids)
  }

  /** As far as a card so many steps on. @param {number} steps */
  extend(steps) {
    const { held, navigation } = this.#control
    const to = moved(held.inbox.shown, navigation.selected.inbox, steps)
    if (to !== undefined) this.extendTo(to)
  }

  /** All from where the range begins to this card, which comes to hand. @param {string} to */
  extendTo(to) {
    const { held, navigation } = this.#control
    const inHand = navigation.selected.inbox ?? to
    if (this.#range.to !== inHand) this.#begin(inHand, new Set(this.now))
    const { shown } = held.inbox
    const places = [shown.indexOf(this.#range.from ?? to), shown.indexOf(to)]
    const between = shown.slice(Math.max(0, Math.min(...places)), Math.max(...places) + 1)
    this.#range.to = to
    this.#choose(new Set([...this.#range.before, ...between]))
    navigation.select("inbox", to)
  }

  /** Returns whether there was any, or one was about to choose. */
  clear() {
    if (!this.#ids.size && !this.#isSelecting) return false
    this.#isSelecting = false
    if (this.#control.choosing?.id === MANY) this.#control.choosing = undefined
    this.#begin(undefined, new Set())
    this.#choose(new Set())
    return true
  }

  // Doing it.

  /** Offer reasons or topics for them, or no longer. @param {string} kind */
  turnChoice(kind) {
    const { choosing } = this.#control
    const isOpen = choosing?.id === MANY && choosing.kind === kind
    this.#seen = new Map(this.now.map((id) => [id, this.#pileOf(id)]))
    this.#control.choose(isOpen ? undefined : { kind, id: MANY })
  }

  /** @param {"approve" | "dismiss" | "tag"} action @param {Record<string, unknown>} [fields] */
  act(action, fields = {}) {
    const ids = this.now
    this.#ask(action, ids, fields, action === "tag" ? [] : ids)
  }

  /** Into one topic, or none; what a colleague has put elsewhere since stays there. @param {string} [pile] */
  tag(pile) {
    const was = this.now.map((id) => this.#seen.get(id) ?? this.#pileOf(id))
    const stay = this.now.filter((id, at) => this.#pileOf(id) !== was[at]).length
    this.act("tag", { ...(pile !== undefined && { pile }), was })
    if (stay) this.#control.requests.say("control.flood_stayed", { count: stay })
  }

  /** What says the same becomes one. */
  merge() {
    const { same } = this
    if (!same.length) return this.#control.requests.say("control.chosen_none_same")
    this.#ask("merge", same, {}, [])
  }

  /**
   * @param {string} action @param {string[]} questions @param {Record<string, unknown>} fields
   * @param {string[]} leaving those that leave the list
   */
  #ask(action, questions, fields, leaving) {
    const { navigation, requests } = this.#control
    const command = /** @type {import("../types.d.ts").Command} */ ({ do: `${action}_many`, questions, ...fields })
    if (!questions.length || !requests.ask(command, command.do)) return
    this.clear()
    navigation.goOnAfterAll(new Set(leaving))
    navigation.focusing = navigation.current
  }

  /** @param {string} id */
  #pileOf(id) {
    return this.#control.question(id)?.pile ?? ""
  }

  /** @param {string} id */
  #has(id) {
    return this.#ids.has(id) && waits(this.#control.question(id))
  }

  /** @param {string | undefined} from @param {Set<string>} before */
  #begin(from, before) {
    this.#range = { from, to: from, before }
  }

  /** @param {Set<string>} ids */
  #choose(ids) {
    this.#ids = new Set([...ids].slice(0, limits.many))
    this.#control.changed(true)
  }
}

/** @type {string[]} */
const NONE = []
