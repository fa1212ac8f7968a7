/** What goes over the wire, as far as a page's connection knows it. Times in milliseconds. */

/** From the server. */
export interface Message {
  t: string
  at?: number
  doc?: any
  you?: any
  id?: string
  code?: string
  args?: any
  retry_ms?: number
}

/** To the server. */
export interface Command {
  id?: string
  do: string
  [field: string]: unknown
}

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
  resolve: (answer: Message) => void
  reject: (refusal: Refusal) => void
  /** Timers: until it is said to be late, and until it is given up. */
  late: number
  timer: number
  /** It is under way over HTTP. */
  posted: boolean
}

/** A command that is kept until it is answered. */
export interface Kept {
  id: string
  do: string
  [field: string]: any
}

export interface Entry {
  at: number
  command: Kept
  /** A refused one waits for the reader, not for the server. */
  refusal?: Refusal
}
