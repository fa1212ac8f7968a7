/**
 * The overlay inside a moderator's page, which hands it what to show: what goes out now, or would if
 * the next question was taken. It asks nobody else, and reports nothing.
 */

import { el, page } from "../common/page.js"
import { showCorner } from "./corner.js"
import { Overlay } from "./overlay.js"
import { targetOf } from "./target.js"

/** @typedef {{ document: import("../wire/documents.d.ts").DisplayDocument, offset: number }} Handed */

const { layers, scale, bottom } = page.overlay
const look = { accent: page.programme?.accent ?? null, scale, bottom }
const overlay = new Overlay(el("overlay"), { layers, motion: true, look })

window.addEventListener("message", ({ origin, source, data }) => {
  if (origin !== location.origin || source !== window.parent) return
  const { document, offset } = /** @type {Partial<Handed>} */ (data ?? {})
  if (!document || offset === undefined) return // others talk to frames, too: tools, extensions
  showCorner(document.debate.cut_at === undefined)
  if (document.debate.cut_at !== undefined) overlay.cut()
  else overlay.show(targetOf(document, offset))
})
window.parent.postMessage("ready", location.origin)
