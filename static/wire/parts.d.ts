/** Of the wire: parts. Written from the server's types by `make types`. */

import type { HoldReason } from "./values.d.ts"

/** What a question said when people voted for it and it was edited for the first time, and how
 * many `votes` it had then. No `text`: it held personal data. No `votes`: nobody may know yet. */
export interface Before {
  text?: string
  votes?: number
}

export interface Guest {
  name: string
  office?: Record<string, string>
  party?: string
}

export interface Pile {
  name: Record<string, string>
}

/** An answer's time, in ms: `warning_ms` and `danger_ms` begin when that much is left. While it
 * is paused, it stands as it was at the moment `paused_at`; when it goes on, `started_at` moves by
 * as long as it stood, so that the length still runs from there. */
export interface Countdown {
  preset: string
  started_at: number
  length_ms: number
  warning_ms: number
  danger_ms: number
  paused_at?: number
}

/** Who put a question in review aside, when (ms) and why. */
export interface Held {
  by: string
  at: number
  why: HoldReason
  note?: string
}

/** How long it ran up to the moment `since`, and whether it runs on from there. All in ms. */
export interface SpeakingTime {
  ran_ms: number
  since: number
  running: boolean
}
