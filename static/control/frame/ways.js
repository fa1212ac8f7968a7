/** From the control screen to the other pages of the debate, and what to do while it is empty. */

import { html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { page } from "../../common/page.js"
import { isOver } from "../desk/permit.js"

/** @typedef {import("../desk/control.js").Control} Control */

/** The pages in administration that this moderator may open. @param {Control} control */
function pagesOf(control) {
  const there = `/admin/debates/${control.debate.code}`
  return [
    control.may("card") && { name: "cards", path: `${there}/cards` },
    control.may("import") && { name: "import", path: `${there}/import` },
    { name: "admin", path: control.may("page of a debate") ? there : "/admin" },
  ].filter((way) => way !== false)
}

/** Who came by a link has no login for them. @param {{ control: Control }} props */
export function Ways({ control }) {
  if (page.keyed) return null
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
  const { debate, phase } = control
  const { host } = new URL(page.join, location.href)
  return html`
    <div class="beginning">
      <p>
        ${control.may("look")
          ? t("control.begin_asked", { address: host, code: debate.code })
          : t("control.begin_draft", { phase: t(`common.phase_${phase}`) })}
      </p>
      ${!page.keyed && control.may("page of a debate") &&
      html`
        <p><a href=${`/admin/debates/${debate.code}#checklist`}>${t("control.way_checklist")}</a></p>
      `}
    </div>
  `
}
