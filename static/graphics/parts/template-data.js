/**
 * What clients of CasparCG and SPX hand to `update`: JSON, JSON that is percent-encoded (all that
 * comes unharmed through `CG UPDATE` of CasparCG to 2.5, which escapes neither backslashes nor
 * line breaks), an object, or CasparCG's XML. Pure.
 */

const NUMBERED = /^f(\d+)$/

/**
 * @param {unknown} given
 * @param {readonly string[]} keys of the data; f0 is the first of them
 * @returns {Record<string, unknown>} what can be read of it
 */
export function readTemplateData(given, keys) {
  const fields = typeof given === "string" ? parsed(given.trim()) : given
  if (typeof fields !== "object" || fields === null) return {}
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [keys[Number(NUMBERED.exec(name)?.[1])] ?? name, value]))
}

/** @param {string} text */
function parsed(text) {
  try {
    if (text.startsWith("<")) return ofXml(text)
    return JSON.parse(text.startsWith("%") ? decodeURIComponent(text) : withoutBreaks(text))
  } catch {
    return {}
  }
}

/** A line break that was escaped on its way out may arrive as one. @param {string} json */
const withoutBreaks = (json) => json.replace(/[\u0000-\u001f]+/g, " ")

/** `<templateData><componentData id="f0"><data id="text" value="…"/>…` @param {string} text */
function ofXml(text) {
  const components = new DOMParser().parseFromString(text, "text/xml").querySelectorAll("componentData")
  return Object.fromEntries(
    [...components].map((one) => [one.id || one.getAttribute("id"), one.querySelector("data")?.getAttribute("value")]),
  )
}
