/**
 * What the Node peers say: a debate in memory, without rules and without a database.
 * messages.py is the same for Python, and tells about the file of messages and the two modes.
 */

import { readFileSync } from "node:fs"

export const TICK_MS = 250

/**
 * @typedef {{ id: string, do: "vote", question: string, on: boolean }} Vote
 * @typedef {{ t: string, at?: number, id?: string, doc?: any }} Message
 */

export class Debate {
  /** The whole document, for whoever joins. @type {Message} */
  state
  /** @type {Message[] | undefined} */
  #recorded
  #next = 0
  /** @type {Set<string>} */
  #touched = new Set()

  /**
   * @param {string} path the file of messages
   * @param {string} [mode] "recorded" or "live"
   */
  constructor(path, mode = "recorded") {
    const lines = readFileSync(path, "utf8").split("\n").filter(line => line)
    const [state, ...recorded] = lines.map(line => JSON.parse(line))
    this.state = state
    if (mode === "recorded") this.#recorded = recorded
  }

  /**
   * Count a vote; returns its acknowledgement. Whoever sends it is trusted.
   * @param {Vote} command
   * @returns {Message}
   */
  vote(command) {
    this.state.doc.questions[command.question].votes += command.on ? 1 : -1
    this.#touched.add(command.question)
    return { t: "ok", id: command.id }
  }

  /**
   * What to send to everyone at this tick, if anything.
   * @returns {Message | undefined}
   */
  update() {
    if (this.#recorded) return this.#recorded[this.#next++ % this.#recorded.length]
    if (this.#touched.size === 0) return undefined
    this.state.at = Date.now()
    /** @type {Record<string, { votes: number }>} */
    const questions = {}
    for (const id of this.#touched) questions[id] = { votes: this.state.doc.questions[id].votes }
    this.#touched.clear()
    return { t: "patch", at: this.state.at, doc: { questions } }
  }
}
