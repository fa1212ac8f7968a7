/**
 * Adds a guest or a topic to the form without loading the page again: what is typed meanwhile stays.
 * The new row comes from the server, as it does without a script.
 */

document.addEventListener("submit", (event) => {
  const { submitter, target } = event
  if (!(target instanceof HTMLFormElement && submitter instanceof HTMLButtonElement)) return
  if (submitter.dataset.adds === undefined) return
  event.preventDefault()
  if (submitter.ariaBusy !== "true") void add(target, submitter)
})

/** @param {HTMLFormElement} form @param {HTMLButtonElement} button */
async function add(form, button) {
  button.ariaBusy = "true"
  const sheet = await asked(form, button).catch(() => undefined)
  button.ariaBusy = null
  const row = [...(sheet?.querySelectorAll(".row") ?? [])].at(-1)
  const address = sheet?.querySelector("[data-adds]")?.getAttribute("formaction")
  if (!row || !address) return load(form, button)
  button.before(row)
  button.setAttribute("formaction", address)
  const first = row.querySelector("input:not([type=hidden])")
  // Whoever types elsewhere by now goes on there.
  const isWaiting = [button, document.body].includes(/** @type {HTMLElement} */ (document.activeElement))
  if (isWaiting && first instanceof HTMLElement) first.focus()
}

/**
 * The part of the form that the button stands in, with one row more.
 * @param {HTMLFormElement} form @param {HTMLButtonElement} button
 */
async function asked(form, button) {
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form)) body.append(name, String(value))
  body.append(button.name, button.value)
  const response = await fetch(location.href, { method: "POST", body })
  if (response.redirected) return undefined
  const page = new DOMParser().parseFromString(await response.text(), "text/html")
  return page.getElementById(button.closest("section")?.id ?? "")
}

/** As without a script. @param {HTMLFormElement} form @param {HTMLButtonElement} button */
function load(form, button) {
  delete button.dataset.adds
  form.requestSubmit(button)
}
