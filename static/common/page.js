/**
 * What a page came with: its data (inside the HTML, so nothing has to be asked for) and its words
 * in the reader's language.
 *
 * One file, because an audience page has to load in few requests. Others import the words from
 * i18n.js, which is the same.
 */

/** @typedef {Record<string, string>} Localised a text by language: sr-Latn, sr-Cyrl, sq, en */

/** @param {string} id @returns {any} the element with that id */
export const el = (id) => document.getElementById(id)

/** The data inside the page. @type {Record<string, any>} */
export const page = Object.freeze(JSON.parse(el("page")?.textContent || "{}"))

/** The page's locale: sr-Latn, sr-Cyrl, sq-XK or en. @type {string} */
export const locale = page.locale ?? document.documentElement.lang

// British English: days before months and a clock of 24 hours, as everyone here reads them.
// Browsers know nothing of Albanian but its plurals: they write its numbers as English and its
// months as "M01". Its numbers are written as the Czech ones, its names are here.
const MONTHS = [
  "janar", "shkurt", "mars", "prill", "maj", "qershor",
  "korrik", "gusht", "shtator", "tetor", "nëntor", "dhjetor",
]
const WEEKDAYS = ["e diel", "e hënë", "e martë", "e mërkurë", "e enjte", "e premte", "e shtunë"]

const numbers = numbersOf(locale)
// A debate is where its house is: everybody reads the clock on the house's wall.
const here = { timeZone: page.zone }
const hours = /** @type {const} */ ({ hour: "2-digit", minute: "2-digit", ...here })
const times = new Intl.DateTimeFormat(formatsOf(isAlbanian(locale) ? "en" : locale), hours)
const days = /** @type {const} */ ({ weekday: "long", day: "numeric", month: "long", ...here })
const calendar = new Intl.DateTimeFormat("en-CA", here) // 2026-03-04

/** @param {string} tag a locale */
function formatsOf(tag) {
  return tag === "en" ? "en-GB" : tag
}

/** @param {string} tag a locale */
function isAlbanian(tag) {
  return tag === "sq-XK"
}

/** @param {string} tag a locale */
function numbersOf(tag) {
  return new Intl.NumberFormat(isAlbanian(tag) ? "cs" : formatsOf(tag))
}

/** @param {number} count */
export const number = (count) => numbers.format(count)

/** Hour and minute, by the clock of the house. @param {number} ms since 1970 */
export const time = (ms) => times.format(ms)

/** The same, and whose clock it is where the reader's shows another time. @param {number} ms since 1970 */
export const houseTime = (ms) => (isElsewhere(ms) ? `${time(ms)} (${t("common.house_time")})` : time(ms))

/**
 * Whether the reader's clock shows another time than that of the house.
 * @param {number} ms since 1970
 * @param {string} [timeZone] of the house
 */
export function isElsewhere(ms, timeZone = page.zone) {
  const clock = (/** @type {string | undefined} */ zone) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: zone, dateStyle: "short", timeStyle: "short" }).format(ms)
  return clock(timeZone) !== clock(undefined)
}

/**
 * What says weekday, day and month in a locale, by the calendar of the house.
 * @param {string} tag
 * @returns {(ms: number) => string} of ms since 1970
 */
export function dating(tag) {
  const dates = new Intl.DateTimeFormat(formatsOf(tag), days)
  if (tag.startsWith("sr")) return (ms) => dates.formatToParts(ms).map((part) => inGenitive(part, tag)).join("")
  if (!isAlbanian(tag)) return (ms) => dates.format(ms)
  return (ms) => {
    const day = new Date(calendar.format(ms)) // midnight there, as if it were UTC
    return `${WEEKDAYS[day.getUTCDay()]}, ${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]}`
  }
}

/** In the page's locale. */
export const date = dating(locale)

/** Serbian says "5. decembra", Intl only "decembar". @param {Intl.DateTimeFormatPart} part @param {string} tag */
function inGenitive({ type, value }, tag) {
  if (type !== "month") return value
  return value.replace(/([bб])[aа]([rр])$/, "$1$2") + (tag === "sr-Cyrl" ? "а" : "a")
}

/**
 * The words for a key, such as "audience.ask".
 * @callback Say
 * @param {string} key
 * @param {Record<string, string | number>} [args]
 * @returns {string}
 */

/**
 * What says a page's words in a locale. A text with plural forms chooses by `count`. Numbers are
 * written the reader's way. An unknown key is its own text, so that it is seen.
 * @param {string} tag
 * @param {Record<string, any>} [strings]
 * @returns {Say}
 */
export function saying(tag, strings = {}) {
  const plurals = new Intl.PluralRules(formatsOf(tag))
  const digits = numbersOf(tag)
  return (key, args = {}) => {
    let text = strings[key] ?? key
    if (typeof text === "object") text = text[plurals.select(Number(args.count))] ?? text.other
    return text.replace(/\{(\w+)\}/g, (/** @type {string} */ whole, /** @type {string} */ name) => {
      const value = args[name]
      if (value === undefined) return whole
      return typeof value === "number" ? digits.format(value) : value
    })
  }
}

/** In the page's locale. */
export const t = saying(locale, page.strings)

/** Whether there are words for the key. @param {string} key */
export const has = (key) => page.strings?.[key] !== undefined

/**
 * The best text for the reader, with its language.
 * @param {Localised | undefined} texts
 * @param {string[]} [reads] languages, the best first
 * @returns {{ text: string, lang: string }}
 */
export function pick(texts = {}, reads = page.reads ?? []) {
  const lang = [...reads, ...Object.keys(texts)].find((tag) => texts[tag])
  return lang ? { text: texts[lang] ?? "", lang } : { text: "", lang: locale }
}

/** The `lang` of a translation: Serbian has two scripts. @param {string} language @param {string} text */
export function langOf(language, text) {
  if (language !== "sr") return language
  return /[\u0400-\u04ff]/.test(text) ? "sr-Cyrl" : "sr-Latn"
}

// The language menu closes when one goes elsewhere, as menus do.
for (const event of ["pointerdown", "focusin"]) {
  document.addEventListener(event, ({ target }) => {
    const menu = document.querySelector("details.language[open]")
    if (!menu?.contains(/** @type {Node} */ (target))) menu?.removeAttribute("open")
  })
}

// The programme's colour. Pages hold no styles of their own, so it comes this way.
if (page.programme?.accent) {
  document.documentElement.style.setProperty("--accent", page.programme.accent)
}
