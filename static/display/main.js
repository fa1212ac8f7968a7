/**
 * Starts the display: a screen in the studio or hall that nobody touches. It shows no error and no
 * spinner; while the line is down it keeps the last good picture.
 */

import { Connection } from "../common/connection.js"
import { html, render } from "../common/html.js"
import { el, page } from "../common/page.js"
import { Display } from "./display.js"

const { code, live, state, key } = page
const line = new Connection({ code, view: "display", live, state, key })

const draw = () => render(html`<${Display} document=${line.document} />`, screen)
const screen = el("screen")
screen.textContent = ""
line.subscribe(draw)
draw()
line.start()
