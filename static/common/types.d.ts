/** What a page's connection keeps beside the messages of the wire. Times in milliseconds. */

import type { ChallengeDismissal, SubmitQuestion, Vote, WireCommand, WithdrawQuestion } from "../wire/commands.d.ts"
import type { OkMessage } from "../wire/messages.d.ts"

/** A command without its id, which the connection adds. */
export type Unsent<C> = C extends unknown ? Omit<C, "id"> & { id?: string } : never
export type Command = Unsent<WireCommand>

/** Why a command was not carried out: a code of the wire, or `unreachable`. */
export interface Refusal {
  code: string
  args: Record<string, any>
  retry_ms: number
}

/** What is new, only. */
export interface Change {
  document?: any
  you?: any
  status?: string
  /** The id of a command that should have been answered by now. */
  late?: string
}

/** A command that waits for its answer. */
export interface Pending {
  command: Command
  resolve: (answer: OkMessage) => void
  reject: (refusal: Refusal) => void
  /** Timers: until it is said to be late, and until it is given up. */
  late: number
  timer: number
  /** It is under way over HTTP. */
  posted: boolean
}

/** A command that is kept until it is answered. */
export type Kept = SubmitQuestion | Vote | WithdrawQuestion | ChallengeDismissal

export interface Entry<C extends Kept = Kept> {
  at: number
  command: C
  /** A refused one waits for the reader, not for the server. */
  refusal?: Refusal
}
