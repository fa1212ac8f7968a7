/** The questions that may be the same as one in review, the likeliest first, then what nearly is. */

/** @typedef {import("../../wire/questions.d.ts").ControlQuestion} Question */
/** @typedef {import("../types.d.ts").Questions} Questions */
/**
 * `buts`: in what it differs, if that is all that keeps it from being the same.
 * @typedef {{ id: string, likeness: number, question: Question, buts?: string[] }} LikelySame
 */

/** From this likeness on it is nearly always the same question; below, one has to read. */
export const VERY_LIKELY = 0.85

/** The same words when folded; nothing else is as alike as that. */
export const IDENTICAL = 1

/**
 * @param {Questions} questions
 * @param {Question} question
 * @returns {LikelySame[]}
 */
function likelySame(questions, question) {
  const almost = Object.entries(question.almost ?? {}).flatMap(([id, buts]) => {
    const other = questions[id]
    return other ? [{ id, likeness: 0, question: other, buts }] : []
  })
  const likely = Object.entries(question.likely ?? {})
    .flatMap(([id, likeness]) => {
      const other = questions[id]
      return other ? [{ id, likeness, question: other }] : []
    })
    .sort((one, other) => other.likeness - one.likeness || one.id.localeCompare(other.id))
  return [...likely, ...almost]
}

/**
 * Those of some questions that say the same as another of them. Each names only its nearest, so
 * those that say the same are found from one to the next.
 * @param {Questions} questions @param {string[]} ids
 */
export function identical(questions, ids) {
  const among = new Set(ids)
  /** @type {Set<string>} */
  const found = new Set()
  /** @type {Set<string>} */
  const walked = new Set()
  for (const id of ids) {
    const chosen = sayingTheSame(questions, id, walked).filter((other) => among.has(other))
    if (chosen.length > 1) chosen.forEach((other) => found.add(other))
  }
  return ids.filter((id) => found.has(id))
}

/**
 * It and all that say the same, but for those that were walked already.
 * @param {Questions} questions @param {string} id @param {Set<string>} walked
 */
function sayingTheSame(questions, id, walked) {
  const found = walked.has(id) ? [] : [id]
  walked.add(id)
  for (const one of found) {
    const { likely = {} } = /** @type {Question} */ (questions[one])
    for (const other in likely) {
      if (likely[other] !== IDENTICAL || walked.has(other) || !questions[other]) continue
      walked.add(other)
      found.push(other)
    }
  }
  return found
}

/** The same list object as long as nothing in it changed, so that its card is not drawn again. */
export class LikelyCache {
  /** @type {Map<string, { question: Question, likely: LikelySame[] }>} */
  #known = new Map()

  /** @param {Questions} questions @param {string} id @returns {LikelySame[]} */
  of(questions, id) {
    const question = questions[id]
    if (!question?.likely && !question?.almost) return NONE
    const known = this.#known.get(id)
    const same =
      known?.question === question &&
      known.likely.every((other) => questions[other.id] === other.question)
    if (same) return known.likely
    const likely = likelySame(questions, question)
    this.#known.set(id, { question, likely })
    return likely
  }
}

/** @type {LikelySame[]} */
const NONE = []
