/**
 * What a card offers: ONE table of its buttons, in the order in which they stand. Whether each may be
 * done says the table of rules (`desk/permit.js`), what it is called the words (`control.NAME`), which
 * key does it `desk/keys.js`.
 */

import { choices } from "../desk/permit.js"

/** @typedef {import("../../wire/questions.d.ts").ControlQuestion} Question */
/** @typedef {import("../../wire/values.d.ts").State | "held" | "aired"} Standing */

/**
 * @typedef {object} Action
 * @property {Standing[]} [inWords] on cards that stand so: what is done most
 * @property {Standing[]} [drawn] and here as a drawing alone
 * @property {string} [drawing] path in a square of 16
 * @property {"choice" | "dialog"} [asks] something first: a chooser in the card, or a dialog
 * @property {string} [command] where it is not that of this name
 * @property {(question: Question) => Record<string, unknown>} [says] beside the question
 * @property {string} [opposite] that has its place and its key
 * @property {(question: Question) => boolean} [isDone] then it is the opposite that is meant
 */

/** @type {Standing[]} */
const WAITING = ["in_review", "held"]
/** @type {Standing[]} */
const SHOWN = ["open", "aired", "next", "on_air", "answered"]
/** @type {Standing[]} */
const UNASKED = ["open", "aired", "next"]

/** @type {(how: import("../../wire/values.d.ts").How) => [string, Action]} */
const outcome = (how) => [
  `as_${how}`,
  {
    inWords: how === "not_reached" ? ["aired", "answered", "next"] : ["aired", "answered"],
    command: "answered",
    says: () => ({ how }),
  },
]

/** @type {Record<string, Action>} */
export const ACTIONS = {
  approve: { inWords: WAITING, drawing: "M3 8.5l3.2 3.2L13 4.8" },
  uncue: {
    inWords: ["next"],
    drawing: "M3 4h7M3 8h4.5M3 12h4.5M11.5 13V7M9 9.5L11.5 7 14 9.5",
  },
  ...Object.fromEntries(choices.answered.map(outcome)),
  cue: {
    inWords: ["open", "aired", "answered"],
    drawing: "M3 4h7M3 8h4.5M3 12h4.5M11.5 7v6M9 10.5l2.5 2.5 2.5-2.5",
  },
  dismiss: {
    inWords: [...WAITING, "open"],
    drawn: ["aired", "next"],
    drawing: "M4 4l8 8M12 4l-8 8",
    asks: "choice",
  },
  merge: {
    inWords: ["in_review"],
    drawn: ["held", ...UNASKED],
    drawing: "M3 3.5c0 4 3 4.5 5 4.5h5M3 12.5C3 8.5 6 8 8 8M10.5 5.5L13 8l-2.5 2.5",
    asks: "dialog",
  },
  hold: {
    drawn: ["in_review"],
    drawing: "M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM6.6 6v4M9.4 6v4",
    asks: "choice",
    opposite: "unhold",
    isDone: (question) => question.held !== undefined,
  },
  unhold: {
    inWords: ["held"],
    drawing: "M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM6.8 5.8v4.4L10.4 8z",
  },
  restore: {
    inWords: ["dismissed"],
    drawing: "M5.5 3L2.8 5.7l2.7 2.7M3 5.7h6a3.6 3.6 0 010 7.2H5.5",
    opposite: "unmerge",
    isDone: (question) => question.state === "merged",
  },
  unmerge: {
    inWords: ["merged"],
    drawing: "M13 3.5c0 4-3 4.5-5 4.5H3M13 12.5C13 8.5 10 8 8 8M5.5 5.5L3 8l2.5 2.5",
  },
  edit: {
    drawn: [...WAITING, ...SHOWN],
    drawing: "M3 13l.6-2.8L10.8 3l2.2 2.2-7.2 7.2zM9.5 4.3l2.2 2.2",
    asks: "dialog",
  },
  translate: {
    drawn: [...WAITING, ...SHOWN],
    drawing: "M2 4h7M5.5 2.5V4M7.8 4c-.4 2.6-2.3 4.6-5 5.6M3.6 5.6c1 1.9 2.4 3.2 4.2 4M8 13.5l3-7 3 7M9 11.3h4",
    asks: "dialog",
  },
  tag: {
    drawn: [...WAITING, ...SHOWN, "dismissed"],
    drawing: "M2.5 3v4.6l6 5.9 4.9-4.9-6-5.9zM5.4 5.6h.01",
    asks: "choice",
  },
  assign: {
    drawn: [...WAITING, ...SHOWN, "dismissed"],
    drawing: "M8 8a2.6 2.6 0 100-5.2A2.6 2.6 0 008 8zM3 13.5c.4-2.6 2.4-4 5-4s4.6 1.4 5 4",
    asks: "choice",
  },
  note: {
    drawn: [...WAITING, ...SHOWN, "dismissed", "merged", "withdrawn"],
    drawing: "M3 2.5h10v7.5l-3.5 3.5H3zM9.5 13.5V10H13M5.5 5.5h5M5.5 8h3",
    asks: "dialog",
  },
  hands: {
    drawn: SHOWN,
    drawing: "M4.5 9V5a1 1 0 012 0v3M6.5 7.5V3.3a1 1 0 012 0v4.2M8.5 7.5V4a1 1 0 012 0v5M10.5 8V6.2a1 1 0 012 0V10a4 4 0 01-8 0V8",
    asks: "dialog",
  },
  air_text: {
    drawn: SHOWN,
    drawing: "M2.5 3.5h11v7h-11zM5 13.5h6M5 6h6M5 8.2h3.5",
    asks: "dialog",
  },
  block: {
    drawn: [...WAITING, ...UNASKED, "dismissed", "withdrawn"],
    drawing: "M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM4.2 4.2l7.6 7.6",
    asks: "dialog",
    opposite: "unblock",
    isDone: (question) => question.blocked === true,
  },
  unblock: { drawing: "M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM5.5 8.2l1.8 1.8 3.2-3.6" },
}

const NAMES = Object.keys(ACTIONS)

/** The actions by whose key and place each of these goes. @type {Record<string, string>} */
export const OPPOSITE_OF = Object.fromEntries(
  Object.entries(ACTIONS).flatMap(([name, { opposite }]) => (opposite ? [[opposite, name]] : [])),
)

/** The command that an action comes down to. @param {string} action */
export function needed(action) {
  return ACTIONS[action]?.command ?? action
}

/** Itself, or its opposite where it is done already. @param {string} action @param {Question} question */
export function orOpposite(action, question) {
  const { opposite, isDone } = ACTIONS[action] ?? {}
  return opposite && isDone?.(question) ? opposite : action
}

/**
 * The buttons of a card that stands so.
 * @param {Standing} standing
 * @returns {{ inWords: string[], drawn: string[] }}
 */
export function buttonsOf(standing) {
  const named = (/** @type {"inWords" | "drawn"} */ how) =>
    NAMES.filter((name) => ACTIONS[name]?.[how]?.includes(standing))
  return { inWords: named("inWords"), drawn: named("drawn") }
}
