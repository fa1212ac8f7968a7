/**
 * Copies an address with one tap, where the browser can. Its field can always be selected by hand,
 * so the button only shows when it will work.
 *
 * The clipboard is there only on https and on localhost; elsewhere `execCommand` still copies.
 */

const SAID_FOR = 2_000 // ms

for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies)
  field.addEventListener("focus", () => field.select())
  button.hidden = false
  button.addEventListener("click", () => copy(field, button))
}

/**
 * @param {HTMLInputElement} field
 * @param {HTMLButtonElement} button
 */
async function copy(field, button) {
  if (!(await copied(field))) return field.select()
  const before = button.textContent
  if (before === button.dataset.copied) return
  button.textContent = button.dataset.copied ?? before
  setTimeout(() => (button.textContent = before), SAID_FOR)
}

/** @param {HTMLInputElement} field @returns {Promise<boolean>} */
async function copied(field) {
  if (!navigator.clipboard) {
    field.select()
    return document.execCommand("copy")
  }
  return navigator.clipboard.writeText(field.value).then(
    () => true,
    () => false,
  )
}
