/**
 * A phone as a witness of a debate's log: it remembers heads that it was shown, and asks the server
 * to prove that a later one goes on from an earlier one. It says something only when that fails:
 * no answer and no network say nothing.
 *
 * Server processes read the log each at their own pace, so a head that is shorter than one before
 * is asked about only when all of them have read it again.
 */

import { fromBase64 } from "../transparency/bytes.js"
import { verifyConsistency } from "../transparency/merkle.js"
import { isGivenUp, noLines, readHead, withHead } from "./heads.js"

/** @import { Beginning, Finding, Head, Kept, Memory } from "./heads.js" */
/** @typedef {(from: number, to: number) => Promise<Answer>} Ask */
/** @typedef {string[] | "none" | undefined} Answer a proof in base64; "none": the log is not so long; undefined: nobody says */

const GRACE = 180_000 // ms: within which every process reads the log again
const NO_SUCH_HEAD = "unknown_head" // the server's: its log is not so long
const SELDOM = 0.01 // of the heads that come while one looks

export class Witness {
  #memory
  #ask
  #tell
  /** @type {Kept} */
  #kept
  /** What the server says now. @type {Head | undefined} */
  #now
  #timer = 0

  /**
   * @param {object} parts
   * @param {Memory} parts.memory
   * @param {Ask} parts.ask
   * @param {(finding: Finding) => void} parts.tell called again with each head, lest it be missed
   */
  constructor({ memory, ask, tell }) {
    this.#memory = memory
    this.#ask = ask
    this.#tell = tell
    this.#kept = memory.read()
    if (this.#kept.finding) tell(this.#kept.finding)
  }

  /**
   * The log as the server tells it now.
   * @param {unknown} log "57:base64 of the root"; where there was one, none is a shorter one
   * @param {number} at ms
   * @param {readonly Beginning[]} [beginnings] of logs that were begun anew
   */
  see(log, at, beginnings = []) {
    const head = readHead(log, at) ?? noLines(at)
    this.#kept = withoutGivenUp(this.#memory.read(), beginnings) // another tab may have seen more
    if (this.#kept.finding) return this.#tell(this.#kept.finding)
    if (head.size === this.#now?.size && head.root === this.#now.root) return
    const { heads } = this.#kept
    this.#now = head
    const same = heads.find(({ size }) => size === head.size)
    if (same && same.root !== head.root) return this.#find("other", same, head)
    const last = heads[heads.length - 1]
    if (last && head.size < last.size) return this.#doubt()
    if (!head.size) return
    this.#kept = { heads: withHead(heads, head) }
    this.#memory.write(this.#kept)
    const [any] = heads.slice(Math.floor(Math.random() * heads.length))
    if (any && Math.random() < SELDOM) void this.#compare(any, head)
  }

  /** Ask whether the log goes on from the last head that was seen before it. */
  async comeBack() {
    await this.#compareAll((heads) => heads.slice(-1))
  }

  /** Ask about every head that is remembered. */
  async compareAll() {
    await this.#compareAll((heads) => heads)
  }

  /** @param {(heads: Head[]) => Head[]} choose of those before the present one, the shortest first */
  async #compareAll(choose) {
    const now = this.#now
    if (!now) return
    for (const head of choose(this.#kept.heads.filter(({ size }) => size !== now.size))) {
      await this.#compare(head, now)
    }
  }

  /** @param {Head} before @param {Head} now */
  async #compare(before, now) {
    if (this.#kept.finding) return
    if (before.size > now.size) return this.#doubt()
    const proof = await this.#ask(before.size, now.size)
    if (Array.isArray(proof) && !proves(proof, before, now)) this.#find("other", before, now)
  }

  /** What the server says now is shorter than what it said before. */
  #doubt() {
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => void this.#askForLonger(), GRACE)
  }

  async #askForLonger() {
    const [now, last] = [this.#now, this.#kept.heads[this.#kept.heads.length - 1]]
    if (!now || !last) return
    if (now.size >= last.size) return this.#compare(last, now)
    const known = now.size ? now : last // of no lines nothing can be proven
    const proof = await this.#ask(known.size, last.size)
    if (this.#now !== now) return this.#doubt()
    if (proof === "none") this.#find("shorter", last, now)
    if (Array.isArray(proof) && !proves(proof, known, last)) this.#find("other", last, now)
  }

  /** @param {Finding["kind"]} kind @param {Head} before @param {Head} now */
  #find(kind, before, now) {
    if (this.#kept.finding) return
    const finding = { kind, before, now }
    this.#kept = { ...this.#kept, finding }
    this.#memory.write(this.#kept)
    this.#tell(finding)
  }
}

/** What still says something of the log. @param {Kept} kept @param {readonly Beginning[]} beginnings @returns {Kept} */
function withoutGivenUp({ heads, finding }, beginnings) {
  const isStated = finding && isGivenUp(finding.before, beginnings)
  return { heads: heads.filter((head) => !isGivenUp(head, beginnings)), finding: isStated ? undefined : finding }
}

/** Whether the log of `now` goes on from that of `before`. @param {string[]} proof @param {Head} before @param {Head} now */
export function proves(proof, before, now) {
  try {
    const [one, other] = [fromBase64(before.root), fromBase64(now.root)]
    return verifyConsistency(before.size, now.size, proof.map(fromBase64), one, other)
  } catch {
    return false // it is no proof at all
  }
}

/**
 * What asks a server of this house.
 * @param {string} code the debate's
 * @returns {Ask}
 */
export function askOf(code) {
  return async (from, to) => {
    try {
      const response = await fetch(`/api/debates/${code}/consistency?from=${from}&to=${to}`)
      const { proof, code: refusal } = await response.json()
      if (response.ok && Array.isArray(proof)) return proof
      return refusal === NO_SUCH_HEAD ? "none" : undefined
    } catch {
      return undefined
    }
  }
}
