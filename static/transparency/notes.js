/**
 * Signed notes (C2SP `signed-note`), what a checkpoint says (`tlog-checkpoint`) and what a witness
 * signs (`tlog-cosignature`).
 *
 * @typedef {{ name: string, id: string, bytes: Uint8Array }} Signature `id`: of the key, in
 *   hexadecimal digits; `bytes`: what stands behind it
 * @typedef {{ text: string, signatures: Signature[] }} Note
 * @typedef {{ name: string, id: string, type: number, bytes: Uint8Array }} Key
 * @typedef {{ origin: string, size: number, root: Uint8Array }} Checkpoint
 */

import { fromBase64, toHex, utf8 } from "./bytes.js"
import { verifyEd25519 } from "./ed25519.js"
import { sha256 } from "./sha256.js"

const ID_BYTES = 4
const KEY_BYTES = 32
const HASH_BYTES = 32
const TIME_BYTES = 8
const SIGNATURES_AT_MOST = 100
const ED25519 = 1
const COSIGNATURE = 4

const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f]/
const NAME = /^[^\s+]+$/u
const SIGNATURE = /^— (\S+) (\S+)$/
const KEY = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/

/** @param {string} whole @returns {Note} @throws where it is none */
export function readNote(whole) {
  const end = whole.lastIndexOf("\n\n")
  if (end < 0 || !whole.endsWith("\n") || CONTROLS.test(whole)) throw new Error("no signed note")
  const lines = whole.slice(end + 2, -1).split("\n")
  if (lines.length > SIGNATURES_AT_MOST) throw new Error("too many signatures")
  return { text: whole.slice(0, end + 1), signatures: lines.map(readSignature) }
}

/** @param {string} line @returns {Signature} */
function readSignature(line) {
  const [, name = "", base64 = ""] = SIGNATURE.exec(line) ?? []
  const bytes = fromBase64(base64)
  if (!NAME.test(name) || bytes.length <= ID_BYTES) throw new Error("no signature")
  return { name, id: toHex(bytes.slice(0, ID_BYTES)), bytes: bytes.slice(ID_BYTES) }
}

/** @param {string} vkey as a house says it @returns {Key} @throws where it is none, or not what its id says */
export function readKey(vkey) {
  const [, name = "", id = "", base64 = ""] = KEY.exec(vkey) ?? []
  const whole = fromBase64(base64)
  const [type = 0, ...bytes] = whole
  if (![ED25519, COSIGNATURE].includes(type) || bytes.length !== KEY_BYTES) throw new Error("no such key")
  if (idOf(name, whole) !== id) throw new Error("another key")
  return { name, id, type, bytes: Uint8Array.from(bytes) }
}

/**
 * The key of a house, as it signs the log of this origin: by another name.
 * @param {Key} house by the name of the house's own log, or of that log
 * @param {string} origin
 * @returns {Key | undefined} undefined: that is not a log of that house
 */
export function keyFor(house, origin) {
  const name = house.name.replace(/\/log(\/\d+)?$/, "")
  if (origin !== house.name && !origin.startsWith(`${name}/`)) return undefined
  const whole = Uint8Array.of(ED25519, ...house.bytes)
  return { ...house, name: origin, id: idOf(origin, whole), type: ED25519 }
}

/** @param {string} name @param {Uint8Array} whole the type and the key */
const idOf = (name, whole) => toHex(sha256(utf8(`${name}\n`), whole).slice(0, ID_BYTES))

/**
 * Which of these keys have signed the note. Signatures by others say nothing.
 * @param {Note} note
 * @param {readonly Key[]} keys
 * @returns {Promise<Key[]>}
 * @throws where a signature that one of them is to have made is forged
 */
export async function verifyNote({ text, signatures }, keys) {
  const signers = new Set()
  for (const signature of signatures) {
    const key = keys.find(({ name, id }) => name === signature.name && id === signature.id)
    if (!key) continue
    if (!(await hasSigned(key, text, signature.bytes))) throw new Error(`forged: ${key.name}`)
    signers.add(key)
  }
  return [...signers]
}

/** @param {Key} key @param {string} text @param {Uint8Array} bytes */
function hasSigned({ type, bytes: key }, text, bytes) {
  if (type === ED25519) return verify(key, utf8(text), bytes)
  const [stamp, signature] = [bytes.slice(0, TIME_BYTES), bytes.slice(TIME_BYTES)]
  if (stamp.length !== TIME_BYTES) return false
  const time = new DataView(stamp.buffer).getBigUint64(0)
  return verify(key, utf8(`cosignature/v1\ntime ${time}\n${text}`), signature)
}

/** By the browser where it can. @param {Uint8Array} key @param {Uint8Array} message @param {Uint8Array} signature */
async function verify(key, message, signature) {
  const { subtle } = /** @type {any} */ (globalThis.crypto ?? {})
  try {
    const known = await subtle.importKey("raw", key, "Ed25519", false, ["verify"])
    return /** @type {boolean} */ (await subtle.verify("Ed25519", known, signature, message))
  } catch {
    return verifyEd25519(key, message, signature)
  }
}

/**
 * @param {string} text of a note: origin, size, root, and perhaps lines that say nothing to us
 * @returns {Checkpoint}
 * @throws where it is none
 */
export function readCheckpoint(text) {
  const [origin = "", size = "", base64 = ""] = text.split("\n")
  const root = fromBase64(base64)
  const count = Number(size)
  if (!origin || !/^(0|[1-9]\d*)$/.test(size) || !Number.isSafeInteger(count) || root.length !== HASH_BYTES) {
    throw new Error("no checkpoint")
  }
  return { origin, size: count, root }
}
