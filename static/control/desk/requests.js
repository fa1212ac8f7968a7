/**
 * Asking the server: one command for each action, what is pending meanwhile, and what came of it.
 *
 * Commands are never queued for later: what a moderator wants now may be wrong in a minute.
 */

import { Notices } from "./notices.js"
import { Pending } from "./pending.js"
import { Placing } from "../rundown/placing.js"
import { CUT_OFF, done, notSent, refused } from "./words.js"

/** @typedef {import("./control.js").Control} Control */
/** @typedef {import("../types.d.ts").Line} Line */
/** @typedef {import("../types.d.ts").Command} Command */
/** @typedef {import("../types.d.ts").Refusal} Refusal */
/** @typedef {import("./notices.js").Saying} Saying */

/** After these a card leaves its list, so the selection goes on to the next one. */
const LEAVING = new Set([
  "approve", "dismiss", "merge", "hold", "unhold", "restore", "unmerge", "cue", "uncue", "take", "answered",
])

/** What is typed in a dialog, which is shut before the answer comes. */
const TYPED = new Set(["edit", "note", "hands", "air_text"])

/** There is nothing to take back, or no way to. */
const NEVER_UNDONE = new Set([
  "undo", "phase", "clock", "countdown", "pause_countdown", "show_countdown", "mark", "recording", "slate",
])

export class Requests {
  #control
  #line
  pending = new Pending()
  notices = new Notices()
  placing = new Placing()
  /** What was typed and is not done, so that nobody types it twice. @type {Map<string, string>} */
  drafts = new Map()

  /** @param {Control} control @param {Line} line */
  constructor(control, line) {
    this.#control = control
    this.#line = line
  }

