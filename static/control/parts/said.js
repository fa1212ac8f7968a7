/** Notices as sentences. */

import { t } from "../../common/i18n.js"
import { questionNumber } from "./names.js"

/** @typedef {import("../../wire/heads.d.ts").Deed} Deed */

/**
 * The sentence; states and phases among its arguments are put into words.
 * @param {import("../desk/notices.js").Saying} words
 */
export function said({ key, args = {} }) {
  const state = typeof args.state === "string" && { state: t(`common.state_${args.state}`) }
  const phase = typeof args.phase === "string" && { phase: t(`common.phase_${args.phase}`) }
  const what = isDeed(args.deed) && { deed: deed(args.deed) }
  const by = args.by === "" && { by: t("control.somebody") }
  return t(key, { ...args, ...state, ...phase, ...what, ...by })
}

/** @param {unknown} value @returns {value is Deed} */
const isDeed = (value) => typeof value === "object" && value !== null

/** Whose it was and what, and to which question or how many. @param {Deed} one */
export function deed({ by, deed: did, question, count }) {
  const words = { by, what: t(`control.done_${did}`) }
  if (count !== undefined) return t("control.deed_many", { ...words, count })
  return question === undefined
    ? t("control.deed", words)
    : t("control.deed_one", { ...words, number: questionNumber(question) })
}
