/**
 * What a moderator is offered for a question: roles, phases and states as the rules have them.
 *
 * This only spares people buttons that would be refused; the server is what decides.
 */

/** @typedef {import("../types.d.ts").Phase} Phase */
/** @typedef {import("../types.d.ts").QuestionState} QuestionState */

// `aired` is open, too, but was on air and has no outcome.
const UNDECIDED = ["in_review", "open", "aired", "next"]
const EVERY = [...UNDECIDED, "on_air", "answered", "dismissed", "merged", "withdrawn"]

/** @type {Record<string, string[]>} */
const STATES = {
  approve: ["in_review"],
  hold: ["in_review"],
  unhold: ["in_review"],
  dismiss: UNDECIDED,
  merge: UNDECIDED,
  edit: [...UNDECIDED, "on_air", "answered"],
  translate: [...UNDECIDED, "on_air", "answered"],
  tag: EVERY,
  assign: EVERY,
  note: EVERY,
  block: EVERY,
  unblock: EVERY,
  restore: ["dismissed"],
  unmerge: ["merged"],
  cue: ["open", "aired", "answered"],
  uncue: ["next"],
  place: ["next"],
  take: ["next"],
  answered: ["aired", "next", "on_air", "answered"],
}

const PRODUCERS_ONLY = new Set(["cue", "uncue", "place", "take", "answered"])
const LIVE_ONLY = new Set(["take", "answered"])
const MERGE_TARGETS = new Set(["in_review", "open", "next", "on_air", "answered"])

/** @type {Record<Phase, Phase[]>} */
const TRANSITIONS = {
  draft: ["collecting", "live"],
  collecting: ["draft", "live", "closed"],
  live: ["collecting", "closed"],
  closed: ["archived"],
  archived: [],
}

/** @param {string | undefined} role */
export function produces(role) {
  return role === "producer" || role === "owner"
}

/** Whether moderators can act at all. @param {Phase} phase */
export function running(phase) {
  return phase === "collecting" || phase === "live"
}

/**
 * @param {string} action
 * @param {QuestionState | "aired"} state
 * @param {{ role?: string, phase: Phase }} who
 */
export function permitted(action, state, { role, phase }) {
  if (!running(phase) || !STATES[action]?.includes(state)) return false
  if (LIVE_ONLY.has(action) && phase !== "live") return false
  return !PRODUCERS_ONLY.has(action) || produces(role)
}

/** Whether a question in this state can take in another one. @param {QuestionState} state */
export function takesIn(state) {
  return MERGE_TARGETS.has(state)
}

/**
 * The phases that may follow; a debate that has questions cannot be a draft again.
 * @param {Phase} phase
 * @param {boolean} empty
 */
export function following(phase, empty) {
  return TRANSITIONS[phase].filter((next) => next !== "draft" || empty)
}
