/** Starts the host screen: what is on air, what comes next, the clock. It changes nothing. */

import { Connection } from "../common/connection.js"
import { html, render } from "../common/html.js"
import { el, page } from "../common/page.js"
import { Controls } from "./controls.js"
import { Host } from "./host.js"
import { keep, stored } from "./settings.js"
import { Status } from "./status.js"

const { code, live, state } = page
const line = new Connection({ code, view: "host", live, state })
let settings = stored()

/** @param {import("./settings.js").Settings} chosen */
function change(chosen) {
  settings = chosen
  keep(settings)
  draw()
}

function draw() {
  const { document: known, status, offset } = line
  document.documentElement.style.setProperty("font-size", `${settings.size}%`)
  render(html`<${Host} document=${known} offset=${offset} settings=${settings} />`, el("main"))
  render(html`<${Status} status=${status} offset=${offset} phase=${known.debate.phase} />`, el("status"))
  render(html`<${Controls} settings=${settings} change=${change} />`, el("controls"))
}

el("main").textContent = ""
line.subscribe(draw)
draw()
line.start()
