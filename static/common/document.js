/**
 * What a page keeps of a debate: the document, as patches change it, and the commands that are not
 * answered yet. Talking to the server is connection.js's.
 */

/** @import { Entry, Kept, Refusal, Unsent } from "./types.d.ts" */

const ID_LENGTH = 22
const ID_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"

/**
 * A new id for a command. (`crypto.randomUUID` needs a secure context, which a hall's own network
 * does not have.)
 */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_LENGTH))
  return Array.from(bytes, (byte) => ID_ALPHABET[byte & 63]).join("")
}

/**
 * RFC 7396: the target as the patch makes it. Nothing is changed in place, and what the patch
 * leaves as it was stays the same object, so views can tell by identity what to draw.
 * @param {any} target
 * @param {any} patch
 * @returns {any}
 */
export function merge(target, patch) {
  if (!isObject(patch)) return patch
  const before = isObject(target) ? target : {}
  let after = before
  for (const [key, change] of Object.entries(patch)) {
    const had = Object.hasOwn(before, key)
    if (change === null && !had) continue
    const value = change === null ? undefined : merge(had ? before[key] : undefined, change)
    if (had && value === before[key] && change !== null) continue
    if (after === before) after = { ...before }
    if (change === null) delete after[key]
    else put(after, key, value)
  }
  return after
}

/** @param {unknown} value */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value)

// A key "__proto__" is a key like any other, not the object's prototype.
/** @param {any} object @param {string} key @param {unknown} value */
function put(object, key, value) {
  if (key !== "__proto__") object[key] = value
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
}

/**
 * The second value, made of the parts of the first wherever they are equal.
 * @param {any} before
 * @param {any} after
 * @returns {any}
 */
export function share(before, after) {
  if (!isObject(before) || !isObject(after)) return same(before, after) ? before : after
  const had = (/** @type {string} */ key) => Object.hasOwn(before, key)
  const entries = Object.entries(after)
    .map(([key, value]) => [key, had(key) ? share(before[key], value) : value])
  const isSame = entries.length === Object.keys(before).length
    && entries.every(([key, value]) => had(key) && before[key] === value)
  return isSame ? before : Object.fromEntries(entries)
}

/** @param {unknown} one @param {unknown} other */
const same = (one, other) => one === other || JSON.stringify(one) === JSON.stringify(other)

/**
 * The commands of one debate that are not answered yet. They survive a reload and are sent until
 * there is an answer, always with the same id. What somebody wrote is kept even when it is refused,
 * until they have seen why.
 */
export class Outbox {
  #storage
  #prefix
  #send
  #settled
  /** @type {Map<string, Entry>} */
  #entries = new Map()

  /**
   * @param {object} options
   * @param {Storage} options.storage
   * @param {string} options.code the debate's
   * @param {(command: Kept) => Promise<any>} options.send rejects with a refusal
   * @param {(entry: Entry, answer: any) => void} options.settled called with every answer; an entry
   *   with a refusal has none
   */
  constructor({ storage, code, send, settled }) {
    this.#storage = storage
    this.#send = send
    this.#settled = settled
    // Every entry has a key of its own, so that two tabs do not overwrite each other's.
    this.#prefix = `tribina:${code}:outbox:`
    this.#attempt(() => this.#load())
  }

  /** Oldest first. @returns {Entry[]} */
  get entries() {
    return [...this.#entries.values()]
  }

  /** Send what an earlier visit left unanswered. */
  resume() {
    for (const entry of this.entries) if (!entry.refusal) void this.#deliver(entry)
  }

  /**
   * Keep a command and send it until it is answered. A vote takes the place of an earlier one for
   * the same question: only the last is still meant.
   * @param {Unsent<Kept>} fields
   * @returns {Entry}
   */
  post(fields) {
    const isOutdated = (/** @type {Kept} */ earlier) =>
      fields.do === "vote" && earlier.do === "vote" && earlier.question === fields.question
    for (const { command } of this.entries) if (isOutdated(command)) this.drop(command.id)
    const entry = { at: Date.now(), command: /** @type {Kept} */ ({ ...fields, id: newId() }) }
    this.#keep(entry)
    void this.#deliver(entry)
    return entry
  }

  /** @param {string} id */
  drop(id) {
    this.#entries.delete(id)
    this.#attempt(() => this.#storage.removeItem(this.#prefix + id))
  }

  /** @param {Entry} entry */
  async #deliver(entry) {
    const { id } = entry.command
    while (this.#entries.get(id) === entry) {
      try {
        const answer = await this.#send(entry.command)
        this.drop(id)
        return this.#settled(entry, answer)
      } catch (error) {
        const refusal = /** @type {Refusal} */ (error)
        if (!isPassing(refusal)) return this.#refuse(entry, refusal)
        await new Promise((resolve) => setTimeout(resolve, refusal.retry_ms))
      }
    }
  }

  /** @param {Entry} entry @param {Refusal} refusal */
  #refuse(entry, refusal) {
    const refused = { ...entry, refusal }
    if (entry.command.do === "submit") this.#keep(refused)
    else this.drop(entry.command.id)
    this.#settled(refused, undefined)
  }

  /** @param {Entry} entry */
  #keep(entry) {
    const { id } = entry.command
    this.#entries.set(id, entry)
    this.#attempt(() => this.#storage.setItem(this.#prefix + id, JSON.stringify(entry)))
  }

  #load() {
    const keys = Object.keys(this.#storage).filter((key) => key.startsWith(this.#prefix))
    const entries = keys.map((key) => JSON.parse(this.#storage.getItem(key) ?? ""))
    entries.sort((one, other) => one.at - other.at)
    for (const entry of entries) this.#entries.set(entry.command.id, entry)
  }

  // A full or forbidden storage costs what a reload would have kept, not the page.
  /** @param {() => void} act */
  #attempt(act) {
    try {
      act()
    } catch (error) {
      console.warn("nothing can be kept on this device", error)
    }
  }
}

/** Whether the same command may succeed by itself, later. @param {Refusal} refusal */
const isPassing = ({ code, retry_ms: retry }) => code === "unreachable" || retry > 0

/** What this device keeps for the page. Where that is forbidden: nothing, and the page still works. */
export function deviceStorage() {
  try {
    return localStorage
  } catch {
    const nothing = { getItem: () => null, setItem() {}, removeItem() {} }
    return /** @type {Storage} */ (Object.create(nothing))
  }
}
