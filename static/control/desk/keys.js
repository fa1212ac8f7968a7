/**
 * The keys of the control screen: one table for what they do and for the help that names them.
 *
 * Letters go by what is printed on the key, on Serbian Cyrillic keyboards as well, so that A is A
 * everywhere. Nothing that puts a question on the air has a key that is hit in passing: TAKE wants
 * F9 or Shift+T, everything off F8, which works everywhere, Enter presses the button that has the focus or unfolds a card, and Space, where none
 * has it, chooses a card. Shift with an arrow chooses in the inbox what it moves in the rundown.
 */

import { choices } from "./permit.js"

/** @typedef {{ action: string, keys: string[], repeats?: boolean }} Binding */
/** @typedef {{ name: string, bindings: Binding[] }} Group */

/** @type {Group[]} */
export const GROUPS = [
  {
    name: "move",
    bindings: [
      { action: "down", keys: ["J", "↓"], repeats: true },
      { action: "up", keys: ["K", "↑"], repeats: true },
      { action: "left", keys: ["←"] },
      { action: "right", keys: ["→"] },
      { action: "fresh", keys: ["N"] },
      { action: "find", keys: ["Q"] },
      { action: "search", keys: ["/"] },
      { action: "latin", keys: ["L"] },
      { action: "alike", keys: [","] },
      { action: "remarks", keys: ["V"] },
      { action: "fairness", keys: ["="] },
      { action: "help", keys: ["?"] },
    ],
  },
  {
    name: "inbox",
    bindings: [
      { action: "order", keys: ["Shift+N"] },
      { action: "compact", keys: ["Shift+L"] },
      { action: "unfold", keys: ["Enter"] },
      { action: "choose", keys: ["Space"] },
      { action: "choose_up", keys: ["Shift+↑"], repeats: true },
      { action: "choose_down", keys: ["Shift+↓"], repeats: true },
    ],
  },
  {
    name: "decide",
    bindings: [
      { action: "approve", keys: ["A"] },
      { action: "dismiss", keys: ["D"] },
      { action: "flood", keys: ["Shift+D"] },
      { action: "merge", keys: ["M"] },
      { action: "hold", keys: ["H"] },
      { action: "edit", keys: ["E"] },
      { action: "translate", keys: ["P"] },
      { action: "tag", keys: ["T"] },
      { action: "assign", keys: ["G"] },
      { action: "note", keys: ["W"] },
      { action: "hands", keys: ["Shift+H"] },
      { action: "air_text", keys: ["Shift+A"] },
      { action: "block", keys: ["B"] },
      { action: "restore", keys: ["R"] },
      { action: "undo", keys: ["Z"] },
    ],
  },
  {
    name: "produce",
    bindings: [
      { action: "cue", keys: ["C"] },
      { action: "uncue", keys: ["U"] },
      { action: "take", keys: ["F9", "Shift+T"] },
      { action: "clear", keys: ["X"] },
      { action: "panic", keys: ["F8", "Shift+X"] },
      { action: "studio", keys: ["Y"] },
      { action: "mark", keys: ["Shift+M"] },
      ...choices.answered.map((how, at) => ({ action: how, keys: [String(at + 1)] })),
      { action: "phases", keys: ["-"] },
    ],
  },
  {
    name: "clocks",
    bindings: [
      { action: "clock", keys: ["I"] },
      { action: "speaker", keys: ["S"] },
      { action: "next_speaker", keys: ["F"] },
      { action: "countdown", keys: ["O"] },
      { action: "pause_countdown", keys: ["."] },
    ],
  },
]

const ARROWS = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" }

const LATIN_OF_CYRILLIC = Object.fromEntries(
  [..."абвцдефгијклмнопрстузхџљњ"].map((letter, at) => [letter, "ABVCDEFGIJKLMNOPRSTUZHXQW"[at]]),
)

/** @type {Map<string, Binding>} */
const BY_KEY = new Map(
  GROUPS.flatMap(({ bindings }) =>
    bindings.flatMap((binding) =>
      binding.keys.map((key) => /** @type {[string, Binding]} */ ([key, binding])),
    ),
  ),
)

/** @type {Map<string, string>} */
const FIRST_KEYS = new Map([...BY_KEY].reverse().map(([key, { action }]) => [action, key]))

/**
 * The first key of an action, as it is written on buttons; "" if it has none.
 * @param {string} action
 */
export function keyOf(action) {
  return FIRST_KEYS.get(action) ?? ""
}

/**
 * What a key press asks for; undefined if nothing. A held key repeats movement only.
 * @typedef {"key" | "shiftKey" | "ctrlKey" | "altKey" | "metaKey" | "repeat"} Told
 * @param {Pick<KeyboardEvent, Told>} press
 */
export function actionOf(press) {
  if (press.ctrlKey || press.altKey || press.metaKey) return undefined
  const binding = BY_KEY.get(named(press))
  return binding && (!press.repeat || binding.repeats) ? binding.action : undefined
}

/** The digit of a choice from 0: "1" is the first, "0" the tenth. @param {string} key */
export function choiceOf(key) {
  return /^[0-9]$/.test(key) ? (Number(key) + 9) % 10 : undefined
}

/** @param {Pick<KeyboardEvent, "key" | "shiftKey">} press */
function named({ key, shiftKey }) {
  if (key in ARROWS) {
    const arrow = ARROWS[/** @type {keyof typeof ARROWS} */ (key)]
    return shiftKey ? `Shift+${arrow}` : arrow
  }
  if (key === " ") return "Space"
  if (key === "Enter") return key
  const lower = key.toLowerCase()
  const letter = LATIN_OF_CYRILLIC[lower] ?? lower.toUpperCase()
  // Shift tells commands apart on letters only: "?" and "/" need it on some keyboards.
  return shiftKey && /^[A-Z]$/.test(letter) ? `Shift+${letter}` : letter
}
