/** Texts of a graphic: in their language, without a last word alone, cut where there is no room. */

import { fit, stands } from "./fit.js"
import { lastWords } from "./last-words.js"

const MARK = 0.6 // em, which the closing mark takes at most: it is no part of the text
const TOGETHER = 22 // characters, which stand in a line of any graphic

/** @param {string} tag @param {string} [name] of its class @param {(Node | string)[]} inside @returns {HTMLElement} */
export function made(tag, name = "", ...inside) {
  const element = document.createElement(tag)
  element.className = name
  element.append(...inside)
  return element
}

/** The last two words keep together, unless they are long. @param {HTMLElement} element @param {string} text */
function write(element, text) {
  const [most, end] = lastWords(text)
  if (!end || end.length >= TOGETHER) return element.replaceChildren(text)
  element.replaceChildren(most, made("span", "together", end.trim()))
}

/** An element that says a text, hidden without one. @param {HTMLElement} element @param {string} text @param {string} [lang] */
export function say(element, text, lang) {
  element.hidden = text.trim() === ""
  if (lang) element.lang = lang
  element.dir = "auto"
  write(element, text)
}

/**
 * Say a text and what stands below it in the largest of the steps at which they stand.
 * @param {HTMLElement} words the parent of what says them
 * @param {{ text: string, lang: string, name?: string }[]} texts the first one counts most
 * @param {readonly number[]} steps from the largest to the smallest
 * @param {number} [lines] at most so many of each
 * @returns {boolean} whether they do; else only the first is said, cut if it must be
 */
export function sayFitting(words, texts, steps, lines = Infinity) {
  const said = texts.filter(({ text }) => text.trim() !== "")
  lay(words, said)
  fit(words, steps, { lines })
  if (stands(words, lines)) return true
  lay(words, said.slice(0, 1))
  fit(words, steps, { lines })
  if (!stands(words, lines)) cut(words, said[0]?.text ?? "", lines)
  return false
}

/**
 * As `sayFitting`, where the plate is no wider than what is said on it.
 * @param {HTMLElement} words
 * @param {Parameters<typeof sayFitting>[1]} texts
 * @param {readonly number[]} steps
 * @param {number} lines
 */
export function sayHugged(words, texts, steps, lines) {
  words.style.width = ""
  const fits = sayFitting(words, texts, steps, lines)
  const { left } = words.getBoundingClientRect()
  const widths = [...words.children].map((text) => {
    const said = document.createRange()
    said.selectNodeContents(text)
    const mark = text.classList.contains("quoted") ? MARK * parseFloat(getComputedStyle(text).fontSize) : 0
    return said.getBoundingClientRect().right - left + mark
  })
  words.style.width = `${Math.ceil(Math.max(0, ...widths)) + 1}px`
  return fits
}

/** @param {HTMLElement} words @param {{ text: string, lang: string, name?: string }[]} texts */
function lay(words, texts) {
  words.replaceChildren(
    ...texts.map(({ text, lang, name }) => {
      const element = made("p", name)
      say(element, text, lang)
      return element
    }),
  )
}

/** End it with an ellipsis after as many words as stand; of one endless word, after as many letters. @param {HTMLElement} words @param {string} text @param {number} lines */
function cut(words, text, lines) {
  const element = /** @type {HTMLElement} */ (words.firstElementChild)
  const tries = (/** @type {string[]} */ parts, /** @type {string} */ between) =>
    longest(parts.length, (count) => {
      write(element, `${parts.slice(0, count).join(between).replace(/[\s,;:.!?–—-]+$/, "")}…`)
      return stands(words, lines)
    })
  if (!tries(text.split(/\s+/), " ")) tries([...text], "")
}

/** The most for which it holds, made so; 0 if it never does. @param {number} most @param {(count: number) => boolean} holds */
function longest(most, holds) {
  let [least, beyond] = [0, most + 1]
  while (beyond - least > 1) {
    const middle = (least + beyond) >> 1
    if (holds(middle)) least = middle
    else beyond = middle
  }
  holds(least)
  return least
}

/** Hide of what stands in one line as much as there is no room for, the last named first. @param {HTMLElement} line @param {HTMLElement[]} parts */
export function giveWay(line, parts) {
  for (const part of parts) part.hidden = part.textContent === ""
  for (const part of parts.toReversed()) {
    if (line.scrollWidth <= line.clientWidth) return
    part.hidden = true
  }
}
