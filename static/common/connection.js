/**
 * A page's connection to a debate: keeps the view's document up to date and carries commands.
 *
 * It speaks `tribina.1` over a websocket, comes back by itself when that is lost, and polls and
 * posts where no websocket can be opened. It draws nothing and keeps nothing beyond the page.
 */

import { merge, newId, share } from "./document.js"

/** @import { ByeMessage, NoMessage, OkMessage, PatchMessage, ServerMessage, StateMessage } from "../wire/messages.d.ts" */
/** @import { Change, Command, Pending } from "./types.d.ts" */

const SECOND = 1_000 // ms
const LONGEST_DELAY = 30 * SECOND // between two attempts
const SHORTEST_DELAY = 1 * SECOND // what the first delay is drawn from
const HEARTBEAT = 20 * SECOND // the server says something at least this often
const SILENCE = 45 * SECOND // means a dead line
const OPENING = 12 * SECOND // for a handshake on a bad line
const OFFLINE_AFTER = 5 * SECOND // without a connection, before the page says so
const LATE = 2 * SECOND // without an answer, before whoever waits is told
const ANSWER_WITHIN = 15 * SECOND
const POLL_INTERVAL = 3 * SECOND
const SOON = 300 // ms after a command was posted, to see what it changed
const FAILURES_BEFORE_POLLING = 3

/** What `send` rejects with when there was no answer. The command may have been carried out. */
const UNREACHABLE = "unreachable"

export class Connection {
  /** @type {any} */
  document
  /** @type {any} */
  you
  /** The server's clock is Date.now() + offset, in ms. */
  offset
  /** @type {"connecting" | "online" | "offline"} */
  status = "connecting"
  /** Why the server sent this page away for good, if it did. @type {string | undefined} */
  dismissal

  #code
  #view
  #live
  #key
  #at
  #etag = ""
  #token = ""
  /** @type {Promise<{ token?: string }> | undefined} */
  #newcomer
  #failures = 0
  #heardAt = 0
  #isPolling = false
  // Of the present socket:
  #hasArrived = false
  #knowsYou = false
  /** @type {WebSocket | undefined} */
  #socket
  /** @type {AbortController | undefined} */
  #wakes
  /** @type {Set<(change: Change) => void>} */
  #listeners = new Set()
  /** @type {Map<string, Pending>} */
  #pending = new Map()
  #timers = { retry: 0, silence: 0, offline: 0, poll: 0 }

  /**
   * @param {object} options
   * @param {string} options.code the debate's six digits
   * @param {string} options.view
   * @param {string} options.live address of the live door
   * @param {{ at: number, doc: any }} options.state the document the page came with
   * @param {any} [options.you] the private document the page came with
   * @param {string} [options.key] a display token
   */
  constructor({ code, view, live, state, you = {}, key = "" }) {
    this.#code = code
    this.#view = view
    this.#live = live
    this.#key = key
    this.#at = state.at
    this.offset = state.at - Date.now()
    this.document = state.doc
    this.you = you
  }

