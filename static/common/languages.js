/** The languages of a screen for many: one, or two in an order. The rules are those of server/web/words/translations.py. */

import { html } from "./html.js"
import { locale, page, pick, saying, t } from "./page.js"
import { beside } from "./translations.js"

/** @typedef {import("./translations.js").Translated} Translated */
/** @typedef {import("../wire/heads.d.ts").DebateHead} DebateHead */

/** Named by the address or the debate: locales. @type {string[]} */
const languages = page.languages ?? []

const { second } = page
const inSecond = second && saying(second.locale, second.strings)

/** Of texts, in the languages of the house; of each language the first. @type {string[]} */
const TAGS = page.tags ?? []
const FIRST_TAGS = TAGS.filter((tag, at) => TAGS.findIndex((one) => spokenOf(one) === spokenOf(tag)) === at)

/** A language without its script or region. @param {string} tag @returns {string} */
function spokenOf(tag) {
  return tag.split("-")[0] ?? tag
}

/** Words in each, the same not twice. @param {string} word @param {Record<string, string | number>} [args] @returns {Translated[]} */
export function sayBoth(word, args) {
  return differing({ text: t(word, args), lang: locale }, inSecond && { text: inSecond(word, args), lang: second.locale })
}

/** The same of a text of its own in each language. @param {Record<string, string> | undefined} texts @returns {Translated[]} */
export function pickBoth(texts) {
  return differing(pick(texts), second && pick(texts, second.reads))
}

/** @param {Translated} one @param {Translated | undefined} other */
function differing(one, other) {
  return other?.text && other.text !== one.text ? [one, other] : [one]
}

/** Words in each. @param {{ word: string, args?: Record<string, string | number> }} props */
export function InEach({ word, args }) {
  return oneAndOther(sayBoth(word, args))
}

/** @param {string} word */
export const inEach = (word) => html`<${InEach} word=${word} />`

/** The same of a text of its own in each language. @param {{ texts: Record<string, string> | undefined }} props */
export function PickEach({ texts }) {
  return oneAndOther(pickBoth(texts))
}

/** @param {Translated[]} said */
function oneAndOther([one, other]) {
  return html`<span lang=${one?.lang}>${one?.text}</span>${other && html`<span class="between"> · </span><span lang=${other.lang}>${other.text}</span>`}`
}

/** What stands below a question. @param {import("../wire/questions.d.ts").PublicQuestion} question @param {DebateHead} debate @returns {Translated[]} */
export function besideOn(question, debate) {
  /** @type {string[]} */
  const tags = page.follows === false ? languages : debate.languages ?? []
  const spoken = [...new Set(tags.map(spokenOf))]
  return spoken.length > 1 ? beside(question, spoken) : []
}

/**
 * The title in the other languages of the screen; where it has none of its own, in all.
 * @param {Record<string, string>} title
 * @returns {Translated[]}
 */
export function otherTitles(title) {
  const own = pick(title).lang
  const tags = languages.length ? languages.slice(1).map((tag) => tagOf(title, tag)) : FIRST_TAGS
  // The same words in the other script of one language say nothing new.
  return tags.filter((tag) => title[tag] && spokenOf(tag) !== spokenOf(own))
    .map((tag) => ({ text: title[tag] ?? "", lang: tag }))
}

/** @param {Record<string, string>} title @param {string} tag a locale @returns {string} */
function tagOf(title, tag) {
  const own = TAGS.filter((one) => spokenOf(one) === spokenOf(tag))
  return [tag, ...own].find((one) => title[one]) ?? tag
}

const KEPT = String(page.state?.doc.debate.languages)

/** Load the page anew when the debate has got other languages. @param {DebateHead} debate */
export function followLanguages(debate) {
  if (hasOtherLanguages(debate)) location.reload()
}

/** Whether the debate has got others since the page came. @param {DebateHead} debate */
export function hasOtherLanguages(debate) {
  return Boolean(page.follows) && String(debate.languages) !== KEPT
}
