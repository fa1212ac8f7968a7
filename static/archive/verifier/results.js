/**
 * The results as they follow from what happened and what was sealed, in the shape in which the
 * archive says them. What is named by data is a Map, what is not there is undefined.
 */

import { wholes } from "./ballots.js"
import { isSame } from "./questions.js"
/** @typedef {import("./questions.js").Before} Before */
/** @typedef {import("./questions.js").Question} Question */
/** @typedef {import("./replay.js").Told} Told */

const SECOND_MS = 1000
const ASKED = ["answered", "partly", "evaded", "unanswered", "aired"]
const WRITINGS = ["sr-Latn", "sr-Cyrl", "sq", "en"]

/** @param {Told} told @param {Record<string, unknown>} deeds the report of moderation */
export function resultsOf(told, deeds) {
  const all = [...told.questions.values()]
  const shown = all.filter((question) => question.isShown)
  const into = all.flatMap((question) => [...wholes(question, told.questions)])
  const parts = counts(into, (id) => id)
  return {
    debate: debateOf(told),
    totals: totalsOf(told, all, shown),
    moderation: { ...moderationOf(told, all, shown), ...deeds },
    questions: shown.map((question) => resultOf(question, told, parts)).sort(byVotes(told)),
  }
}

/** @param {Told} told */
function debateOf({ described, phase, began }) {
  const { code, programme, title, guests, piles, starts_at } = described
  return {
    ...{ code, programme, title: mapOf(title), guests: mapOf(guests), piles: mapOf(piles), phase, starts_at },
    live_at: began.get("live"),
    closed_at: began.get("closed"),
  }
}

/** @param {Record<string, unknown> | undefined} given */
const mapOf = (given) => new Map(Object.entries(given ?? {}))

/** @param {Question} question */
function outcome({ state, how, left, wasAsked }) {
  if (state === "on_air") return "aired"
  if (how === "not_reached" && wasAsked) return "unanswered"
  return how ?? (left ? "aired" : "not_asked")
}

/** @param {Question} question */
const isAsked = (question) => question.isShown && ASKED.includes(outcome(question))

/** @param {Told} told @param {Question[]} all @param {Question[]} shown */
function totalsOf(told, all, shown) {
  const sealed = told.sealed("TalliesSealed")
  const outcomes = counts(shown, outcome)
  return {
    questions: all.length,
    shown: shown.length,
    asked: shown.filter(isAsked).length,
    answered: outcomes.get("answered") ?? 0,
    outcomes,
    ballots: sealed.ballots,
    participants: sealed.participants,
    apart_ballots: sealed.apart_ballots,
    apart_participants: sealed.apart_participants,
  }
}

/** @param {Told} told @param {Question[]} all @param {Question[]} shown */
function moderationOf(told, all, shown) {
  const lengths = told.sealed("LengthsSealed")
  const inState = (/** @type {string} */ state) => all.filter((question) => question.state === state)
  return {
    shown: shown.length,
    merged: inState("merged").length,
    dismissed: inState("dismissed").length,
    withdrawn: inState("withdrawn").length,
    unreviewed: inState("in_review").length,
    edited: shown.filter(isEdited).length,
    entered: all.filter(({ via }) => via !== undefined).length || undefined,
    reasons: counts(inState("dismissed"), ({ reason }) => reason),
    languages: shares(all, ({ lang }) => writingOf(lang)),
    guests: shares(all, ({ to }) => known(told.described.guests, to)),
    piles: shares(all, ({ pile }) => known(told.described.piles, pile)),
    decision_ms: milliseconds(lengths.decision),
    wait_ms: milliseconds(lengths.wait),
    spoken_ms: new Map(Object.entries(lengths.spoken ?? {}).filter(([, s]) => s >= 1).map(([id, s]) => [id, s * SECOND_MS])),
    on_air_ms: onAirOf(shown.filter(({ to }) => known(told.described.guests, to)), lengths),
    bursts: burstsOf(told),
  }
}

/** Only those of the debate at its end. @param {Record<string, unknown> | undefined} all @param {string | undefined} name */
const known = (all, name) => (name !== undefined && Object.hasOwn(all ?? {}, name) ? name : undefined)

/** @param {number | undefined} seconds */
const milliseconds = (seconds) => (seconds === undefined ? undefined : seconds * SECOND_MS)

