/** How a question looks: on the list, on the air, and among one's own. */

import htm from "htm"
import { Component, h } from "preact"
import { date, has, number, pick, t, time } from "../common/page.js"
import { wordsFor } from "./model.js"

/** @typedef {import("./model.js").Audience} Audience */
/** @typedef {import("./types.d.ts").Own} Own */
/** @typedef {import("./types.d.ts").Question} Question */

const DAY = 24 * 60 * 60 * 1_000 // ms
const WITHDRAWABLE = ["in_review", "open"]

const html = htm.bind(h)

/** Drawn again only when a property is another object: most of a long list is left alone. */
class Pure extends Component {
  /** @param {any} next */
  shouldComponentUpdate(next) {
    return Object.keys(next).some((name) => next[name] !== this.props[name])
  }
}

/** One question of the list, with its vote button. */
export class Card extends Pure {
  /** @param {CardProps} props */
  render({ audience, id, question, votes, hasVoted, canVote, isMine, guest, toLatin }) {
    if (question.state === "gone") return html`<${Gone} id=${id} question=${question} />`
    const isVotable = canVote && question.state === "open"
    return html`<li class="card" data-id=${id}>
      <${isVotable ? Vote : Tally} votes=${votes} hasVoted=${hasVoted} about=${`text-${id}`} onVote=${() => audience.vote(id)} />
      <div class="card__body">
        <${Words} id=${`text-${id}`} question=${question} toLatin=${toLatin} />
        <${Meta} question=${question} guest=${guest} isMine=${isMine}>
          <${Script} audience=${audience} question=${question} toLatin=${toLatin} />
        <//>
      </div>
    </li>`
  }
}

/** @typedef {{ audience: Audience, id: string, question: Question, votes: number, hasVoted: boolean, canVote: boolean, isMine: boolean, guest: any, toLatin: any }} CardProps */

/** What a card needs to know, so that it is drawn again when that changes. @param {Audience} audience @param {string} id */
export function cardOf(audience, id) {
  const question = audience.list.get(id)
  if (!question) return null
  return html`<${Card} key=${id} id=${id} audience=${audience} question=${question}
    votes=${audience.votes(id)} hasVoted=${audience.hasVoted(id)} isMine=${audience.isMine(id)}
    canVote=${audience.debate.voting && !audience.isOver} guest=${guestOf(audience, question)}
    toLatin=${question.lang === "sr-Cyrl" ? audience.toLatin : undefined} />`
}

/** A question that went away keeps its place until the list moves, but is not to be read. */
function Gone({ id, question }) {
  return html`<li class="card card--gone" data-id=${id}>
    <p class="card__notice">${t("audience.gone")}</p>
    <div class="card__body" aria-hidden="true">
      <p class="card__text">${question.text.replace(/\S/g, "x")}</p>
      <p class="meta">x</p>
    </div>
  </li>`
}

/** The question on the air. @param {{ audience: Audience }} props */
export function OnAir({ audience }) {
  const id = audience.debate.on_air
  const question = id && audience.list.get(id)
  if (!question) return null
  return html`<section class="air" aria-labelledby="air-heading">
    <h2 class="air__heading" id="air-heading">${t("audience.on_air")}</h2>
    <blockquote class="air__quote">
      <${Words} question=${question} toLatin=${audience.toLatin} />
    </blockquote>
    <${Meta} question=${question} guest=${guestOf(audience, question)} isMine=${audience.isMine(id)} isAir=${true}>
      <span class="meta__votes">${t("audience.votes", { count: audience.votes(id) })}</span>
      <${Script} audience=${audience} question=${question} toLatin=${audience.toLatin} />
    <//>
  </section>`
}

/** @param {{ votes: number, hasVoted: boolean, about: string, onVote: () => void }} props */
export function Vote({ votes, hasVoted, about, onVote }) {
  return html`<button class="vote" type="button" aria-pressed=${String(hasVoted)} aria-describedby=${about}
      aria-label=${t("audience.vote_for", { count: votes })} onClick=${onVote}>
    <svg class="vote__arrow" viewBox="0 0 16 10" aria-hidden="true"><path d="M2 8.5 8 2l6 6.5" /></svg>
    <span class="vote__count">${number(votes)}</span>
  </button>`
}

/** A tally that cannot be voted for. @param {{ votes: number, hasVoted?: boolean }} props */
function Tally({ votes, hasVoted = false }) {
  return html`<p class="vote vote--still">
    <span class="vote__count">${number(votes)}</span>
    <span class="vote__unit">${t("audience.votes_unit", { count: votes })}</span>
    ${hasVoted && html`<span class="for-screen-reader">, ${t("audience.voted")}</span>`}
  </p>`
}

