/** Names as a letter or two, for marks on cards: nobody's the same as another's. */

const PARTS = /[\p{L}\p{N}]+/gu

/**
 * Initials by name: of both names where there are two, else the first two letters, and more where
 * two people would have the same.
 * @param {string[]} names
 * @returns {Map<string, string>}
 */
function initialsOf(names) {
  /** @type {Map<string, string>} */
  const found = new Map()
  const taken = new Set()
  for (const name of [...names].sort()) {
    const initials = candidates(name).find((one) => !taken.has(one)) ?? name
    taken.add(initials)
    found.set(name, initials)
  }
  return found
}

/** From the shortest to the whole name. @param {string} name @returns {string[]} */
function candidates(name) {
  const parts = name.match(PARTS) ?? [name]
  const letters = [...parts.join("")]
  const both = parts.length > 1 ? [parts.map((part) => [...part][0]).join("").slice(0, 2)] : []
  const longer = letters.map((_, at) => letters.slice(0, at + 2).join(""))
  return [...both, ...longer].map((one) => one.toUpperCase())
}

/** Of the moderators who are here. */
export class Initials {
  /** @type {string[]} */
  #moderators = []
  /** @type {Map<string, string>} */
  #initials = new Map()

  /** @param {string} name @param {string[]} moderators */
  of(name, moderators) {
    if (moderators !== this.#moderators) {
      this.#moderators = moderators
      this.#initials = initialsOf(moderators)
    }
    return this.#initials.get(name) ?? name.slice(0, 2).toUpperCase()
  }
}
