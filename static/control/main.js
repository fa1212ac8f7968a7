/** Starts the control screen: the connection, the state, the keys, the views. */

import { Connection } from "../common/connection.js"
import { html, render } from "../common/html.js"
import { el, page } from "../common/page.js"
import { Control } from "./control.js"
import { listen } from "./keyboard.js"
import { Preferences } from "./model/preferences.js"
import { ReadSoFar } from "./model/read-so-far.js"
import { Seen } from "./model/seen.js"
import { Screen } from "./views/screen.js"

const { code, live, state, me } = page
const line = new Connection({ code, view: "control", live, state })
const control = new Control({
  line,
  role: me?.role,
  name: me?.name,
  seen: new Seen(code, sessionStorage),
  preferences: new Preferences(localStorage, me?.name),
  read: new ReadSoFar(code, sessionStorage),
})

render(html`<${Screen} control=${control} />`, el("screen"))
control.start()
listen(control, new AbortController().signal)
line.start()
