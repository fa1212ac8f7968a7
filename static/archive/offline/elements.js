/** Elements, and words in all languages of the page at once: its style shows one of them. */

import { saying } from "../../common/page.js"

/** @type {Record<string, Record<string, any>>} by language, by key */
const words = JSON.parse(document.getElementById("words")?.textContent ?? "{}")
const sayings = Object.entries(words).map(([tag, texts]) => ({ tag, say: saying(tag, texts) }))

/** The languages of the page, by its locales. */
export const languages = Object.keys(words)

/** @param {string} tag @param {...(Node | string)} inside */
export function el(tag, ...inside) {
  const made = document.createElement(tag)
  made.append(...inside)
  return made
}

/** @param {string} kind its class @param {string} tag @param {...(Node | string)} inside */
export function of(kind, tag, ...inside) {
  const made = el(tag, ...inside)
  made.className = kind
  return made
}

/** The same in every language. @param {(tag: string) => { text: string, lang: string }} told */
export function each(told) {
  const all = document.createDocumentFragment()
  for (const tag of languages) {
    const { text, lang } = told(tag)
    const span = el("span", text)
    span.lang = lang
    span.dataset.in = tag
    all.append(span)
  }
  return all
}

/** The order in which a reader of it reads languages. @param {string} tag a locale @returns {string[]} */
export const readBy = (tag) => [tag, tag.split("-")[0] ?? tag, ...languages]

/** Words of the page in one language. @param {string} tag @param {string} key @param {Record<string, string | number>} [values] */
export const sayIn = (tag, key, values = {}) => sayings.find((one) => one.tag === tag)?.say(key, values) ?? key

/** Words of the page in every language. @param {string} key @param {Record<string, string | number>} [values] */
export const said = (key, values = {}) => each((tag) => ({ text: sayIn(tag, key, values), lang: tag }))

/** What somebody wrote: in its own direction. @param {string} tag @param {string} text @param {string} [lang] */
export function quoted(tag, text, lang = "") {
  const made = el(tag, text)
  made.dir = "auto"
  made.lang = lang
  return made
}
