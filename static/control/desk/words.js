/** Which sentence tells what happened: keys of the locales and their arguments, never prose. */

/** @typedef {import("../types.d.ts").Refusal} Refusal */
/** @typedef {import("./notices.js").Saying} Saying */

/** What the connection rejects with when no answer came in time. */
const UNREACHABLE = "unreachable"

// There was no connection to send anything by, or nobody any more who may.
const NOT_SENT = "control.not_sent"
const LOGGED_OUT = "control.not_sent_logged_out"

/** No longer so once there is a connection again. */
export const CUT_OFF = [NOT_SENT, LOGGED_OUT]

/** Why nothing was sent. @param {{ dismissal?: string | undefined }} line @returns {Saying} */
export function notSent({ dismissal }) {
  return { key: dismissal === undefined ? NOT_SENT : LOGGED_OUT }
}

/**
 * Why something was refused. When a colleague was faster, it says who and what became of it.
 * @param {Refusal} refusal
 * @returns {Saying}
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

/** What was done. @param {string} action @returns {Saying} */
export function done(action) {
  return { key: `control.done_${action}` }
}
