/**
 * What the audience screen knows: the debate, its questions, this phone's votes and questions.
 * Views read it and call it; it knows nothing of how they look.
 */

import { Outbox } from "../common/document.js"
import { has, t } from "../common/page.js"
import { QuestionList, endOf, seedOf } from "./list.js"

/** @import { Change, Entry, Kept, Refusal, Unsent } from "../common/types.d.ts" */
/** @import { AudienceDocument, Own, Wish, You } from "./types.d.ts" */
/** @typedef {NonNullable<Own["entry"]>} Asked */

const TALLY_FOLLOWS = 3_000 // ms: a tally comes at most this long after the answer to a vote
const LATIN = "tribina:latin" // where it is kept that the reader wants Latin
const TOAST_STAYS = 6_000 // ms
// Of a vote: what it was for has been decided. It may be on no list any more, so it is not named.
const TOO_LATE = ["wrong_state", "wrong_phase", "unknown_question"]

export class Audience {
  isAsking = false
  /** Words for everyone to see, for a while. */
  toast = ""
  /** Words for screen readers. */
  said = ""
  /**
   * Reads Serbian Cyrillic in Latin, if the reader wants that.
   * @type {((text: string) => string) | undefined}
   */
  toLatin

  #connection
  #forget
  #outbox
  #storage
  #toastTimer = 0
  /** @type {Set<() => void>} */
  #listeners = new Set()
  /** Votes that the private document does not tell yet. @type {Map<string, Wish>} */
  #wishes = new Map()
  /** Acknowledged, but not yet among this phone's questions. @type {Map<string, Own>} */
  #received = new Map()
  /** Ids of commands that wait for longer than they should. @type {Set<string>} */
  #waiting = new Set()

