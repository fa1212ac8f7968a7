/** What this moderator likes, kept in the browser for each who logs in there. */

const KEY = "tribina.control.preferences"

/**
 * All texts in Latin, single-key shortcuts, the oldest on top of the inbox, its cards in two lines,
 * the line of the studio.
 */
const DEFAULTS = { latin: false, shortcuts: true, oldest: false, compact: false, studio: false }

/** @typedef {keyof typeof DEFAULTS} Name */

export class Preferences {
  #storage
  #key
  #kept

  /** @param {Pick<Storage, "getItem" | "setItem">} storage @param {string} [moderator] */
  constructor(storage, moderator = "") {
    this.#storage = storage
    this.#key = `${KEY}.${moderator}`
    this.#kept = { ...DEFAULTS, ...this.#read() }
  }

  get latin() {
    return this.#kept.latin
  }

  get shortcuts() {
    return this.#kept.shortcuts
  }

  get oldest() {
    return this.#kept.oldest
  }

  get compact() {
    return this.#kept.compact
  }

  get studio() {
    return this.#kept.studio
  }

  /** @param {Name} name @param {boolean} value */
  set(name, value) {
    this.#kept[name] = value
    try {
      this.#storage.setItem(this.#key, JSON.stringify(this.#kept))
    } catch {
      // It holds until the page is left.
    }
  }

  /** Unreadable is as good as nothing kept. @returns {Partial<Record<Name, boolean>>} */
  #read() {
    try {
      const kept = JSON.parse(this.#storage.getItem(this.#key) ?? "{}")
      return Object.fromEntries(Object.entries(kept).filter(([name]) => name in DEFAULTS))
    } catch {
      return {}
    }
  }
}
