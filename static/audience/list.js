/**
 * The questions that everyone may see, in the order they are shown. The order follows the votes
 * only at the top of a list that nobody touches: nothing moves under a finger or a reader's eyes.
 *
 * The fair order stands here as well, because an audience page has to load in few requests.
 */

/** @import { Listed, Question, Sort } from "./types.d.ts" */

const IDLE = 10_000 // ms without a touch, before a list may change its order
const PACE = 3_000 // ms from one order to the next, at least
const MOST_VOTED = 200 // questions of a long list that the document holds for their votes
const QUARTER = 0.25
const TO_UNIT = 2 ** 32
const SEED = "tribina:seed" // where a phone keeps it

/** Where a question stands that is not where its state says. @type {Record<string, string>} */
const PLACES = {
  partly: "answered", evaded: "answered", unanswered: "answered", aired: "answered", not_asked: "open",
}

/** What became of a question, in the server's word for it. @param {{ state: string, became?: string }} question */
export const endOf = ({ state, became }) => became ?? state

/** @param {Question} question */
const placeOf = (question) => PLACES[endOf(question)] ?? endOf(question)

/** @param {string} id */
const ordinal = (id) => Number(id.slice(1))

/** @type {Record<string, (one: [string, Question], other: [string, Question]) => number>} */
const ORDERS = {
  popular: ([a, one], [b, other]) => (other.votes ?? 0) - (one.votes ?? 0) || ordinal(a) - ordinal(b),
  new: ([a, one], [b, other]) => other.at - one.at || ordinal(b) - ordinal(a),
}

/** The orders that readers choose from, the debate's own first. @type {Record<string, Sort[]>} */
const OFFERED = {
  votes: ["popular", "new", "mine"],
  newest: ["new", "popular", "mine"],
  fair: ["fair", "popular", "new", "mine"],
}

export class QuestionList {
  /** @type {Sort[]} */
  sorts = []
  /** @type {Sort} */
  sort = "popular"
  /** Ids of open questions, in the order shown. @type {string[]} */
  shown = []
  /** How many questions wait to be shown. */
  waiting = 0
  /** Whether there are questions on the server that are not here. */
  hasMore
  isLoading = false
  /** What a search found; undefined: no search. @type {string[] | undefined} */
  found

  #code
  #seed
  #changed
  #isAway
  #isHeld = false
  #hasChosen = false
  /** @type {Record<string, Question>} */
  #document
  /**
   * What the document does not hold: asked for, or gone but still in its place.
   * @type {Map<string, Question>}
   */
  #others = new Map()
  #touchedAt = -Infinity
  #orderedAt = Date.now()
  #timer = 0
  #search = ""
  /** @type {string | undefined} */
  #last

  /**
   * @param {object} options
   * @param {string} options.code the debate's
   * @param {number} [options.seed] of this phone's fair order
   * @param {Listed} options.document
   * @param {() => void} options.changed called when something is to be drawn
   * @param {() => boolean} [options.isAway] whether the list is scrolled away from its top
   */
  constructor({ code, seed = 0, document, changed, isAway = () => false }) {
    this.#code = code
    this.#seed = seed
    this.#changed = changed
    this.#isAway = isAway
    this.#document = document.questions
    this.hasMore = Boolean(document.more)
    this.#offer(document)
    this.#order()
  }

  // What there is.

  /** Whether the reader touched the screen a moment ago. */
  get isTouched() {
    return this.#isHeld || Date.now() - this.#touchedAt < IDLE
  }

  /** @param {string} id @returns {Question | undefined} */
  get(id) {
    return this.#document[id] ?? this.#others.get(id)
  }

  /** Ids of questions that were asked, most votes first. */
  get answered() {
    return this.#apart("answered")
  }

  /** Ids of those that there was no time for, most votes first. */
  get notReached() {
    return this.#apart("not_reached")
  }

  // What the reader does.

  /** The reader touched the screen: nothing may move for a while. */
  touch() {
    this.#touchedAt = Date.now()
  }

