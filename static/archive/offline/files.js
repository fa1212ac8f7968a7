/** The files of an archive that somebody chose, as the one file that the verifier reads. */

import { readStrict } from "../verifier/strict.js"

const OWN_PARTS = ["results.json", "journal.ndjson", "opened.ndjson", "ballots.txt"]
const ANSWERS = "answers.json" // lies beside all of it; nothing here looks at it
const SEPARATE = ["journal", "opened", "ballots", "checkpoint"]
const BYTES_AT_MOST = 256 * 1024 * 1024

/** Refuses what is no UTF-8; a byte order mark stays, which is no JSON. */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })

/**
 * @param {readonly File[]} files one that holds all, or the parts as they lie in the zip
 * @returns {Promise<{ text: string, policy: string, others: string[] }>} `text` is empty where they
 *   are neither; `others`: the names of those that nothing looks at
 */
export async function archiveOf(files) {
  const nothing = { text: "", policy: "", others: [] }
  if (files.reduce((sum, { size }) => sum + size, 0) > BYTES_AT_MOST) return nothing
  const names = files.map(({ name }) => name)
  const inParts = OWN_PARTS.every((name) => names.includes(name))
  const whole = names.filter((name) => name.endsWith(".json") && name !== ANSWERS)
  const read = new Set([...(inParts ? [...OWN_PARTS, "checkpoint"] : whole), "policy"])
  const others = names.filter((name) => !read.has(name)).sort()
  if (new Set(names).size !== names.length || (!inParts && whole.length !== 1)) return nothing
  try {
    /** @type {Map<string, string>} */
    const texts = new Map()
    for (const file of files) {
      if (read.has(file.name)) texts.set(file.name, decoder.decode(await file.arrayBuffer()))
    }
    const text = inParts ? joined(texts) : (texts.get(whole[0] ?? "") ?? "")
    return { text, policy: texts.get("policy") ?? "", others }
  } catch {
    return nothing
  }
}

/** @param {Map<string, string>} texts @throws where two readers could make two files of them */
function joined(texts) {
  const results = readStrict(texts.get("results.json") ?? "")
  if (SEPARATE.some((name) => Object.hasOwn(results, name))) throw new Error("stands in another file")
  const checkpoint = texts.get("checkpoint")
  return JSON.stringify({
    ...results,
    journal: linesOf(texts.get("journal.ndjson")),
    opened: openedOf(linesOf(texts.get("opened.ndjson"))),
    ballots: linesOf(texts.get("ballots.txt")),
    ...(checkpoint === undefined ? {} : { checkpoint }),
  })
}

/** @param {string[]} rows @throws where one has other fields, or opens what another opens */
function openedOf(rows) {
  /** @type {Map<string, Map<string, string>>} */
  const opened = new Map()
  for (const row of rows) {
    const told = readStrict(row)
    const { line, field, part } = told
    const fields = opened.get(`${line}`) ?? new Map()
    const isRow = Object.keys(told).sort().join() === "field,line,part"
    if (!isRow || !Number.isInteger(line) || typeof field !== "string" || fields.has(field)) throw new Error("no row, or a second one")
    opened.set(`${line}`, fields.set(field, part))
  }
  return Object.fromEntries([...opened].map(([line, fields]) => [line, Object.fromEntries(fields)]))
}

/** @param {string | undefined} text @throws where the last one has no end */
function linesOf(text = "") {
  const lines = text.split("\n")
  if (lines.pop() !== "") throw new Error("a line without its end")
  return lines
}
