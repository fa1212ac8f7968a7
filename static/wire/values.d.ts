/** Of the wire: values. Written from the server's types by `make types`. */

export type Because = "guest" | "pile" | "language" | "votes"

export type But = "denial" | "number" | "name"

export type End = "answered" | "partly" | "evaded" | "not_reached" | "unanswered" | "aired" | "not_asked"
  | "not_reviewed"

export type Flag = "phone" | "email" | "link" | "shouting" | "borrowed_name"

export type Gate = "submissions" | "voting"

export type HoldReason = "facts" | "wording" | "rules" | "colleague" | "later"

export type How = "answered" | "partly" | "evaded" | "not_reached"

export type Outcome = "answered" | "partly" | "evaded" | "not_reached" | "unanswered" | "aired" | "not_asked"

export type OwnState = "in_review" | "open" | "on_air" | "answered" | "dismissed" | "merged" | "withdrawn"

export type Phase = "draft" | "collecting" | "live" | "closed" | "archived"

export type Preset = "wrap_up" | "one_minute" | "next_question" | "ask_again" | "louder" | "slower"

export type Reason = "off_topic" | "duplicate" | "personal_data" | "insult" | "hate" | "threat" | "spam"
  | "not_a_question" | "unintelligible" | "other"

export type ShownState = "open" | "on_air" | "answered"

export type Sort = "votes" | "newest" | "fair"

export type State = "in_review" | "open" | "next" | "on_air" | "answered" | "dismissed" | "merged"
  | "withdrawn"

export type Via = "card" | "import"
