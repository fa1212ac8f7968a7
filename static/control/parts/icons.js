/** The few small drawings of the control screen; always beside or behind words, never alone. */

import { html } from "../../common/html.js"

/** @type {Record<string, string>} */
const PATHS = {
  approve: "M3 8.5l3.2 3.2L13 4.8",
  dismiss: "M4 4l8 8M12 4l-8 8",
  merge: "M3 3.5c0 4 3 4.5 5 4.5h5M3 12.5C3 8.5 6 8 8 8M10.5 5.5L13 8l-2.5 2.5",
  unmerge: "M13 3.5c0 4-3 4.5-5 4.5H3M13 12.5C13 8.5 10 8 8 8M5.5 5.5L3 8l2.5 2.5",
  hold: "M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM6.6 6v4M9.4 6v4",
  unhold: "M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM6.8 5.8v4.4L10.4 8z",
  edit: "M3 13l.6-2.8L10.8 3l2.2 2.2-7.2 7.2zM9.5 4.3l2.2 2.2",
  translate: "M2 4h7M5.5 2.5V4M7.8 4c-.4 2.6-2.3 4.6-5 5.6M3.6 5.6c1 1.9 2.4 3.2 4.2 4M8 13.5l3-7 3 7M9 11.3h4",
  tag: "M2.5 3v4.6l6 5.9 4.9-4.9-6-5.9zM5.4 5.6h.01",
  assign: "M8 8a2.6 2.6 0 100-5.2A2.6 2.6 0 008 8zM3 13.5c.4-2.6 2.4-4 5-4s4.6 1.4 5 4",
  note: "M3 2.5h10v7.5l-3.5 3.5H3zM9.5 13.5V10H13M5.5 5.5h5M5.5 8h3",
  block: "M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM4.2 4.2l7.6 7.6",
  unblock: "M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM5.5 8.2l1.8 1.8 3.2-3.6",
  restore: "M5.5 3L2.8 5.7l2.7 2.7M3 5.7h6a3.6 3.6 0 010 7.2H5.5",
  cue: "M3 4h7M3 8h4.5M3 12h4.5M11.5 7v6M9 10.5l2.5 2.5 2.5-2.5",
  uncue: "M3 4h7M3 8h4.5M3 12h4.5M11.5 13V7M9 9.5L11.5 7 14 9.5",
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
      <path d=${PATHS[name]} />
    </svg>
  `
}