  /**
   * Ask for something about a question, which is busy until the document shows it. A key pressed
   * twice asks once; another action need not wait, since the server does them in order. Returns
   * whether there is somebody to ask.
   * @param {string} action
   * @param {string} id
   * @param {Record<string, unknown>} [fields] of the command
   */
  act(action, id, fields = {}) {
    if (this.pending.of(id) === action) return true
    if (this.#isCutOff(action, id)) return false
    if (LEAVING.has(action)) this.#control.navigation.goOnAfter(id)
    void this.#ask(onQuestion(action, id, fields), id, String(fields.how ?? action))
    return true
  }

  /** Whether anything that was asked for is not yet seen in the document. */
  get some() {
    return this.pending.some || this.placing.some
  }

  /**
   * Ask for several things of one kind, each when the one before is done; no more after a refusal.
   * Returns whether there is somebody to ask.
   * @param {string} action
   * @param {string} id
   * @param {Record<string, unknown>[]} each the fields of the commands
   */
  actInTurn(action, id, each) {
    if (this.pending.of(id)) return true
    if (this.#isCutOff(action, id)) return false
    void this.#askInTurn(action, id, each)
    return true
  }

  /** @param {string} action @param {string} id @param {Record<string, unknown>[]} each */
  async #askInTurn(action, id, each) {
    for (const fields of each) {
      if (!(await this.#ask(onQuestion(action, id, fields), id, action))) return
    }
  }

  /**
   * Ask for something about the debate, once until it is shown. Each clock is a matter of its own.
   * Returns whether it is on its way.
   * @param {Command} command @param {string | Saying} words
   */
  ask(command, words) {
    const key = ["debate", command.do, command.do === "clock" && command.guest].filter(Boolean).join(":")
    if (this.pending.of(key) || this.#isCutOff(command.do)) return false
    void this.#ask(command, key, words)
    return true
  }

  /**
   * Move a cued question. Shown at once; further moves need not wait.
   * @param {string} id
   * @param {string | null} before null: last
   */
  async place(id, before) {
    if (this.#isCutOff("place")) return
    const { undoable } = this.#control.debate
    const alreadyUnderWay = this.placing.underWay
    this.placing.begin(this.#control.lists.next, id, before)
    this.#control.refresh()
    try {
      await this.#line.send({ do: "place", question: id, ...(before !== null && { before }) })
      this.placing.end(true, this.#control.debate.order, Date.now())
      this.#tell("done", done("place"), {
        question: id,
        undoable: undoable === undefined ? undefined : undoable + alreadyUnderWay,
      })
    } catch (refusal) {
      this.placing.end(false, this.#control.debate.order, Date.now())
      this.#refuse(refusal, id)
    }
    this.#control.refresh()
  }

  /**
   * Cue a question at a place of the rundown: behind all, and from there to where it shall stand.
   * @param {string} id
   * @param {string | null} before null: last
   */
  async cueBefore(id, before) {
    if (this.pending.of(id) || this.#isCutOff("cue")) return
    this.#control.navigation.goOnAfter(id)
    const isCued = await this.#ask({ do: "cue", question: id }, id, "cue")
    if (isCued && before !== null) await this.place(id, before)
  }

  /** A key was meant for a card that has just left. Returns true: it is dealt with. */
  tooLate() {
    this.say("control.handed_over")
    return true
  }

  /** Of what this moderator did. @param {import("../../wire/heads.d.ts").TakenBack[]} news */
  tellTakenBack(news) {
    for (const { by, whose, deed, question, count } of news) {
      const what = { by: whose, deed, question, count }
      this.#tell("told", { key: "control.taken_back", args: { by, deed: what } }, { question })
    }
  }

  /** Nothing was asked for, and why. @param {string} key @param {Record<string, unknown>} [args] */
  say(key, args = {}) {
    this.#tell("refused", { key, args }, {})
    this.#control.changed()
  }

  /** The connection is there again. */
  reconnected() {
    for (const key of CUT_OFF) this.notices.withdraw(key)
  }

  /** Drop what is over. Returns whether anything was. */
  settle() {
    const settled = this.pending.settle((id) => this.#about(id), Date.now())
    const followed = this.notices.follow((id) => this.#control.question(id))
    return this.notices.expire(Date.now()) || settled || followed
  }

  /** The moderator has read it. @param {number} number */
  dismissNotice(number) {
    this.notices.remove(number)
    this.#control.changed()
  }

  /**
   * Returns whether it was done.
   * @param {Command} command @param {string} key @param {string | Saying} words
   */
  async #ask(command, key, words) {
    const question = this.#control.question(key)
    const { undoable } = this.#control.debate
    this.pending.begin(key, command.do, this.#about(key))
    this.#control.changed()
    try {
      await this.#line.send(command)
      this.pending.ack(key, command.do, Date.now())
      this.drafts.delete(`${command.do} ${key}`)
      // What it brings back shall be seen.
      if (command.do === "undo") this.#control.navigation.rest()
      this.#tell("done", typeof words === "string" ? done(words) : words, {
        question: question && key,
        undoable: NEVER_UNDONE.has(command.do) ? undefined : undoable,
      })
      // The patch that shows it is about to come: drawn now, it would have to wait for the picture.
      this.#control.refreshSoon()
      return true
    } catch (refusal) {
      this.pending.drop(key, command.do)
      if (TYPED.has(command.do)) this.#keepDraft(command.do, key, ("text" in command && command.text) || "")
      this.#refuse(refusal, question && key)
      this.#control.refresh()
      return false
    }
  }

  /**
   * What was typed comes back, beside what it is by now.
   * @param {string} kind @param {string} id @param {string} text
   */
  #keepDraft(kind, id, text) {
    this.drafts.set(`${kind} ${id}`, text)
    if (!this.#control.dialog && this.#control.can(kind, id)) this.#control.show({ kind, id })
  }

  /** What a pending key is about: a question, or the debate. @param {string} key */
  #about(key) {
    return this.#control.question(key) ?? this.#control.debate
  }

  /**
   * Tells the moderator when there is nobody to ask. A short gap is no matter for most commands,
   * but nothing may go on the air some seconds after it was wanted.
   * @param {string} action @param {string} [question]
   */
  #isCutOff(action, question) {
    const { status } = this.#line
    if (status === "online" || (status === "connecting" && action !== "take")) return false
    this.#tell("refused", notSent(this.#line), { question })
    this.#control.changed()
    return true
  }

  /** @param {unknown} refusal @param {string} [question] */
  #refuse(refusal, question) {
    this.#control.undoing.forget()
    this.#tell("refused", refused(/** @type {Refusal} */ (refusal)), { question })
  }

  /**
   * @param {import("./notices.js").Notice["kind"]} kind
   * @param {import("./notices.js").Saying} words
   * @param {{ question?: string | undefined, undoable?: number | undefined }} about
   */
  #tell(kind, words, about) {
    this.notices.add(kind, words, { now: Date.now(), ...about })
  }
}

/**
 * A command about one question. Its fields are those of the rules, which are the server's.
 * @param {string} action @param {string} question @param {Record<string, unknown>} fields
 * @returns {Command}
 */
function onQuestion(action, question, fields) {
  return /** @type {Command} */ ({ do: action, question, ...fields })
}
