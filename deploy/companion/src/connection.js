/** The way to one debate of a server: what is told over it, what is pressed, and what is done when it is lost. */

import { InstanceStatus } from "@companion-module/base"

const PAUSES = [1, 2, 4, 8, 15, 30] // s, between tries
const PATIENCE = 5_000 // ms, for an answer
const SILENCE = 40_000 // ms; the server tells how it stands every 15 s
const GUESTS = 30_000 // ms, after which they are read again

/** @typedef {{ number: string, id: string, name: string }} Guest */

/**
 * @typedef {object} Hears
 * @property {(status: InstanceStatus, words?: string) => void} status
 * @property {(standing: Record<string, any> | undefined) => void} standing undefined: not known any more
 * @property {(guests: Guest[]) => void} guests
 */

/** Why there is no connection. */
class Lost extends Error {
  /**
   * @param {InstanceStatus} status
   * @param {string} words
   * @param {boolean} lasting whether trying at once is of no use
   */
  constructor(status, words, lasting = false) {
    super(words)
    this.status = status
    this.lasting = lasting
  }
}

const REFUSED = "The token is not taken: it was revoked, has ended, or is of another debate"

/** @type {Record<number, (code: string) => Lost>} */
const REFUSALS = {
  401: () => new Lost(InstanceStatus.AuthenticationFailure, REFUSED, true),
  403: () => new Lost(InstanceStatus.AuthenticationFailure, REFUSED, true),
  404: (code) => new Lost(InstanceStatus.BadConfig, `There is no debate ${code}`, true),
}

export class Connection {
  #place
  #hears
  #tries = 0
  #isOpen = true
  /** @type {WebSocket | undefined} */
  #socket
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #rereading

  /**
   * @param {{ address: string, code: string, token: string }} place
   * @param {Hears} hears
   */
  constructor(place, hears) {
    this.#place = place
    this.#hears = hears
  }

  open() {
    this.#hears.status(InstanceStatus.Connecting)
    void this.#try()
  }

  close() {
    this.#isOpen = false
    this.#hangUp()
  }

  /**
   * Press once: a press that got no answer is said again, which the server knows by its id.
   * @param {string} path of the verb
   * @returns {Promise<string>} why it was refused; empty if it was done
   */
  async press(path) {
    const segments = path.split("/").filter(Boolean) // an address has no empty ones
    if (segments.some((one) => one === "." || one === "..")) return "malformed"
    const id = crypto.randomUUID().replaceAll("-", "").slice(0, 20)
    const where = `/do/${segments.map(encodeURIComponent).join("/")}?id=${id}`
    const options = { method: "POST" }
    const answer = await this.#ask(where, options).catch(() => this.#ask(where, options)).catch(() => undefined)
    if (!answer) return "no answer"
    const { t, code } = await answer.json().catch(() => ({ t: "no", code: `status ${answer.status}` }))
    return t === "ok" ? "" : code
  }

  async #try() {
    try {
      const key = encodeURIComponent(this.#place.token)
      const sheet = await this.#read(`?key=${key}`)
      await this.#readGuests()
      if (this.#isOpen) this.#listen(sheet.live)
    } catch (error) {
      if (this.#isOpen) this.#lose(error)
    }
  }

  /** @param {string} url */
  #listen(url) {
    const socket = (this.#socket = new WebSocket(url))
    const lost = new Lost(InstanceStatus.Disconnected, "The connection was lost")
    /** @param {Lost} why */
    const end = (why) => {
      if (this.#socket === socket) this.#lose(why)
    }
    const listen = () => {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => end(lost), SILENCE)
    }
    listen()
    socket.onclose = () => end(lost)
    socket.onmessage = ({ data }) => {
      const { t, ...told } = read(data)
      if (t === "bye") end(farewell(told.code))
      if (t !== "standing" || this.#socket !== socket) return
      listen()
      if (!this.#rereading) this.#settle()
      this.#hears.standing(told)
    }
  }

  #settle() {
    this.#tries = 0
    this.#rereading = setInterval(() => void this.#readGuests().catch(() => {}), GUESTS)
    this.#hears.status(InstanceStatus.Ok)
  }

  /** @param {unknown} error */
  #lose(error) {
    const why = error instanceof Lost ? error : new Lost(InstanceStatus.ConnectionFailure, inWords(error))
    this.#hangUp()
    const pause = PAUSES[why.lasting ? PAUSES.length - 1 : Math.min(this.#tries, PAUSES.length - 1)] ?? 1
    this.#tries += 1
    this.#hears.standing(undefined)
    this.#hears.status(why.status, `${why.message}; the next try is in ${pause} s`)
    // Decks of one gallery do not come back in the same moment.
    this.#timer = setTimeout(() => void this.#try(), pause * 1_000 * (0.75 + Math.random() / 4))
  }

  #hangUp() {
    clearTimeout(this.#timer)
    clearInterval(this.#rereading)
    this.#rereading = undefined
    const socket = this.#socket
    this.#socket = undefined
    socket?.close()
  }

  async #readGuests() {
    /** @type {Record<string, string>[]} */
    const rows = await this.#read("/guests.json")
    if (!this.#isOpen) return
    this.#hears.guests(
      rows.map((row) => ({
        number: row["Guest.Number"] ?? "",
        id: row["Guest.Id"] ?? "",
        name: row["Guest.Name"] ?? "",
      })),
    )
  }

  /** @param {string} where behind the debate's address */
  async #read(where) {
    const answer = await this.#ask(where)
    if (answer.ok) return answer.json()
    const refusal = REFUSALS[answer.status]
    throw refusal
      ? refusal(this.#place.code)
      : new Lost(InstanceStatus.ConnectionFailure, `The server answers ${answer.status}`)
  }

  /**
   * @param {string} where
   * @param {RequestInit} options
   */
  #ask(where, options = {}) {
    return fetch(`${this.#place.address}/studio/${this.#place.code}${where}`, {
      ...options,
      headers: { Accept: "application/json", Authorization: `Bearer ${this.#place.token}` },
      redirect: "error", // the token goes nowhere else
      signal: AbortSignal.timeout(PATIENCE),
    })
  }
}

/** @param {string} code of the server's goodbye */
function farewell(code) {
  if (code === "not_allowed") return new Lost(InstanceStatus.AuthenticationFailure, REFUSED, true)
  return new Lost(InstanceStatus.Disconnected, code === "restarting" ? "The server restarts" : `Sent away: ${code}`)
}

/** What is said over the connection, or nothing. @param {unknown} data */
function read(data) {
  try {
    return JSON.parse(String(data))
  } catch {
    return {}
  }
}

/** @param {any} error as fetch throws it, with the system's name of it inside; or of what is no answer of ours */
function inWords(error) {
  if (error instanceof SyntaxError) return "Something else than Tribina answers there"
  return `No answer (${error?.cause?.code ?? error?.name ?? "unknown"})`
}
