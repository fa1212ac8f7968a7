/** A dialog above everything else. Escape closes it, and the focus goes back to its card. */

import { Component, html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { icon } from "./icons.js"
import { LineNotice } from "../frame/line-notice.js"

/** @typedef {import("../desk/control.js").Control} Control */

/**
 * `onClose`: returns whether there is something else to do than to shut it; `away`: what its cross is
 * called, where "Close" could be taken for what the dialog asks about.
 * @extends {Component<{ control: Control, title: string, name: string, away?: string, footer?: any,
 *   onClose?: () => boolean, children?: any }>}
 */
export class Modal extends Component {
  /** @type {HTMLDialogElement | null} */
  #dialog = null

  componentDidMount() {
    this.#dialog?.showModal()
  }

  componentWillUnmount() {
    this.#dialog?.close()
  }

  render() {
    const { control, title, name, away = t("common.close"), children, footer } = this.props
    return html`
      <dialog
        class=${`modal modal--${name}`}
        aria-labelledby="modal-title"
        ref=${this.#hold}
        onCancel=${this.#close}
        onClick=${this.#outside}
      >
        <div class="modal__box">
          <header class="modal__heading">
            <h2 id="modal-title">${title}</h2>
            <button type="button" class="action action--small" onClick=${this.#close}>
              ${icon("close")} <span class="for-screen-reader">${away}</span>
            </button>
          </header>
          <${LineNotice} control=${control} />
          <div class="modal__content">${children}</div>
          ${footer && html`<footer class="modal__footer">${footer}</footer>`}
        </div>
      </dialog>
    `
  }

  #close = (/** @type {Event | undefined} */ event) => {
    event?.preventDefault()
    const { control, onClose } = this.props
    if (onClose?.()) return
    control.navigation.back(control.dialog)
    control.show(undefined)
  }

  #outside = (/** @type {MouseEvent} */ event) => {
    if (event.target === this.#dialog) this.#close(event)
  }

  #hold = (/** @type {HTMLDialogElement | null} */ dialog) => {
    this.#dialog = dialog
  }
}

/**
 * Closes the dialog without doing anything.
 * @param {{ control: Control, autofocus?: boolean }} props
 */
export function Cancel({ control, autofocus = false }) {
  return html`
    <button type="button" class="button" autofocus=${autofocus} onClick=${() => control.show(undefined)}>
      ${t("common.cancel")}
    </button>
  `
}

/**
 * Does what the dialog asks about.
 * @param {{ onClick: () => void, disabled?: boolean, autofocus?: boolean, children?: any }} props
 */
export function Confirm({ children, ...props }) {
  return html`<button type="button" class="button button--primary" ...${props}>${children}</button>`
}
