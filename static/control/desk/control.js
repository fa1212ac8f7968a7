/**
 * The control screen's state: the document, the lists as they are shown, what is selected and what
 * is open. Views read it and call it; it knows nothing of how they look.
 *
 * Nothing is decided here: every action is a command, and what it changed comes back as a patch.
 */

import { Reading } from "./reading.js"
import { Clocks } from "../clocks/clocks.js"
import { Flood } from "../flood/flood.js"
import { InboxView } from "../inbox/order.js"
import { unaskedGuests } from "../fairness/fairness.js"
import { hold } from "../inbox/held.js"
import { Initials } from "../parts/initials.js"
import { LikelyCache } from "../likely/likely.js"
import { countByAuthor, listsOf } from "./lists.js"
import { allowed, permitted } from "./permit.js"
import { NO_FILTERS, filter, isFiltering } from "../columns/search.js"
import { stable } from "./stable.js"
import { Studio } from "../studio/studio.js"
import { asSeen, isAside, standing } from "./standing.js"
import { Navigation } from "./navigation.js"
import { Remarks } from "../remarks/remarks.js"
import { Requests } from "./requests.js"
import { TakenBackFollower } from "./taken-back.js"
import { Undoing } from "./undoing.js"

/** @typedef {import("../types.d.ts").Command} Command */
/** @typedef {import("../../wire/documents.d.ts").ControlDocument} ControlDocument */
/** @typedef {import("../types.d.ts").Filters} Filters */
/** @typedef {import("../types.d.ts").Held} Held */
/** @typedef {import("../types.d.ts").Line} Line */
/** @typedef {import("../types.d.ts").Lists} Lists */
/** @typedef {import("./preferences.js").Preferences} Preferences */
/** @typedef {import("./seen.js").Seen} Seen */
/** @typedef {import("./navigation.js").Column} Column */
/** @typedef {typeof INBOX_LISTS[number]} InboxList */
/** @typedef {import("../../wire/questions.d.ts").ControlQuestion} Question */
/** @typedef {import("../../wire/heads.d.ts").LastAction} LastAction */
/** @typedef {{ kind: string, id?: string, last?: LastAction }} Asking what of the moderator, about
 *   which question or which action */
/** @typedef {Asking & { seen?: Question | undefined }} Asked with the question as it was seen then */
/** What the first column can show. */
export const INBOX_LISTS = /** @type {const} */ (["in_review", "held", "dismissed", "merged", "withdrawn"])

const HOUSEKEEPING_INTERVAL = 1_000 // ms
const DRAWN_EVERY = 50 // ms, when it is others who change things

export class Control {
  #line
  #takenBack
  /** @type {Set<(atOnce: boolean) => void>} */
  #listeners = new Set()
  #unsubscribe = () => {}
  #timer = 0
  #soon = 0
  #refreshedAt = -Infinity
  #likely = new LikelyCache()
  /** As the document has them. @type {Lists} */
  #listed
  #wasOnline = false
  #initials = new Initials()
  /** @type {Map<string, number>} */
  #asked = new Map()
  /** @type {ControlDocument["questions"] | undefined} the ones that were counted */
  #counted

  /** When the document was last known to be true, in ms of this clock. */
  heardAt = Date.now()

  /** The reasons, piles or guests that a card offers. @type {Asked | undefined} */
  choosing
  /** @type {Asked | undefined} */
  dialog
  /** Of the rundown, the answered ones are filtered. @type {Record<Column, Filters>} */
  filters = { inbox: NO_FILTERS, open: NO_FILTERS, rundown: NO_FILTERS }
  /** Columns whose search was opened; that of the open ones always is. @type {Set<Column>} */
  searched = new Set()
  /** @type {{ inbox: Held, open: Held }} */
  held = { inbox: { shown: [], waiting: 0 }, open: { shown: [], waiting: 0 } }
  /** @type {InboxList} */
  listName = "in_review"
  showsAnswered = false

  /**
   * @param {object} parts
   * @param {Line} parts.line
   * @param {Seen} parts.seen
   * @param {Preferences} parts.preferences
   * @param {string | undefined} parts.name of this moderator
   * @param {import("../remarks/read-so-far.js").ReadSoFar} parts.read
   */
  constructor({ line, seen, preferences, name, read }) {
    this.#line = line
    this.me = name
    this.#takenBack = new TakenBackFollower(name)
    this.seen = seen
    this.preferences = preferences
    this.requests = new Requests(this, line)
    this.navigation = new Navigation(this)
    this.clocks = new Clocks(this)
    this.remarks = new Remarks(this, line, { read, name })
    this.reading = new Reading(this, line)
    this.flood = new Flood(this, line)
    this.inboxView = new InboxView(this)
    this.undoing = new Undoing(this)
    this.studio = new Studio(this)
    /** @type {ControlDocument} */
    this.document = line.document
    /** @type {Lists} */
    this.lists = this.#listed = listsOf(this.document)
    this.#asked = countByAuthor(this.document)
    this.#hold({ inbox: false, open: false })
  }

