/** What things are called on the control screen: guests, piles, languages, authors. */

import { has, pick, t } from "../../common/i18n.js"

/** @typedef {import("../../wire/parts.d.ts").Guest} Guest */
/** @typedef {import("../../wire/parts.d.ts").Pile} Pile */

/** Short for a card: "Arta Petrović" is "A. Petrović". @param {string} name */
export function shortName(name) {
  const [first = "", ...rest] = name.trim().split(/\s+/)
  return rest.length ? `${[...first][0]}. ${rest.join(" ")}` : first
}

/**
 * Who is asked; a guest who is gone keeps the key.
 * @param {Record<string, Guest>} guests
 * @param {string | undefined} key undefined: everybody
 */
export function guestName(guests, key) {
  if (key === undefined) return t("control.to_all")
  return guests[key]?.name ?? key
}

/**
 * @param {Record<string, Pile>} piles
 * @param {string} key
 * @returns {{ text: string, lang?: string }}
 */
export function pileName(piles, key) {
  const pile = piles[key]
  return pile ? pick(pile.name) : { text: key }
}

/** A language that questions are counted under. @param {string} key */
export function meterLanguage(key) {
  return key === "other" ? t("control.language_other") : languageName(key)
}

/** A question as moderators say it, by its id. @param {string} id */
export function questionNumber(id) {
  return `№ ${id.slice(1)}`
}

/** The question after which an author is called: the first they asked. @param {string} author */
export function authorNumber(author) {
  return questionNumber(author)
}

/** The language of a question in two or three letters. @param {string} tag */
export function languageCode(tag) {
  return tag === "und" ? "?" : (tag.split("-")[0] ?? tag)
}

/** The same in full, where it has a name. @param {string} tag */
export function languageName(tag) {
  const key = `common.language_${tag.toLowerCase().replaceAll("-", "_")}`
  return has(key) ? t(key) : tag
}
