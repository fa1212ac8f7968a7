/** A page's words, numbers and dates in the reader's language. They live beside the page's data. */

export { date, has, langOf, locale, number, pick, t, time } from "./page.js"
