/** The whole control screen: draws when the control says so, and keeps the focus. */

import { Component, html } from "../../common/html.js"
import { number, t } from "../../common/i18n.js"
import { COLUMNS, FIELDS } from "../desk/navigation.js"
import { isOver } from "../desk/permit.js"
import { BurstNotice } from "../bursts/dialog.js"
import { ClockStrip } from "../clocks/panel.js"
import { followPage, showTop } from "../columns/column.js"
import { Dialogs } from "./dialogs.js"
import { Header } from "./header.js"
import { Inbox } from "../inbox/inbox.js"
import { LineNotice, isCutOff } from "./line-notice.js"
import { Open } from "../columns/open.js"
import { RemarksPanel } from "../remarks/panel.js"
import { Rundown } from "../rundown/rundown.js"
import { SlowNotice } from "./slow-notice.js"
import { StatusBar } from "./status-bar.js"
import { StudioStrip } from "../studio/panel.js"

/** @typedef {import("../desk/control.js").Control} Control */

/** @extends {Component<{ control: Control }>} */
export class Screen extends Component {
  #unsubscribe = () => {}
  #frame = 0

  componentDidMount() {
    this.#unsubscribe = this.props.control.subscribe(this.#draw)
    document.addEventListener("scroll", this.#follow, { passive: true })
  }

  componentWillUnmount() {
    this.#unsubscribe()
    document.removeEventListener("scroll", this.#follow)
    cancelAnimationFrame(this.#frame)
  }

  /** The card that has the focus before drawing, since drawing may take it away. */
  getSnapshotBeforeUpdate() {
    return document.activeElement?.closest(".card")?.id
  }

  /** @param {unknown} _props @param {unknown} _state @param {string | undefined} focused */
  componentDidUpdate(_props, _state, focused) {
    const { navigation, dialog } = this.props.control
    const wanted = navigation.focusing
    navigation.focusing = undefined
    if (dialog) return
    if (wanted !== undefined) return focus(wanted)
    if (focused !== undefined && document.activeElement === document.body) focus(navigation.refuge)
  }

  render() {
    const { control } = this.props
    return html`
      <${Header} control=${control} />
      <div class="notices" role="region" aria-label=${t("control.notices")}>
        <${Notice} control=${control} />
      </div>
      <div class="strips">
        <${Tabs} control=${control} />
        <${ClockStrip} control=${control} />
        <${StudioStrip} control=${control} />
      </div>
      <main id="main" tabindex="-1" class="columns" data-column=${control.navigation.column}>
        <${Inbox} control=${control} />
        <${Open} control=${control} />
        <${Rundown} control=${control} />
      </main>
      <${RemarksPanel} control=${control} />
      <${StatusBar} control=${control} />
      <${Dialogs} control=${control} />
    `
  }

  #follow = () => followPage(this.props.control)

  // Several changes within one frame are one drawing, but for what the next key is meant for.
  #draw = (/** @type {boolean} */ atOnce) => {
    if (atOnce) this.#drawNow()
    else this.#frame ||= requestAnimationFrame(this.#drawNow)
  }

  // Drawn when the task ends that asks for it, and the next key is another task.
  #drawNow = () => {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    this.setState({})
  }
}

/** @param {string} id a question's, or one of FIELDS */
function focus(id) {
  if (FIELDS.has(id)) return document.getElementById(id)?.focus()
  const card = document.getElementById(`card-${id}`)
  card?.focus({ preventScroll: true })
  card?.scrollIntoView({ block: "nearest" })
}

/** What has to be known about all that is on the screen. @param {{ control: Control }} props */
function Notice({ control }) {
  const { phase, debate } = control
  if (isCutOff(control)) return html`<${LineNotice} control=${control} />`
  if (!isOver(phase)) {
    return html`<${SlowNotice} control=${control} /><${BurstNotice} control=${control} />`
  }
  return html`
    <p class="notice notice--calm">
      ${t("control.is_closed")}
      ${!debate.rehearsal && html` <a href=${`/archive/${debate.code}`}>${t("control.to_results")}</a>`}
    </p>
  `
}

/** On narrow screens, which of the columns is shown. @param {{ control: Control }} props */
function Tabs({ control }) {
  const { lists, navigation } = control
  const shown = { inbox: lists.in_review, open: lists.open, rundown: lists.next }
  return html`
    <nav class="tabs" aria-label=${t("control.columns")}>
      ${COLUMNS.map(
        (name) => html`
          <button
            type="button"
            class="tabs__tab"
            aria-current=${navigation.column === name ? "true" : undefined}
            onClick=${() => {
              navigation.open(name)
              requestAnimationFrame(() => showTop(name))
            }}
          >
            ${t(`control.${name}`)} <span class="count">${number(shown[name].length)}</span>
          </button>
        `,
      )}
    </nav>
  `
}
