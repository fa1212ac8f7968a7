/** Going to a question wherever it stands: what hides it there is put aside. */

/** @typedef {import("../desk/control.js").Control} Control */
/** @typedef {import("../desk/control.js").InboxList} InboxList */
/** @typedef {import("../../wire/questions.d.ts").ControlQuestion} Question */
/** @typedef {import("../desk/navigation.js").Column} Column */

import { isAside } from "../desk/standing.js"

/** @type {Record<string, Column>} */
const COLUMN_OF = { open: "open", next: "rundown", on_air: "rundown", answered: "rundown" }

/** @param {Control} control @param {string} id */
export function goTo(control, id) {
  const question = control.question(id)
  if (!question) return
  const column = isAside(question) ? "rundown" : COLUMN_OF[question.state] ?? "inbox"
  control.dialog = undefined
  if (column === "inbox") control.listName = listOf(question)
  if (question.state === "answered") control.showsAnswered = true
  if (isAside(question)) control.navigation.showAllAired()
  if (!isThere(control, column, id)) reveal(control, column)
  control.navigation.select(column, id)
  control.changed(true)
}

/** @param {Question} question */
function listOf({ held, state }) {
  return /** @type {InboxList} */ (held ? "held" : state)
}

/** @param {Control} control @param {Column} column @param {string} id */
function isThere(control, column, id) {
  return control.navigation.columns()[column].includes(id)
}

/** @param {Control} control @param {Column} column */
function reveal(control, column) {
  control.showAll(column)
  if (column !== "rundown") control.release(column)
}