  /** A finger is on the screen, or the last one has left it. @param {boolean} isHeld */
  hold(isHeld) {
    this.#isHeld = isHeld
    this.touch()
  }

  /** @param {Sort} sort */
  sortBy(sort) {
    this.sort = sort
    this.#hasChosen = true
    this.showAll()
  }

  /** Show what waits, in the order of now. */
  showAll() {
    this.#order()
    this.#changed()
  }

  /** Load the next questions of a list that is too long for the document. Rejects when it cannot. */
  async loadMore() {
    const after = this.#last ?? this.#lastOfDocument
    await this.#load(async () => {
      const { questions, more } = await this.#ask(after ? { after } : {})
      const loaded = this.#adopt(questions)
      this.#last = loaded.at(-1) ?? after
      this.hasMore = Boolean(more)
      const isNew = (/** @type {string} */ id) =>
        this.get(id)?.state === "open" && !this.shown.includes(id)
      this.shown = [...this.shown, ...loaded.filter(isNew)]
      this.#reorder()
    })
  }

  /** Rejects when the server cannot be asked. @param {string} words none: end the search */
  async search(words) {
    this.#search = words
    if (words) return this.#load(() => this.#find(words))
    this.found = undefined
    this.#changed()
  }

  /**
   * Questions that are like this text. Rejects when the server cannot be asked.
   * @param {string} text
   * @param {AbortSignal} signal
   * @returns {Promise<string[]>}
   */
  async like(text, signal) {
    const { questions } = await this.#ask({ like: text }, signal)
    return this.#adopt(questions)
  }

  // Following the document.

  /** @param {Listed} document */
  follow(document) {
    const { questions, more } = document
    const before = this.#document
    this.#document = questions
    this.#offer(document)
    for (const id of this.shown) {
      const gone = before[id]
      if (gone && !questions[id]) this.#others.set(id, { ...gone, state: "gone" })
    }
    this.hasMore = Boolean(more) && (this.hasMore || this.#last === undefined)
    this.#reorder()
  }

  // Internal.

  /** Offer the orders of the debate; a reader who chose none gets its own. @param {Listed} document */
  #offer({ debate }) {
    this.sorts = OFFERED[debate?.sort ?? "votes"] ?? []
    if (debate?.hidden_counts) this.sorts = this.sorts.filter((sort) => sort !== "popular")
    if (!this.#hasChosen || !this.sorts.includes(this.sort)) this.sort = this.sorts[0] ?? "popular"
  }

  /** The question behind which the server's list goes on. */
  get #lastOfDocument() {
    if (this.sorts.includes("popular")) return this.#ranked("popular")[MOST_VOTED - 1]
    return this.#ranked("new").at(-1)
  }

  #reorder() {
    const wanted = this.#ranked(this.sort)
    const here = new Set(this.shown)
    this.waiting = wanted.filter((id) => !here.has(id)).length
    if (wanted.length === this.shown.length && wanted.every((id, at) => id === this.shown[at])) return
    const rest = this.#rest
    if (rest <= 0 || !this.shown.length) return this.#order()
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => {
      this.#reorder()
      this.#changed()
    }, rest)
  }

  /** How long the order is to stay at least, in ms. */
  get #rest() {
    if (this.#isHeld || this.#isAway()) return PACE
    return Math.max(this.#touchedAt + IDLE, this.#orderedAt + PACE) - Date.now()
  }

  #order() {
    clearTimeout(this.#timer)
    this.#orderedAt = Date.now()
    this.waiting = 0
    for (const [id, { state }] of this.#others) if (state === "gone") this.#others.delete(id)
    this.shown = this.#ranked(this.sort)
  }

  /** Not among the open ones, once the list has moved. @param {string} place */
  #apart(place) {
    const here = new Set(this.shown)
    return this.#ranked("popular", place).filter((id) => !here.has(id))
  }

  /** @param {Sort} sort @param {string} [place] @returns {string[]} */
  #ranked(sort, place = "open") {
    const known = Object.entries({ ...Object.fromEntries(this.#others), ...this.#document })
    const wanted = known.filter(([, question]) => placeOf(question) === place)
    if (sort === "fair") return fairOrder(wanted, this.#seed)
    return wanted.sort(ORDERS[sort] ?? ORDERS.popular).map(([id]) => id)
  }

  /** @param {string} words */
  async #find(words) {
    const { questions } = await this.#ask({ q: words })
    if (this.#search === words) this.found = this.#adopt(questions)
  }

  /** @param {() => Promise<void>} work */
  async #load(work) {
    this.isLoading = true
    this.#changed()
    try {
      await work()
    } finally {
      this.isLoading = false
      this.#changed()
    }
  }

  /** @param {Record<string, string>} query @param {AbortSignal} [signal] */
  async #ask(query, signal) {
    const address = `/api/debates/${this.#code}/questions?${new URLSearchParams(query)}`
    const response = await fetch(address, { signal: signal ?? null, cache: "no-store" })
    if (!response.ok) throw new Error(`no questions: ${response.status}`)
    return response.json()
  }

  /** @param {(Question & { id: string })[]} questions */
  #adopt(questions) {
    for (const { id, ...question } of questions) this.#others.set(id, question)
    return questions.map(({ id }) => id)
  }
}

