/** Of the wire: heads. Written from the server's types by `make types`. */

import type { Countdown, Guest, Pile, SpeakingTime } from "./parts.d.ts"
import type { Because, Outcome, Phase, Preset, Sort, State } from "./values.d.ts"

/** `sort`: the order that phones begin with; where `hidden_counts` stands, a question tells its
 * votes only from being on air on; where `vote_only` stands, the audience asks nothing; where
 * `slow` stands, one question of each participant may wait to be read. A participant may ask
 * `questions_each`, if that is told. Collecting begins by itself at `opens_at`; from `closes_at`
 * on no questions are taken until it is live. `outcomes`: once it is over, to how many of those
 * shown each came. */
export interface AudienceHead extends PublicHead {
  max_length: number
  piles: Record<string, Pile>
  sort: Sort
  hidden_counts?: boolean
  vote_only?: boolean
  slow?: boolean
  questions_each?: number
  opens_at?: number
  closes_at?: number
  outcomes?: Partial<Record<Outcome, number>>
}

/** `remarks`: what moderators said to each other and to the host, by number; the newest 100.
 * `countdown`: has `paused_at` while it is paused, and is then as it was at that moment;
 * `presets`: what a countdown can be begun with, and how many seconds each is;
 * `countdown_shown`: whether the display shows it, too. `bursts`: of new voters, by id;
 * `waiting`: while questions are taken slowly (`slow`). `taken_back`: what somebody did and
 * another took back, by its number; the newest. */
export interface ControlHead extends AudienceHead {
  waiting?: Waiting
  bursts: Record<string, WatchedBurst>
  clocks: Clocks
  countdown?: Countdown
  countdown_shown: boolean
  presets: Record<string, number>
  order: string[]
  moderators: string[]
  counts: Partial<Record<State, number>>
  blocked: number
  undoable: number
  taken_back: Record<string, TakenBack>
  fairness: Fairness
  suggested_next?: SuggestedNext
  remarks: Record<string, SaidRemark>
  last?: LastAction
  aired_at?: number
}

export interface DisplayHead extends PublicHead {
  countdown?: Countdown
  aired_at?: number
}

/** `remarks`: those to the host that wait to be heard, by number. */
export interface HostHead extends DebateHead {
  clocks: Clocks
  countdown?: Countdown
  order: string[]
  remarks: Record<string, SaidRemark>
  aired_at?: number
}

export interface PublicHead extends DebateHead {
  submissions: boolean
  voting: boolean
  online: number
  totals: Totals
}

/** `votes` is absent where counts are hidden. `apart`: votes beside them that do not count while
 * moderators look at them; absent for none. */
export interface Totals {
  questions: number
  votes?: number
  apart?: number
}

/** The audience's questions in review: with `ends_at` of them or fewer they are taken as usual
 * again, with `at_most` none is taken. */
export interface Waiting {
  number: number
  ends_at: number
  at_most: number
}

/** Many new voters in `seconds`, where `usual` ones would have come. What speaks for a machine
 * is told as `server.debate.bursts` counts it: `networks` that brought as many as one, shares in
 * percent. `ballots`: theirs by question. `apart`: whether they are set apart, and `by` whom it
 * was said last; absent when they never were. `at`, `until`, `votes`: only while it is watched. */
export interface WatchedBurst {
  seconds: number
  voters: number
  usual: number
  networks: number
  young: number
  at_once: number
  only: number
  no_line: number
  regular: number
  at?: number
  until?: number
  votes?: number
  question?: string
  expected?: boolean
  again?: boolean
  ballots?: Record<string, number>
  apart?: boolean
  by?: string
}

/** The debate's own and that of each guest. Where one is `running`, the time by the server's
 * clock since `since` is to be added to `ran_ms`. Of the guests' at most one runs. */
export interface Clocks {
  debate: SpeakingTime
  guests: Record<string, SpeakingTime>
}

/** What `whose` was and another, `by`, took back; `at`: when it was done. */
export interface TakenBack extends Deed {
  whose: string
}

/** By guest, pile and language. `wait_ms`: the median time from shown to on air;
 * `undecided_since`: when the oldest question in review came. */
export interface Fairness {
  guests: Record<string, Counted>
  piles: Record<string, Counted>
  languages: Record<string, Counted>
  wait_ms?: number
  undecided_since?: number
}

/** An open question that would make the debate more even; a hint. `because`: what of it is
 * furthest behind; `votes`, when nothing is. */
export interface SuggestedNext {
  question: string
  because: Because
}

/** What a moderator said: a `text` or a `preset`. `heard_at`: when the host had seen it. */
export interface SaidRemark {
  at: number
  by: string
  to?: "host"
  text?: string
  lang?: string
  preset?: Preset
  heard_at?: number
}

/** What `undo` would take back; `by`: the moderator whose it was; `screening`: whether screeners
 * may take it back, too. */
export interface LastAction extends Deed {
  action: number
  screening: boolean
}

/** What every view tells of the debate. `rehearsal`: it is one; nothing of it is kept.
 * `languages`: of its display and host, one or two in an order; where there are two, they show
 * translations beside the original. */
export interface DebateHead {
  code: string
  title: Record<string, string>
  programme: string
  phase: Phase
  guests: Record<string, Guest>
  rehearsal?: boolean
  languages?: string[]
  on_air?: string
  starts_at?: number
}

/** What a moderator did (`deed`: the command; of answers how; of doors which), to what question,
 * or to how many (`count`), where it was more than one. */
export interface Deed {
  deed: string
  at: number
  by: string
  question?: string
  count?: number
}

/** How many questions of one kind there are, and how many of them were asked. */
export interface Counted {
  submitted: number
  asked: number
}
