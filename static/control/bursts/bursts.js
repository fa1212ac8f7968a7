/** Bursts of new voters: which are listed, and which wait for somebody to decide about them. */

/** @typedef {import("../../wire/heads.d.ts").WatchedBurst} Burst */
/** @typedef {Burst & { id: string }} Listed */

const WAITS = 10 * 60 * 1_000 // ms after its last voter, before a burst no longer asks to be seen

/** The newest first, then what is known from the journal alone. @param {Record<string, Burst>} [bursts] @returns {Listed[]} */
export function listed(bursts = {}) {
  const all = Object.entries(bursts).map(([id, burst]) => ({ ...burst, id }))
  return all.sort((one, other) => (other.at ?? 0) - (one.at ?? 0))
}

/** Those nobody has decided about. @param {Record<string, Burst> | undefined} bursts @param {number} now ms */
export function waiting(bursts, now) {
  return listed(bursts).filter(
    ({ apart, until = 0 }) => apart === undefined && now - until < WAITS,
  )
}

/** How many came for this question in a burst that waits. @param {Record<string, Burst> | undefined} bursts @param {string} id @param {number} now ms */
export function votersFor(bursts, id, now) {
  return waiting(bursts, now).find(({ question }) => question === id)?.voters ?? 0
}

/** How many ballots its voters have. @param {Burst} burst */
export function ballotsOf({ ballots = {} }) {
  return Object.values(ballots).reduce((sum, count) => sum + count, 0)
}

/** By question, the most first. @param {Burst} burst @returns {[string, number][]} */
export function byQuestion({ ballots = {} }) {
  return Object.entries(ballots).sort(([, one], [, other]) => other - one)
}

/**
 * What can be said for or against a machine: which sentence, and what fills it.
 * @param {Burst} burst @returns {{ key: string, args: Record<string, number> }[]}
 */
export function signsOf(burst) {
  const share = (/** @type {"young" | "at_once" | "only" | "no_line"} */ name) =>
    ({ key: name, args: { percent: burst[name] } })
  return [
    share("at_once"),
    share("young"),
    share("only"),
    share("no_line"),
    { key: burst.regular >= 50 ? "even" : "uneven", args: {} },
    ...(burst.expected ? [{ key: "expected", args: {} }] : []),
  ]
}
