/** Where the reader gives the key of the house: one that came with the file would prove nothing. */

import { readKey } from "../../transparency/notes.js"
import { el, of, said } from "./elements.js"

/** @param {() => unknown} changed is told whenever there is another key, or none any more */
export function keyField(changed) {
  const input = document.createElement("input")
  const label = el("label", said("key"))
  const flaw = of("key__flaw", "span")
  const found = { field: of("key", "p", label, " ", input, " ", flaw), given: "" }
  label.setAttribute("for", (input.id = "vkey"))
  input.autocomplete = "off"
  input.spellcheck = false
  flaw.setAttribute("role", "alert")
  input.addEventListener("change", () => {
    const vkey = input.value.trim()
    const isKey = !vkey || isVkey(vkey)
    input.setAttribute("aria-invalid", `${!isKey}`)
    flaw.replaceChildren(...(isKey ? [] : [said("key_bad")]))
    found.given = isKey ? vkey : ""
    changed()
  })
  return found
}

/** @param {string} text */
function isVkey(text) {
  try {
    readKey(text)
    return true
  } catch {
    return false
  }
}
