/**
 * The lines of an archive of format 2, each by itself and as leaves of the tree.
 *
 * @typedef {{ seq: number, at: number, action: number, role: string, event: Record<string, any>,
 *   sealed: Record<string, string>, parts: Record<string, any> }} Line `parts`: what was opened of
 *   the sealed fields, by their names
 */

import { fromHex, toHex, utf8 } from "../../transparency/bytes.js"
import { leafHash, root } from "../../transparency/merkle.js"
import { sha256 } from "../../transparency/sha256.js"
import { isObject, readCanonical } from "./canonical.js"
/** @typedef {import("./pace.js").Pace} Pace */
/** @typedef {import("./report.js").Report} Report */

const CHUNK = 1024 // leaves: a power of two, so that the tree over the roots of chunks is the tree
const MINUTE_MS = 60_000
const DIGEST = /^[0-9a-f]{64}$/
const NONCE = /^[0-9a-f]{32}$/
const ROLES = ["participant", "screener", "producer", "owner", "host", "server"]
const FIELDS = ["seq", "at", "action", "role", "event", "sealed", "nonce"]
const SEALED = ["text", "name", "note", "air_text", "recording", "moment", "by"]
export const OLD = "" // the name of the one part that lines of older programs have

/**
 * @param {unknown[]} texts
 * @param {Record<string, Record<string, string>>} opened
 * @param {Report} report
 * @param {Pace} pace
 * @returns {Promise<Line[] | undefined>} undefined: nothing can follow from these
 */
export async function readLines(texts, opened, report, pace) {
  /** @type {Line[]} */
  const lines = []
  await pace.each(texts, 0, 0.3, (text, index) => {
    const line = readLine(text, index + 1, lines.at(-1)?.action ?? 0, opened[index + 1] ?? {}, report)
    if (line) lines.push(line)
  })
  for (const number of Object.keys(opened)) {
    const isLine = /^[1-9]\d*$/.test(number) && Number(number) <= texts.length
    if (!isLine || !Object.keys(opened[number] ?? {}).length) report.wrong("part", number)
  }
  return lines.length === texts.length ? lines : undefined
}

/**
 * @param {unknown} text @param {number} number @param {number} action of the line before
 * @param {Record<string, string>} opened @param {Report} report
 * @returns {Line | undefined}
 */
function readLine(text, number, action, opened, report) {
  const body = readCanonical(text)
  const isOld = body && body.nonce === undefined
  const sealed = isOld && body.sealed !== undefined ? { [OLD]: body.sealed } : (body?.sealed ?? {})
  const isGood =
    body &&
    body.seq === number &&
    (body.action === number || (body.action === action && number > 1)) &&
    (isOld || (NONCE.test(body.nonce) && body.at % MINUTE_MS === 0)) &&
    Number.isSafeInteger(body.at) &&
    ROLES.includes(body.role) &&
    isObject(body.event) &&
    typeof body.event.event === "string" &&
    isObject(sealed) &&
    (body.sealed === undefined || Object.keys(sealed).length > 0) &&
    Object.entries(sealed).every(([field, digest]) => (isOld || SEALED.includes(field)) && DIGEST.test(digest)) &&
    Object.keys(body).every((field) => FIELDS.includes(field))
  if (!isGood) {
    report.wrong("line", `${number}`)
    return undefined
  }
  const at = body.at - (body.at % MINUTE_MS)
  const parts = readParts(sealed, opened, number, report)
  const { action: own, role, event } = body
  return { seq: number, at, action: own, role, event, sealed, parts }
}

/**
 * @param {Record<string, string>} sealed @param {Record<string, string>} opened @param {number} number
 * @param {Report} report
 */
function readParts(sealed, opened, number, report) {
  /** @type {Record<string, any>} */
  const parts = {}
  if (!isObject(opened)) report.wrong("part", `${number}`)
  for (const [field, text] of Object.entries(opened)) {
    const { salt, ...said } = readCanonical(text) ?? {}
    const isIts = field === OLD || Object.keys(said).join() === field
    if (!isIts || typeof salt !== "string" || toHex(sha256(utf8(text))) !== sealed[field]) {
      report.wrong("part", `${number} ${field}`)
    } else Object.assign(parts, said)
  }
  return parts
}

/**
 * The root of the tree over these, each as it is.
 * @param {readonly string[]} entries @param {Pace} pace @param {number} from @param {number} to
 */
export async function rootOf(entries, pace, from, to) {
  /** @type {Uint8Array[]} */
  const roots = []
  /** @type {Uint8Array[]} */
  let leaves = []
  await pace.each(entries, from, to, (entry) => {
    leaves.push(leafHash(utf8(entry)))
    if (leaves.length === CHUNK) {
      roots.push(root(leaves))
      leaves = []
    }
  })
  return root(leaves.length || !roots.length ? [...roots, root(leaves)] : roots)
}

/** The last hash of the chain over these lines. @param {readonly string[]} texts @param {Pace} pace @param {number} from @param {number} to */
export async function chainOf(texts, pace, from, to) {
  let hash = fromHex("00".repeat(32))
  await pace.each(texts, from, to, (text) => {
    hash = sha256(hash, utf8(text))
  })
  return hash
}
