/**
 * What an author is told before a proof of their question is saved, and the saving. Loaded when
 * somebody asks for it: a phone keeps none by itself, since one that is searched must not tell who
 * asked what.
 */

import htm from "htm"
import { Component, h } from "preact"
import { laterWords } from "../../common/later-words.js"
import { wordsFor } from "../model.js"

/** @typedef {import("../model.js").Audience} Audience */
/** @typedef {import("../../common/page.js").Say} Say */

const NOT_YET = "not_signed_yet"

const html = htm.bind(h)

/** What the offer opens. @returns {Promise<(props: { audience: Audience, id: string, close: () => void }) => any>} */
export async function offer() {
  const say = await laterWords("proof")
  return (props) => html`<${Offer} ...${props} say=${say} />`
}

class Offer extends Component {
  state = { isSaving: false, said: "" }

  /**
   * @param {{ audience: Audience, id: string, close: () => void, say: Say }} props
   * @param {{ isSaving: boolean, said: string }} state
   */
  render({ audience, close, say }, { isSaving, said }) {
    return html`<div class="own__proof">
      <p>${say("proof.what")} ${say("proof.until")}</p>
      <p><strong>${say("proof.warn")}</strong></p>
      <p class="own__ways">
        <button class="button" type="button" disabled=${isSaving} onClick=${() => audience.watch(this.#save())}>
          ${say("proof.save")}
        </button>
        <button class="button button--plain" type="button" onClick=${close}>${say("proof.close")}</button>
      </p>
      <p class="own__told" role="status">${said}</p>
    </div>`
  }

  async #save() {
    const { audience: { code }, id, say } = /** @type {any} */ (this.props)
    this.setState({ isSaving: true, said: "" })
    try {
      const headers = { "Content-Type": "application/json" }
      const body = JSON.stringify({ question: id })
      const response = await fetch(`/api/debates/${code}/proof`, { method: "POST", headers, body })
      if (response.ok) {
        const name = `tribina-${code}-${id}.tlog-proof`
        give(await response.blob(), name)
        this.setState({ said: say("proof.saved", { name }) })
        return
      }
      const refusal = await response.json()
      const said = refusal.code === NOT_YET ? say("proof.wait") : wordsFor({ args: {}, ...refusal })
      this.setState({ said })
    } finally {
      this.setState({ isSaving: false })
    }
  }
}

/** To the folder of downloads, as the browser does. @param {Blob} content @param {string} name */
function give(content, name) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href))
}
