/** The ways to a debate, as people read them out and type them, and what one can do there. Pure. */

/** Where one types the code: without the scheme and the code. @param {string} join address */
export const place = (join) => join.replace(/^https?:\/\//, "").replace(/\/\d*$/, "")

/** Six digits in two groups. @param {string} code */
export const grouped = (code) => `${code.slice(0, 3)} ${code.slice(3)}`

const CALLS = {
  ask: "display.join_ask",
  vote: "display.join_vote",
  both: "display.join",
  idle: "display.join_follow",
}

/** What one can do there now. @param {import("../wire/heads.d.ts").DisplayHead} debate */
export function doable({ phase, submissions, voting }) {
  const isOpen = phase === "collecting" || phase === "live"
  if (isOpen && submissions) return voting ? "both" : "ask"
  return isOpen && voting ? "vote" : "idle"
}

/** The key of what one is called to. @param {import("../wire/heads.d.ts").DisplayHead} debate */
export const invitation = (debate) => CALLS[doable(debate)]
