/** Of the wire: commands. Written from the server's types by `make types`. */

import type { Gate, HoldReason, How, Phase, Preset, Reason } from "./values.d.ts"

export type WireCommand = SubmitQuestion | EnterCard | WithdrawQuestion | Vote | ApproveQuestion
  | DismissQuestion | ApproveMany | DismissMany | HoldQuestion | UnholdQuestion | RestoreQuestion | RestoreMany
  | TagMany | MergeMany | EditQuestion | TranslateQuestion | MergeQuestion | UnmergeQuestion | BlockAuthor
  | UnblockAuthor | SayRemark | HearRemark | LookAt | CueQuestion | UncueQuestion | PlaceQuestion | TakeQuestion
  | AnswerQuestion | ClearAir | UndoAction | SetApart | LetIn | TurnClock | CountDown | PauseCountdown
  | ShowCountdown | OpenDoor | ShutDoor | ChangePhase | TagQuestion | AssignQuestion | NoteQuestion

export interface SubmitQuestion extends Command {
  do: "submit"
  text: string
  to?: string
  name?: string
  lang?: string
}

/** A question that somebody wrote on paper, typed in on their behalf. */
export interface EnterCard extends Command {
  do: "card"
  text: string
  to?: string
  name?: string
  lang?: string
}

export interface WithdrawQuestion extends OnQuestion {
  do: "withdraw"
}

export interface Vote extends OnQuestion {
  do: "vote"
  on: boolean
}

export interface ApproveQuestion extends OnSeenQuestion {
  do: "approve"
}

export interface DismissQuestion extends OnSeenQuestion {
  do: "dismiss"
  reason: Reason
  note?: string
}

/** Of these questions those that still are in review and not on hold; the others stay as
 * somebody has decided meanwhile. */
export interface ApproveMany extends OnMany {
  do: "approve_many"
}

/** As `approve_many`: what one flood brought, or what was chosen. */
export interface DismissMany extends OnMany {
  do: "dismiss_many"
  reason: Reason
  note?: string
}

/** It stays in review, aside from what nobody has looked at yet. */
export interface HoldQuestion extends OnQuestion {
  do: "hold"
  why: HoldReason
  note?: string
}

export interface UnholdQuestion extends OnQuestion {
  do: "unhold"
}

export interface RestoreQuestion extends OnQuestion {
  do: "restore"
}

/** Of these questions those that are dismissed. */
export interface RestoreMany extends OnMany {
  do: "restore_many"
}

/** As `approve_many`: into one pile, or without `pile` into none. `was`: of each question, in
 * their order, the pile that the asker saw it in, empty for none; what is in another one by now
 * stays there. */
export interface TagMany extends OnMany {
  do: "tag_many"
  pile?: string
  was?: string[]
}

/** As `approve_many`: of those that say the same, word for word in whichever script, all into
 * the one that most have voted for, or else the oldest. Fewer at once, since each is folded. */
export interface MergeMany extends OnMany {
  do: "merge_many"
}

/** `was`: the text that the editor saw; when it is another one by now, it is not replaced.
 * `private`: the former wording holds personal data, and is to be shown to nobody. */
export interface EditQuestion extends OnQuestion {
  do: "edit"
  text: string
  was?: string
  private?: boolean
}

/** No `text` removes the translation. `was`: the translation that the asker saw, empty for none;
 * `of`: the question's text that they saw. Where either is another one by now, it stays. */
export interface TranslateQuestion extends OnQuestion {
  do: "translate"
  lang: string
  text?: string
  was?: string
  of?: string
}

export interface MergeQuestion extends OnSeenQuestion {
  do: "merge"
  into: string
}

export interface UnmergeQuestion extends OnQuestion {
  do: "unmerge"
}

export interface BlockAuthor extends OnQuestion {
  do: "block"
}

export interface UnblockAuthor extends OnQuestion {
  do: "unblock"
}

/** To the other moderators, or to the host: either a text or, in one tap, a preset. */
export interface SayRemark extends Command {
  do: "say"
  text?: string
  preset?: Preset
  to?: "host"
}

/** The host has seen the remark of this number. */
export interface HearRemark extends Command {
  do: "heard"
  remark: number
}

/** Has this question open, or none; said again as a sign of life. Kept nowhere. */
export interface LookAt extends Command {
  do: "look"
  question?: string
  editing?: boolean
}

export interface CueQuestion extends OnQuestion {
  do: "cue"
}

export interface UncueQuestion extends OnQuestion {
  do: "uncue"
}

export interface PlaceQuestion extends OnQuestion {
  do: "place"
  before?: string
}

export interface TakeQuestion extends OnSeenQuestion {
  do: "take"
}

export interface AnswerQuestion extends OnSeenQuestion {
  do: "answered"
  how?: How
}

/** `was`: the question that the asker saw on air; another one by now stays there. */
export interface ClearAir extends Command {
  do: "clear"
  was?: string
}

/** `action`: the one that the asker took for the last; no other is taken back in its place. */
export interface UndoAction extends Command {
  do: "undo"
  action?: number
}

/** The ballots of a burst's voters no longer count, those they cast later neither. They are kept
 * as they are, and count again when they are let in. */
export interface SetApart extends Command {
  do: "set_apart"
  burst: string
}

/** What was set apart counts again. */
export interface LetIn extends Command {
  do: "let_in"
  burst: string
}

/** Start or pause the clock of a guest, or without `guest` that of the debate. Starting one
 * guest's stops that of another. */
export interface TurnClock extends Command {
  do: "clock"
  guest?: string
  run: boolean
}

/** Begin the countdown of an answer, anew if it runs; without `preset` end it. */
export interface CountDown extends Command {
  do: "countdown"
  preset?: string
}

/** Hold the countdown with what is left of it (`on`), or let it go on. */
export interface PauseCountdown extends Command {
  do: "pause_countdown"
  on: boolean
}

/** Whether the display shows the countdown. */
export interface ShowCountdown extends Command {
  do: "show_countdown"
  on: boolean
}

export interface OpenDoor extends Command {
  do: "open"
  what: Gate
}

export interface ShutDoor extends Command {
  do: "shut"
  what: Gate
}

export interface ChangePhase extends Command {
  do: "phase"
  to: Phase
}

/** `was`: the pile that the asker saw it in, empty for none; another one by now stays. */
export interface TagQuestion extends OnQuestion {
  do: "tag"
  pile?: string
  was?: string
}

/** `was`: the guest that the asker saw, empty for none; another one by now stays. */
export interface AssignQuestion extends OnQuestion {
  do: "assign"
  to?: string
  was?: string
}

/** For the other moderators alone. No `text` removes the note. `was`: the note that the asker
 * saw, empty for none; another one by now stays. */
export interface NoteQuestion extends OnQuestion {
  do: "note"
  text?: string
  was?: string
}

/** `id` is made by the client; the same id again gets the same answer. */
export interface Command {
  id: string
}

/** A command about one question. */
export interface OnQuestion extends Command {
  question: string
}

/** What could also be done to what a colleague has just decided. `was`: how it stood when the
 * asker saw it: its state, but `held` for what is on hold, and of what is answered, how. Where it
 * stands otherwise by now, it stays. */
export interface OnSeenQuestion extends OnQuestion {
  was?: string
}

/** One action, which `undo` takes back as one. */
export interface OnMany extends Command {
  questions: string[]
}
