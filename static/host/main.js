/** Starts the host screen: what is on air, what comes next, the clock. It changes nothing. */

import { Connection } from "../common/connection.js"
import { html, render } from "../common/html.js"
import { el, page } from "../common/page.js"
import { Host } from "./host.js"
import { Status } from "./status.js"

const { code, live, state } = page
const line = new Connection({ code, view: "host", live, state })

function draw() {
  render(html`<${Host} document=${line.document} offset=${line.offset} />`, el("main"))
  render(html`<${Status} status=${line.status} offset=${line.offset} />`, el("status"))
}

el("main").textContent = ""
line.subscribe(draw)
draw()
line.start()
