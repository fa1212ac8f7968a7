/** The ways to a debate, as people read them out and type them. Pure. */

/** Where one types the code: without the scheme and the code. @param {string} join address */
export const place = (join) => join.replace(/^https?:\/\//, "").replace(/\/\d*$/, "")

/** Six digits in two groups. @param {string} code */
export const grouped = (code) => `${code.slice(0, 3)} ${code.slice(3)}`

/** The key of what one can do there now. @param {import("../wire/heads.d.ts").DisplayHead} debate */
export function invitation({ phase, submissions, voting }) {
  const isOpen = phase === "collecting" || phase === "live"
  if (isOpen && submissions) return voting ? "display.join" : "display.join_ask"
  return isOpen && voting ? "display.join_vote" : "display.join_follow"
}
