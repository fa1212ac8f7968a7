/** What this moderator likes, kept in the browser: Latin script for all, single-key shortcuts. */

const KEY = "tribina.control.preferences"

export class Preferences {
  #storage
  latin = false
  shortcuts = true

  /** @param {Pick<Storage, "getItem" | "setItem">} storage */
  constructor(storage) {
    this.#storage = storage
    try {
      const { latin = false, shortcuts = true } = JSON.parse(storage.getItem(KEY) ?? "{}")
      this.latin = latin === true
      this.shortcuts = shortcuts !== false
    } catch {
      // Unreadable is as good as nothing kept.
    }
  }

  /** @param {"latin" | "shortcuts"} name @param {boolean} value */
  set(name, value) {
    this[name] = value
    try {
      this.#storage.setItem(KEY, JSON.stringify({ latin: this.latin, shortcuts: this.shortcuts }))
    } catch {
      // It holds until the page is left.
    }
  }
}
