/** The files of an archive that somebody chose, as the one file that the verifier reads. */

const OWN_PARTS = ["results.json", "journal.ndjson", "opened.ndjson", "ballots.txt"]
const BYTES_AT_MOST = 256 * 1024 * 1024

/**
 * @param {readonly File[]} files one that holds all, or the parts as they lie in the zip
 * @returns {Promise<{ text: string, policy: string }>} `text` is empty where they are neither
 */
export async function archiveOf(files) {
  if (files.reduce((sum, { size }) => sum + size, 0) > BYTES_AT_MOST) return { text: "", policy: "" }
  /** @type {Map<string, string>} */
  const texts = new Map()
  for (const file of files) texts.set(file.name, await file.text())
  const policy = texts.get("policy") ?? ""
  if (OWN_PARTS.every((name) => texts.has(name))) return { text: joined(texts), policy }
  const whole = [...texts].filter(([name]) => name.endsWith(".json"))
  return { text: (whole.length === 1 && whole[0]?.[1]) || "", policy }
}

/** @param {Map<string, string>} texts */
function joined(texts) {
  try {
    const results = JSON.parse(texts.get("results.json") ?? "")
    /** @type {Record<string, Record<string, string>>} */
    const opened = {}
    for (const row of linesOf(texts.get("opened.ndjson"))) {
      const { line, field, part } = JSON.parse(row)
      opened[line] = { ...opened[line], [field]: part }
    }
    const checkpoint = texts.get("checkpoint")
    return JSON.stringify({
      ...results,
      journal: linesOf(texts.get("journal.ndjson")),
      opened,
      ballots: linesOf(texts.get("ballots.txt")),
      ...(checkpoint === undefined ? {} : { checkpoint }),
    })
  } catch {
    return ""
  }
}

/** Each ends with a line end. @param {string | undefined} text */
const linesOf = (text = "") => text.split("\n").slice(0, -1)
