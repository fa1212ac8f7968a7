/** Whose evening it is, on the dark ground. */

import { html } from "../common/html.js"
import { page, pick } from "../common/page.js"

/** Nothing where there is none, or where it cannot be had any more: no picture says that something is missing. */
export function Logo() {
  const logo = page.logo?.dark
  if (!logo) return null
  return html`
    <img class="head__logo" src=${logo.src} width=${logo.width} height=${logo.height} alt=${pick(page.logo.alt).text}
      data-plate=${logo.plate ? "" : undefined} onError=${hide} />`
}

/** @param {Event} event */
function hide({ target }) {
  if (target instanceof HTMLElement) target.hidden = true
}
