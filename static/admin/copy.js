/**
 * Copies an address with one tap. Its field can always be selected by hand, so the button only
 * shows when there is a script to serve it.
 *
 * The clipboard is there only on https and on localhost; elsewhere `execCommand` still copies.
 */

const SAID_FOR = 2_000 // ms

for (const button of document.querySelectorAll("button[data-copies]")) serve(button)

/** @param {Element} element a button that names its field in `data-copies` */
function serve(element) {
  const button = /** @type {HTMLButtonElement} */ (element)
  const field = document.getElementById(button.dataset.copies ?? "")
  if (!(field instanceof HTMLInputElement)) return
  field.addEventListener("focus", () => field.select())
  button.addEventListener("click", () => copy(field, button))
  button.hidden = false
}

/**
 * @param {HTMLInputElement} field
 * @param {HTMLButtonElement} button
 */
async function copy(field, button) {
  if (!(await copied(field))) return field.select()
  const { textContent: before, dataset } = button
  if (before === dataset.copied) return
  button.textContent = dataset.copied ?? before
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
