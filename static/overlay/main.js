/**
 * Starts the overlay: graphics over the picture of whoever loads this page as a source. It shows no
 * error and no spinner; while the line is down what is on air stays.
 */

import { Connection } from "../common/connection.js"
import { hasOtherLanguages } from "../common/languages.js"
import { el, page } from "../common/page.js"
import { Reporting } from "../gallery/reporting.js"
import { Slate } from "../gallery/slate.js"
import { showCorner } from "./corner.js"
import { followObs } from "./obs.js"
import { Overlay } from "./overlay.js"
import { targetOf } from "./target.js"

const { code, live, state, key, overlay: options } = page
const { layers, motion, scale, bottom } = options
const line = new Connection({ code, view: "display", live, state, key })
const look = { accent: page.programme?.accent ?? null, scale, bottom }
const now = () => Date.now() + line.offset
const slate = new Slate(now)
const reporting = new Reporting("overlay", now)
const overlay = new Overlay(el("overlay"), { layers, motion, look })

/** @param {boolean} atOnce */
function draw(atOnce) {
  const { debate } = line.document
  const target = targetOf(line.document, line.offset)
  // Who is sent away for good would hear of no clearing and no panic any more.
  if (line.dismissal !== undefined) {
    showCorner(false)
    return overlay.cut()
  }
  slate.follow(debate.slate_at)
  showCorner(debate.cut_at === undefined)
  if (debate.cut_at !== undefined) overlay.cut()
  else overlay.show(target, atOnce)
  // Other languages have other words, which come with the page: when nobody sees it go.
  if (hasOtherLanguages(debate) && !target.question && !target.name) location.reload()
}

// What came while the line was down is no news any more: it is there without animation.
line.subscribe(({ document }) => document && draw(line.status !== "online"))
draw(true)
line.start()
void overlay.settled().then(() => overlay.warm())
reporting.start()
followObs(reporting)
