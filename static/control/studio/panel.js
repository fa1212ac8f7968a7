/**
 * The studio in one line: which displays and overlays are there and on programme, whose name is on,
 * what the display shows, and everything off at once.
 */

import { html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { keycap, keyFor } from "../parts/action-button.js"
import { guestName, shortName } from "../parts/names.js"
import { Preview } from "./preview.js"

/** @typedef {import("../desk/control.js").Control} Control */
/** @typedef {import("../../wire/heads.d.ts").ShownBy} ShownBy */

/** @param {{ control: Control }} props */
export function StudioStrip({ control }) {
  const { studio, navigation, preferences } = control
  if (!studio.isOffered || !preferences.studio) return null
  return html`
    <section class="strip studio" id="studio" aria-label=${t("control.studio")} data-column=${navigation.column}>
      <div class="studio__previews">
        <${Preview} control=${control} which="air" />
        <${Preview} control=${control} which="next" />
      </div>
      <div class="studio__controls">
        <${Outputs} outputs=${control.debate.outputs ?? {}} />
        <${Straps} control=${control} />
        <${Pictures} control=${control} />
        <${Editor} control=${control} />
        <${Cut} control=${control} />
      </div>
    </section>
  `
}

/** @param {{ outputs: Record<string, ShownBy> }} props */
function Outputs({ outputs }) {
  const found = Object.entries(outputs)
  return html`
    <ul class="studio__outputs" role="list" aria-label=${t("control.outputs")}>
      ${!found.length && html`<li class="studio__label">${t("control.no_outputs")}</li>`}
      ${found.map(([id, { label, kind, active }]) => html`
        <li key=${id} class="output" data-active=${active}>
          <span class="lamp" aria-hidden="true"></span>
          <bdi>${label}</bdi> <span class="output__kind">${t(`control.output_${kind}`)}</span>
          ${active && html`<strong>${t("control.on_programme")}</strong>`}
        </li>
      `)}
    </ul>
  `
}

/** @param {{ control: Control }} props */
function Straps({ control }) {
  const { guests, strap } = control.debate
  const all = Object.keys(guests)
  if (!all.length) return null
  return html`
    <div class="studio__group" role="group" aria-label=${t("control.straps")}>
      <span class="studio__label" aria-hidden="true">${t("control.straps")}</span>
      ${all.map((id) => html`
        <${Toggle} key=${id} isOn=${strap === id} title=${guestName(guests, id)}
          onClick=${() => control.studio.strap(id)}><bdi>${shortName(guestName(guests, id))}</bdi><//>
      `)}
    </div>
  `
}

/** @param {{ control: Control }} props */
function Pictures({ control }) {
  const { studio, debate } = control
  const hasResult = studio.answered !== undefined || debate.picture === "result"
  return html`
    <div class="studio__group" role="group" aria-label=${t("control.pictures")}>
      <${Toggle} isOn=${debate.picture === "break"} onClick=${() => studio.break()}>${t("control.picture_break")}<//>
      <${Toggle} isOn=${debate.picture === "result"} disabled=${!hasResult}
        onClick=${() => studio.result()}>${t("control.picture_result")}<//>
    </div>
  `
}

/** For whoever cuts the tape. @param {{ control: Control }} props */
function Editor({ control }) {
  const { studio } = control
  return html`
    <div class="studio__group" role="group" aria-label=${t("control.for_editor")}>
      <${Toggle} isOn=${studio.isRecording} onClick=${() => studio.record()}>${t("control.recording")}<//>
      <button type="button" class="action" aria-keyshortcuts=${keyFor("mark")} onClick=${() => studio.mark()}>
        <span>${t("control.mark")}</span> ${keycap(keyFor("mark"))}
      </button>
      <button type="button" class="action" onClick=${() => studio.slate()}><span>${t("control.slate")}</span></button>
      <a class="action" href=${`/studio/${control.debate.code}`}>${t("control.studio_addresses")}</a>
    </div>
  `
}

/**
 * Two buttons, each of its own: who presses Enter twice takes everything off, and does not bring it back.
 * @param {{ control: Control }} props
 */
function Cut({ control }) {
  const { studio } = control
  return html`
    <p class="studio__cut" role="status" data-on=${studio.isCut}>${studio.isCut && t("control.is_cut")}</p>
    ${studio.isCut && html`
      <button key="back" type="button" class="action" onClick=${() => studio.restore()}>${t("control.panic_off")}</button>
    `}
    <button key="panic" type="button" class="action studio__panic" aria-keyshortcuts=${keyFor("panic")}
      aria-disabled=${studio.isCut ? "true" : undefined} onClick=${() => studio.panic()}>
      <span>${t("control.panic")}</span> ${keycap(keyFor("panic"))}
    </button>
  `
}

/** @param {{ isOn: boolean, title?: string, disabled?: boolean, onClick: () => void, children?: any }} props */
function Toggle({ isOn, title, disabled = false, onClick, children }) {
  return html`
    <button type="button" class="toggle" aria-pressed=${String(isOn)} title=${title} disabled=${disabled}
      onClick=${onClick}>${children}</button>
  `
}

/** Shows and hides the line. @param {{ control: Control }} props */
export function StudioButton({ control }) {
  const { studio, preferences } = control
  if (!studio.isOffered) return null
  return html`
    <button
      type="button"
      class="action"
      aria-expanded=${String(preferences.studio)}
      aria-controls="studio"
      aria-keyshortcuts=${keyFor("studio")}
      onClick=${() => control.prefer("studio", !preferences.studio)}
    >
      <span>${t("control.studio")}</span> ${keycap(keyFor("studio"))}
    </button>
  `
}
