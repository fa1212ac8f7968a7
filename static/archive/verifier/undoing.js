/** What was taken back, and what closing demands. */

/** @typedef {import("./lines.js").Line} Line */
/** @typedef {import("./report.js").Report} Report */

export const SEALS = ["BallotsSealed", "TalliesSealed", "LengthsSealed"]
const NEVER = [
  "DebateDescribed",
  "PhaseChanged",
  "QuestionSubmitted",
  "QuestionWithdrawn",
  "BurstPassed",
  ...SEALS,
]
const BEHIND_CLOSING = ["DebateDescribed", "PhaseChanged", "DismissalChallenged", "LogBegunAnew"]

/** The lines that stand. @param {readonly Line[]} lines @param {Report} report */
export function withoutUndone(lines, report) {
  const firsts = new Map(lines.map((line) => [line.action, line]))
  const undone = new Set()
  for (const { seq, event } of lines) {
    if (event.event !== "ActionUndone") continue
    if (!firsts.has(event.action) || event.action >= seq || undone.has(event.action)) report.wrong("impossible", `${seq}`)
    undone.add(event.action)
  }
  const stand = []
  for (const line of lines) {
    const { seq, action, role, event } = line
    if (undone.has(action)) {
      if (NEVER.includes(event.event) || ["participant", "server"].includes(role)) report.wrong("impossible", `${seq}`)
    } else if (event.event !== "ActionUndone") stand.push(line)
  }
  return stand
}

/**
 * Whether it was closed, all that closing seals was sealed with it, and nothing came after it.
 * @param {readonly Line[]} lines without what was taken back
 * @param {readonly string[]} seals
 * @param {Report} report
 */
export function checkClosing(lines, seals, report) {
  const closings = lines.filter(({ event }) => event.event === "PhaseChanged" && event.to === "closed")
  const closed = closings[0]?.action ?? Infinity
  if (closings.length !== 1) report.wrong("not_closed", "PhaseChanged")
  for (const kind of seals) {
    const found = lines.filter(({ event }) => event.event === kind)
    if (found.length !== 1 || found[0]?.action !== closed) report.wrong("not_closed", kind)
  }
  for (const { seq, action, event } of lines) {
    if (action > closed && !BEHIND_CLOSING.includes(event.event)) report.wrong("not_closed", `${seq}`)
  }
}
