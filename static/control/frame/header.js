/** The line above the columns: the debate, its phase and doors, who is here, what is on the air. */

import { html } from "../../common/html.js"
import { number, pick, t } from "../../common/i18n.js"
import { page } from "../../common/page.js"
import { Clock } from "../parts/clock.js"
import { icon } from "../parts/icons.js"
import { PhaseMenu } from "./phase-menu.js"

/** @typedef {import("../desk/control.js").Control} Control */

/** @param {{ control: Control }} props */
export function Header({ control }) {
  const { debate } = control
  const title = pick(debate.title)
  return html`
    <header class="bar">
      <div class="bar__debate">
        <p class="bar__programme">
          <${ProgrammeName} /> <span class="bar__code">${spaced(debate.code)}</span>
        </p>
        <h1 class="bar__title" lang=${title.lang} title=${title.text}>${title.text}</h1>
      </div>
      <${PhaseMenu} control=${control} />
      <div class="bar__doors">
        <${Door} control=${control} what="submissions" />
        <${Door} control=${control} what="voting" />
      </div>
      <p class="bar__online" title=${t("control.online", { count: debate.online })}>
        ${icon("people")}
        <span aria-hidden="true">${number(debate.online)}</span>
        <span class="for-screen-reader">${t("control.online", { count: debate.online })}</span>
      </p>
      <${AirState} control=${control} />
      <${ConnectionState} status=${control.status} />
    </header>
  `
}

function ProgrammeName() {
  const name = page.programme?.name
  if (!name) return null
  const { text, lang } = typeof name === "string" ? { text: name, lang: undefined } : pick(name)
  return html`<span lang=${lang}>${text}</span>`
}

/** Six digits are read in two groups. @param {string} code */
function spaced(code) {
  return `${code.slice(0, 3)} ${code.slice(3)}`
}

/** @param {{ control: Control, what: "submissions" | "voting" }} props */
function Door({ control, what }) {
  const isOpen = control.debate[what]
  const action = isOpen ? "shut" : "open"
  const busy = control.requests.pending.of(`debate:${action}`)
  return html`
    <button
      type="button"
      role="switch"
      class="door"
      data-door=${what}
      aria-checked=${String(isOpen)}
      aria-busy=${busy ? "true" : undefined}
      disabled=${!control.may(action)}
      onClick=${() => control.ask({ do: action, what }, `${action}_${what}`)}
    >
      <span>${t(`control.${what}`)}</span>
      <span class="door__track" aria-hidden="true"></span>
    </button>
  `
}

/** @param {{ control: Control }} props */
function AirState({ control }) {
  const { on_air: id } = control.debate
  const since = id === undefined ? undefined : control.debate.aired_at
  const [off, on] = [t("control.off_air"), t("common.state_on_air")]
  const timed = `${on} 00:00`
  return html`
    <p class="bar__air" data-on=${id !== undefined}>
      <span class="lamp" aria-hidden="true"></span>
      <span class="bar__air-words" data-longest=${off.length > timed.length ? off : timed}>
        <span>
          ${id === undefined ? off : on} ${since !== undefined && html`<${Clock} control=${control} since=${since} />`}
        </span>
      </span>
    </p>
  `
}

/** @param {{ status: string }} props */
function ConnectionState({ status }) {
  const words = t(`control.status_${status}`)
  return html`
    <p class="bar__connection" data-status=${status} role="status">
      <span class="bar__dot" aria-hidden="true"></span>
      <span class="bar__status" aria-hidden="true">${words}</span>
      <span class="for-screen-reader">${words}</span>
    </p>
  `
}
