/** What can be checked of an archive of format 1: the chain, opened texts, sealed votes. */

import { fromHex, toHex, utf8 } from "../../transparency/bytes.js"
import { sha256 } from "../../transparency/sha256.js"
import { canonical, isObject } from "./canonical.js"
import { OLD } from "./lines.js"
/** @typedef {import("./lines.js").Line} Line */
/** @typedef {import("./pace.js").Pace} Pace */
/** @typedef {import("./report.js").Report} Report */

/**
 * @param {Record<string, any>} archive @param {Report} report @param {Pace} pace
 * @returns {Promise<{ lines: Line[], hash: string, texts: string[] } | undefined>} undefined:
 *   nothing can follow from these
 */
export async function readFirst(archive, report, pace) {
  /** @type {Line[]} */
  const lines = []
  /** @type {string[]} */
  const texts = []
  let last = fromHex("00".repeat(32))
  await pace.each(/** @type {unknown[]} */ (archive.journal), 0, 0.5, (row, index) => {
    if (!isObject(row) || row.seq !== index + 1 || !isObject(row.event) || !Number.isSafeInteger(row.at)) {
      return report.wrong("line", `${index + 1}`)
    }
    const { hash, ...body } = row
    const text = canonical(body)
    last = sha256(last, utf8(text))
    if (toHex(last) !== hash) report.wrong("chain", `${index + 1}`, { said: hash, follows: toHex(last) })
    texts.push(text)
    lines.push(lineOf(row, archive.opened?.[row.seq], report))
  })
  for (const number of Object.keys(archive.opened ?? {})) {
    if (!lines[Number(number) - 1]) report.wrong("part", number)
  }
  return lines.length === archive.journal.length ? { lines, hash: toHex(last), texts } : undefined
}

/** @param {Record<string, any>} row @param {unknown} part @param {Report} report @returns {Line} */
function lineOf(row, part, report) {
  if (part !== undefined && toHex(sha256(utf8(canonical(part)))) !== row.sealed) {
    report.wrong("part", `${row.seq}`)
  }
  const { salt, ...parts } = isObject(part) ? part : { salt: undefined }
  /** @type {Record<string, string>} */
  const sealed = row.sealed === undefined ? {} : { [OLD]: row.sealed }
  const { seq, at, action, role, event } = row
  return { seq, at: at - (at % 60_000), action, role, event, sealed, parts }
}

