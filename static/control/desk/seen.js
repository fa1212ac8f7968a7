/** Which questions in review this moderator has looked at; kept for this browser tab and debate. */

export class Seen {
  #key
  #storage
  /** @type {Set<string>} */
  #ids

  /** @param {string} code @param {Pick<Storage, "getItem" | "setItem">} storage */
  constructor(code, storage) {
    this.#key = `tribina.control.${code}.seen`
    this.#storage = storage
    this.#ids = new Set(this.#read())
  }

  /** @param {string} id */
  has(id) {
    return this.#ids.has(id)
  }

  /** Returns whether it was new. @param {string} id */
  add(id) {
    if (this.#ids.has(id)) return false
    this.#ids.add(id)
    this.#write()
    return true
  }

  /** Forget what is no longer in review. @param {string[]} inReview */
  keepOnly(inReview) {
    const wanted = new Set(inReview)
    for (const id of this.#ids) if (!wanted.has(id)) this.#ids.delete(id)
  }

  /** @returns {string[]} */
  #read() {
    try {
      return JSON.parse(this.#storage.getItem(this.#key) ?? "[]")
    } catch {
      return []
    }
  }

  #write() {
    try {
      this.#storage.setItem(this.#key, JSON.stringify([...this.#ids]))
    } catch {
      // A full or forbidden storage costs only the dots after a reload.
    }
  }
}