/** @param {Question[]} shown @param {Record<string, any>} lengths */
function onAirOf(shown, lengths) {
  const found = new Map()
  for (const { id, to } of shown) {
    const times = lengths.on_air?.[id]
    if (to === undefined || !Array.isArray(times)) continue
    const lasted = times.reduce((sum, seconds) => sum + seconds * SECOND_MS, 0)
    if (lasted) found.set(to, (found.get(to) ?? 0) + lasted)
  }
  return found
}

/** @param {Told} told */
function burstsOf({ bursts, passed }) {
  const told = (/** @type {Record<string, any>} */ { voters, seconds, usual, ballots }, /** @type {string} */ outcome) => ({
    ...{ voters, seconds, usual, ballots, outcome },
  })
  const found = [
    ...[...bursts.values()].map(({ line, isApart }) => told(line.event, isApart ? "apart" : "let_in")),
    ...passed.map((event) => told(event, "passed")),
  ]
  return found.length ? found : undefined
}

/** How it is counted. @param {string} tag */
function writingOf(tag) {
  if (tag === "sr") return "sr-Latn"
  return WRITINGS.find((one) => tag === one || tag.startsWith(`${one}-`)) ?? "other"
}

/** @template T @param {T[]} all @param {(one: T) => string | undefined} key */
function counts(all, key) {
  const found = new Map()
  for (const name of all.map(key)) if (name !== undefined) found.set(name, (found.get(name) ?? 0) + 1)
  return found
}

/** @param {Question[]} all @param {(question: Question) => string | undefined} key */
function shares(all, key) {
  const found = new Map()
  for (const question of all) {
    const name = key(question)
    if (name === undefined) continue
    const share = found.get(name) ?? { submitted: 0, shown: 0, asked: 0 }
    found.set(name, share)
    share.submitted += 1
    share.shown += Number(question.isShown)
    share.asked += Number(isAsked(question))
  }
  return found
}

/** @param {Question} question */
const isEdited = ({ wordings }) => wordings.length > 1 && wordings[0]?.text !== wordings.at(-1)?.text

/** @param {Question} question @param {Told} told @param {Map<string, number>} parts how many are in each */
function resultOf(question, told, parts) {
  const { tallies = {}, own = {}, with_apart = {} } = told.sealed("TalliesSealed")
  const { id, wording, lang, at, to, name, pile, via, hands, how } = question
  const times = told.sealed("LengthsSealed").on_air?.[id] ?? []
  const between = reworded(question, question.reworded.slice(1))
  return {
    ...{ id, text: wording.text, lang, at, to, name, pile, via, hands },
    edited: isEdited(question),
    before: reworded(question, question.reworded.slice(0, 1))[0],
    between: between.length ? between : undefined,
    air_text: airTextOf(question)?.text,
    translations: translationsOf(question),
    votes: tallies[id],
    own_votes: own[id],
    merged: parts.get(id) ?? 0,
    apart: id in with_apart ? with_apart[id] - tallies[id] : undefined,
    outcome: outcome(question),
    on_air: question.airings.map(({ start, end }, index) => ({ start, end, seconds: times[index] })),
    answered_at: how === undefined ? undefined : question.answeredAt,
  }
}

/** Those that are other wordings than that at the end. @param {Question} question @param {Before[]} some */
const reworded = (question, some) =>
  some
    .filter(({ wording }) => !wording || !isSame(wording, question.wording))
    .map(({ votes, wording }) => ({ votes, text: wording?.text }))

/** The wordings that are told: that at the end, and those that people voted for. @param {Question} question */
export const toldWordings = (question) =>
  [question.wording, ...question.reworded.map(({ wording }) => wording)].filter((one) => one !== undefined)

/** What was read on air last in the place of a text that is told. @param {Question} question */
export function airTextOf(question) {
  const told = toldWordings(question)
  return question.readOnAir.findLast(({ of }) => told.some((one) => isSame(one, of)))
}

/** Those of the text at the end. @param {Question} question */
export function translationsOf({ translations, wording }) {
  const found = new Map()
  for (const { lang, text, of } of translations.values()) {
    if (isSame(of, wording)) found.set(lang, text)
  }
  return found.size ? found : undefined
}

/** @param {Told} told */
function byVotes(told) {
  const order = (/** @type {string} */ id) => told.questions.get(id)?.order ?? 0
  return (/** @type {{ id: string, votes: number }} */ one, /** @type {{ id: string, votes: number }} */ other) =>
    other.votes - one.votes || order(one.id) - order(other.id)
}
