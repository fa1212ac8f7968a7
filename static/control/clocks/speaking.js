/** Whose clock a key means: who speaks, who spoke last, who is next. Pure. */

/** @typedef {import("../../wire/heads.d.ts").ControlHead} Debate */

/** The guest whose clock runs. @param {Debate} debate */
export function speaking({ clocks: { guests } }) {
  return Object.keys(guests).find((id) => guests[id]?.running)
}

/** Who speaks, or spoke last; before anybody did, the first. @param {Debate} debate */
export function lastToSpeak(debate) {
  const { guests } = debate.clocks
  const latest = Object.keys(guests).sort((one, other) => since(debate, other) - since(debate, one))
  return speaking(debate) ?? latest[0]
}

/** The guest after the one who speaks or spoke last; before anybody did, the first. @param {Debate} debate */
export function nextToSpeak(debate) {
  const ids = Object.keys(debate.clocks.guests)
  const last = lastToSpeak(debate)
  if (last === undefined || !since(debate, last)) return ids[0]
  return ids[(ids.indexOf(last) + 1) % ids.length]
}

/** When its clock was last turned. @param {Debate} debate @param {string} id */
function since(debate, id) {
  return debate.clocks.guests[id]?.since ?? 0
}
