/** All keys, from the very table that handles them. */

import { html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { GROUPS } from "../desk/keys.js"
import { Modal } from "../parts/modal.js"

/** @typedef {import("../desk/control.js").Control} Control */

const PRODUCING = new Set(["produce", "clocks"])

/** @param {{ control: Control }} props */
export function HelpDialog({ control }) {
  const groups = GROUPS.filter(({ name }) => control.produces || !PRODUCING.has(name))
  return html`
    <${Modal} control=${control} name="help" title=${t("control.keys")}>
      <div class="keys">
        ${groups.map(
          ({ name, bindings }) => html`
            <section class="keys__group">
              <h3>${t(`control.keys_${name}`)}</h3>
              <dl>
                ${bindings.map(
                  ({ action, keys }) => html`
                    <div class="keys__row">
                      <dt>${keys.map((key) => html`<kbd class="keycap">${key}</kbd> `)}</dt>
                      <dd>${t(`control.key_${action}`)}</dd>
                    </div>
                  `,
                )}
              </dl>
            </section>
          `,
        )}
      </div>
      <p class="modal__note">${t("control.keys_choices")}</p>
      ${control.produces && html`<p class="modal__note">${t("control.keys_take")}</p>`}
      <${Setting} control=${control} name="shortcuts" />
      <${Setting} control=${control} name="latin" />
    <//>
  `
}

/** @param {{ control: Control, name: "shortcuts" | "latin" }} props */
function Setting({ control, name }) {
  return html`
    <label class="setting">
      <input
        type="checkbox"
        checked=${control.preferences[name]}
        onChange=${(/** @type {any} */ event) => control.prefer(name, event.target.checked)}
      />
      <span>${t(`control.setting_${name}`)}</span>
    </label>
  `
}
