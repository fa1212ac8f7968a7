/** What colleagues took back of what this moderator did: each is told once. */

/** @typedef {import("../../wire/heads.d.ts").TakenBack} TakenBack */

const OLD_NEWS = 60_000 // ms, for who comes to the screen

export class TakenBackFollower {
  #me
  /** @type {Set<string> | undefined} */
  #known

  /** @param {string | undefined} me */
  constructor(me) {
    this.#me = me
  }

  /**
   * What is new for this moderator.
   * @param {Record<string, TakenBack>} all @param {number} now ms of the server's clock
   * @returns {TakenBack[]}
   */
  news(all, now) {
    const known = this.#known
    this.#known = new Set(Object.keys(all))
    return Object.entries(all)
      .filter(([number, { whose, at }]) => whose === this.#me
        && (known ? !known.has(number) : now - at < OLD_NEWS))
      .map(([, one]) => one)
  }
}
