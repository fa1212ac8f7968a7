/**
 * The questions that everyone may see, in the order they are shown. The order follows the votes
 * only while nobody touches the screen: nothing moves under a finger.
 */

/** @typedef {import("./types.d.ts").Question} Question */
/** @typedef {import("./types.d.ts").Sort} Sort */

const IDLE = 3_000 // ms without a touch, before a list may change its order
const MOST_VOTED = 200 // questions of a long list that the document holds for their votes

/** @param {string} id */
const ordinal = (id) => Number(id.slice(1))

/** @type {Record<string, (one: [string, Question], other: [string, Question]) => number>} */
const ORDERS = {
  popular: ([a, one], [b, other]) => other.votes - one.votes || ordinal(a) - ordinal(b),
  new: ([a, one], [b, other]) => other.at - one.at || ordinal(b) - ordinal(a),
}

export class QuestionList {
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
  #changed
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
   * @param {{ questions: Record<string, Question>, more?: number }} options.document
   * @param {() => void} options.changed called when something is to be drawn
   */
  constructor({ code, document, changed }) {
    this.#code = code
    this.#changed = changed
    this.#document = document.questions
    this.hasMore = Boolean(document.more)
    this.#order()
  }

  // What there is.

  /** Whether the reader touched the screen a moment ago. */
  get isTouched() {
    return Date.now() - this.#touchedAt < IDLE
  }

  /** @param {string} id @returns {Question | undefined} */
  get(id) {
    return this.#document[id] ?? this.#others.get(id)
  }

  /** Ids of answered questions, most votes first. */
  get answered() {
    const here = new Set(this.shown)
    return this.#ranked("popular", "answered").filter((id) => !here.has(id))
  }

  // What the reader does.

  /** The reader touched the screen: nothing may move for a while. */
  touch() {
    this.#touchedAt = Date.now()
  }

  /** @param {Sort} sort */
  sortBy(sort) {
    this.sort = sort
    this.showAll()
  }

  /** Show what waits, in the order of now. */
  showAll() {
    this.#order()
    this.#changed()
  }

  /** Load the next questions of a list that is too long for the document. Rejects when it cannot. */
  async loadMore() {
    const after = this.#last ?? this.#ranked("popular")[MOST_VOTED - 1]
    await this.#load(async () => {
      const { questions, more } = await this.#ask(after ? { after } : {})
      this.#last = this.#adopt(questions).at(-1) ?? after
      this.hasMore = Boolean(more)
      this.#order()
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

  /** @param {{ questions: Record<string, Question>, more?: number }} document */
  follow({ questions, more }) {
    const before = this.#document
    this.#document = questions
    for (const id of this.shown) {
      const gone = before[id]
      if (gone && !questions[id]) this.#others.set(id, { ...gone, state: "gone" })
    }
    this.hasMore = Boolean(more) && (this.hasMore || this.#last === undefined)
    this.#reorder()
  }

  // Internal.

  #reorder() {
    const wanted = this.#ranked(this.sort)
    const here = new Set(this.shown)
    this.waiting = wanted.filter((id) => !here.has(id)).length
    if (wanted.length === this.shown.length && wanted.every((id, at) => id === this.shown[at])) return
    const rest = Math.max(this.#touchedAt, this.#orderedAt) + IDLE - Date.now()
    if (rest <= 0 || !this.shown.length) return this.#order()
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => {
      this.#reorder()
      this.#changed()
    }, rest)
  }

  #order() {
    clearTimeout(this.#timer)
    this.#orderedAt = Date.now()
    this.waiting = 0
    for (const [id, { state }] of this.#others) if (state === "gone") this.#others.delete(id)
    this.shown = this.#ranked(this.sort)
  }

  /** @param {Sort} sort @param {Question["state"]} [state] @returns {string[]} */
  #ranked(sort, state = "open") {
    const known = Object.entries({ ...Object.fromEntries(this.#others), ...this.#document })
    return known.filter(([, question]) => question.state === state)
      .sort(ORDERS[sort] ?? ORDERS.popular).map(([id]) => id)
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
