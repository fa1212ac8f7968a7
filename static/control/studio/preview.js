/**
 * What goes out, and what would if the next question was taken: the overlay itself, small, of what this
 * screen knows.
 */

import { Component, html } from "../../common/html.js"
import { t } from "../../common/i18n.js"

/** @typedef {import("../desk/control.js").Control} Control */
/** @typedef {import("../../wire/questions.d.ts").ControlQuestion} ControlQuestion */
/** @typedef {import("../../wire/questions.d.ts").CuedQuestion} CuedQuestion */

/** @extends {Component<{ control: Control, which: "air" | "next" }>} */
export class Preview extends Component {
  /** @type {{ current: HTMLIFrameElement | null }} */
  #frame = { current: null }
  #isReady = false
  #told = ""

  componentDidMount() {
    window.addEventListener("message", this.#hear)
  }

  componentWillUnmount() {
    window.removeEventListener("message", this.#hear)
  }

  componentDidUpdate() {
    this.#tell()
  }

  render({ control, which } = this.props) {
    const words = t(which === "air" ? "control.preview_air" : "control.preview_next")
    return html`
      <figure class="preview" data-which=${which}>
        <iframe ref=${this.#frame} class="preview__picture" title=${words} tabindex="-1" loading="lazy"
          src=${`/overlay/${control.debate.code}?preview=1&layers=question,name,timer,tally`}></iframe>
        <figcaption>${words}</figcaption>
      </figure>
    `
  }

  #hear = (/** @type {MessageEvent} */ { origin, source }) => {
    if (origin !== location.origin || source !== this.#frame.current?.contentWindow) return
    this.#isReady = true
    this.#told = ""
    this.#tell()
  }

  #tell() {
    const { control, which } = this.props
    if (!this.#isReady) return
    const document = shown(control, which === "air" ? control.debate.on_air : control.lists.next[0], which)
    const told = JSON.stringify(document)
    if (told === this.#told) return
    this.#told = told
    const offset = control.now - Date.now()
    this.#frame.current?.contentWindow?.postMessage({ document, offset }, location.origin)
  }
}

/**
 * The display's document, with this question on air. To take one ends a cut.
 * @param {Control} control @param {string | undefined} id @param {"air" | "next"} which
 */
function shown({ debate, ...control }, id, which) {
  const question = id === undefined ? undefined : control.document.questions[id]
  const { countdown, countdown_shown: isShown, cut_at: cut, ...head } = debate
  const taken = which === "next" && question !== undefined
  return {
    debate: {
      ...head,
      on_air: id,
      ...(isShown && countdown && !taken && { countdown }),
      ...(cut !== undefined && !taken && { cut_at: cut }),
    },
    questions: question && id !== undefined ? { [id]: asShown(question) } : {},
  }
}

/** As everybody sees it. @param {ControlQuestion} question */
function asShown(question) {
  const { outdated = [], translations = {} } = question
  const kept = Object.entries(translations).filter(([lang]) => !outdated.includes(lang))
  return { ...question, translations: Object.fromEntries(kept) }
}
