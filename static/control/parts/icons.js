/**
 * The few small drawings of the control screen; always beside or behind words, never alone. Those of
 * a card's buttons stand with the buttons.
 */

import { html } from "../../common/html.js"
import { ACTIONS } from "../card/actions.js"

/** @type {Record<string, string>} */
const PATHS = {
  up: "M8 13V3.5M4 7l4-3.8L12 7",
  down: "M8 3v9.5M4 9l4 3.8L12 9",
  grip: "M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01",
  search: "M7 11.5a4.5 4.5 0 100-9 4.5 4.5 0 000 9zM10.3 10.3l3.4 3.4",
  close: "M4.5 4.5l7 7M11.5 4.5l-7 7",
  menu: "M4 6.5l4 4 4-4",
  people: [
    "M6 7.6a2.3 2.3 0 100-4.6 2.3 2.3 0 000 4.6zM1.8 13c.3-2.4 1.9-3.7 4.2-3.7s3.9 1.3 4.2 3.7",
    "M10.5 3.2a2.3 2.3 0 010 4.3M11.8 9.6c1.4.5 2.2 1.7 2.4 3.4",
  ].join(""),
  votes: "M8 4l5 7H3z",
  run: "M5 3.5l7.5 4.5L5 12.5z",
  pause: "M5.5 3.5v9M10.5 3.5v9",
}

/** @param {string} name */
export function icon(name) {
  return html`
    <svg class="icon" data-icon=${name} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d=${PATHS[name] ?? ACTIONS[name]?.drawing} />
    </svg>
  `
}
