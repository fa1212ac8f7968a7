/** Ready-made keys: fifteen for one page of a Stream Deck, and the rest of an XL. */

import { AMBER, BLACK, DARK_BLUE, DARK_GREEN, DARK_RED, GREY, RED, WHITE } from "./colours.js"
import { coloursOf } from "./feedbacks.js"
import { RECORDING } from "./verbs.js"

/** @typedef {import("@companion-module/base").CompanionPresetDefinition} Preset */
/** @typedef {[id: string, options?: Record<string, string>, colours?: readonly [number, number]]} Lit */

/**
 * @param {string} text as it stands on the key, in lines
 * @param {string} name of the preset
 * @param {readonly [number, number]} colours text and ground while nothing is lit
 * @param {[action: string, options?: Record<string, string | number>]} press
 * @param {Lit[]} lit feedbacks, the later over the earlier
 * @param {import("@companion-module/base").CompanionTextSize} size
 * @returns {Preset}
 */
function key(text, name, colours, [actionId, options = {}], lit = [], size = "18") {
  return {
    type: "simple",
    name,
    style: { text, size, color: colours[0], bgcolor: colours[1], show_topbar: false },
    steps: [{ down: [{ actionId, options }], up: [] }],
    feedbacks: lit.map(([feedbackId, said = {}, [color, bgcolor] = coloursOf(feedbackId)]) => ({
      feedbackId,
      options: said,
      style: { color, bgcolor },
    })),
  }
}

/** @type {Record<string, Preset>} */
const FIRST = {
  take: key("TAKE", "Take the next question on air", [WHITE, DARK_GREEN], ["take"], [["next"]], "24"),
  previous: key("PREV", "The question before", [WHITE, GREY], ["previous"], [], "24"),
  clear: key("CLEAR", "Clear the question", [WHITE, GREY], ["clear"], [["on_air"]]),
  undo: key("UNDO", "Undo the last action", [WHITE, GREY], ["undo"]),
  panic: key("PANIC", "All graphics off, at once", [WHITE, DARK_RED], ["panic"], [["tally"], ["cut"]]),
}

/** @type {Record<string, Preset>} */
const SECOND = {
  pause: key("PAUSE", "Pause the countdown", [WHITE, GREY], ["timer_pause"], [["timer", { phase: "paused" }]]),
  more: key("+30 s", "Thirty seconds more", [WHITE, DARK_BLUE], ["timer_add", { seconds: 30 }]),
  mark: key("MARK", "Mark this moment", [BLACK, AMBER], ["mark", { text: "" }]),
  break: key("BREAK", "The display shows a break", [WHITE, GREY], ["picture_break"], [["picture", { picture: "break" }]]),
}

/** @type {Record<string, Preset>} */
const REST = {
  next: key("NEXT", "The next question", [WHITE, DARK_GREEN], ["next"], [["next"]], "24"),
  back: key("ALL\nBACK", "Graphics back", [WHITE, GREY], ["panic_off"], [["cut"]]),
  reset: key("RESET", "Begin the countdown anew", [WHITE, DARK_BLUE], ["timer_reset"]),
  stop: key("STOP\nTIMER", "Stop the countdown", [WHITE, DARK_BLUE], ["timer_stop"]),
  less: key("−30 s", "Thirty seconds less", [WHITE, DARK_BLUE], ["timer_add", { seconds: -30 }]),
  timer_show: key("SHOW\nTIMER", "Show the countdown", [WHITE, DARK_BLUE], ["timer_show"], [["timer_shown"]]),
  timer_hide: key("HIDE\nTIMER", "Hide the countdown", [WHITE, DARK_BLUE], ["timer_hide"]),
  picture_off: key("NO\nBREAK", "The display shows what it always does", [WHITE, GREY], ["picture_off"]),
  voting_open: key("VOTES\nOPEN", "Open voting", [WHITE, GREY], ["voting_open"], [["voting"]]),
  voting_shut: key("VOTES\nSHUT", "Shut voting", [WHITE, GREY], ["voting_shut"]),
  questions_open: key("ASK\nOPEN", "Open questions", [WHITE, GREY], ["questions_open"], [["submissions"]]),
  questions_shut: key("ASK\nSHUT", "Shut questions", [WHITE, GREY], ["questions_shut"]),
  recording_started: recording("REC", "started", "The recording has started", [["recording"]]),
  recording_stopped: recording("REC\nSTOP", "stopped", "The recording has stopped"),
}

/**
 * @param {string} text
 * @param {string} state
 * @param {string} name
 * @param {Lit[]} lit
 */
function recording(text, state, name, lit = []) {
  return key(text, name, [WHITE, DARK_RED], [`recording_${state}`, { recording: RECORDING }], lit)
}

/** @param {(variable: string) => string} shown */
const countdown = (shown) =>
  key(shown("timer"), "Start the countdown; shows what is left", [WHITE, DARK_BLUE], ["timer_start", { preset: "" }], [
    ["timer", { phase: "warning" }],
    ["timer", { phase: "danger" }, [WHITE, RED]],
    ["timer", { phase: "overtime" }, [WHITE, RED]],
  ], "24")

/**
 * @param {(variable: string) => string} shown
 * @param {string} number
 */
const strap = (shown, number) =>
  key(shown(`guest_${number}`), `Show the name of guest ${number}`, [WHITE, BLACK], ["lower_third", { guest: number }], [
    ["strap", { guest: number }],
  ], "auto")

/**
 * @param {(variable: string) => string} shown
 * @param {string} number
 */
const clock = (shown, number) =>
  key(`CLOCK\n${shown(`guest_${number}`)}`, `The clock of guest ${number}`, [WHITE, BLACK], ["guest_clock", { guest: number }], [
    ["speaking", { guest: number }],
  ], "auto")

/**
 * @param {string} label of the connection, by which its variables are named
 * @param {import("./connection.js").Guest[]} guests
 * @returns {{ structure: import("@companion-module/base").CompanionPresetSection[], presets: Record<string, Preset> }}
 */
export function presets(label, guests) {
  /** @param {string} variable */
  const shown = (variable) => `$(${label}:${variable})`
  const numbers = guests.map(({ number }) => number)
  const straps = Object.fromEntries(numbers.map((number) => [`strap_${number}`, strap(shown, number)]))
  const clocks = Object.fromEntries(numbers.map((number) => [`clock_${number}`, clock(shown, number)]))
  const off = key("NO\nNAME", "No name", [WHITE, GREY], ["lower_third_off"])
  const page = { ...FIRST, timer: countdown(shown), ...SECOND, ...first(straps, 4), strap_off: off }
  const rest = { ...REST, ...straps, ...clocks }
  for (const id of Object.keys(page)) delete rest[id]
  return {
    structure: [
      { id: "page", name: "Fifteen keys", description: "One page of a Stream Deck, in its order", definitions: Object.keys(page) },
      { id: "more", name: "More keys", definitions: Object.keys(rest) },
    ],
    presets: { ...page, ...rest },
  }
}

/**
 * @template T
 * @param {Record<string, T>} all
 * @param {number} count
 */
const first = (all, count) => Object.fromEntries(Object.entries(all).slice(0, count))
