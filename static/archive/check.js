/** The page that checks a proof of a question, all of it in the browser. */

import { date, el, houseTime, locale, page, t } from "../common/page.js"
import { lettersOf } from "../transparency/bytes.js"
import { readKey } from "../transparency/notes.js"
import { Unproven, proven } from "./question-proof.js"

/** @import { Proven } from "./question-proof.js" */

const BYTES_AT_MOST = 64 * 1024
const LATER = 429 // and above: it may work another time

/** What was chosen last: another key may prove it. */
let chosen = ""

/** @param {File | undefined} file */
async function choose(file) {
  if (!file) return
  chosen = file.size > BYTES_AT_MOST ? "" : await file.text()
  await check()
}

async function check() {
  try {
    show(...told(await proven(chosen, keyGiven()), chosen))
  } catch (error) {
    const flaw = error instanceof Unproven ? error.flaw : "format"
    show(make("h2", "checking__bad", t("proof.flaw_title")), make("p", "", t(`proof.flaw_${flaw}`)))
  }
}

/** @throws {Unproven} where it is none */
function keyGiven() {
  const field = el("key")
  try {
    const key = readKey(field.value.trim())
    field.setCustomValidity("")
    return key
  } catch {
    field.setCustomValidity(t("proof.key_bad"))
    field.reportValidity()
    throw new Unproven("key")
  }
}

/** @param {Proven} proof @param {string} file @returns {HTMLElement[]} */
function told(proof, file) {
  const { code, at, text, name, line, head, house } = proof
  const quote = make("blockquote", "checking__text", text)
  quote.dir = "auto"
  const count = head.size
  return [
    make("h2", "checking__good", t("proof.good_title")),
    make("p", "", t("proof.asked", { code, ...when(at) })),
    quote,
    ...(name === undefined ? [] : [make("p", "", t("proof.by_name", { name }))]),
    make("p", "", decided(proof)),
    make("p", "", t("proof.line", { line, count, house })),
    make("h2", "", t("proof.open_title")),
    make("p", "", t("proof.open_who")),
    make("p", "", t("proof.open_later")),
    make("p", "", t("proof.open_other")),
    make("code", "checking__head", lettersOf(head.root)),
    ...challenge(proof, file),
  ]
}

/** @param {Proven} proof */
function decided({ decision }) {
  if (!decision) return t("proof.undecided")
  const { event, at, reason, into = "" } = decision
  const why = reason ? t(`common.reason_${reason}`) : ""
  return t(`proof.decided_${event}`, { ...when(at), reason: why, into })
}

/** @param {number} at ms */
const when = (at) => ({ date: date(at), time: houseTime(at) })

/**
 * Of a dismissal by this house.
 * @param {Proven} proof @param {string} file
 * @returns {HTMLElement[]}
 */
function challenge({ decision, house, code }, file) {
  if (decision?.event !== "QuestionDismissed" || house !== page.house) return []
  const button = /** @type {HTMLButtonElement} */ (make("button", "button", t("proof.challenge")))
  const answer = make("p", "")
  button.type = "button"
  answer.setAttribute("role", "status")
  button.addEventListener("click", () => void send(button, answer, code, file))
  return [make("p", "", t("proof.challenge_what")), button, answer]
}

/** @param {HTMLButtonElement} button @param {HTMLElement} answer @param {string} code @param {string} proof */
async function send(button, answer, code, proof) {
  button.disabled = true
  const status = await post(`/api/debates/${code}/challenges`, { proof })
  const isLater = status === 0 || status >= LATER
  button.disabled = !isLater
  const word = status === 200 ? "challenged" : isLater ? "challenge_later" : "challenge_no"
  answer.textContent = t(`proof.${word}`)
}

/** @param {string} path @param {object} body @returns {Promise<number>} the status; 0: no answer */
async function post(path, body) {
  try {
    const headers = { "Content-Type": "application/json" }
    const { status } = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) })
    return status
  } catch {
    return 0
  }
}

/** @param {...HTMLElement} elements */
function show(...elements) {
  el("found").replaceChildren(...elements)
}

/** @param {string} tag @param {string} kind @param {string} text */
function make(tag, kind, text = "") {
  const element = document.createElement(tag)
  if (kind) element.className = kind
  element.textContent = text
  element.lang = tag === "blockquote" ? "" : locale
  return element
}

const picker = /** @type {HTMLInputElement} */ (el("file"))
picker.addEventListener("change", () => void choose(picker.files?.[0]).then(() => (picker.value = "")))
el("key").addEventListener("change", () => void (chosen && check()))
for (const event of ["dragover", "drop"]) addEventListener(event, (dragged) => dragged.preventDefault())
addEventListener("drop", ({ dataTransfer }) => void choose(dataTransfer?.files[0]))
