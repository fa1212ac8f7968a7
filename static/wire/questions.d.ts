/** Of the wire: questions. Written from the server's types by `make types`. */

import type { Before, Held } from "./parts.d.ts"
import type { But, End, Flag, How, OwnState, Reason, ShownState, State, Via } from "./values.d.ts"

export interface ListedQuestion extends AudienceQuestion {
  id: string
}

/** What is cued shows as it was before. `became`: what became of it, where `state` does not say
 * it. `votes` is absent where the audience may not know them yet. `before`: what it said when
 * people voted for it. */
export interface AudienceQuestion extends PublicQuestion {
  votes?: number
  state: ShownState
  became?: End
  before?: Before
}

/** `author`: a name in this debate. `likely`: questions that may be the same, with likeness.
 * `outdated`: languages of translations that only moderators see, because the text was edited
 * since. `open_by` and `editing` name the moderators who are at it. `flags`: what the text holds
 * that one should see before it is shown; `words`: lines of the word lists found in it or in the
 * author's name, where `*` stands for any ending. `note`: what moderators tell each other about
 * it. `apart`: how many more votes it would have with those that are set apart.
 * `almost`: ids of questions that would be the same but for what is said of each. `likely_more`:
 * there are more than `likely` holds. `no_outcome`: it was on air, be it now or by mistake, and
 * closing the debate now would leave it as `aired`. */
export interface ControlQuestion extends PublicQuestion {
  votes: number
  state: State
  became?: End
  author: string
  flags?: Flag[]
  words?: string[]
  original?: string
  outdated?: string[]
  blocked?: boolean
  reason?: Reason
  note?: string
  held?: Held
  merged_into?: string
  parts?: string[]
  apart?: number
  how?: How
  no_outcome?: boolean
  by?: string
  decided_at?: number
  aired_at?: number
  answered_at?: number
  open_by?: string[]
  editing?: string[]
  likely?: Record<string, number>
  likely_more?: boolean
  almost?: Record<string, But[]>
}

export interface CuedQuestion extends PublicQuestion {
  votes: number
  state: "on_air" | "next"
}

/** `into`: the shown question it was merged into. */
export interface MyQuestion {
  text: string
  lang: string
  state: OwnState
  became?: End
  at: number
  reason?: Reason
  into?: string
  to?: string
  edited?: boolean
}

/** `via`: how it came, if not from a phone; `translations`: by moderators, of the text as it
 * stands. */
export interface PublicQuestion {
  text: string
  lang: string
  at: number
  to?: string
  name?: string
  pile?: string
  via?: Via
  edited?: boolean
  translations?: Record<string, string>
}
