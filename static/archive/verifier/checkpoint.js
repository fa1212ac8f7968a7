/** The signed head of a log: whether it is that of these lines, and who signed it. */

import { joined, toBase64, toHex, utf8 } from "../../transparency/bytes.js"
import { readCheckpoint, readKey, readNote, verifyNote } from "../../transparency/notes.js"
import { sha256 } from "../../transparency/sha256.js"
/** @typedef {import("../../transparency/notes.js").Key} Key */
/** @typedef {import("./report.js").Report} Report */

const POLICY_KEY = /^(?:log|witness[ \t]+\S+)[ \t]+(\S+)/

/**
 * @param {unknown} note
 * @param {{ size: number, root: Uint8Array, code: string }} log as the lines have it
 * @param {string} policy lines `log VKEY` and `witness NAME VKEY`, of keys that are known
 * @param {Report} report
 */
export async function checkCheckpoint(note, log, policy, report) {
  try {
    const opened = readNote(typeof note === "string" ? note : "")
    const { origin, size, root } = readCheckpoint(opened.text)
    const head = `${size}:${toBase64(root)}`
    const follows = `${log.size}:${toBase64(log.root)}`
    if (head !== follows) report.wrong("checkpoint", "head", { said: head, follows })
    if (!origin.endsWith(`/debate/${log.code}`)) {
      report.wrong("checkpoint", "origin", { said: origin, follows: `…/debate/${log.code}` })
    }
    if (report.head) report.head.origin = origin
    if (!opened.signatures.some(({ name }) => name === origin)) report.wrong("checkpoint", "signature")
    const names = opened.signatures.map(({ name, id }) => `${name} ${id}`)
    if (new Set(names).size !== names.length) report.wrong("checkpoint", "signature")
    const keys = keysOf(policy, origin)
    const signers = await verifyNote(opened, keys)
    remark(signers, keys, origin, report)
  } catch (error) {
    report.wrong("checkpoint", "signature", { said: error instanceof Error ? error.message : "" })
  }
}

/** @param {Key[]} signers @param {Key[]} keys @param {string} origin @param {Report} report */
function remark(signers, keys, origin, report) {
  for (const { name } of signers) report.compare.push({ what: "signed", with: { name } })
  for (const key of keys) if (!signers.includes(key)) report.wrong("checkpoint", key.name)
  if (!keys.some(({ name }) => name === origin)) report.unproved.push({ what: "signature", with: {} })
}

/** @param {string} policy @param {string} origin @returns {Key[]} */
function keysOf(policy, origin) {
  const vkeys = policy.split("\n").flatMap((line) => POLICY_KEY.exec(line.trim())?.[1] ?? [])
  return vkeys.map(readKey).map((key) => (origin.startsWith(`${key.name}/`) ? ofLog(key, origin) : key))
}

/** The key of a house under the name that its log has. @param {Key} key @param {string} name @returns {Key} */
function ofLog(key, name) {
  const id = toHex(sha256(joined(utf8(`${name}\n`), Uint8Array.of(key.type), key.bytes)).slice(0, 4))
  return { ...key, name, id }
}
