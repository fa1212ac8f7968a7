/**
 * The heads of a debate's log that this device has seen: a few of them, spread over the time, and
 * beside them nothing that tells who looked or what they did. What a server once showed to a
 * device it cannot take back: that is what they are for.
 *
 * @typedef {{ size: number, root: string, at: number }} Head `root`: in base64; `at`: the minute
 *   in which it was seen, in ms
 * @typedef {{ kind: "other" | "shorter", before: Head, now: Head }} Finding `before`: as this device
 *   saw it; `now`: what it was shown instead, which does not go on from there, or ends earlier
 * @typedef {{ heads: Head[], finding?: Finding | undefined }} Kept `heads`: the shortest first
 * @typedef {{ at: number, size: number, root: string, kept: number }} Beginning the log was begun anew
 *   in the minute `at` (ms): of `size` lines the first `kept` are how it begins
 */

const HEADS_AT_MOST = 8
const MINUTE = 60_000 // ms
const WRITTEN = /^([1-9]\d{0,8}):([A-Za-z0-9+/]{43}=)$/

/**
 * @param {unknown} log as a document tells it: "57:base64 of the root"
 * @param {number} at now, in ms
 * @returns {Head | undefined} undefined: there is no log yet
 */
export function readHead(log, at) {
  const [, size, root = ""] = WRITTEN.exec(String(log)) ?? []
  return size ? { size: Number(size), root, at: at - (at % MINUTE) } : undefined
}

/**
 * What a document tells that has no log.
 * @param {number} at ms
 * @returns {Head}
 */
export function noLines(at) {
  return { size: 0, root: "", at: at - (at % MINUTE) }
}

/**
 * With one more, in its place. Of too many the one goes that leaves the smallest gap in time, never
 * the first or the last.
 * @param {readonly Head[]} heads
 * @param {Head} head
 * @returns {Head[]}
 */
export function withHead(heads, head) {
  if (heads.some(({ size }) => size === head.size)) return [...heads]
  const all = [...heads, head].sort((one, other) => one.size - other.size)
  if (all.length <= HEADS_AT_MOST) return all
  const gaps = all.slice(1, -1).map((_, at) => timeOf(all[at + 2]) - timeOf(all[at]))
  const going = 1 + gaps.indexOf(Math.min(...gaps))
  return all.filter((_, at) => at !== going)
}

/**
 * Whether it is stated to everybody that lines of this head are lost: then it proves nothing of the
 * log that began since. Of lines that are stated to be still there it does, and so does one that is
 * not of the log that ended.
 * @param {Head} head
 * @param {readonly Beginning[]} beginnings
 */
export function isGivenUp(head, beginnings) {
  return beginnings.some(({ at, size, root, kept }) => {
    const isOfBefore = head.at <= at && (head.size !== size || head.root === root)
    return isOfBefore && head.size > kept && head.size <= size
  })
}

/** @param {Head | undefined} head */
const timeOf = (head) => head?.at ?? NaN

/** What a device keeps of one debate, under one key. */
export class Memory {
  #storage
  #key

  /** @param {Storage} storage @param {string} code the debate's */
  constructor(storage, code) {
    this.#storage = storage
    this.#key = `tribina:${code}:heads`
  }

  /** @returns {Kept} */
  read() {
    try {
      const { heads, finding } = JSON.parse(this.#storage.getItem(this.#key) ?? "{}")
      return { heads: Array.isArray(heads) ? heads : [], finding }
    } catch {
      return { heads: [] }
    }
  }

  /** @param {Kept} kept */
  write(kept) {
    try {
      this.#storage.setItem(this.#key, JSON.stringify(kept))
    } catch {
      // What cannot be kept is not remembered; the page works all the same.
    }
  }
}
