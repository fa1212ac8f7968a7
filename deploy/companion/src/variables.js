/** The server's flat state, the guests' names, and why the last press was refused. */

import described from "./described.json" with { type: "json" }

/** @typedef {import("./feedbacks.js").Known} Known */

/** @param {string} key */
const spoken = (key) => key.charAt(0).toUpperCase() + key.slice(1).replaceAll("_", " ")

/** @param {Known} known */
export const definitions = ({ guests }) => ({
  ...Object.fromEntries(described.standing.map((key) => [key, { name: spoken(key) }])),
  ...Object.fromEntries(guests.map(({ number }) => [`guest_${number}`, { name: `Guest ${number}: name` }])),
  connected: { name: "Connected" },
  refused: { name: "Why the last press was refused" },
})

/** @param {Known} known */
export const values = ({ standing, guests }) => ({
  ...Object.fromEntries(described.standing.map((key) => [key, standing?.[key] ?? ""])),
  ...Object.fromEntries(guests.map(({ number, name }) => [`guest_${number}`, name])),
  connected: standing !== undefined,
})
