/** Which sentence tells what happened: keys of the locales and their arguments, never prose. */

/** @typedef {import("../types.d.ts").Refusal} Refusal */
/** @typedef {import("./notices.js").Words} Words */

/** What the connection rejects with when no answer came in time. */
const UNREACHABLE = "unreachable"

/** What is said when there was no connection to send anything by. */
export const NOT_SENT = "control.not_sent"

/**
 * Why something was refused. When a colleague was faster, it says who and what became of it.
 * @param {Refusal} refusal
 * @returns {Words}
 */
export function refused({ code, args = {} }) {
  if (code === "wrong_state" && typeof args.did === "string") {
    return { key: `control.changed_${args.did}`, args }
  }
  if (code === "wrong_state" && args.by && args.state) {
    return { key: "control.already_decided", args }
  }
  if (code === UNREACHABLE) return { key: "control.no_answer" }
  return { key: `common.refusal_${code}`, args }
}

/** What was done. @param {string} action @returns {Words} */
export function done(action) {
  return { key: `control.done_${action}` }
}
