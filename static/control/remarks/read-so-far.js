/** Up to which remark this moderator has read; kept for this browser tab and debate. */

export class ReadSoFar {
  #key
  #storage
  number = 0

  /** @param {string} code @param {Pick<Storage, "getItem" | "setItem">} storage */
  constructor(code, storage) {
    this.#key = `tribina.control.${code}.remarks`
    this.#storage = storage
    try {
      this.number = Number(storage.getItem(this.#key)) || 0
    } catch {
      // Unread once more.
    }
  }

  /** @param {number} number */
  keep(number) {
    if (number <= this.number) return
    this.number = number
    try {
      this.#storage.setItem(this.#key, String(number))
    } catch {
      // A full or forbidden storage costs only a wrong count after a reload.
    }
  }
}