/** @param {{ question: { text: string, lang?: string }, toLatin?: any, id?: string }} props */
function Words({ question: { text, lang }, toLatin, id }) {
  const isRead = toLatin && lang === "sr-Cyrl"
  const tag = isRead ? "sr-Latn" : lang
  return html`<p class="card__text" id=${id} lang=${tag === "und" ? undefined : tag}>${isRead ? toLatin(text) : text}</p>`
}

/** The switch between scripts, for Serbian in Cyrillic. @param {{ audience: Audience, question: { lang?: string }, toLatin?: any }} props */
function Script({ audience, question, toLatin }) {
  if (question.lang !== "sr-Cyrl") return null
  const label = toLatin ? t("audience.as_written") : t("audience.in_latin")
  return html`<button class="script" type="button" onClick=${() => audience.readLatin(!toLatin)}>${label}</button>`
}

/** @param {{ question: Question, guest?: any, isMine: boolean, isAir?: boolean, children?: any }} props */
function Meta({ question, guest, isMine, isAir = false, children }) {
  const { state, name, edited, at } = question
  return html`<p class="meta">
    ${state === "answered" && html`<strong class="meta__answered">${t("audience.answered_mark")}</strong>`}
    ${state === "on_air" && !isAir && html`<strong>${t("audience.on_air")}</strong>`}
    ${isMine && html`<strong>${t("audience.yours")}</strong>`}
    ${guest && html`<span>${t("audience.to", { name: guest.name })}</span>`}
    ${name && html`<span class="meta__name">${name}</span>`}
    <time datetime=${new Date(at).toISOString()}>${moment(at)}</time>
    ${edited && html`<span>${t("audience.edited")}</span>`}
    ${children}
  </p>`
}

/** When, as short as it can be: the hour, with its day if that was not today. @param {number} at */
const moment = (at) => (Math.abs(Date.now() - at) < DAY / 2 ? time(at) : `${date(at)}, ${time(at)}`)

/** A question of this phone, with what became of it. */
export class OwnCard extends Component {
  state = { isSure: false }

  /** @param {{ audience: Audience, own: Own, onEdit: (own: Own) => void }} props @param {{ isSure: boolean }} state */
  render({ audience, own, onEdit }, { isSure }) {
    const into = own.into ? audience.list.get(own.into) : undefined
    return html`<li class="own" data-id=${own.key}>
      <p class="own__state own__state--${own.state}">${t(`audience.mine_${own.state}`)}</p>
      <${Words} question=${own} toLatin=${audience.toLatin} />
      <p class="own__told">${fate(own)} ${into && t("audience.merged_with")}</p>
      ${into && html`<ul role="list" class="own__into">${cardOf(audience, own.into ?? "")}</ul>`}
      ${own.state === "refused" && this.#offerAgain(audience, own, onEdit)}
      ${WITHDRAWABLE.includes(own.state) && !audience.isOver && this.#offerWithdrawal(audience, own, isSure)}
    </li>`
  }

  /** @param {Audience} audience @param {Own} own @param {(own: Own) => void} onEdit */
  #offerAgain(audience, own, onEdit) {
    return html`<p class="own__ways">
      <button class="button" type="button" onClick=${() => onEdit(own)}>${t("audience.edit")}</button>
      <button class="button button--plain" type="button" onClick=${() => audience.discard(own.key)}>${t("audience.discard")}</button>
    </p>`
  }

  /** @param {Audience} audience @param {Own} own @param {boolean} isSure */
  #offerWithdrawal(audience, own, isSure) {
    const id = own.id ?? ""
    if (audience.isWithdrawing(id)) return html`<p class="own__told">${t("audience.withdrawing")}</p>`
    if (!isSure) {
      return html`<p class="own__ways">
        <button class="button button--plain" type="button" onClick=${() => this.setState({ isSure: true })}>${t("audience.withdraw")}</button>
      </p>`
    }
    return html`<p class="own__ways">
      <span>${t("audience.withdraw_sure")}</span>
      <button class="button" type="button" onClick=${() => audience.withdraw(id)}>${t("audience.withdraw_yes")}</button>
      <button class="button button--plain" type="button" onClick=${() => this.setState({ isSure: false })}>${t("common.cancel")}</button>
    </p>`
  }
}

/** What became of a question, in plain words. @param {Own} own */
function fate(own) {
  if (own.state === "refused" && own.entry?.refusal) return wordsFor(own.entry.refusal)
  if (own.state !== "dismissed") return t(`audience.fate_${own.state}`)
  const reason = `audience.because_${own.reason}`
  return has(reason) ? t(reason) : t("audience.because_other")
}

/** Whom a question is for, if it is for one. @param {Audience} audience @param {{ to?: string }} question */
const guestOf = (audience, { to }) => (to ? audience.debate.guests?.[to] : undefined)

/** What a guest is, in the reader's language. @param {any} guest */
export const officeOf = (guest) => pick(guest.office)
