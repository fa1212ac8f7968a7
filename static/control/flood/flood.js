/**
 * Dismissing many at once: what is looked through, what of it is chosen, and the commands that do
 * it one after the other.
 *
 * It looks through the inbox as it was when it was opened: what comes later is never chosen unseen.
 */

import { batches, grouped, startsFrom, waits } from "./groups.js"
import { NO_FILTERS, filter } from "../columns/search.js"
import { notSent, refused } from "../desk/words.js"

/** @typedef {import("../desk/control.js").Control} Control */
/** @typedef {import("./groups.js").Group} Group */
/** @typedef {import("./groups.js").Grouping} Grouping */
/** @typedef {import("../desk/notices.js").Saying} Saying */
/** @typedef {import("../types.d.ts").Line} Line */
/** @typedef {import("../../wire/values.d.ts").Reason} Reason */
/** @typedef {import("../types.d.ts").Refusal} Refusal */

const number = (/** @type {string} */ id) => Number(id.slice(1))

export class Flood {
  #control
  #line
  /** The newest first. @type {string[]} */
  listed = []
  /** @type {Set<string>} */
  chosen = new Set()
  /** @type {Grouping} */
  grouping = "author"
  search = ""
  /** @type {Reason} */
  reason = "spam"
  /** Groups that show their questions. @type {Set<string>} */
  opened = new Set()
  /** What the card in hand offers to begin with. @type {ReturnType<typeof startsFrom>} */
  starts = []
  /** What was chosen when only that was asked for. @type {Set<string> | undefined} */
  only
  /** @type {{ does: "dismiss" | "restore", done: number, all: number, stops: boolean } | undefined} */
  going
  /** What was dismissed last from here. @type {{ ids: Set<string>, reason: string } | undefined} */
  last
  /** How it ended. @type {Saying | undefined} */
  told
  /** How many of them somebody had decided about by then. */
  stayed = 0
  /** @type {{ by: unknown[], groups: Group[] }} */
  #made = { by: [], groups: [] }

  /** @param {Control} control @param {Line} line */
  constructor(control, line) {
    this.#control = control
    this.#line = line
  }

