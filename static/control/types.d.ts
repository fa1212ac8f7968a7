/** What the control screen keeps beside its document. */

import type { Command } from "../common/types.d.ts"
import type { ControlDocument } from "../wire/documents.d.ts"
import type { ControlQuestion } from "../wire/questions.d.ts"

export type { Command }

export type Questions = Record<string, ControlQuestion>

/** Ids of the questions of every list, each in its own order. */
export interface Lists {
  in_review: string[]
  held: string[]
  open: string[]
  next: string[]
  /** was on air, waits for an outcome */
  aired: string[]
  answered: string[]
  dismissed: string[]
  merged: string[]
  withdrawn: string[]
}

export type ListName = keyof Lists

/** A list as a column shows it: `shown` stays still while somebody reads, `waiting` is new. */
export interface Held {
  shown: string[]
  waiting: number
}

export interface Filters {
  pile: string
  guest: string
  language: string
  search: string
}

export interface Refusal {
  code: string
  args?: Record<string, unknown>
  retry_ms?: number
}

/** The connection, as far as this screen uses it. */
export interface Line {
  document: ControlDocument
  /** ms; the server's clock is Date.now() + offset */
  offset: number
  status: string
  dismissal: string | undefined
  subscribe(listener: (change: any) => void): () => void
  send(command: Command): Promise<unknown>
}
