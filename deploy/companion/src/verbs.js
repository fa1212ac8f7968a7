/** Verbs as actions. What there is stands in described.json, which is made of the server's own table. */

import described from "./described.json" with { type: "json" }

/** @typedef {import("@companion-module/base").SomeCompanionActionInputField} Field */
/** @typedef {import("./connection.js").Guest} Guest */

const { limits, presets, verbs } = described
const NONE = ""

/** The recording that is meant where nobody says which. */
export const RECORDING = "Companion"

/**
 * Of each word in braces its field. `optional`: there is a verb without it.
 * @type {Record<string, (guests: Guest[], optional: boolean) => Field>}
 */
const FIELDS = {
  question: () => ({ type: "textinput", id: "question", label: "Question", useVariables: true, minLength: 1 }),
  guest: (guests) => guestField(guests),
  seconds: () => ({
    type: "number",
    id: "seconds",
    label: "Seconds",
    default: 30,
    min: -limits.seconds,
    max: limits.seconds,
    asInteger: true,
  }),
  preset: (_, optional) => ({
    type: "dropdown",
    id: "preset",
    label: "Length",
    default: optional ? NONE : (presets[0] ?? NONE),
    choices: [
      ...(optional ? [{ id: NONE, label: "Go on, or the usual" }] : []),
      ...presets.map((id) => ({ id, label: `${id} s` })),
    ],
  }),
  text: () => ({
    type: "textinput",
    id: "text",
    label: "Text",
    description: `At most ${limits.text} letters`,
    useVariables: true,
  }),
  recording: () => ({ type: "textinput", id: "recording", label: "Recording", default: RECORDING, minLength: 1 }),
}

/**
 * @param {Guest[]} guests
 * @returns {import("@companion-module/base").CompanionInputFieldDropdown<"guest">}
 */
export const guestField = (guests) => ({
  type: "dropdown",
  id: "guest",
  label: "Guest",
  default: "1",
  choices: guests.map(({ number, name }) => ({ id: number, label: `${number} · ${name}` })),
  allowCustom: true,
})

/**
 * Verbs of one name are one action, and what only some of them say may be left out.
 * @type {Map<string, typeof verbs>}
 */
const actions = new Map()
for (const verb of verbs) actions.set(verb.name, [...(actions.get(verb.name) ?? []), verb])

/** @param {string} path */
const braced = (path) => [...path.matchAll(/{\*?(\w+)}/g)].map(([, word]) => word ?? "")

/**
 * @param {Guest[]} guests
 * @param {(path: string) => Promise<void>} press
 * @returns {import("@companion-module/base").CompanionActionDefinitions}
 */
export function definitions(guests, press) {
  return Object.fromEntries(
    [...actions].map(([name, paths]) => {
      const words = [...new Set(paths.flatMap(({ path }) => braced(path)))]
      return [
        name,
        {
          name: paths[0]?.says ?? name,
          options: words.map((word) => {
            const field = FIELDS[word]
            if (!field) throw new Error(`no field for ${word}`)
            return field(guests, paths.some(({ path }) => !braced(path).includes(word)))
          }),
          callback: ({ options }) => press(said(name, options)),
        },
      ]
    }),
  )
}

/**
 * The path of the verb of this name that says most of what there is to say.
 * @param {string} name
 * @param {Record<string, any>} options
 */
export function said(name, options) {
  /** @param {string} word */
  const value = (word) => String(options[word] ?? NONE).trim()
  const paths = (actions.get(name) ?? []).map(({ path }) => path)
  const full = paths.filter((path) => braced(path).every((word) => value(word) !== NONE))
  const [path] = full.sort((one, other) => braced(other).length - braced(one).length)
  // What is missing is the server's to refuse.
  return (path ?? paths[0] ?? name).replace(/{\*?(\w+)}/g, (_, word) => value(word))
}