  open() {
    if (!this.#control.may("dismiss_many")) return
    const { lists, document, navigation } = this.#control
    const inHand = navigation.selected.inbox
    this.listed = lists.in_review
    this.starts = inHand === undefined ? [] : startsFrom(document.questions, this.listed, inHand)
    this.told = this.only = undefined
    this.#forgetAllBut(this.listed)
    this.#control.show({ kind: "flood" })
  }

  // What there is.

  /** What nobody has decided about meanwhile. */
  get present() {
    return this.listed.filter((id) => waits(this.#control.question(id)))
  }

  /** How many came since it was opened. */
  get fresh() {
    const listed = new Set(this.listed)
    return this.#control.lists.in_review.filter((id) => !listed.has(id)).length
  }

  /** What would be dismissed. */
  get chosenNow() {
    return [...this.chosen].filter((id) => waits(this.#control.question(id)))
  }

  /** What was dismissed from here and has stayed so. */
  get toTakeBack() {
    const { last } = this
    const isOurs = (/** @type {string} */ id) => {
      const question = this.#control.question(id)
      return question?.state === "dismissed" && question.by === this.#control.me
        && question.reason === last?.reason
    }
    return last ? [...last.ids].filter(isOurs) : []
  }

  /** As they are looked through; groups hold what was decided meanwhile, too. @returns {Group[]} */
  get groups() {
    const by = [this.listed, this.grouping, this.search, this.only]
    if (by.some((one, at) => one !== this.#made.by[at])) {
      const { questions } = this.#control.document
      const found = filter(questions, this.listed, { ...NO_FILTERS, search: this.search })
      const { only } = this
      const wanted = only ? found.filter((id) => only.has(id)) : found
      this.#made = { by, groups: grouped(questions, wanted, this.grouping) }
    }
    return this.#made.groups
  }

  // Choosing.

  /** @param {string[]} ids @param {boolean} yes */
  choose(ids, yes) {
    for (const id of ids) {
      if (!yes) this.chosen.delete(id)
      else if (waits(this.#control.question(id))) this.chosen.add(id)
    }
    this.told = undefined
    this.#control.changed()
  }

  chooseNone() {
    this.chosen.clear()
    this.showOnlyChosen(false)
  }

  /** @param {boolean} yes */
  showOnlyChosen(yes) {
    this.only = yes ? new Set(this.chosen) : undefined
    this.#control.changed()
  }

  /** Look through what came meanwhile as well. */
  takeIn() {
    this.listed = this.#control.lists.in_review
    this.#control.changed()
  }

  /** @param {Grouping} grouping */
  groupBy(grouping) {
    this.grouping = grouping
    this.opened = new Set(grouping === "each" ? ["each"] : [])
    this.#control.changed(true)
  }

  /** @param {string} words */
  searchFor(words) {
    this.search = words
    this.#control.changed()
  }

  /** Show a group's questions, or hide them. @param {string} key */
  turn(key, opens = !this.opened.has(key)) {
    if (opens) this.opened.add(key)
    else this.opened.delete(key)
    this.#control.changed(true)
  }

  /** @param {Reason} reason */
  dismissAs(reason) {
    this.reason = reason
    this.#control.changed()
  }

  // Doing it.

  async dismiss() {
    const { reason } = this
    const ids = this.chosenNow.sort((one, other) => number(other) - number(one))
    if (this.going || !ids.length) return
    this.last = { ids: new Set(), reason }
    this.only = undefined
    await this.#inTurn("dismiss", ids, { do: "dismiss_many", reason }, (id) => {
      this.last?.ids.add(id)
      this.chosen.delete(id)
    })
    this.#forgetAllBut(this.present)
  }

  /** They are chosen again, so that what is honest can be taken out and the rest sent away. */
  async takeBack() {
    const ids = this.toTakeBack
    if (this.going || !ids.length) return
    await this.#inTurn("restore", ids, { do: "restore_many" }, (id) => {
      this.last?.ids.delete(id)
      this.chosen.add(id)
    })
    const listed = new Set([...this.listed, ...ids])
    this.listed = [...listed].sort((one, other) => number(other) - number(one))
    this.#control.changed()
  }

  /** After the command that is on its way. Returns whether there was anything to stop. */
  stop() {
    if (!this.going) return false
    this.going.stops = true
    this.#control.changed()
    return true
  }

  /**
   * One command after the other, each with what nobody has decided about by then.
   * @param {"dismiss" | "restore"} does @param {string[]} ids
   * @param {{ do: "restore_many" } | { do: "dismiss_many", reason: Reason }} command without these
   * @param {(id: string) => void} note for each that was done
   */
  async #inTurn(does, ids, command, note) {
    const going = (this.going = { does, done: 0, all: ids.length, stops: false })
    const state = does === "dismiss" ? "in_review" : "dismissed"
    this.told = undefined
    this.stayed = 0
    this.#control.changed(true)
    try {
      for (const batch of batches(ids)) {
        if (going.stops) break
        if (this.#line.status !== "online") {
          this.told = notSent(this.#line)
          break
        }
        const questions = batch.filter((id) => {
          const question = this.#control.question(id)
          return question?.state === state && !question.held
        })
        this.stayed += batch.length - questions.length
        if (!questions.length) continue
        await this.#line.send({ ...command, questions })
        questions.forEach(note)
        going.done += questions.length
        this.#control.changed()
      }
      const key = `control.flood_${going.stops ? "stopped" : "done"}_${does}`
      this.told ??= { key, args: { count: going.done, all: going.all } }
    } catch (refusal) {
      this.told = refused(/** @type {Refusal} */ (refusal))
    }
    this.going = undefined
    this.#control.refreshSoon()
    this.#control.changed(true)
  }

  /** @param {string[]} ids */
  #forgetAllBut(ids) {
    const present = new Set(ids)
    for (const id of this.chosen) if (!present.has(id)) this.chosen.delete(id)
  }
}
