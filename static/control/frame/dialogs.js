/** The one dialog that is open, if any. */

import { html } from "../../common/html.js"
import { BurstsDialog, SetApartDialog } from "../bursts/dialog.js"
import { BlockDialog, PhaseDialog } from "../card/confirm-dialogs.js"
import { EditDialog } from "../card/edit-dialog.js"
import { FairnessDialog } from "../fairness/dialog.js"
import { FindDialog } from "../likely/find-dialog.js"
import { FloodDialog } from "../flood/dialog.js"
import { HelpDialog } from "./help-dialog.js"
import { MergeDialog } from "../card/merge-dialog.js"
import { TypedDialog, isTyped } from "../card/typed-dialog.js"
import { TranslateDialog } from "../card/translate-dialog.js"
import { UndoDialog } from "./undo.js"

/** @typedef {import("../desk/control.js").Control} Control */

/** @param {{ control: Control }} props */
export function Dialogs({ control }) {
  const { kind, id, last } = control.dialog ?? {}
  if (kind === "undo" && last) return html`<${UndoDialog} control=${control} last=${last} />`
  if (kind === "help") return html`<${HelpDialog} control=${control} />`
  if (kind === "find") return html`<${FindDialog} control=${control} />`
  if (kind === "fairness") return html`<${FairnessDialog} control=${control} />`
  if (kind === "flood") return html`<${FloodDialog} control=${control} />`
  if (kind === "bursts") return html`<${BurstsDialog} control=${control} />`
  if (kind === "closed" || kind === "archived") {
    return html`<${PhaseDialog} control=${control} to=${kind} />`
  }
  if (id === undefined) return null
  if (kind === "set_apart") return html`<${SetApartDialog} control=${control} id=${id} />`
  if (kind === "merge") return html`<${MergeDialog} key=${id} control=${control} id=${id} />`
  if (kind === "edit") return html`<${EditDialog} key=${id} control=${control} id=${id} />`
  if (kind === "translate") return html`<${TranslateDialog} key=${id} control=${control} id=${id} />`
  if (isTyped(kind)) return html`<${TypedDialog} key=${id} control=${control} id=${id} kind=${kind} />`
  return kind === "block" ? html`<${BlockDialog} control=${control} id=${id} />` : null
}
