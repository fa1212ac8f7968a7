/** What a button lights up by. */

import { RED, AMBER, GREEN, BLUE, WHITE, BLACK } from "./colours.js"
import described from "./described.json" with { type: "json" }
import { guestField } from "./verbs.js"

/** @typedef {import("./connection.js").Guest} Guest */

/**
 * How it stands: `standing` as the server tells it (server/studio/standing.py), undefined while there is no connection.
 * @typedef {{ standing: Record<string, any> | undefined, guests: Guest[] }} Known
 */

/**
 * @typedef {object} Light
 * @property {string} name
 * @property {readonly [number, number]} colours text and ground
 * @property {(standing: Record<string, any>, options: Record<string, any>, guests: Guest[]) => boolean} isLit
 * @property {(guests: Guest[]) => import("@companion-module/base").SomeCompanionFeedbackInputField[]} [options]
 */

/**
 * @param {string} id
 * @param {string} label
 * @param {string[]} ids
 * @returns {import("@companion-module/base").SomeCompanionFeedbackInputField}
 */
const choice = (id, label, ids) => ({
  type: "dropdown",
  id,
  label,
  default: ids[0] ?? "",
  choices: ids.map((one) => ({ id: one, label: one })),
})

/**
 * @param {Guest[]} guests
 * @param {string} number
 */
const idOf = (guests, number) => guests.find((guest) => guest.number === String(number))?.id

/** @type {Record<string, Light>} */
const LIGHTS = {
  connected: { name: "Connected", colours: [BLACK, GREEN], isLit: () => true },
  on_air: { name: "A question is on air", colours: [WHITE, RED], isLit: ({ on_air }) => on_air !== "" },
  tally: { name: "Tally: anything is on air", colours: [WHITE, RED], isLit: ({ tally }) => tally === "program" },
  cut: { name: "Everything is off (panic)", colours: [BLACK, AMBER], isLit: ({ cut }) => cut },
  next: { name: "There is a next question", colours: [BLACK, GREEN], isLit: ({ next }) => next !== "" },
  phase: {
    name: "Phase of the debate",
    colours: [WHITE, BLUE],
    isLit: ({ phase }, options) => phase === options["phase"],
    options: () => [choice("phase", "Phase", described.phases)],
  },
  timer: {
    name: "Phase of the countdown",
    colours: [BLACK, AMBER],
    isLit: ({ timer_phase }, options) => timer_phase === options["phase"],
    options: () => [choice("phase", "Phase", described.timer_phases)],
  },
  timer_shown: { name: "The countdown is shown", colours: [WHITE, BLUE], isLit: ({ timer_shown }) => timer_shown },
  strap: {
    name: "This guest's name is shown",
    colours: [WHITE, RED],
    isLit: ({ strap }, options, guests) => strap !== "" && strap === idOf(guests, options["guest"]),
    options: (guests) => [guestField(guests)],
  },
  speaking: {
    name: "This guest's clock runs",
    colours: [BLACK, GREEN],
    isLit: ({ speaking }, options, guests) => speaking !== "" && speaking === idOf(guests, options["guest"]),
    options: (guests) => [guestField(guests)],
  },
  picture: {
    name: "The display shows",
    colours: [WHITE, BLUE],
    isLit: ({ picture }, options) => picture === options["picture"],
    options: () => [choice("picture", "Picture", described.pictures)],
  },
  recording: { name: "Something is recording", colours: [WHITE, RED], isLit: ({ recording }) => recording.length > 0 },
  voting: { name: "Voting is open", colours: [BLACK, GREEN], isLit: ({ voting }) => voting },
  submissions: { name: "Questions are open", colours: [BLACK, GREEN], isLit: ({ submissions }) => submissions },
}

/**
 * @param {Known} known looked at whenever a feedback is
 * @returns {import("@companion-module/base").CompanionFeedbackDefinitions}
 */
export const definitions = (known) =>
  Object.fromEntries(
    Object.entries(LIGHTS).map(([id, { name, colours, isLit, options }]) => [
      id,
      {
        type: "boolean",
        name,
        defaultStyle: { color: colours[0], bgcolor: colours[1] },
        options: options?.(known.guests) ?? [],
        callback: (feedback) =>
          known.standing !== undefined && Boolean(isLit(known.standing, feedback.options, known.guests)),
      },
    ]),
  )

/** Of text and ground, where it is lit. @param {string} id */
export const coloursOf = (id) => LIGHTS[id]?.colours ?? [WHITE, BLACK]