  start() {
    this.#unsubscribe = this.#line.subscribe(() => this.#hear())
    const keepHouse = () => {
      if (this.#bringUpToDate()) this.changed()
      this.undoing.goOn()
      this.reading.follow()
    }
    this.#timer = window.setInterval(keepHouse, HOUSEKEEPING_INTERVAL)
  }

  stop() {
    this.#unsubscribe()
    window.clearInterval(this.#timer)
    window.clearTimeout(this.#soon)
    this.reading.stop()
  }

  /** @param {(atOnce: boolean) => void} listener @returns {() => void} unsubscribes */
  subscribe(listener) {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /**
   * Tell the views that something is to be drawn: with the next frame, or, where it takes the keys
   * that come next, before any of them.
   */
  changed(atOnce = false) {
    for (const listener of this.#listeners) listener(atOnce)
    this.reading.follow()
  }

  // What there is.

  get status() {
    return this.#line.status
  }

  /** Why the server sent this page away for good, if it did. @returns {string | undefined} */
  get dismissal() {
    return this.#line.dismissal
  }

  get debate() {
    return this.document.debate
  }

  get phase() {
    return this.debate.phase
  }

  /** Whether this moderator has the rundown and the air. */
  get produces() {
    return allowed("take")
  }

  /** Whether this moderator may ask for it now. @param {string} name of a rule */
  may(name) {
    return allowed(name, this.phase)
  }

  /** The server's clock, in ms. */
  get now() {
    return Date.now() + this.#line.offset
  }

  /** @param {string} id */
  question(id) {
    return this.document.questions[id]
  }

  /** @param {string} id */
  likelySame(id) {
    return this.#likely.of(this.document.questions, id)
  }

  /** A moderator's initials. @param {string} name */
  initials(name) {
    return this.#initials.of(name, this.debate.moderators)
  }

  /** How many questions its author has asked. @param {string} author */
  askedBy(author) {
    return this.#asked.get(author) ?? 0
  }

  /** Whether a question still stands where it was asked about. @param {Asked} asked */
  stands({ id, seen }) {
    const question = id === undefined ? undefined : this.question(id)
    return Boolean(seen && question && standing(seen) === standing(question))
  }

  /** @param {string} action @param {string | undefined} id */
  can(action, id) {
    const question = id === undefined ? undefined : this.question(id)
    if (question === undefined) return false
    if (action === "block" && question.via) return false // there is no phone to block
    return permitted(action, isAside(question) ? "aired" : question.state, this.phase)
  }

  // What is asked of the server.

  /**
   * Decided on what this screen shows now, unless `fields` say on what (`was`).
   * @param {string} action @param {string} id @param {Record<string, unknown>} [fields]
   */
  act(action, id, fields) {
    const isAsked = this.requests.act(action, id, { ...asSeen(action, this.question(id)), ...fields })
    this.#sent(id, isAsked)
  }

  /**
   * What was chosen or typed stays where it is as long as there is nobody to send it to.
   * @param {string} id @param {boolean} isAsked
   */
  #sent(id, isAsked) {
    this.seen.add(id)
    if (isAsked) this.choosing = this.dialog = undefined
    this.changed(true)
  }

  /** Several of one kind. @param {string} action @param {string} id @param {Record<string, unknown>[]} each */
  actInTurn(action, id, each) {
    this.#sent(id, this.requests.actInTurn(action, id, each))
  }

  /**
   * @param {Command} command
   * @param {string | import("./notices.js").Saying} [words] what tells it, or which `done_…`
   */
  ask(command, words = command.do) {
    this.dialog = undefined
    this.requests.ask(command, words)
    this.changed(true)
  }

  // What is open on the screen.

  /**
   * What a colleague changes while a moderator chooses is not what they chose about.
   * @param {Asking | undefined} asking @returns {Asked | undefined}
   */
  #withSeen(asking) {
    return asking && { ...asking, seen: asking.id === undefined ? undefined : this.question(asking.id) }
  }

  /** @param {Asking | undefined} choosing */
  choose(choosing) {
    this.choosing = this.#withSeen(choosing)
    this.changed(true)
  }

  /** @param {Asking | undefined} dialog */
  show(dialog) {
    this.dialog = this.#withSeen(dialog)
    this.choosing = undefined
    this.changed(true)
  }

  /** @param {InboxList} name */
  showList(name) {
    this.listName = name
    this.navigation.startAgain("inbox")
  }

  /** @param {import("./preferences.js").Name} name @param {boolean} value */
  prefer(name, value) {
    this.preferences.set(name, value)
    this.changed()
  }

  /** @param {boolean} shows */
  showAnswered(shows) {
    this.showsAnswered = shows
    this.changed()
  }

  /** Show a column's search, or shut it, which shows all again. @param {Column} column */
  turnSearch(column, isOpen = !this.searched.has(column)) {
    if (isOpen) this.searched.add(column)
    else this.searched.delete(column)
    if (isOpen) this.changed(true)
    else this.showAll(column)
  }

  /** @param {Column} column @param {Partial<Filters>} change */
  filterBy(column, change) {
    this.filters = { ...this.filters, [column]: { ...this.filters[column], ...change } }
    this.lookAnew(column)
  }

  /** Show a column as it stands by now. @param {Column} column */
  lookAnew(column) {
    this.#hold({ [column]: false })
    this.changed()
  }

  /** Without any filter. @param {Column} column */
  showAll(column) {
    this.filterBy(column, NO_FILTERS)
  }

  /** What the filters of a column leave of a list. @param {Column} column @param {string[]} ids */
  found(column, ids) {
    const filters = this.filters[column]
    if (!isFiltering(filters)) return ids
    return filter(this.document.questions, ids, filters, unaskedGuests(this.debate))
  }

  /** Show what waits in a column, and go there. @param {"inbox" | "open"} column */
  release(column) {
    if (column === "inbox") this.listName = "in_review"
    this.#hold({ [column]: false })
    this.navigation.select(column, this.held[column].shown[0])
  }

  // Following the document.

  /** Patches come twenty times a second; only what this moderator waits for is drawn at once. */
  #hear() {
    const rest = this.#refreshedAt + DRAWN_EVERY - performance.now()
    const isAwaited = this.requests.pending.some || (this.status === "online") !== this.#wasOnline
    if (isAwaited || rest <= 0) this.refresh()
    else this.refreshSoon(rest)
  }

  /** Take in the document then, if nothing asks for it before. @param {number} [within] ms */
  refreshSoon(within = DRAWN_EVERY) {
    this.#soon ||= window.setTimeout(() => this.refresh(), within)
  }

  /** Take in the document as it is now. */
  refresh() {
    window.clearTimeout(this.#soon)
    this.#soon = 0
    this.#refreshedAt = performance.now()
    const isOnline = this.status === "online"
    if (isOnline || this.#wasOnline) this.heardAt = Date.now()
    if (isOnline && !this.#wasOnline) {
      this.requests.reconnected()
      this.reading.reconnected()
    }
    this.#wasOnline = isOnline
    const before = this.navigation.columns()
    this.document = this.#line.document
    this.requests.tellTakenBack(this.#takenBack.news(this.debate.taken_back ?? {}, this.now))
    this.#bringUpToDate()
    this.navigation.follow(before)
    this.undoing.goOn()
    this.changed()
  }

  /** Returns whether anything that is shown became another. */
  #bringUpToDate() {
    const { lists, held } = this
    const now = (this.#listed = listsOf(this.document, this.#listed))
    // The rundown is shown as the producer is arranging it.
    const next = this.requests.placing.shown(now.next, Date.now())
    this.lists = { ...now, next: stable(lists.next, next) }
    if (this.document.questions !== this.#counted) {
      this.#counted = this.document.questions
      this.#asked = countByAuthor(this.document)
    }
    if (now.in_review !== lists.in_review) this.seen.keepOnly(now.in_review)
    this.#hold({})
    const isSettled = this.requests.settle()
    const isMoved = lists.next !== this.lists.next
    return isSettled || isMoved || held.inbox !== this.held.inbox || held.open !== this.held.open
  }

  /** @param {{ inbox?: boolean, open?: boolean }} reading what is not given is found out */
  #hold({ inbox = this.navigation.isReading("inbox"), open = this.navigation.isReading("open") }) {
    const waiting = this.inboxView.ordered(this.found("inbox", this.lists.in_review))
    this.held = {
      inbox: hold(this.held.inbox, waiting, inbox, this.inboxView.oldestFirst),
      open: hold(this.held.open, this.found("open", this.lists.open), open),
    }
  }
}
