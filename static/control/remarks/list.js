/** Remarks as the control screen lists them: what is unread, and what the host has yet to hear. */

/** @typedef {import("../../wire/heads.d.ts").SaidRemark} Remark */
/** @typedef {Remark & { number: number }} Numbered */

const HEARD_IS_NEWS = 60_000 // ms

/** The oldest first. @param {Record<string, Remark>} [remarks] @returns {Numbered[]} */
export function listed(remarks = {}) {
  return Object.entries(remarks)
    .map(([number, remark]) => ({ number: Number(number), ...remark }))
    .sort((one, other) => one.number - other.number)
}

/**
 * What others said behind the number that was read last.
 * @param {Numbered[]} remarks @param {number} read @param {string | undefined} me
 */
export function unread(remarks, read, me) {
  return remarks.filter(({ number, by }) => number > read && by !== me)
}

/**
 * What one should know of without looking: the newest unread remark; else what the host was told
 * last, until a minute after it was heard.
 * @param {Numbered[]} remarks @param {Numbered[]} fresh those unread @param {number} now ms
 */
export function newsOf(remarks, fresh, now) {
  const toHost = remarks.findLast(({ to }) => to === "host")
  const isNews = toHost && now - (toHost.heard_at ?? now) < HEARD_IS_NEWS
  return fresh.at(-1) ?? (isNews ? toHost : undefined)
}