// The fair order of a list: mixed, another way on every phone, so that each question stands first
// on some of them, and those that are new or little voted for on more.
//
// A question weighs 1; 1 more if it is among the newest quarter; and 1 more if it has no more votes
// than the question a quarter up from the least voted (not where counts are hidden, or all are
// equal). With u from the phone's seed and the question's number, 0 < u < 1, the questions stand by
// -ln(u) / weight, the least first: of all phones a question's part that shows it first is its
// weight divided by all weights (Efraimidis and Spirakis, "Weighted random sampling with a
// reservoir", 2006). So none has less than a third, nor more than three times, of an equal share.
//
// A phone's order stays as it is until a question comes, goes, or changes its weight. The seed is
// made on the phone and never leaves it.

/**
 * How much each of these questions weighs.
 * @param {[string, Pick<Question, "votes">][]} questions by id
 * @returns {Map<string, number>}
 */
export function weights(questions) {
  const step = Math.floor((questions.length - 1) * QUARTER)
  const newest = questions.map(([id]) => ordinal(id)).sort((one, other) => other - one)
  const fewest = questions.map(([, { votes = 0 }]) => votes).sort((one, other) => one - other)
  const isTold = fewest[0] !== fewest.at(-1)
  return new Map(questions.map(([id, { votes = 0 }]) => [
    id,
    1 + Number(ordinal(id) >= (newest[step] ?? 0))
      + Number(isTold && votes <= (fewest[step] ?? 0)),
  ]))
}

/**
 * The ids in the fair order of a phone.
 * @param {[string, Pick<Question, "votes">][]} questions by id
 * @param {number} seed of the phone, 32 bits
 * @returns {string[]}
 */
export function fairOrder(questions, seed) {
  const weight = weights(questions)
  const place = new Map(questions.map(([id]) =>
    [id, -Math.log(chance(seed, ordinal(id))) / (weight.get(id) ?? 1)]))
  return questions.map(([id]) => id)
    .sort((one, other) => (place.get(one) ?? 0) - (place.get(other) ?? 0) || ordinal(one) - ordinal(other))
}

/**
 * A number between 0 and 1 for a question on a phone, always the same: both mixed by the
 * finalizer of MurmurHash3 (32 bits).
 * @param {number} seed
 * @param {number} question
 */
export function chance(seed, question) {
  return (mixed(mixed(seed) ^ Math.imul(question, 0x9e3779b1)) + 0.5) / TO_UNIT
}

/** @param {number} bits */
function mixed(bits) {
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

/** This phone's seed, made when it is first asked for. @param {Storage} storage */
export function seedOf(storage) {
  const made = () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
  try {
    const kept = Number(storage.getItem(SEED) ?? NaN)
    if (Number.isInteger(kept)) return kept
    const seed = made()
    storage.setItem(SEED, String(seed))
    return seed
  } catch {
    return made() // nothing can be kept here: fair all the same, but another order next time
  }
}
