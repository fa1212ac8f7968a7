/** One's own questions: what became of each, and what its author can do about it. */

import htm from "htm"
import { Component, h } from "preact"
import { has, t } from "../common/page.js"
import { Link, Words, asWritten, button, cardOf, guestOf } from "./card.js"
import { endOf } from "./list.js"
import { endInWords, wordsFor } from "./model.js"

/** @typedef {import("./model.js").Audience} Audience */
/** @import { Own } from "./types.d.ts" */

const WITHDRAWABLE = ["in_review", "open"]
const BEYOND_MENDING = ["blocked"] // refused whatever is written

const html = htm.bind(h)

/** A question of this phone, with what became of it. */
export class OwnCard extends Component {
  /** @type {{ isSure: boolean, Proof?: any }} `Proof`: what offers one, once it is wanted */
  state = { isSure: false, Proof: undefined }

  /**
   * @param {{ audience: Audience, own: Own, onEdit: (own: Own) => void }} props
   * @param {{ isSure: boolean, Proof?: any }} state
   */
  render({ audience, own, onEdit }, { isSure, Proof }) {
    const into = own.into ? audience.list.get(own.into) : undefined
    const canWithdraw = WITHDRAWABLE.includes(endOf(own)) && audience.isTaking
    return html`<li class="own" data-id=${own.key} tabindex="-1">
      <p class="own__state own__state--${endOf(own)}">${endInWords(own)}</p>
      <${Words} id=${`own-${own.key}`} question=${own} toLatin=${audience.toLatin} />
      <${OwnMeta} audience=${audience} own=${own} />
      <p class="own__told">${fate(own)} ${into && t("audience.merged_with")}</p>
      ${into && html`<ul role="list" class="own__into">${cardOf(audience, own.into ?? "", `${own.key}-`)}</ul>`}
      ${own.state === "refused" && this.#offerAgain(audience, own, onEdit)}
      ${own.state === "dismissed" && audience.isTaking && this.#offerChallenge(audience, own)}
      ${canWithdraw && this.#offerWithdrawal(audience, own.id ?? "", isSure)}
      ${own.id && audience.isTaking && this.#offerProof(audience, own.id, Proof)}
    </li>`
  }

  /** @param {Audience} audience @param {Own} own @param {(own: Own) => void} onEdit */
  #offerAgain(audience, own, onEdit) {
    const mends = audience.canAsk && !BEYOND_MENDING.includes(own.entry?.refusal?.code ?? "")
    return html`<p class="own__ways">
      ${mends && button("", t("audience.edit"), () => onEdit(own))}
      ${button("button--plain", t("audience.discard"), () => audience.discard(own.key))}
    </p>`
  }

  /** @param {Audience} audience @param {Own} own */
  #offerChallenge(audience, { id = "", challenged }) {
    if (challenged) return html`<p class="own__told">${t("audience.challenged")}</p>`
    return html`<p class="own__told">${t("audience.challenge_what")}</p>
      <p class="own__ways">
        <button class="button" type="button" disabled=${audience.isPending("challenge", id)}
          onClick=${() => audience.challenge(id)}>${t("audience.challenge")}</button>
      </p>`
  }

  /** @param {Audience} audience @param {string} id @param {any} [Proof] */
  #offerProof(audience, id, Proof) {
    const close = () => this.setState({ Proof: undefined })
    if (Proof) return html`<${Proof} audience=${audience} id=${id} close=${close} />`
    const open = async () => this.setState({ Proof: await (await import("./later/proof.js")).offer() })
    return html`<p class="own__ways">
      ${button("button--plain", t("audience.prove"), () => audience.watch(open()))}
    </p>`
  }

  /** @param {Audience} audience @param {string} id @param {boolean} isSure */
  #offerWithdrawal(audience, id, isSure) {
    if (audience.isPending("withdraw", id)) return html`<p class="own__told">${t("audience.withdrawing")}</p>`
    const turn = () => this.setState({ isSure: !isSure })
    if (!isSure) {
      return html`<p class="own__ways">${button("button--plain", t("audience.withdraw"), turn)}</p>`
    }
    return html`<p class="own__ways">
      <span>${t("audience.withdraw_sure")}</span>
      ${button("", t("audience.withdraw_yes"), () => audience.withdraw(id))}
      ${button("button--plain", t("common.cancel"), turn)}
    </p>`
  }
}

/** Whom it is for, how many want it, and whether its words are another's. @param {{ audience: Audience, own: Own }} props */
function OwnMeta({ audience, own }) {
  const guest = guestOf(audience, { to: own.to ?? own.entry?.command.to })
  const isPublic = own.id && audience.list.get(own.id)
  const votes = isPublic ? audience.votes(own.id ?? "") : undefined
  if (!guest && !own.edited && !isPublic) return null
  return html`<p class="meta">
    ${votes !== undefined && html`<span>${t("audience.votes", { count: votes })}</span>`}
    ${guest && html`<span>${t("audience.to", { name: (audience.toLatin ?? asWritten)(guest.name) })}</span>`}
    ${own.edited && html`<span>${t("audience.edited")}</span>`}
    ${isPublic && html`<${Link} audience=${audience} id=${own.id} about=${`own-${own.key}`} />`}
  </p>`
}

/** What became of a question, in plain words. @param {Own} own */
function fate(own) {
  if (own.state === "refused" && own.entry?.refusal) return wordsFor(own.entry.refusal)
  if (own.state !== "dismissed") return t(`audience.fate_${endOf(own)}`)
  const reason = `audience.because_${own.reason}`
  return has(reason) ? t(reason) : t("audience.because_other")
}
