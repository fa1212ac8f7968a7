/** From the control screen to the other pages of the debate, and what to do while it is empty. */

import { html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { page } from "../../common/page.js"
import { running } from "../desk/permit.js"

/** @typedef {import("../desk/control.js").Control} Control */

/** @param {import("../types.d.ts").Phase} phase */
function isOver(phase) {
  return phase === "closed" || phase === "archived"
}

/** The pages in administration that this moderator may open. @param {Control} control */
function pagesOf({ debate, phase, produces }) {
  const there = `/admin/debates/${debate.code}`
  return [
    !isOver(phase) && { name: "cards", path: `${there}/cards` },
    !isOver(phase) && produces && { name: "import", path: `${there}/import` },
    { name: "admin", path: produces ? there : "/admin" },
  ].filter((way) => way !== false)
}

/** @param {{ control: Control }} props */
export function Ways({ control }) {
  return html`
    <nav class="ways" aria-label=${t("control.ways")}>
      ${pagesOf(control).map(
        ({ name, path }) => html`<a class="action" href=${path}>${t(`control.way_${name}`)}</a>`,
      )}
    </nav>
  `
}

/** Whether nothing was asked or entered so far. @param {Control} control */
export function isBeginning({ document, phase }) {
  return !isOver(phase) && !Object.keys(document.questions).length
}

/** The next step, in place of a list in which there was never anything. @param {{ control: Control }} props */
export function Beginning({ control }) {
  const { debate, phase, produces } = control
  const { host } = new URL(page.join, location.href)
  return html`
    <div class="beginning">
      <p>
        ${running(phase)
          ? t("control.begin_asked", { address: host, code: debate.code })
          : t("control.begin_draft", { phase: t(`common.phase_${phase}`) })}
      </p>
      ${produces &&
      html`
        <p><a href=${`/admin/debates/${debate.code}#checklist`}>${t("control.way_checklist")}</a></p>
      `}
    </div>
  `
}
