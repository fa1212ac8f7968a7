/** What stands on a screen that was sent away: why, and how to go on where one was. */

import { html } from "./html.js"
import { t } from "./page.js"

/** The way back opens beside the page, which keeps what was typed and goes on by itself. */
export function LoggedOut() {
  const login = `/login?back=${location.pathname}`
  return html`${t("common.logged_out")} <a href=${login} target="_blank">${t("common.log_in_beside")}</a>`
}
