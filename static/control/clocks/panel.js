/** The clocks of a live debate in one line: its own, the guests', and the countdown of an answer. */

import { Countdown } from "../../common/countdown.js"
import { html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { RanTime } from "../../common/ran.js"
import { minutes } from "../../graphics/parts/counting.js"
import { keycap, keyFor } from "../parts/action-button.js"
import { icon } from "../parts/icons.js"
import { guestName, shortName } from "../parts/names.js"

/** @typedef {import("../desk/control.js").Control} Control */
/** @typedef {import("../../wire/parts.d.ts").SpeakingTime} SpeakingTime */

/** @param {{ control: Control }} props */
export function ClockStrip({ control }) {
  const { debate, phase, clocks, navigation } = control
  if (phase !== "live") return null
  const now = () => control.now
  return html`
    <section class="strip clocks" aria-label=${t("control.clocks")} data-column=${navigation.column}>
      <${Turned} control=${control} action="clock" clock=${debate.clocks.debate} now=${now}
        name=${t("control.clock_of_debate")} turn=${() => clocks.turnDebate()} />
      <${Answer} control=${control} now=${now} />
      <div class="clocks__guests" role="group" aria-label=${t("control.clocks_of_guests")}>
        ${Object.entries(debate.clocks.guests).map(
          ([id, clock]) => html`
            <${Turned} key=${id} control=${control} clock=${clock} now=${now}
              name=${guestName(debate.guests, id)} turn=${() => clocks.turnGuest(id)} />
          `,
        )}
        ${clocks.canTurn &&
        html`
          <p class="clocks__keys" aria-hidden="true">
            ${keycap(keyFor("speaker"))} ${keycap(keyFor("next_speaker"))}
          </p>
        `}
      </div>
    </section>
  `
}

/**
 * A clock that a press starts or pauses; who may not only reads it.
 * @param {{ control: Control, clock: SpeakingTime, now: () => number, name: string, turn: () => void,
 *   action?: string }} props
 */
function Turned({ control, clock, now, name, turn, action }) {
  const key = action && keyFor(action)
  const isGuest = !action
  const content = html`
    <span class="turned__name" title=${name}>${isGuest ? shortName(name) : name}</span>
    <${RanTime} clock=${clock} now=${now} />
  `
  if (!control.clocks.canTurn) {
    return html`
      <p class="turned turned--read" data-running=${clock.running}>
        ${content} ${clock.running && html`<span class="turned__runs">${t("control.clock_running")}</span>`}
      </p>
    `
  }
  return html`
    <button
      type="button"
      class="turned"
      data-running=${clock.running}
      aria-keyshortcuts=${key || undefined}
      onClick=${turn}
    >
      ${icon(clock.running ? "pause" : "run")}
      <span class="for-screen-reader">${t(clock.running ? "control.clock_pauses" : "control.clock_starts")} </span>
      ${content} ${key && keycap(key)}
    </button>
  `
}

/** @param {{ control: Control, now: () => number }} props */
function Answer({ control, now }) {
  const { debate, clocks } = control
  const { countdown } = debate
  if (!clocks.canTurn) return countdown ? html`<${Countdown} countdown=${countdown} now=${now} />` : null
  return html`
    <div class="clocks__answer" role="group" aria-label=${t("control.countdown")}>
      <div class="clocks__time" data-counting=${countdown !== undefined}>
        <${Presets} control=${control} />
        ${countdown && html`<${Countdown} countdown=${countdown} now=${now} />`}
      </div>
      <${Turner} action="countdown" turn=${() => clocks.turnCountdown()}
        names=${["control.countdown_start", "control.countdown_stop"]} at=${countdown ? 1 : 0} />
      <${Turner} action="pause_countdown" turn=${() => clocks.pauseCountdown()} disabled=${!countdown}
        names=${["control.countdown_pause", "control.countdown_go_on"]}
        at=${countdown?.paused_at === undefined ? 0 : 1} />
      <button
        type="button"
        role="switch"
        class="door"
        aria-checked=${String(debate.countdown_shown)}
        onClick=${() => clocks.show(!debate.countdown_shown)}
      >
        <span>${t("control.countdown_on_display")}</span>
        <span class="door__track" aria-hidden="true"></span>
      </button>
    </div>
  `
}

/**
 * A button as wide as the longer of its names, so that nothing moves when it gets the other.
 * @param {{ action: string, names: string[], at: number, disabled?: boolean, turn: () => void }} props
 *   `at`: which name it has
 */
function Turner({ action, names, at, disabled = false, turn }) {
  const key = keyFor(action)
  return html`
    <button
      type="button"
      class="action"
      data-action=${action}
      aria-keyshortcuts=${key}
      disabled=${disabled}
      onClick=${turn}
    >
      <span class="either">
        ${names.map((name, number) => html`<span key=${name} hidden=${number !== at}>${t(name)}</span>`)}
      </span>
      ${keycap(key)}
    </button>
  `
}

/** How long an answer may take. @param {{ control: Control }} props */
function Presets({ control: { clocks, debate } }) {
  const choose = (/** @type {Event} */ { currentTarget }) =>
    clocks.choose(/** @type {HTMLSelectElement} */ (currentTarget).value)
  return html`
    <label class="clocks__preset">
      <span>${t("control.countdown")}</span>
      <select value=${clocks.preset} onChange=${choose}>
        ${Object.entries(debate.presets).map(
          ([name, seconds]) => html`<option value=${name}>${minutes(seconds)}</option>`,
        )}
      </select>
    </label>
  `
}
