/**
 * Asking: the sheet in which a question is written, and one's own questions with what became of
 * each. What is typed is kept on the phone until it is sent; meanwhile the sheet shows questions
 * already there that ask the same.
 */

import htm from "htm"
import { Component, createRef, h } from "preact"
import { deviceStorage } from "../common/document.js"
import { has, locale, t } from "../common/page.js"
import { Link, Vote, Words, asWritten, button, cardOf, guestOf } from "./card.js"
import { endOf } from "./list.js"
import { endInWords, wordsFor } from "./model.js"

/** @typedef {import("./model.js").Audience} Audience */
/** @import { Own } from "./types.d.ts" */
/** @typedef {{ text: string, to: string, name: string }} Draft to: a guest's id; empty: for all */

const COUNT_FROM = 0.8 // of the limit
const COUNT_ALOUD_EVERY = 10 // characters
const NAME_LIMIT = 40 // characters
const COMPARE_FROM = 10 // characters: less is like everything
const COMPARE_AFTER = 400 // ms after the last key
const WITHDRAWABLE = ["in_review", "open"]
const BEYOND_MENDING = ["blocked"] // refused whatever is written

const html = htm.bind(h)

/** How many characters the server will count. @param {string} text */
const lengthOf = (text) => [...text.normalize("NFC").trim()].length

/**
 * What was typed in this tab; in one that is new, what was typed last on this phone, so that nothing
 * is lost with a tab that was closed.
 * @param {string} code the debate's @returns {Draft}
 */
function readDraft(code) {
  const empty = { text: "", to: "", name: "" }
  try {
    const key = keyOf(code)
    return { ...empty, ...JSON.parse(sessionStorage.getItem(key) ?? deviceStorage().getItem(key) ?? "{}") }
  } catch {
    return empty
  }
}

/** For this tab, and for the next new one. @param {string} code the debate's @param {Draft} draft */
export function writeDraft(code, draft) {
  const kept = JSON.stringify(draft)
  try {
    sessionStorage.setItem(keyOf(code), kept)
    deviceStorage().setItem(keyOf(code), kept)
  } catch (error) {
    console.warn("nothing can be kept on this device", error)
  }
}

/** @param {string} code the debate's */
export function dropDraft(code) {
  try {
    sessionStorage.removeItem(keyOf(code))
    deviceStorage().removeItem(keyOf(code))
  } catch {
    // Where nothing can be kept, nothing is.
  }
}

/** @param {string} code */
const keyOf = (code) => `tribina:${code}:draft`

export class AskSheet extends Component {
  #dialog = createRef()
  #text = createRef()
  #timer = 0
  /** @type {AbortController | undefined} */
  #comparing

  /** @param {{ audience: Audience }} props */
  constructor(props) {
    super(props)
    this.audience = props.audience
    this.state = { draft: readDraft(this.audience.code), like: /** @type {string[]} */ ([]), error: "" }
  }

  componentDidMount() {
    this.#dialog.current.showModal()
    this.#text.current.focus()
    this.#compare(this.state.draft.text)
  }

  componentWillUnmount() {
    clearTimeout(this.#timer)
    this.#comparing?.abort()
    this.#dialog.current?.close() // gives the focus back
  }

  // What the reader does.

  /** @param {Partial<Draft>} change */
  #change(change) {
    const draft = { ...this.state.draft, ...change }
    writeDraft(this.audience.code, draft)
    this.setState({ draft, error: "" })
    if (change.text !== undefined) this.#compareSoon(change.text)
  }

