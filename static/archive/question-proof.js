/**
 * What a proof of a question shows (docs/archive.md, "A proof of a question"), as
 * server/archive/question_proof.py reads it.
 *
 * @typedef {"format" | "line" | "words" | "key"} Flaw what of a proof does not hold
 * @typedef {{ event: string, at: number, reason?: string, into?: string }} Decision
 * @typedef {object} Proven
 * @property {string} house
 * @property {string} code of the debate
 * @property {string} question
 * @property {number} line its number, from 1
 * @property {number} at the minute, ms
 * @property {string} text
 * @property {string} [name]
 * @property {Decision} [decision]
 * @property {import("../transparency/notes.js").Checkpoint} head
 */

import { fromHex, isSame, utf8 } from "../transparency/bytes.js"
import { leafHash, verifyInclusion } from "../transparency/merkle.js"
import { keyFor, readCheckpoint, readNote, verifyNote } from "../transparency/notes.js"
import { readHash, readProof } from "../transparency/proofs.js"
import { sha256 } from "../transparency/sha256.js"

/** @typedef {import("../transparency/notes.js").Key} Key */
/** @typedef {import("../transparency/notes.js").Checkpoint} Checkpoint */

const ORIGIN = /^([^ +]+)\/debate\/(\d+)(?:\/\d+)?$/
const ASKED = ["QuestionSubmitted"]
const DECIDED = ["QuestionApproved", "QuestionDismissed", "QuestionMerged"]
const FIELDS = ["text", "name"]
const HASHES_AT_MOST = 63

/** Says what of a proof does not hold. */
export class Unproven extends Error {
  /** @param {Flaw} flaw */
  constructor(flaw) {
    super(flaw)
    this.flaw = flaw
  }
}

/**
 * @param {string} file
 * @param {Key} house whose key must have signed
 * @returns {Promise<Proven>}
 * @throws {Unproven}
 */
export async function proven(file, house) {
  const { proof, extra, head } = attempt("format", () => read(file))
  const [, name = "", code = ""] = ORIGIN.exec(head.origin) ?? []
  if (!name) throw new Unproven("format")
  await mustBeSigned(proof.checkpoint, head, house)
  const asked = included(extra.line, proof.index, proof.hashes, head, ASKED)
  const said = attempt("words", () => opened(asked, extra.opened))
  const { question } = asked.event
  return {
    house: name, code, question, line: proof.index + 1, at: asked.at, text: said.text ?? "",
    ...(said.name !== undefined && { name: said.name }),
    ...(extra.decided && { decision: decision(extra.decided, question, head) }),
    head,
  }
}

/** @param {string} file */
function read(file) {
  const proof = readProof(file)
  const extra = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(proof.extra))
  const head = readCheckpoint(readNote(proof.checkpoint).text)
  const { line, opened, decided, ...more } = extra
  if (typeof line !== "string" || typeof opened !== "object" || Object.keys(more).length) throw new Error("no extra")
  return { proof, extra: { line, opened, decided }, head }
}

/** @param {string} checkpoint @param {Checkpoint} head @param {Key} house */
async function mustBeSigned(checkpoint, head, house) {
  const key = keyFor(house, head.origin)
  const signers = key ? await verifyNote(readNote(checkpoint), [key]).catch(() => []) : []
  if (!signers.length) throw new Unproven("key")
}

/**
 * The line as an object, if it stands there in the log and is of one of the kinds.
 * @param {string} line @param {number} index @param {Uint8Array[]} hashes @param {Checkpoint} head
 * @param {string[]} kinds
 */
function included(line, index, hashes, head, kinds) {
  if (!verifyInclusion(leafHash(utf8(line)), index, head.size, hashes, head.root)) throw new Unproven("line")
  const body = attempt("line", () => JSON.parse(line))
  const isOne = body?.seq === index + 1 && kinds.includes(body.event?.event) && Number.isInteger(body.at)
  if (!isOne) throw new Unproven("line")
  return body
}

/** @param {any} body @param {Record<string, string>} parts @returns {Record<string, string>} */
function opened(body, parts) {
  /** @type {Record<string, string>} */
  const said = {}
  for (const [field, part] of Object.entries(parts)) {
    if (!FIELDS.includes(field) || !isSame(sha256(utf8(part)), fromHex(body.sealed[field]))) throw new Error(field)
    const value = JSON.parse(part)[field]
    if (typeof value !== "string") throw new Error(field)
    said[field] = value
  }
  if (said.text === undefined) throw new Error("no words")
  return said
}

/** @param {any} decided @param {string} question @param {Checkpoint} head @returns {Decision} */
function decision(decided, question, head) {
  const { line, index, hashes } = decided
  if (typeof line !== "string" || !Array.isArray(hashes) || hashes.length > HASHES_AT_MOST) throw new Unproven("format")
  const body = included(line, index, attempt("format", () => hashes.map(readHash)), head, DECIDED)
  const { event, question: about, reason, into } = body.event
  if (about !== question) throw new Unproven("line")
  return { event, at: body.at, ...(reason && { reason }), ...(into && { into }) }
}

/**
 * @template T
 * @param {Flaw} flaw of what throws
 * @param {() => T} act
 * @returns {T}
 */
function attempt(flaw, act) {
  try {
    return act()
  } catch {
    throw new Unproven(flaw)
  }
}
