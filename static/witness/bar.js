/**
 * Says on a page that the record of its debate is in doubt: what that means, what to do, and for
 * those who want to compare, the fingerprints. Its words and its looks come only when they are
 * needed, which is hopefully never.
 */

import { laterWords } from "../common/later-words.js"
import { date, locale, page, time } from "../common/page.js"
import { fromBase64, lettersOf } from "../transparency/bytes.js"

/** @import { Beginning, Finding, Head } from "./heads.js" */
/** @typedef {import("../common/page.js").Say} Say */

/** What was told already, and need not be again; with its bar, once that is there. @type {Map<string, HTMLElement | undefined>} */
const told = new Map()
const PARTS = ["journal", "ballots"] // that the server compares

/** @param {Finding} finding */
export async function tellFinding({ kind, before, now }) {
  await tell(kind, (t) => {
    const details = make("details", "", make("summary", t("trust.details")))
    const when = (/** @type {Head} */ { at }) => `${date(at)}, ${time(at)}`
    details.append(...fingerprint(t("trust.before", { time: when(before) }), before, t))
    details.append(...fingerprint(t("trust.now", { time: when(now) }), now, t))
    return [details]
  })
}

/**
 * That the server itself found its records changed, or no longer does.
 * @param {readonly string[]} parts of those that are compared
 */
export async function tellDisputed(parts) {
  for (const part of PARTS) if (!parts.includes(part)) takeBack(part)
  for (const part of parts) await tell(part, () => [])
}

/**
 * That the log was begun anew, since the server was put back from a backup: each time it was, for
 * ever, and without anything to be done about it.
 * @param {readonly Beginning[]} beginnings
 */
export async function tellBeginnings(beginnings) {
  for (const beginning of beginnings) {
    const { at, size, root, kept } = beginning
    const values = () => ({ time: `${date(at)}, ${time(at)}`, size, kept })
    const more = (/** @type {Say} */ t) => {
      const details = make("details", "", make("summary", t("trust.details")))
      details.append(make("code", `${size}:${root}`))
      return [details]
    }
    await tell("begun_anew", more, values, `begun_anew ${size}:${root}`)
  }
}

/**
 * @param {string} kind of what there are words for
 * @param {(t: Say) => HTMLElement[]} more
 * @param {() => Record<string, string | number>} [values] of what is stated, where nothing is to be done
 * @param {string} key what is told once
 */
async function tell(kind, more, values, key = kind) {
  if (told.has(key)) return
  told.set(key, undefined)
  try {
    const t = await laterWords("trust")
    if (told.has(key)) told.set(key, show(t, kind, more(t), values?.()))
  } catch {
    told.delete(key) // the next look at the log tells it
  }
}

/** @param {string} kind */
function takeBack(kind) {
  told.get(kind)?.remove()
  told.delete(kind)
}

/** @param {Say} t @param {string} kind @param {HTMLElement[]} more @param {Record<string, string | number>} [values] */
function show(t, kind, more, values) {
  addSheet()
  const close = make("button", "×")
  close.setAttribute("type", "button")
  close.setAttribute("aria-label", t("trust.close"))
  close.className = "doubt__close"
  const texts = values ? [t(`trust.${kind}_what`, values)] : [t(`trust.${kind}_what`), toDo(t)]
  const words = texts.map((text) => make("p", text))
  const bar = make("section", "", make("h2", t(`trust.${kind}_title`)), close, ...words, ...more)
  bar.className = "doubt"
  bar.setAttribute("role", "alert")
  bar.lang = locale
  close.addEventListener("click", () => bar.remove())
  document.body.prepend(bar)
  return bar
}

/** What to do, by who reads it. @param {Say} t */
function toDo(t) {
  if (page.view === "control" || page.view === "host") return t("trust.to_do_desk")
  return page.view === "audience" ? `${t("trust.to_do")} ${t("trust.to_go_on")}` : t("trust.to_do")
}

/** @param {string} said @param {Head} head @param {Say} t @returns {HTMLElement[]} */
function fingerprint(said, { size, root }, t) {
  const lines = t("trust.lines", { count: size })
  const words = make("p", `${said}: ${lines}`)
  return size ? [words, make("code", letters(root))] : [words]
}

/** As others show it, so that one can compare; what is no root is shown as the server told it. @param {string} root in base64 */
function letters(root) {
  try {
    return lettersOf(fromBase64(root))
  } catch {
    return root
  }
}

/** @param {string} tag @param {string} text @param {...Node} children */
function make(tag, text, ...children) {
  const element = document.createElement(tag)
  if (text) element.textContent = text
  element.append(...children)
  return element
}

function addSheet() {
  if (document.querySelector("link[data-doubt]")) return
  const sheet = document.createElement("link")
  sheet.rel = "stylesheet"
  sheet.dataset.doubt = ""
  sheet.href = new URL("./bar.css", import.meta.url).href
  document.head.append(sheet)
}
