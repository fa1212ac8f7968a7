/**
 * What happened to each question, line after line.
 *
 * @typedef {import("./lines.js").Line} Line
 * @typedef {"in_review" | "open" | "dismissed" | "withdrawn" | "merged" | "next" | "on_air"
 *   | "answered"} State
 * @typedef {{ line: number, text: string | undefined }} Wording `text`: undefined where it is not opened
 * @typedef {{ line: number, lang: string, text: string | undefined, of: Wording }} Translation
 * @typedef {{ line: number, text: string | undefined, of: Wording }} AirText
 * @typedef {{ start: number, end: number | undefined }} Airing
 * @typedef {{ wording: Wording | undefined, votes: number }} Before a wording that was edited though
 *   people had voted for it, and how many had; undefined: it holds personal data
 */

import { OLD } from "./lines.js"

/** As far as is opened. @param {Wording} one @param {Wording} other */
export const isSame = (one, other) => one === other || (one.text !== undefined && one.text === other.text)

/** What the archive says of it. */
export class Question {
  /** @type {State} */
  state = "in_review"
  /** @type {Wording[]} */
  wordings = []
  /** Each time that it was, in their order. @type {Before[]} */
  reworded = []
  /** How many were raised in the hall. @type {number | undefined} */
  hands
  /** The last of each language. @type {Map<string, Translation>} */
  translations = new Map()
  /** @type {Airing[]} */
  airings = []
  /** What was read on air in its place, the last one last. @type {AirText[]} */
  readOnAir = []
  /** @type {string | undefined} */
  pile
  /** @type {string | undefined} of the guest */
  to
  /** @type {string | undefined} */
  reason
  /** @type {string | undefined} into which it was merged */
  into
  /** @type {string | undefined} of its answer */
  how
  /** @type {number | undefined} */
  answeredAt
  /** How it left the air, until it is answered. @type {"put_back" | "aside" | undefined} */
  left
  /** Whether it was asked: answered while it was on air, or aside. */
  wasAsked = false
  /** When it was taken and not put back since. @type {number | undefined} */
  takenAt
  /** @type {number | undefined} */
  firstDecidedAt
  /** @type {number | undefined} */
  decidedAt
  /** @type {State} before it was merged or taken */
  #before = "open"
  /** @type {AirText | undefined} */
  #airText

  /** @param {Line} line that submitted it @param {number} order */
  constructor(line, order) {
    const { question, lang, to, via } = line.event
    this.id = /** @type {string} */ (question)
    this.order = order
    this.lang = /** @type {string} */ (lang)
    this.to = to
    this.via = /** @type {string | undefined} */ (via)
    this.at = line.at
    this.line = line.seq
    this.hasName = "name" in line.sealed
    /** An older line seals it together with a text that is opened no more. */
    this.isNamedByNobody = OLD in line.sealed && line.parts.text === undefined
    this.name = /** @type {string | undefined} */ (line.parts.name)
    this.wordings.push({ line: line.seq, text: line.parts.text })
  }

  get wording() {
    return /** @type {Wording} */ (this.wordings.at(-1))
  }

  get isShown() {
    return ["open", "next", "on_air", "answered"].includes(this.state)
  }

  /** @param {Line} line one of the kinds in `HAPPENS` */
  apply(line) {
    HAPPENS[line.event.event]?.call(this, line)
    const read = this.#airText
    if (read && this.state === "on_air" && isSame(read.of, this.wording)) this.readOnAir.push(read)
  }

  /** @type {Record<string, (this: Question, line: Line) => void>} */
  static happens = {
    QuestionApproved({ at }) {
      this.#decide(at)
      this.state = "open"
    },
    QuestionDismissed({ event, at }) {
      this.#decide(at)
      this.#leaveAir(at)
      this.left = this.left || this.takenAt !== undefined ? "put_back" : undefined
      this.state = "dismissed"
      this.reason = event.reason
      this.how = undefined
    },
    QuestionRestored() {
      this.state = "in_review"
      this.reason = undefined
      this.decidedAt = undefined
    },
    QuestionWithdrawn({ at }) {
      this.#leaveAir(at)
      this.state = "withdrawn"
      this.into = undefined
      this.takenAt = undefined
    },
    QuestionEdited({ seq, event, parts }) {
      const wording = { line: seq, text: parts.text }
      if (event.votes) this.reworded.push({ wording: this.wording, votes: event.votes })
      if (event.private) for (const one of this.reworded) one.wording = undefined
      this.wordings.push(wording)
    },
    QuestionTranslated({ seq, event, sealed, parts }) {
      if ("text" in sealed || OLD in sealed) {
        this.translations.set(event.lang, { line: seq, lang: event.lang, text: parts.text, of: this.wording })
      } else this.translations.delete(event.lang)
    },
    AirTextWritten({ seq, sealed, parts }) {
      this.#airText = "air_text" in sealed ? { line: seq, text: parts.air_text, of: this.wording } : undefined
    },
    QuestionMerged({ event, at }) {
      this.#decide(at)
      this.#before = this.state === "next" ? this.#uncued : this.state
      this.state = "merged"
      this.into = event.into
    },
    QuestionUnmerged() {
      this.state = this.#before
      this.into = undefined
    },
    QuestionTagged({ event }) {
      this.pile = event.pile ?? undefined
    },
    QuestionAssigned({ event }) {
      this.to = event.to ?? undefined
    },
    HandsCounted({ event }) {
      this.hands = event.hands ?? undefined
    },
    QuestionCued() {
      this.state = "next"
    },
    QuestionUncued() {
      this.state = this.#uncued
    },
    QuestionTaken({ at }) {
      this.#before = this.state
      this.state = "on_air"
      this.takenAt = at
      this.airings.push({ start: at, end: undefined })
    },
    AirCleared({ event, at }) {
      this.#leaveAir(at)
      if (event.aired === true) {
        this.state = "open"
        this.how = undefined
        this.left = "aside"
        this.wasAsked = true
        this.answeredAt = undefined
        return
      }
      this.state = this.#before
      this.left ??= "put_back"
      this.takenAt = undefined
    },
    QuestionAnswered({ event, at }) {
      this.wasAsked ||= this.state === "on_air"
      this.#leaveAir(at)
      this.state = "answered"
      this.left = undefined
      this.how = event.how
      this.answeredAt = at
    },
  }

  /** @returns {State} */
  get #uncued() {
    return this.how === undefined ? "open" : "answered"
  }

  /** @param {number} at */
  #decide(at) {
    this.firstDecidedAt ??= at
    this.decidedAt = at
  }

  /** @param {number} at */
  #leaveAir(at) {
    const airing = this.airings.at(-1)
    if (airing && airing.end === undefined) airing.end = at
  }
}

const HAPPENS = Question.happens
