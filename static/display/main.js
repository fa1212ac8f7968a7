/**
 * Starts the display: a screen in the studio or hall that nobody touches. It shows no error and no
 * spinner; while the line is down it keeps the last good picture.
 */

import { Connection } from "../common/connection.js"
import { followLanguages } from "../common/languages.js"
import { el, page } from "../common/page.js"
import { Reporting } from "../gallery/reporting.js"
import { Slate } from "../gallery/slate.js"
import { Display } from "./display.js"
import { keepQr } from "./qr.js"
import { scaleOf } from "./scale.js"

// All letters now, so that the first Cyrillic question does not have to wait for its own.
const LETTERS = "AčЉ"

const { code, live, state, key } = page
const line = new Connection({ code, view: "display", live, state, key })
document.documentElement.style.setProperty("--scale", String(scaleOf(location.search)))
const now = () => Date.now() + line.offset
const display = new Display(el("screen"), now)
const slate = new Slate(now)
const draw = () => {
  slate.follow(line.document.debate.slate_at)
  followLanguages(line.document.debate)
  display.show(line.document)
}

line.subscribe(draw)
draw()
line.start()
new Reporting("display", now).start()
void keepQr().then(draw)
void document.fonts.load('700 1em "Source Sans 3"', LETTERS)
