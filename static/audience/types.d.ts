/** What the audience screen keeps beside its documents. */

import type { Entry } from "../common/types.d.ts"
import type { SubmitQuestion } from "../wire/commands.d.ts"
import type { AudienceDocument, YouDocument } from "../wire/documents.d.ts"
import type { AudienceHead } from "../wire/heads.d.ts"
import type { AudienceQuestion, MyQuestion } from "../wire/questions.d.ts"
import type { Audience } from "./model.js"

export type { AudienceDocument }

/** What is known of this phone, as far as it is. */
export type You = Partial<YouDocument>

/** `gone`: no longer among the questions, but still in its place on the screen. */
export type Question = Omit<AudienceQuestion, "state"> & { state: AudienceQuestion["state"] | "gone" }

/** A question of this phone, with what became of it. */
export interface Own extends Omit<MyQuestion, "state" | "lang"> {
  key: string
  id?: string
  lang?: string
  state: OwnState
  /** While it has not got through: the command that carries it. */
  entry?: Entry<SubmitQuestion>
}

export type OwnState = MyQuestion["state"] | "waiting" | "refused" | "received"

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
  debate?: Partial<Pick<AudienceHead, "sort" | "hidden_counts">>
  questions: Record<string, AudienceQuestion>
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
