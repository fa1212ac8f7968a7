/** Of the wire: documents. Written from the server's types by `make types`. */

import type { AudienceHead, ControlHead, DisplayHead, HostHead } from "./heads.d.ts"
import type { AudienceQuestion, ControlQuestion, CuedQuestion, MyQuestion } from "./questions.d.ts"

/** Past 300 questions the most voted and the newest; `more`: how many are not here. */
export interface AudienceDocument {
  debate: AudienceHead
  questions: Record<string, AudienceQuestion>
  more?: number
}

export interface ControlDocument {
  debate: ControlHead
  questions: Record<string, ControlQuestion>
}

/** Of the questions only the one on air. */
export interface DisplayDocument {
  debate: DisplayHead
  questions: Record<string, CuedQuestion>
}

/** The one on air and those that are cued. */
export interface HostDocument {
  debate: HostHead
  questions: Record<string, CuedQuestion>
}

/** A participant's own questions, and the shown questions that their vote stands for.
 * `token`: only to somebody new. */
export interface YouDocument {
  mine: Record<string, MyQuestion>
  votes: Record<string, boolean>
  token?: string
}
