/**
 * Passkeys: makes one, or logs in with one. Its forms only show where the browser can; what it
 * answers is sent like any form.
 */

const CHALLENGES = { create: "/account/passkeys/challenge", get: "/login/passkey/challenge" }

if (window.PublicKeyCredential && navigator.credentials) {
  for (const form of document.querySelectorAll("form[data-passkey]")) serve(form)
}

/** @param {Element} element a form with what it does in `data-passkey` */
function serve(element) {
  const form = /** @type {HTMLFormElement} */ (element)
  form.hidden = false
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    answer(form).then(
      () => form.submit(),
      (error) => tell(form, error instanceof Told ? error.message : (form.dataset.failed ?? "")),
    )
  })
}

class Told extends Error {}

/** @param {HTMLFormElement} form @param {string} what */
function tell(form, what) {
  const alert = form.querySelector("[role=alert]")
  if (alert) alert.textContent = what
}

/** @param {HTMLFormElement} form */
async function answer(form) {
  tell(form, "")
  const kind = form.dataset.passkey === "create" ? "create" : "get"
  const body = new URLSearchParams()
  const proof = form.elements.namedItem("proof")
  if (proof instanceof HTMLInputElement) body.set("proof", proof.value)
  const response = await fetch(CHALLENGES[kind], { method: "POST", body })
  const told = await response.json()
  if (!response.ok) throw new Told(told.error ?? "")
  const made = await navigator.credentials[kind]({ publicKey: options(told) })
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("credential"))
  field.value = JSON.stringify(plain(/** @type {PublicKeyCredential} */ (made)))
}

/** @param {any} told with base64url where bytes belong @returns {any} */
function options(told) {
  const made = { ...told, challenge: bytes(told.challenge) }
  if (told.user) made.user = { ...told.user, id: bytes(told.user.id) }
  if (told.excludeCredentials) {
    made.excludeCredentials = told.excludeCredentials.map((/** @type {any} */ one) => ({
      ...one,
      id: bytes(one.id),
    }))
  }
  return made
}

/** @param {PublicKeyCredential} made */
function plain(made) {
  const response = /** @type {Record<string, unknown>} */ ({})
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    const value = /** @type {any} */ (made.response)[name]
    if (value) response[name] = text(value)
  }
  return { id: made.id, rawId: text(made.rawId), type: made.type, response, clientExtensionResults: {} }
}

/** @param {string} base64url */
function bytes(base64url) {
  const binary = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"))
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0))
}

/** @param {ArrayBuffer} buffer */
function text(buffer) {
  const binary = String.fromCharCode(...new Uint8Array(buffer))
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")
}
