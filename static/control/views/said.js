/** Notices as sentences. */

import { t } from "../../common/i18n.js"

/**
 * The sentence; states and phases among its arguments are put into words.
 * @param {import("../model/notices.js").Words} words
 */
export function said({ key, args = {} }) {
  const state = typeof args.state === "string" && { state: t(`common.state_${args.state}`) }
  const phase = typeof args.phase === "string" && { phase: t(`common.phase_${args.phase}`) }
  const by = args.by === "" && { by: t("control.somebody") }
  return t(key, { ...args, ...state, ...phase, ...by })
}
