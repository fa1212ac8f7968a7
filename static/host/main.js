/** Starts the host screen: what is on air, what comes next, notes, the clock. */

import { Connection } from "../common/connection.js"
import { html, render } from "../common/html.js"
import { el, page } from "../common/page.js"
import { watchDisputed } from "../witness/disputed.js"
import { Controls } from "./controls.js"
import { Hearing, isHeardKey } from "./hearing.js"
import { Host } from "./host.js"
import { keep, stored } from "./settings.js"
import { Status } from "./status.js"

const { code, live, state } = page
const line = new Connection({ code, view: "host", live, state })
const hearing = new Hearing(line, draw)
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
  const main = html`
    <${Host} document=${known} offset=${offset} settings=${settings} hearing=${hearing} />`
  render(main, el("main"))
  const isSentAway = line.dismissal !== undefined
  const top = html`
    <${Status} status=${status} offset=${offset} phase=${known.debate.phase} isSentAway=${isSentAway} />`
  render(top, el("status"))
  render(html`<${Controls} settings=${settings} change=${change} />`, el("controls"))
}

/** @param {KeyboardEvent} event */
function press(event) {
  const [first] = hearing.waiting
  if (first === undefined || !isHeardKey(event)) return
  event.preventDefault()
  void hearing.hear(first)
}

/** What is on air has the height that the head leaves on a small screen. @param {Element} head */
function followHead(head) {
  const measure = () => document.documentElement.style.setProperty("--head", `${head.clientHeight}px`)
  new ResizeObserver(measure).observe(head)
}

followHead(el("status").parentElement)
el("main").textContent = ""
document.addEventListener("keydown", press)
line.subscribe(draw)
watchDisputed(line)
draw()
line.start()
