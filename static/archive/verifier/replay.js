/** From the lines to what happened in the debate. */

import { Question } from "./questions.js"
import { SEALS } from "./undoing.js"
/** @typedef {import("./lines.js").Line} Line */
/** @typedef {import("./report.js").Report} Report */
/** @typedef {{ start: number, end: number }} Turn in which a guest spoke */
/** @typedef {{ line: Line, isApart: boolean }} Burst what was known of it when it was set apart */


/** A debate as its lines tell it. */
export class Told {
  /** @type {Record<string, any>} */
  described = {}
  phase = "draft"
  /** When it was first in each. @type {Map<string, number>} */
  began = new Map()
  /** @type {Map<string, Question>} */
  questions = new Map()
  /** @type {Map<string, Burst>} */
  bursts = new Map()
  /** @type {Record<string, any>[]} events */
  passed = []
  /** Of each guest. @type {Map<string, Turn[]>} */
  spoken = new Map()
  /** @type {{ guest: string, start: number } | undefined} */
  speaks
  /** @type {Map<string, Line>} of each kind of closing */
  seals = new Map()

  /** Whoever speaks no longer does. @param {number} at */
  hush(at) {
    if (!this.speaks) return
    const { guest, start } = this.speaks
    this.spoken.set(guest, [...(this.spoken.get(guest) ?? []), { start, end: at }])
    this.speaks = undefined
  }

  /** What closing sealed. @param {string} kind @returns {Record<string, any>} */
  sealed(kind) {
    return this.seals.get(kind)?.event ?? {}
  }
}

/** @param {readonly Line[]} lines without what was taken back @param {Report} report */
export function replay(lines, report) {
  const told = new Told()
  for (const line of lines) {
    const { event } = line
    const isNew = event.event === "QuestionSubmitted"
    if (isNew && event.question === `q${told.questions.size + 1}`) {
      told.questions.set(event.question, new Question(line, told.questions.size))
    } else if (event.event in Question.happens) {
      const question = told.questions.get(event.question)
      const isThere = event.event !== "QuestionMerged" || isWhole(told, event)
      if (question && isThere) question.apply(line)
      else report.wrong("impossible", `${line.seq}`)
    } else if (isNew) report.wrong("impossible", `${line.seq}`)
    else {
      if (!isSound(told, event)) report.wrong("impossible", `${line.seq}`)
      OTHERS[event.event]?.(told, line)
    }
  }
  return told
}

/** Whether what it is about can be known. @param {Told} told @param {Record<string, any>} event */
function isSound({ questions }, event) {
  if ("question" in event && !questions.has(event.question)) return false
  return event.event !== "BallotsSetApart" || typeof event.burst === "string"
}

/** Whether a question can be merged into that one: it is there, and no part of it. @param {Told} told @param {Record<string, any>} event */
function isWhole({ questions }, { question, into }) {
  let whole = into
  while (whole !== undefined && whole !== question) whole = questions.get(whole)?.into
  return whole !== question && questions.has(into)
}

/** @type {Record<string, (told: Told, line: Line) => void>} */
const OTHERS = {
  DebateDescribed(told, { event, at }) {
    told.described = event
    if (told.speaks && !Object.hasOwn(event.guests ?? {}, told.speaks.guest)) told.hush(at)
  },
  ClockStarted(told, { event, at }) {
    if (typeof event.guest !== "string") return
    told.hush(at)
    told.speaks = { guest: event.guest, start: at }
  },
  ClockStopped(told, { event, at }) {
    if (told.speaks && event.guest === told.speaks.guest) told.hush(at)
  },
  PhaseChanged(told, { event, at }) {
    if (event.to !== "live") told.hush(at)
    told.phase = event.to
    if (!told.began.has(event.to)) told.began.set(event.to, at)
  },
  BallotsSetApart(told, line) {
    told.bursts.set(line.event.burst, { line, isApart: true })
  },
  BallotsLetIn(told, { event }) {
    const burst = told.bursts.get(event.burst)
    if (burst) burst.isApart = false
  },
  BurstPassed(told, { event }) {
    told.passed.push(event)
  },
  ...Object.fromEntries(
    SEALS.map((kind) => [kind, (/** @type {Told} */ told, /** @type {Line} */ line) => told.seals.set(kind, line)]),
  ),
}