  /** @param {Event} event */
  #submit = (event) => {
    event.preventDefault()
    const { text, to, name } = this.state.draft
    const error = this.#problem
    if (error) {
      this.setState({ error })
      return this.#text.current.focus()
    }
    writeDraft(this.audience.code, { text: "", to: "", name })
    const guest = this.audience.debate.guests?.[to] ? to : ""
    this.audience.submit({ text: text.trim(), to: guest, name: name.trim() })
  }

  /** The question is there already, and voted for. */
  #giveUp = () => {
    this.#change({ text: "" })
    this.#close()
  }

  #close = () => this.audience.ask(false)

  /** @param {KeyboardEvent} event */
  #sendByKeys = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#submit(event)
  }

  /** @param {Event} event */
  #closeOutside = (event) => {
    if (event.target === this.#dialog.current) this.#close()
  }

  // What is found out meanwhile.

  get #limit() {
    return this.audience.debate.max_length
  }

  get #problem() {
    const length = lengthOf(this.state.draft.text)
    if (!length) return t("audience.text_missing")
    if (length > this.#limit) return t("audience.shorten")
    const { debate, left } = this.audience
    if (left === 0) return t("audience.limit_reached", { count: debate.questions_each ?? 0 })
    return debate.submissions ? "" : t("common.refusal_submissions_closed")
  }

  /** @param {string} text */
  #compareSoon(text) {
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => this.#compare(text), COMPARE_AFTER)
  }

  /** @param {string} text */
  async #compare(text) {
    this.#comparing?.abort()
    if (lengthOf(text) < COMPARE_FROM) return this.setState({ like: [] })
    this.#comparing = new AbortController()
    const { signal } = this.#comparing
    try {
      const like = await this.audience.list.like(text.trim(), signal)
      if (!signal.aborted) this.setState({ like })
    } catch {
      // Without a connection the question can be written all the same.
    }
  }

  // How it looks.

  /** @param {unknown} _ @param {{ draft: Draft, like: string[], error: string }} state */
  render(_, { draft, like, error }) {
    return html`<dialog class="sheet" ref=${this.#dialog} aria-labelledby="sheet-heading"
        onClose=${this.#close} onClick=${this.#closeOutside}>
      <form class="sheet__form" onSubmit=${this.#submit} onKeyDown=${this.#sendByKeys} novalidate>
        <header class="sheet__head">
          <h2 id="sheet-heading">${t("audience.ask")}</h2>
          <button class="sheet__close" type="button" aria-label=${t("common.close")} onClick=${this.#close}>
            <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6 18 18M18 6 6 18" /></svg>
          </button>
        </header>
        <div class="sheet__body">
          ${this.audience.debate.slow && html`<p class="notice" role="status">${t("audience.slow")}</p>`}
          ${this.audience.left !== undefined &&
          html`<p class="notice">${t("audience.can_ask", { count: this.audience.left })}</p>`}
          ${this.#renderText(draft.text, error)}
          ${like.length > 0 && this.#renderLike(like)}
          ${this.#renderGuests(draft.to)}
          ${this.#renderName(draft.name)}
        </div>
        <footer class="sheet__foot">
          <button class="button button--primary" type="submit">${t("audience.send")}</button>
        </footer>
      </form>
    </dialog>`
  }

  /** @param {string} text @param {string} error */
  #renderText(text, error) {
    const length = lengthOf(text)
    const left = this.#limit - length
    const isCounting = length >= this.#limit * COUNT_FROM
    const isOver = left < 0
    const count = isOver ? t("audience.over_limit", { count: -left }) : t("audience.left", { count: left })
    const rounded = Math.ceil(left / COUNT_ALOUD_EVERY) * COUNT_ALOUD_EVERY
    const aloud = isOver ? count : t("audience.left", { count: rounded })
    return html`<div class="field">
      <label class="for-screen-reader" for="ask-text">${t("audience.your_question")}</label>
      <textarea class="input sheet__text" id="ask-text" rows="4" dir="auto" ref=${this.#text} value=${text}
        placeholder=${t("audience.placeholder")} aria-describedby="ask-error"
        aria-invalid=${String(isOver || error !== "")}
        onInput=${(/** @type {any} */ event) => this.#change({ text: event.target.value })}></textarea>
      <p class="sheet__count" data-over=${isOver} aria-hidden="true">${isCounting && count}</p>
      <p class="for-screen-reader" aria-live="polite">${isCounting && aloud}</p>
      <p class="field__error" id="ask-error" role="alert">${error}</p>
    </div>`
  }

  /** @param {string[]} ids */
  #renderLike(ids) {
    const isVoted = ids.some((id) => this.audience.hasVoted(id))
    return html`<section class="like" aria-labelledby="like-heading" aria-live="polite">
      <h3 class="like__heading" id="like-heading">${t("audience.like")}</h3>
      <ul role="list">
        ${ids.map((id) => this.#renderOneLike(id))}
      </ul>
      ${isVoted && html`<button class="button like__enough" type="button" onClick=${this.#giveUp}>
        ${t("audience.like_enough")}
      </button>`}
    </section>`
  }

  /** @param {string} id */
  #renderOneLike(id) {
    const { audience } = this
    const question = audience.list.get(id)
    if (!question || question.state === "gone") return null
    const { text, lang, state } = question
    const end = endOf(question)
    const canVote = audience.debate.voting && state === "open"
    return html`<li class="like__question" key=${id}>
      ${canVote && html`<${Vote} votes=${audience.votes(id)} hasVoted=${audience.hasVoted(id)}
        isWaiting=${audience.isWaiting(id)} about=${`like-${id}`} onVote=${() => audience.vote(id)} />`}
      <p id=${`like-${id}`} dir="auto" lang=${lang}>
        ${end !== "open" && html`<strong class="like__state" lang=${locale}>
          ${t(`common.state_${end}`)}
        </strong>`}
        ${text}
      </p>
    </li>`
  }

  /** @param {string} to */
  #renderGuests(to) {
    const { guests = {} } = this.audience.debate
    if (!Object.keys(guests).length) return null
    const choices = Object.entries({ "": { name: t("audience.to_all") }, ...guests })
    return html`<fieldset class="choices">
      <legend class="field__label">${t("audience.to_whom")}</legend>
      ${choices.map(([id, guest]) => html`<label class="choice" key=${id}>
        <input type="radio" name="to" value=${id} checked=${id === to}
          onChange=${() => this.#change({ to: id })} />
        <span>${guest.name}</span>
      </label>`)}
    </fieldset>`
  }

  /** @param {string} name */
  #renderName(name) {
    return html`<div class="field">
      <label class="field__label" for="ask-name">${t("audience.name")}</label>
      <input class="input" id="ask-name" dir="auto" value=${name} maxlength=${NAME_LIMIT} autocomplete="nickname"
        enterkeyhint="done" aria-describedby="ask-name-help"
        onInput=${(/** @type {any} */ event) => this.#change({ name: event.target.value })} />
      <p class="field__help" id="ask-name-help">${t("audience.name_help")}</p>
    </div>`
  }
}

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
