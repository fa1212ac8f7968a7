/**
 * What a verification found.
 *
 * @typedef {"unreadable" | "line" | "chain" | "part" | "unopened" | "impossible" | "not_closed" | "ballots"
 *   | "tally" | "length" | "checkpoint" | "result"} What
 * @typedef {{ what: What, where: string, said?: unknown, follows?: unknown }} Problem `where`: a
 *   line, a row, or the path of a field; `said`: in the file, where it is another than what `follows`
 * @typedef {{ what: string, with: Record<string, string | number> }} Remark its words, and what
 *   stands in their places
 * @typedef {{ code?: string, origin?: string, size: number, root: string, hash: string }} Head `code`:
 *   of the debate, where its lines have a log; `root` in base64, as a checkpoint says it; `hash`: the
 *   last one of the chain
 */

const PROBLEMS_AT_MOST = 200

export class Report {
  /** @type {Problem[]} */
  problems = []
  /** @type {Remark[]} */
  proved = []
  /** @type {Remark[]} what another copy proves */
  compare = []
  /** @type {Remark[]} */
  unproved = []
  /** @type {Head | undefined} */
  head

  /** @param {What} what @param {string} where @param {{ said?: unknown, follows?: unknown }} [values] */
  wrong(what, where, values = {}) {
    if (this.problems.length < PROBLEMS_AT_MOST) this.problems.push({ what, where, ...values })
  }

  get isRight() {
    return this.problems.length === 0
  }
}
