/** Starts the control screen: the connection, the state, the keys, the views. */

import { Connection } from "../common/connection.js"
import { html, render } from "../common/html.js"
import { el, page } from "../common/page.js"
import { watchDisputed } from "../witness/disputed.js"
import { Control } from "./desk/control.js"
import { listen } from "./desk/keyboard.js"
import { Preferences } from "./desk/preferences.js"
import { ReadSoFar } from "./remarks/read-so-far.js"
import { Seen } from "./desk/seen.js"
import { Screen } from "./frame/screen.js"

const { code, live, state, me } = page
const line = new Connection({ code, view: "control", live, state })
const control = new Control({
  line,
  name: me?.name,
  seen: new Seen(code, sessionStorage),
  preferences: new Preferences(localStorage, me?.name),
  read: new ReadSoFar(code, sessionStorage),
})

render(html`<${Screen} control=${control} />`, el("screen"))
control.start()
listen(control, new AbortController().signal)
watchDisputed(line)
line.start()
