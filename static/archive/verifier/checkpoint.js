/** The signed head of a log: whether it is that of these lines, and who signed it. */

import { toBase64 } from "../../transparency/bytes.js"
import { keyFor, readCheckpoint, readKey, readNote, verifyNote } from "../../transparency/notes.js"
/** @typedef {import("../../transparency/notes.js").Key} Key */
/** @typedef {import("./report.js").Report} Report */
/**
 * @typedef {{ policy: string, isGiven: boolean }} Known lines `log VKEY` and `witness NAME VKEY`;
 *   `isGiven`: by whoever asks, so that it did not come with the file
 */

const SIGNS_NOTES = 1
const ROOT = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/ // 32 bytes of base64
const POLICY_KEY = /^(?:log|witness[ \t]+\S+)[ \t]+(\S+)/

/**
 * @param {unknown} note
 * @param {{ size: number, root: Uint8Array, code: string, number: number }} log as the lines have it
 * @param {Known} known
 * @param {Report} report
 */
export async function checkCheckpoint(note, log, { policy, isGiven }, report) {
  try {
    const opened = readNote(typeof note === "string" ? note : "")
    const { origin, size, root } = readCheckpoint(opened.text)
    const head = `${size}:${toBase64(root)}`
    const follows = `${log.size}:${toBase64(log.root)}`
    if (head !== follows) report.wrong("checkpoint", "head", { said: head, follows })
    const own = `/debate/${log.code}${log.number > 1 ? `/${log.number}` : ""}`
    if (!origin.endsWith(own)) report.wrong("checkpoint", "origin", { said: origin, follows: `…${own}` })
    if (report.head) report.head.origin = origin
    if (!opened.signatures.some(({ name }) => name === origin)) report.wrong("checkpoint", "signature")
    const names = opened.signatures.map(({ name, id }) => `${name} ${id}`)
    if (new Set(names).size !== names.length) report.wrong("checkpoint", "signature")
    const keys = keysOf(policy, origin)
    const signers = await verifyNote(opened, keys)
    remark(signers, keys, isGiven, report)
    if (!keys.some(({ name }) => name === origin)) report.unproved.push({ what: "signature", with: {} })
  } catch (error) {
    report.wrong("checkpoint", "signature", { said: error instanceof Error ? error.message : "" })
  }
}

/**
 * What the house states of logs that it began anew.
 * @param {readonly import("./lines.js").Line[]} lines
 * @param {Report} report
 * @returns {number} that of the last log
 */
export function begunAnew(lines, report) {
  let number = 1
  for (const { seq, at, event } of lines) {
    if (event.event !== "LogBegunAnew") continue
    const { log, size, root, kept } = event
    const isRight = [log, size, kept].every(Number.isSafeInteger) && log > number && kept >= 0
    const isRoot = typeof root === "string" && ROOT.test(root)
    if (!isRight || kept > size || kept >= seq || !isRoot) report.wrong("impossible", `${seq}`)
    number = log
    const time = new Date(at).toISOString().slice(0, 16).replace("T", " ")
    report.unproved.push({ what: "begun_anew", with: { time: `${time} UTC`, size, kept, head: `${size}:${root}` } })
  }
  return number
}

/** @param {Key[]} signers @param {Key[]} keys @param {boolean} isGiven @param {Report} report */
function remark(signers, keys, isGiven, report) {
  for (const { name, type, bytes } of signers) {
    const key = toBase64(Uint8Array.of(type, ...bytes))
    const column = isGiven ? report.proved : report.compare
    column.push({ what: "signed", with: { name, key } })
  }
  for (const key of keys) if (!signers.includes(key)) report.wrong("checkpoint", key.name)
}

/** That of a house under the name that this log has. @param {string} policy @param {string} origin @returns {Key[]} */
function keysOf(policy, origin) {
  const vkeys = policy.split("\n").flatMap((line) => POLICY_KEY.exec(line.trim())?.[1] ?? [])
  return vkeys.map(readKey).map((key) => (key.type === SIGNS_NOTES && keyFor(key, origin)) || key)
}
