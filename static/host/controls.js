/** The only buttons of the host's tablet: how large the letters are, and in which script. */

import { html } from "../common/html.js"
import { t } from "../common/page.js"
import { resized } from "./settings.js"

/** @typedef {import("./settings.js").Settings} Settings */

/** @param {{ settings: Settings, change: (settings: Settings) => void }} props */
export function Controls({ settings, change }) {
  return html`
    <div class="host__controls" role="group" aria-label=${t("host.reading")}>
      <${Size} word="host.smaller" sign="A−" next=${resized(settings, -1)} change=${change} />
      <${Size} word="host.bigger" sign="A+" next=${resized(settings, 1)} change=${change} />
      <button class="host__control" type="button" aria-pressed=${settings.inLatin}
          onClick=${() => change({ ...settings, inLatin: !settings.inLatin })}>
        ${t("host.latin")}
      </button>
    </div>`
}

function Size(/** @type {{ word: string, sign: string, next?: Settings, change: (settings: Settings) => void }} */ {
  word, sign, next, change,
}) {
  return html`
    <button class="host__control" type="button" aria-label=${t(word)} disabled=${!next}
        onClick=${() => next && change(next)}>${sign}</button>`
}
