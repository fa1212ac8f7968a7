/**
 * What is to be on air, read off the display's document and nothing else: of each layer the data of
 * its graphic, or nothing. Whoever loads the page anew gets the same.
 */

import { besideOn, pickBoth, sayBoth } from "../common/languages.js"
import { number, page } from "../common/page.js"
import { doable, grouped, invitation, place } from "../display/address.js"

/** @typedef {import("../wire/documents.d.ts").DisplayDocument} DisplayDocument */
/** @typedef {import("../wire/questions.d.ts").CuedQuestion} CuedQuestion */
/** @typedef {DisplayDocument["debate"]} Head */
/** @typedef {Record<string, string | number>} Data */
/** What a layer shows: something else once `key` is another. @typedef {{ key: string, data: Data }} Wanted */
/** @typedef {"question" | "name" | "timer" | "tally" | "join"} Layer */
/** @typedef {Record<Layer, Wanted | null>} Target */

/** @type {Target} */
const NOTHING = { question: null, name: null, timer: null, tally: null, join: null }
const OFFSET_STEP = 20 // ms: less is not seen in a clock of seconds

/**
 * @param {DisplayDocument} document
 * @param {number} offset the server's clock is Date.now() + offset, in ms
 * @returns {Target}
 */
export function targetOf({ debate, questions }, offset) {
  if (debate.cut_at !== undefined) return NOTHING
  const question = debate.on_air ? questions[debate.on_air] : undefined
  return {
    question: question ? questionOf(debate, question) : null,
    name: nameOf(debate),
    timer: timerOf(debate, offset),
    tally: question ? tallyOf(question) : null,
    join: joinOf(debate),
  }
}

/** @param {Head} debate @param {CuedQuestion} question @returns {Wanted} */
function questionOf(debate, question) {
  const text = question.air_text ?? question.text
  const [second] = question.air_text ? [] : besideOn(question, debate)
  const [label, other] = sayBoth("display.on_air")
  const guest = question.to && debate.guests?.[question.to]
  const to = guest ? `${sayBoth("display.to").map((word) => word.text).join(" · ")}: ${guest.name}` : ""
  return {
    key: JSON.stringify([debate.on_air, text, second?.text]),
    data: {
      text,
      lang: question.lang,
      translation: second?.text ?? "",
      translation_lang: second?.lang ?? "",
      label: label?.text ?? "",
      label_lang: label?.lang ?? "",
      label_translation: other?.text ?? "",
      label_translation_lang: other?.lang ?? "",
      asker: question.name ?? "",
      to,
    },
  }
}

/** @param {Head} debate @returns {Wanted | null} */
function nameOf({ strap, guests }) {
  const guest = strap && guests[strap]
  if (!strap || !guest) return null
  const [office, other] = pickBoth(guest.office)
  const data = {
    name: guest.name,
    office: office?.text || guest.party || "",
    lang: office?.lang ?? "",
    translation: other?.text ?? "",
    translation_lang: other?.lang ?? "",
  }
  return { key: strap, data }
}

/** @param {Head} debate @param {number} offset @returns {Wanted | null} */
function timerOf({ countdown }, offset) {
  if (!countdown) return null
  const { preset: _, paused_at = 0, ...facts } = countdown
  const [own] = sayBoth("common.countdown_default")
  const data = {
    ...facts,
    paused_at,
    offset_ms: Math.round(offset / OFFSET_STEP) * OFFSET_STEP,
    lang: own?.lang ?? "",
    word_default: inLines("common.countdown_default"),
    word_warning: inLines("common.countdown_warning"),
    word_danger: inLines("common.countdown_danger"),
    word_overtime: inLines("common.countdown_overtime"),
    word_paused: inLines("common.countdown_paused"),
  }
  return { key: "countdown", data }
}

/** @param {string} word */
const inLines = (word) => sayBoth(word).map(({ text }) => text).join("\n")

/** @param {CuedQuestion} question @returns {Wanted} */
function tallyOf({ votes }) {
  const written = number(votes)
  const [unit, other] = sayBoth("overlay.votes", { count: votes })
  const data = { votes: written, unit: unit?.text ?? "", lang: unit?.lang ?? "", translation: other?.text ?? "", translation_lang: other?.lang ?? "" }
  return { key: "votes", data }
}

/** Only while one can take part. @param {Head} debate @returns {Wanted | null} */
function joinOf(debate) {
  if (doable(debate) === "idle") return null
  const [how, other] = sayBoth(invitation(debate))
  const data = {
    qr: page.qr,
    address: place(page.join),
    code: grouped(debate.code),
    invitation: how?.text ?? "",
    lang: how?.lang ?? "",
    translation: other?.text ?? "",
    translation_lang: other?.lang ?? "",
  }
  return { key: "join", data }
}
