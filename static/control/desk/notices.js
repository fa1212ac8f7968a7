/**
 * What the moderator is told: the last thing done, with its undo, what was refused, and what a
 * colleague took back.
 *
 * Undo on the wire takes back the last action of anybody. So a notice offers it only while the
 * action it speaks of is the last one; `undoable` counts the actions that can be undone.
 */

/** @typedef {{ key: string, args?: Record<string, unknown> }} Saying */
/** @typedef {{ number: number, kind: "done" | "refused" | "told", words: Saying, question?: string,
 *   undoable?: number, until: number, wasSo?: boolean }} Notice `wasSo`: whether the document has
 *   shown what it says of the question */

/** How long they stay, in ms. */
export const STAYS = { done: 8_000, refused: 12_000, told: 60_000 }
const AT_MOST = 3

export class Notices {
  #number = 0
  /** @type {Notice[]} */
  list = []

  /**
   * @param {Notice["kind"]} kind
   * @param {Saying} words
   * @param {{ now: number, question?: string, undoable?: number }} about
   */
  add(kind, words, { now, ...about }) {
    const notice = { number: ++this.#number, kind, words, until: now + STAYS[kind], ...about }
    // What was done before is history, and no longer so if it was taken back; all else has to be read.
    const kept = kind === "refused" ? this.list : this.list.filter((old) => old.kind !== "done")
    this.list = [...kept, notice].slice(-AT_MOST)
  }

  /** Why the last thing asked about a question was refused. @param {string} question */
  refusalOf(question) {
    return this.list.findLast((one) => one.kind === "refused" && one.question === question)?.words
  }

  /**
   * How a question stands now was said with a refusal, and is no longer so once it stood so and does
   * so no more. Returns whether there was any.
   * @param {(id: string) => import("../../wire/questions.d.ts").ControlQuestion | undefined} find
   */
  follow(find) {
    const kept = this.list.filter((notice) => {
      const { question: id, words: { args } } = notice
      const question = notice.kind === "refused" && args?.state && id ? find(id) : undefined
      if (!question) return true
      const isSo = (question.held ? "held" : question.state) === (args?.did === "hold" ? "held" : args?.state)
      notice.wasSo ||= isSo
      return isSo || !notice.wasSo
    })
    const isChanged = kept.length !== this.list.length
    if (isChanged) this.list = kept
    return isChanged
  }

  /** @param {number} number */
  remove(number) {
    this.list = this.list.filter((notice) => notice.number !== number)
  }

  /** What these words say is no longer so. @param {string} key */
  withdraw(key) {
    this.list = this.list.filter(({ words }) => words.key !== key)
  }

  /** Drop what is over. Returns whether anything was. @param {number} now ms */
  expire(now) {
    const list = this.list.filter((notice) => notice.until > now)
    const changed = list.length !== this.list.length
    if (changed) this.list = list
    return changed
  }
}

/**
 * Whether undoing now would undo what this notice speaks of. `undoable` of a notice is the count
 * from before the action: afterwards it is one more, and with anything done since, more still.
 * @param {Notice} notice
 * @param {number | undefined} undoable as it is now
 */
export function canUndo(notice, undoable) {
  if (notice.kind !== "done" || notice.undoable === undefined) return false
  return undoable === undefined || undoable === notice.undoable + 1
}
