/** The data of a graphic: flat, known keys only, each of the kind of its default. Pure. */

const LONGEST = 2_000 // characters of a text

/** @typedef {Record<string, string | number>} Data a number that there may be none of is 0 */

/** What every graphic takes: `bottom`, in percent of the picture's height, is left free below. */
export const COMMON = { lang: "sr-Latn", accent: "#2f5d8a", scale: 1, bottom: 0 }

/** Whether it can be read as data at all. @param {unknown} given */
export const isData = (given) => typeof given === "object" && given !== null && !Array.isArray(given)

/**
 * The data as they are after an update, which may name some keys only. What is null is again as it
 * is by default; keys that nobody knows are left out.
 * @template {Data} D
 * @param {D} defaults
 * @param {Data} before
 * @param {any} given
 * @returns {D}
 */
export function updated(defaults, before, given) {
  /** @type {Data} */
  const now = { ...defaults, ...before }
  for (const [key, usual] of Object.entries(defaults)) {
    if (Object.hasOwn(given, key)) now[key] = read(given[key], usual)
  }
  return /** @type {D} */ (now)
}

/** @param {unknown} value @param {string | number} usual */
function read(value, usual) {
  if (value === null || value === undefined || typeof value === "object") return usual
  if (typeof usual === "string") return String(value).slice(0, LONGEST)
  const number = value === "" ? NaN : Number(value)
  return Number.isFinite(number) ? number : usual
}

const COLOUR = /^#[0-9a-f]{6}$/i
const LIGHT = 0.183 // of the luminance of white: on less, white letters have a contrast of 4.5

/** Of a colour that is none, the default. @param {string} accent */
export const colour = (accent) => (COLOUR.test(accent) ? accent : COMMON.accent)

/** Whether dark letters are to stand on it. @param {string} accent #rrggbb */
export function isLight(accent) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(accent.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > LIGHT
}

/** @param {number} value @param {number} least @param {number} most */
export const within = (value, least, most) => Math.min(Math.max(value, least), most)