  start() {
    this.#wakes = new AbortController()
    const { signal } = this.#wakes
    window.addEventListener("online", () => this.#wake(), { signal })
    window.addEventListener("offline", () => this.#believeLost(), { signal })
    // Whoever was sent away may have logged in beside this page.
    window.addEventListener("focus", () => this.dismissal && this.#wake(), { signal })
    document.addEventListener("visibilitychange", () => document.hidden || this.#wake(), { signal })
    this.#waitForOffline()
    this.#open()
  }

  stop() {
    this.#wakes?.abort()
    this.#abandon()
    for (const timer of Object.values(this.#timers)) clearTimeout(timer)
    this.#stopPolling()
  }

  /** @param {(change: Change) => void} listener called after each change @returns {() => void} */
  subscribe(listener) {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /**
   * Carry a command to the server. Resolves with its answer; rejects with a refusal, or with the
   * code `unreachable` when there was no answer in time: sending the same command again, with the
   * same id, is then safe.
   * @param {Command} command
   * @returns {Promise<OkMessage>}
   */
  send(command) {
    const id = command.id ?? newId()
    return new Promise((resolve, reject) => {
      const late = window.setTimeout(() => this.#doubt(id), LATE)
      const timer = window.setTimeout(() => this.#giveUp(id), ANSWER_WITHIN)
      const pending = { command: { ...command, id }, resolve, reject, late, timer, posted: false }
      this.#pending.set(id, pending)
      this.#transmit(id)
    })
  }

  // The websocket.

  #open() {
    clearTimeout(this.#timers.retry)
    const query = new URLSearchParams({ as: this.#view, since: String(this.#at) })
    if (this.#key) query.set("key", this.#key)
    const socket = new WebSocket(`${this.#live}?${query}`, "tribina.1")
    this.#socket = socket
    this.#hasArrived = this.#knowsYou = false
    this.#expect(OPENING)
    socket.onmessage = ({ data }) => {
      this.#heardAt = Date.now()
      this.#expect(SILENCE)
      this.#receive(JSON.parse(data))
    }
    socket.onclose = () => this.#lose()
  }

  /** Take the line for dead if nothing comes within so long. @param {number} ms */
  #expect(ms) {
    clearTimeout(this.#timers.silence)
    this.#timers.silence = window.setTimeout(() => this.#lose(), ms)
  }

  #abandon() {
    clearTimeout(this.#timers.silence)
    if (!this.#socket) return
    this.#socket.onmessage = this.#socket.onclose = null
    this.#socket.close()
    this.#socket = undefined
  }

  /** @param {number} [delay] ms, when the server has said one */
  #lose(delay) {
    this.#abandon()
    this.#failures += 1
    if (this.#failures >= FAILURES_BEFORE_POLLING && !this.#isPolling) this.#startPolling()
    if (!this.#isPolling) this.#waitForOffline()
    clearTimeout(this.#timers.retry)
    this.#timers.retry = window.setTimeout(() => this.#open(), delay ?? this.#jitter())
  }

  /** The phone has no network: nothing is to be waited for. */
  #believeLost() {
    this.#lose()
    this.#become("offline")
  }

  /** Full jitter, so that a hall does not come back all at once. */
  #jitter() {
    return Math.random() * Math.min(LONGEST_DELAY, SHORTEST_DELAY * 2 ** this.#failures)
  }

  /** The network or the reader is back. A line that was not heard of meanwhile is not trusted. */
  #wake() {
    if (this.#hasArrived && this.#socket && Date.now() - this.#heardAt < HEARTBEAT) return
    this.dismissal = undefined
    this.#abandon()
    this.#open()
  }

  /** @param {ServerMessage} message */
  #receive(message) {
    if (this.#hasArrived && message.t !== "bye") this.#become("online")
    if (message.t === "ok" || message.t === "no") return this.#settle(message)
    if (message.t === "bye") return this.#leave(message)
    if (message.t === "you") return this.#receiveYou(message.doc)
    this.#receiveDocument(message)
    if (!this.#hasArrived) this.#arrive()
  }

  #arrive() {
    this.#hasArrived = true
    this.#failures = 0
    this.#stopPolling()
    this.#become("online")
    this.#transmitAll()
  }

  /** @param {ByeMessage} message */
  #leave({ code, retry_ms: retry }) {
    if (retry) return this.#lose(retry)
    this.dismissal = code
    this.#abandon()
    if (this.status === "offline") this.#tell({ status: "offline" }) // by now it is known why
    this.#become("offline")
  }

  // What the server tells.

  /** @param {StateMessage | PatchMessage} message */
  #receiveDocument({ t, at, doc }) {
    this.#at = at
    // A frame that was long under way makes the server's clock seem late: the freshest one counts.
    const offset = at - Date.now()
    this.offset = this.#hasArrived ? Math.max(this.offset, offset) : offset
    const document = t === "state" ? share(this.document, doc) : merge(this.document, doc)
    if (document === this.document) return
    this.document = document
    this.#tell({ document })
  }

  /** @param {any} doc */
  #receiveYou({ token, ...doc }) {
    if (token) this.#token = token
    // The first one of a connection is whole: what was taken back meanwhile must not stay.
    const you = this.#knowsYou ? merge(this.you, doc) : share(this.you, doc)
    this.#knowsYou = true
    if (you === this.you) return
    this.you = you
    this.#tell({ you })
  }

  // Commands.

  #transmitAll() {
    for (const id of this.#pending.keys()) this.#transmit(id)
  }

  /** @param {string} id */
  #transmit(id) {
    const pending = this.#pending.get(id)
    if (!pending) return
    if (this.#hasArrived && this.#socket) this.#socket.send(JSON.stringify(pending.command))
    else if (this.#isPolling && !pending.posted) void this.#post(pending)
  }

  /** @param {OkMessage | NoMessage} message */
  #settle(message) {
    const { id = "" } = message
    const pending = this.#pending.get(id)
    if (!pending) return
    this.#pending.delete(id)
    clearTimeout(pending.late)
    clearTimeout(pending.timer)
    if (message.t === "ok") return pending.resolve(message)
    const { code, args = {}, retry_ms = 0 } = message
    pending.reject({ code, args, retry_ms })
  }

  /** Whoever waits is told; and that the line is lost, where it has said nothing either. @param {string} id */
  #doubt(id) {
    if (Date.now() - this.#heardAt >= LATE) this.#become("offline")
    this.#tell({ late: id })
  }

  /** A line that says nothing while somebody waits for an answer is dead. @param {string} id */
  #giveUp(id) {
    this.#settle({ t: "no", id, code: UNREACHABLE })
    if (this.#hasArrived && Date.now() - this.#heardAt >= ANSWER_WITHIN) this.#lose()
  }

  // The fallback: the same document and the same commands over HTTP.

  #startPolling() {
    this.#isPolling = true
    this.#knowsYou = false
    void this.#poll()
  }

  #stopPolling() {
    this.#isPolling = false
    clearTimeout(this.#timers.poll)
  }

  async #poll() {
    try {
      if (!document.hidden) await this.#fetchDocument()
    } catch {
      this.#waitForOffline()
    }
    this.#pollWithin(POLL_INTERVAL * (0.75 + Math.random() / 2))
  }

  /** @param {number} ms */
  #pollWithin(ms) {
    clearTimeout(this.#timers.poll)
    if (this.#isPolling) this.#timers.poll = window.setTimeout(() => this.#poll(), ms)
  }

  async #fetchDocument() {
    const query = new URLSearchParams({ as: this.#view })
    if (this.#key) query.set("key", this.#key)
    const response = await this.#request(`?${query}`, { headers: { "If-None-Match": this.#etag } })
    if (!this.#isPolling) return
    this.#heardAt = Date.now()
    if (response.status !== 304) {
      if (!response.ok) throw new Error(`the document cannot be had: ${response.status}`)
      this.#etag = response.headers.get("ETag") ?? ""
      const message = await response.json()
      this.#receiveDocument(message)
      this.#knowsYou = false
      if (message.you) this.#receiveYou(message.you)
    }
    this.#become("online")
    this.#transmitAll()
  }

  /** @param {Pending} pending */
  async #post(pending) {
    pending.posted = true
    try {
      const body = JSON.stringify(pending.command)
      const headers = { "Content-Type": "application/json" }
      const post = () => this.#request("/commands", { method: "POST", body, headers })
      let answer = await (await post()).json()
      if (answer.code === "no_token") {
        await this.#becomeSomebody()
        answer = await (await post()).json()
      }
      this.#settle(answer)
      this.#pollWithin(SOON)
    } catch {
      pending.posted = false
    }
  }

  /** Where cookies are not kept, the token is: else each command would be somebody else's. */
  async #becomeSomebody() {
    this.#newcomer ??= fetch("/api/participants", { method: "POST" })
      .then((response) => response.json())
      .finally(() => (this.#newcomer = undefined))
    const { token } = await this.#newcomer
    if (!token) throw new Error("no token is made for this page now")
    this.#token ||= token
  }

  /** @param {string} path @param {RequestInit} init */
  #request(path, init) {
    const headers = new Headers(init.headers)
    if (this.#token) headers.set("Authorization", `Bearer ${this.#token}`)
    const signal = AbortSignal.timeout(ANSWER_WITHIN)
    return fetch(`/api/debates/${this.#code}${path}`, { ...init, headers, signal, cache: "no-store" })
  }

  // What the page is told.

  #waitForOffline() {
    if (this.status === "offline") return
    if (this.status === "online") this.#become("connecting")
    this.#timers.offline ||= window.setTimeout(() => this.#become("offline"), OFFLINE_AFTER)
  }

  /** @param {"connecting" | "online" | "offline"} status */
  #become(status) {
    if (status !== "connecting") {
      clearTimeout(this.#timers.offline)
      this.#timers.offline = 0
    }
    if (status === this.status) return
    this.status = status
    this.#tell({ status })
  }

  /** @param {Change} change */
  #tell(change) {
    for (const listener of this.#listeners) listener(change)
  }
}
