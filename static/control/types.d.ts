/** The control document as the wire publishes it, and what the control screen keeps beside it. */

export type Localised = Record<string, string>
export type QuestionState =
  "in_review" | "open" | "next" | "on_air" | "answered" | "dismissed" | "merged" | "withdrawn"
export type Phase = "draft" | "collecting" | "live" | "closed" | "archived"
export type Role = "screener" | "producer" | "owner"
/** What the server knows to tell apart: `common.state_…` has the words. */
export type Became = How | "aired" | "not_asked" | "not_reviewed"
export type How = "answered" | "partly" | "evaded" | "not_reached"

export interface Hold {
  by: string
  at: number
  why: string
  note?: string
}

export interface Guest {
  name: string
  office?: Localised
  party?: string
}

export interface Pile {
  name: Localised
}

/** Times in milliseconds since 1970, by the server's clock. */
export interface Question {
  via?: "card" | "import"
  text: string
  lang: string
  votes: number
  state: QuestionState
  at: number
  author: string
  /** what its text holds that one should see before it is shown */
  flags?: ("phone" | "email" | "link" | "shouting" | "borrowed_name")[]
  /** lines of the word lists found in it or in the name; `*` stands for any ending */
  words?: string[]
  to?: string
  name?: string
  pile?: string
  edited?: boolean
  original?: string
  /** by language: sr, sq, en */
  translations?: Record<string, string>
  /** languages of translations that are of an earlier wording */
  outdated?: string[]
  blocked?: boolean
  reason?: string
  note?: string
  held?: Hold
  merged_into?: string
  parts?: string[]
  /** how many more votes it would have with those that are set apart */
  apart?: number
  how?: How
  /** what became of it, where the state does not say it */
  became?: Became
  by?: string
  decided_at?: number
  aired_at?: number
  answered_at?: number
  /** it was on air, be it now or by mistake, and closing now would leave it so */
  no_outcome?: boolean
  likely?: Record<string, number>
  /** there are more than `likely` holds */
  likely_more?: boolean
  /** questions that would be the same but for this */
  almost?: Record<string, ("denial" | "number" | "name")[]>
  /** names of the moderators who have it open, or are changing its wording */
  open_by?: string[]
  editing?: string[]
}

/** What a moderator said: a text in `lang`, or a preset. Times as above. */
export interface Remark {
  at: number
  by: string
  to?: "host"
  text?: string
  lang?: string
  preset?: string
  heard_at?: number
}

/** Many new voters in some seconds, where `usual` ones would have come. Shares in percent. */
export interface Burst {
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
  /** of all voters, meanwhile */
  votes?: number
  question?: string
  expected?: boolean
  /** of all who voted for the question, not of new voters alone */
  again?: boolean
  /** theirs, by question */
  ballots?: Record<string, number>
  /** whether they are set apart; absent while nobody has decided, and `by` whom */
  apart?: boolean
  by?: string
}

export type Questions = Record<string, Question>

/** How many questions of one kind there are, and how many of them were asked. */
export interface Share {
  submitted: number
  asked: number
}

export interface Fairness {
  guests: Record<string, Share>
  piles: Record<string, Share>
  languages: Record<string, Share>
  /** the median from shown to on air, ms */
  wait_ms?: number
  /** when the oldest question in review came */
  undecided_since?: number
}

/** It ran `ran_ms` up to `since`, and runs on from there or not. */
export interface Ran {
  ran_ms: number
  since: number
  running: boolean
}

/** In ms; `warning_ms` and `danger_ms` begin when that much is left. While it is paused it stands
 * as it was at the moment `paused_at`. */
export interface Countdown {
  preset: string
  started_at: number
  length_ms: number
  warning_ms: number
  danger_ms: number
  paused_at?: number
}

export interface Debate {
  clocks: { debate: Ran, guests: Record<string, Ran> }
  countdown?: Countdown
  /** whether the display shows it, too */
  countdown_shown: boolean
  /** what a countdown can be begun with, and how many seconds each is */
  presets: Record<string, number>
  fairness?: Fairness
  suggested_next?: { question: string, because: "guest" | "pile" | "language" | "votes" }
  /** of new voters, by id */
  bursts?: Record<string, Burst>
  totals?: { questions: number, votes: number, apart?: number }
  rehearsal?: boolean
  languages?: string[]
  code: string
  title: Localised
  programme: string
  phase: Phase
  submissions: boolean
  voting: boolean
  online: number
  order: string[]
  moderators: string[]
  remarks?: Record<string, Remark>
  counts: Partial<Record<QuestionState, number>>
  guests: Record<string, Guest>
  piles: Record<string, Pile>
  max_length: number
  blocked: number
  /** of the audience's questions in review, while these are taken slowly: until `ends_at` wait;
   * none is taken from `at_most` on */
  waiting?: { number: number, ends_at: number, at_most: number }
  on_air?: string
  aired_at?: number
  starts_at?: number
  undoable?: number
  /** what undo would take back */
  last?: LastAction
  /** what somebody did and another took back, by its number; the newest */
  taken_back?: Record<string, TakenBack>
}

/** What a moderator did: `control.done_…` has the words. */
export interface Deed {
  deed: string
  by: string
  question?: string | undefined
  /** of how many questions, if of more than one */
  count?: number | undefined
}

export interface LastAction extends Deed {
  action: number
  at: number
  screening: boolean
}

export interface TakenBack extends Deed {
  whose: string
  at: number
}

export interface ControlDocument {
  debate: Debate
  questions: Questions
}

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

/** A command without its id, which the connection adds. */
export type Command = { do: string; [field: string]: unknown }

export interface Refusal {
  code: string
  args?: Record<string, unknown>
  retry_ms?: number
}

/** The connection, as far as this screen uses it. */
export interface Line {
  document: any
  /** ms; the server's clock is Date.now() + offset */
  offset: number
  status: string
  dismissal: string | undefined
  subscribe(listener: (change: any) => void): () => void
  send(command: any): Promise<unknown>
}