  /**
   * @param {object} parts
   * @param {import("../common/connection.js").Connection} parts.connection
   * @param {Storage} parts.storage
   * @param {string} parts.code the debate's
   * @param {() => boolean} [parts.isAway] whether the list is scrolled away from its top
   * @param {() => void} [parts.forget] what views keep, called when the debate is over
   */
  constructor({ connection, storage, code, isAway = () => false, forget = () => {} }) {
    this.code = code
    /** @type {AudienceDocument} */
    this.document = connection.document
    /** @type {You} */
    this.you = connection.you
    this.list = new QuestionList({
      code, seed: seedOf(storage), document: this.document, changed: () => this.#changed(), isAway,
    })
    this.#connection = connection
    this.#forget = forget
    this.#storage = storage
    this.#outbox = new Outbox({
      storage, code, send: (command) => connection.send(command),
      settled: (entry, answer) => this.#settle(entry, answer),
    })
  }

  start() {
    this.#connection.subscribe((change) => this.#follow(change))
    for (const { command } of this.#outbox.entries) {
      this.#waiting.add(command.id)
      if (command.do === "vote") this.#wish(command.question, command.on)
    }
    this.#outbox.resume()
    if (this.#storage.getItem(LATIN)) void this.readLatin(true)
    if (this.isOver) this.#forgetAll()
    this.#changed()
  }

  /** @param {() => void} listener called when something is to be drawn */
  subscribe(listener) {
    this.#listeners.add(listener)
  }

  // What there is.

  get debate() {
    return this.document.debate
  }

  get isOffline() {
    return this.#connection.status === "offline"
  }

  /** The debate is no more: nothing that waits will be sent. */
  get isDeleted() {
    return this.#connection.dismissal === "unknown_debate"
  }

  /** It has ended, and its results are told. */
  get isOver() {
    return this.debate.phase === "closed" || this.debate.phase === "archived"
  }

  /** Whether anything is still taken: neither over nor deleted. */
  get isTaking() {
    return !this.isOver && !this.isDeleted
  }

  /** The server's clock, in ms. */
  get now() {
    return Date.now() + this.#connection.offset
  }

  /** @param {string} id @returns {boolean} */
  hasVoted(id) {
    return this.#wishes.get(id)?.on ?? Boolean(this.you.votes?.[id])
  }

  /** Whether this phone's vote for it has not got through as soon as it should. @param {string} id */
  isWaiting(id) {
    return this.#outbox.entries.some(({ command }) =>
      command.do === "vote" && command.question === id && this.#waiting.has(command.id))
  }

  /**
   * The tally, with this phone's vote in it as soon as it is given; undefined while it is hidden.
   * @param {string} id
   */
  votes(id) {
    const wish = this.#wishes.get(id)
    const question = this.list.get(id)
    const votes = question?.votes ?? 0
    if (question && question.votes === undefined) return undefined
    return wish ? votes + Number(wish.on) - Number(wish.counted) : votes
  }

  /** @param {string} id */
  isMine(id) {
    return this.you.mine?.[id] !== undefined
  }

  /** This phone's questions, newest first. @returns {Own[]} */
  get mine() {
    const known = this.you.mine ?? {}
    const kept = Object.entries(known).map(([id, own]) => ({ key: id, id, ...own }))
    const received = [...this.#received.values()].filter(({ key }) => !known[key])
    const asked = this.#outbox.entries.filter(({ command }) => command.do === "submit")
    const sent = /** @type {Asked[]} */ (asked).map(own)
    return [...kept, ...received, ...sent].sort(newestFirst)
  }

  /** How many questions this phone may still ask; undefined: as many as it likes. */
  get left() {
    const each = this.debate.questions_each
    if (!each) return undefined
    return Math.max(0, each - this.mine.filter(({ state }) => state !== "refused").length)
  }

  /** Whether a question would be taken from this phone now. */
  get canAsk() {
    return this.debate.submissions && this.isTaking && this.left !== 0
  }

  /** Whether this is on its way. @param {"vote" | "withdraw" | "challenge"} what @param {string} id */
  isPending(what, id) {
    return this.#outbox.entries.some(({ command }) => command.do === what && command.question === id)
  }

  // What the reader does.

  /** @param {boolean} isAsking */
  ask(isAsking) {
    this.isAsking = isAsking
    this.#changed()
  }

  /** Vote, or take the vote back. @param {string} id */
  vote(id) {
    const on = !this.hasVoted(id)
    const isWaiting = this.isWaiting(id)
    this.#wish(id, on)
    this.#post({ do: "vote", question: id, on }, isWaiting)
  }

  /** @param {{ text: string, to?: string, name?: string }} question */
  submit({ text, to, name }) {
    this.isAsking = false
    this.list.sortBy("mine")
    this.#post({ do: "submit", text, ...(to && { to }), ...(name && { name }) })
  }

  /** @param {string} id */
  withdraw(id) {
    this.#post({ do: "withdraw", question: id })
  }

  /** Say that it should not have been dismissed. @param {string} id */
  challenge(id) {
    this.#post({ do: "challenge", question: id })
  }

  /** Forget a question that was refused. @param {string} key */
  discard(key) {
    this.#outbox.drop(key)
    this.#changed()
  }

  /**
   * Read Serbian Cyrillic in Latin, or as it was written. Few want that, so it is loaded then.
   * @param {boolean} wanted
   */
  async readLatin(wanted) {
    if (wanted) this.#storage.setItem(LATIN, "1")
    else this.#storage.removeItem(LATIN)
    this.toLatin = wanted ? (await import("../common/script.js")).toLatin : undefined
    this.#changed()
  }

  /** Show a failure of something the reader asked for. @param {Promise<void>} work */
  async watch(work) {
    try {
      await work
    } catch {
      this.show(t("common.refusal_unreachable"))
    }
  }

  /**
   * @param {Unsent<Kept>} fields
   * @param {boolean} [isWaiting] for longer than it should, as the one before it
   */
  #post(fields, isWaiting = false) {
    const { command } = this.#outbox.post(fields)
    if (isWaiting || this.isOffline) this.#wait(command)
    this.#changed()
  }

  /** @param {Kept} command */
  #wait({ id, do: what }) {
    if (this.#waiting.has(id)) return
    this.#waiting.add(id)
    if (what === "vote") this.#say(t("audience.said_vote_waits"))
    if (what === "submit") this.#say(t("audience.said_question_waits"))
  }

  /** @param {string} id @param {boolean} on */
  #wish(id, on) {
    const counted = this.#wishes.get(id)?.counted ?? Boolean(this.you.votes?.[id])
    this.#wishes.set(id, { on, counted, answered: false })
  }

  // What the server answers.

  /** @param {Entry} entry @param {any} answer */
  #settle({ at, command, refusal }, answer) {
    const hasWaited = this.#waiting.delete(command.id)
    if (refusal) {
      if (command.do !== "vote") return this.show(wordsFor(refusal))
      this.#wishes.delete(command.question)
      return this.show(TOO_LATE.includes(refusal.code) ? t("audience.vote_too_late") : wordsFor(refusal))
    }
    if (command.do === "vote") {
      this.#settleVote(command.question)
      if (hasWaited) this.#say(t("audience.said_vote_arrived"))
    }
    if (command.do === "submit") {
      const id = answer.question
      this.#received.set(id, { key: id, id, text: command.text, state: "received", at })
      this.#say(t("audience.said_received"))
    }
    this.#changed()
  }

  /** The vote is kept; the private document and the tally follow. @param {string} id */
  #settleVote(id) {
    const wish = this.#wishes.get(id)
    if (!wish || this.isPending("vote", id)) return
    wish.answered = true
    setTimeout(() => {
      if (this.#wishes.get(id) === wish) this.#wishes.delete(id)
      this.#changed()
    }, TALLY_FOLLOWS)
  }

  // What the connection tells.

  /** @param {Change} change */
  #follow({ document, you, status, late }) {
    if (document) this.#followDocument(document)
    if (you) this.#followYou(you)
    if (this.isOver) this.#forgetAll()
    if (status === "offline") this.#followLoss()
    const waits = this.#outbox.entries.find(({ command }) => command.id === late)
    if (waits) this.#wait(waits.command)
    this.#changed()
  }

  /** What is on its way waits from now on; the banner says so of all of it. */
  #followLoss() {
    this.#say(t(this.isDeleted ? "audience.deleted" : "audience.offline"))
    for (const { command } of this.#outbox.entries) this.#waiting.add(command.id)
  }

  /** @param {AudienceDocument} document */
  #followDocument(document) {
    const before = this.document
    this.document = document
    for (const [id, wish] of this.#wishes) {
      if (before.questions[id]?.votes !== document.questions[id]?.votes) wish.counted = wish.on
    }
    const onAir = document.debate.on_air
    if (onAir && onAir !== before.debate.on_air) {
      this.#say(`${t("audience.on_air")}: ${document.questions[onAir]?.text ?? ""}`)
    }
    for (const [id, question] of Object.entries(document.questions)) {
      const isNews = question.before && question.text !== before.questions[id]?.text
      if (isNews && this.hasVoted(id)) this.show(t("audience.said_edited"))
    }
    this.list.follow(document)
  }

  /** @param {You} you */
  #followYou(you) {
    const before = this.you
    this.you = you
    for (const [id, own] of Object.entries(you.mine ?? {})) {
      this.#received.delete(id)
      const was = before.mine?.[id]
      if (!was || endOf(was) === endOf(own)) continue
      this.#say(t("audience.said_state", { state: endInWords(own) }))
    }
    const isJoined = Object.keys(you.joined ?? {}).some((id) => before.votes?.[id])
    if (isJoined) this.show(t("audience.said_joined"))
    for (const [id, wish] of this.#wishes) {
      const isTold = Boolean(you.votes?.[id]) === wish.on
      if (wish.answered && wish.counted === wish.on && isTold) this.#wishes.delete(id)
    }
  }

  /** The server has forgotten whose votes and questions they were; so does the phone. */
  #forgetAll() {
    this.you = {}
    this.#wishes.clear()
    this.#received.clear()
    this.#forget()
  }

  // Telling.

  /** @param {string} words */
  #say(words) {
    // A no-break space makes the same words news again.
    this.said = this.said === words ? `${words}\u00a0` : words
  }

  /** For everyone to see, for a while. @param {string} words */
  show(words) {
    this.toast = words
    clearTimeout(this.#toastTimer)
    this.#toastTimer = window.setTimeout(() => {
      this.toast = ""
      this.#changed()
    }, TOAST_STAYS)
    this.#changed()
  }

  #changed() {
    for (const listener of this.#listeners) listener()
  }
}

/** Those of one minute by their numbers; what has none yet comes before. @param {Own} one @param {Own} other */
const newestFirst = (one, other) => other.at - one.at || numberOf(other) - numberOf(one) || 0

/** @param {Own} own */
const numberOf = ({ id }) => (id ? Number(id.slice(1)) : Infinity)

/** A question that has not got through yet. @param {Asked} entry @returns {Own} */
function own(entry) {
  const { command, at, refusal } = entry
  return { key: command.id, text: command.text, at, entry, state: refusal ? "refused" : "waiting" }
}

/** What became of an own question: as its author is told, or else as everybody is. @param {{ state: string, became?: string }} own */
export function endInWords(own) {
  const mine = `audience.mine_${endOf(own)}`
  return t(has(mine) ? mine : `common.state_${endOf(own)}`)
}

/** Why something was refused, in words. @param {Refusal} refusal */
export function wordsFor({ code, args }) {
  if (code === "not_allowed" && args.limit) return t("audience.limit_reached", { count: args.limit })
  return t(`common.refusal_${code}`, args)
}
