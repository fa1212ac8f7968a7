/** What the audience screen works with: the wire's documents, and what it keeps beside them. */

import type { Entry } from "../common/types.d.ts"
import type { Audience } from "./model.js"

/** A question as everyone may see it. Times in milliseconds since 1970, by the server's clock; `at` is the minute. */
export interface Question {
  text: string
  lang?: string
  to?: string
  name?: string
  /** Absent while the debate hides it. */
  votes?: number
  /** `gone`: no longer among the questions, but still in its place on the screen. */
  state: "open" | "on_air" | "answered" | "gone"
  /** What became of it, where the state does not say it. */
  became?: Became
  at: number
  edited?: boolean
  /** By moderators, by language: sr, sq, en. */
  translations?: Record<string, string>
  /** How it came, if not from a phone. */
  via?: "card" | "import"
}

/** A question of this phone, with what became of it. */
export interface Own {
  key: string
  id?: string
  text: string
  lang?: string
  state: OwnState
  became?: Became
  at: number
  reason?: string
  into?: string
  to?: string
  edited?: boolean
  /** While it has not got through: the command that carries it. */
  entry?: Entry
}

export type OwnState =
  | "waiting" | "refused" | "received"
  | "in_review" | "open" | "on_air" | "answered" | "dismissed" | "merged" | "withdrawn"

/** What the server knows to tell apart: `common.state_…` has the words. */
export type Became =
  | "answered" | "partly" | "evaded" | "not_reached" | "unanswered" | "aired" | "not_asked" | "not_reviewed"

/** A vote on its way. */
export interface Wish {
  on: boolean
  /** Whether the tally that is shown holds it. */
  counted: boolean
  answered: boolean
}

export type Sort = "fair" | "popular" | "new" | "mine"

/** What the list needs of the document. */
export interface Listed {
  debate?: { sort?: string, hidden_counts?: boolean }
  questions: Record<string, Question>
  more?: number
}

export interface CardProps {
  audience: Audience
  id: string
  /** Before the ids of its elements, where the same question stands twice. */
  scope: string
  question: Question
  /** Absent while the debate hides it. */
  votes: number | undefined
  hasVoted: boolean
  /** The vote has not got through as soon as it should. */
  isWaiting: boolean
  canVote: boolean
  isMine: boolean
  guest?: { name: string }
  toLatin?: (text: string) => string
}
