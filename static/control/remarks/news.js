/** While the panel is shut: the newest remark, said politely, and what became of a note to the host. */

import { html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { newsOf } from "./list.js"
import { Heard } from "./heard.js"
import { RemarkWords } from "./panel.js"

/** @typedef {import("../desk/control.js").Control} Control */

/** @param {{ control: Control }} props */
export function RemarkNews({ control }) {
  const { remarks } = control
  const news = remarks.isOpen ? undefined : newsOf(remarks.list, remarks.unread, control.now)
  return html`<div class="remark-news" role="status">${news && words(control, news)}</div>`
}

/** @param {Control} control @param {import("./list.js").Numbered} remark */
function words(control, remark) {
  const isToHost = remark.to === "host"
  return html`
    <div class="remark-news__line" key=${remark.number}>
      <b>${isToHost ? t("control.to_host") : remark.by}</b>
      <${RemarkWords} control=${control} remark=${remark} />
      ${isToHost && html`<span class="remark-news__heard"><${Heard} control=${control} at=${remark.heard_at} /></span>`}
    </div>
  `
}
