/** How a question looks: on the list, on the air, and how cards move. */

import htm from "htm"
import { Component, h } from "preact"
import { date, houseTime, langOf, locale, number, pick, t } from "../common/page.js"
import { endOf } from "./list.js"

/** @typedef {import("./model.js").Audience} Audience */
/** @import { Guest } from "../wire/parts.d.ts" */
/** @import { CardProps, Question } from "./types.d.ts" */

const DAY = 24 * 60 * 60 * 1_000 // ms
const CYRILLIC = /[\u0400-\u04ff]/

const html = htm.bind(h)

/** One question of the list, with its vote button. */
export class Card extends Component {
  /**
   * Only when a property is another object: of a long list most is left alone.
   * @param {Record<string, unknown>} next
   */
  shouldComponentUpdate(next) {
    return Object.keys(next).some((name) => next[name] !== this.props[name])
  }

  /** @param {CardProps} props */
  render({ audience, id, scope, question, votes, hasVoted, isWaiting, canVote, isMine, guest, toLatin }) {
    if (question.state === "gone") return html`<${Gone} id=${id} question=${question} />`
    const isVotable = canVote && question.state === "open"
    const text = `${scope}text-${id}`
    const translation = translationOf(question) ? `${text}-translated` : ""
    return html`<li class="card" data-id=${id}>
      <${isVotable ? Vote : Tally} votes=${votes} hasVoted=${hasVoted} isWaiting=${isWaiting}
        about=${`${text} ${translation}`.trim()} onVote=${() => audience.vote(id)} />
      <div class="card__body">
        <${Words} id=${text} question=${question} toLatin=${toLatin} />
        <${Translation} id=${translation} question=${question} toLatin=${toLatin} />
        ${question.before && html`<${Before} audience=${audience} id=${id} question=${question}
          before=${question.before} canTakeBack=${hasVoted && isVotable} />`}
        <${Meta} question=${question} guest=${guest} isMine=${isMine} toLatin=${toLatin}
          earlier=${earlierOf(audience, id)}>
          <${Script} audience=${audience} question=${question} toLatin=${toLatin} />
          <${Link} audience=${audience} id=${id} about=${text} />
        <//>
      </div>
    </li>`
  }
}

/**
 * What a card needs to know, so that it is drawn again when that changes.
 * @param {Audience} audience
 * @param {string} id
 * @param {string} [scope] where else on the screen the same question stands
 */
export function cardOf(audience, id, scope = "") {
  const question = audience.list.get(id)
  if (!question) return null
  return html`<${Card} key=${id} id=${id} scope=${scope} audience=${audience} question=${question}
    votes=${audience.votes(id)} hasVoted=${audience.hasVoted(id)} isWaiting=${audience.isWaiting(id)}
    isMine=${audience.isMine(id)} canVote=${audience.debate.voting && audience.isTaking}
    guest=${guestOf(audience, question)} toLatin=${audience.toLatin} />`
}

/**
 * A question that went away keeps its place until the list moves, but is not to be read.
 * @param {{ id: string, question: Question }} props
 */
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
      <${Words} id="air-text" question=${question} toLatin=${audience.toLatin} />
    </blockquote>
    <${Translation} question=${question} toLatin=${audience.toLatin} />
    <${Meta} question=${question} guest=${guestOf(audience, question)}
      isMine=${audience.isMine(id)} isAir=${true} toLatin=${audience.toLatin}
      earlier=${earlierOf(audience, id)}>
      <span class="meta__votes">${t("audience.votes", { count: audience.votes(id) ?? 0 })}</span>
      <${Script} audience=${audience} question=${question} toLatin=${audience.toLatin} />
      <${Link} audience=${audience} id=${id} about="air-text" />
    <//>
  </section>`
}

/**
 * Its name ends with the question, since buttons are also listed without what stands beside them.
 * @param {object} props
 * @param {number | undefined} props.votes
 * @param {boolean} props.hasVoted
 * @param {boolean} props.isWaiting the vote has not got through as soon as it should
 * @param {string} props.about ids of the elements with the question's words
 * @param {() => void} props.onVote
 */
export function Vote({ votes, hasVoted, isWaiting, about, onVote }) {
  const id = `vote-${about.split(" ")[0]}`
  const label = votes === undefined ? t("audience.vote_unseen") : t("audience.vote_for", { count: votes })
  return html`<button class="vote" type="button" id=${id} aria-pressed=${String(hasVoted)}
      aria-label=${isWaiting ? `${t("audience.mine_waiting")}. ${label}` : label}
      aria-labelledby=${`${id} ${about}`} data-waiting=${isWaiting ? "" : undefined} onClick=${onVote}>
    ${isWaiting
      ? html`<span class="vote__waits">${t("audience.vote_waits")}</span>`
      : html`<svg class="vote__arrow" viewBox="0 0 16 10" aria-hidden="true"><path d="M2 8.5 8 2l6 6.5" /></svg>`}
    ${votes !== undefined && html`<span class="vote__count">${number(votes)}</span>`}
  </button>`
}

/** A tally that cannot be voted for. @param {{ votes: number | undefined, hasVoted?: boolean }} props */
function Tally({ votes, hasVoted = false }) {
  return html`<p class="vote vote--still">
    ${votes !== undefined && html`<span class="vote__count">${number(votes)}</span>
    <span class="vote__unit">${t("audience.votes_unit", { count: votes })}</span>`}
    ${hasVoted && html`<span class="for-screen-reader">, ${t("audience.voted")}</span>`}
  </p>`
}

/** @param {{ question: { text: string, lang?: string }, toLatin?: any, id?: string }} props */
export function Words({ question: { text, lang }, toLatin, id }) {
  const isRead = toLatin && isSerbianCyrillic({ text, lang })
  const known = lang === "und" ? undefined : lang
  return html`<p class="card__text" id=${id} dir="auto" lang=${isRead ? "sr-Latn" : known}>
    ${isRead ? toLatin(text) : text}
  </p>`
}

/**
 * What it said when people voted for it.
 * @extends {Component<{ audience: Audience, id: string, question: Question,
 *   before: NonNullable<Question["before"]>, canTakeBack: boolean }, { Difference?: any }>}
 */
class Before extends Component {
  render() {
    const { audience, id, question, before, canTakeBack } = this.props
    const { Difference } = this.state
    if (before.text === undefined) return html`<p class="before">${told(before, "before_private")}</p>`
    return html`<details class="before" onToggle=${this.#look}>
      <summary>${told(before, "before")}</summary>
      ${Difference && html`<${Difference} before=${before.text} now=${question.text} />`}
      ${canTakeBack && button("button--plain", t("audience.take_back"), () => audience.vote(id))}
    </details>`
  }

  #look = () => {
    const { audience } = this.props
    if (this.state.Difference) return
    void audience.watch(import("./later/difference.js").then(({ Difference }) => this.setState({ Difference })))
  }
}

/** @param {{ votes?: number }} before @param {string} key */
const told = ({ votes }, key) =>
  votes === undefined ? t(`audience.${key}_unseen`) : t(`audience.${key}`, { count: votes })

/**
 * A moderator's, into the reader's language.
 * @param {{ question: Question, toLatin?: any, id?: string }} props
 */
function Translation({ question, toLatin, id }) {
  const words = translationOf(question)
  return words && html`<div class="translation">
    <p class="translation__mark">${t("audience.translation")}</p>
    <${Words} id=${id} question=${words} toLatin=${toLatin} />
  </div>`
}

/** @param {Pick<Question, "translations">} question */
function translationOf({ translations = {} }) {
  const [language = ""] = locale.split("-")
  const text = translations[language]
  return text && { text, lang: langOf(language, text) }
}

/** Whether there is anything to be read in Latin. @param {Pick<Question, "text" | "lang" | "translations">} question */
const isCyrillic = (question) =>
  [question, translationOf(question)].some((words) => words && isSerbianCyrillic(words))

/** However its language was sent. @param {{ text: string, lang?: string }} words */
const isSerbianCyrillic = ({ text, lang = "und" }) =>
  CYRILLIC.test(text) && (lang === "und" || lang.split("-")[0] === "sr")

/**
 * The switch between scripts, for Serbian in Cyrillic.
 * @param {{ audience: Audience, question: Question, toLatin?: any }} props
 */
function Script({ audience, question, toLatin }) {
  if (!isCyrillic(question)) return null
  const label = toLatin ? t("audience.as_written") : t("audience.in_latin")
  const turn = () => audience.readLatin(!toLatin)
  return html`<button class="script" type="button" onClick=${turn}>${label}</button>`
}

/**
 * The question's own address, to be given to others.
 * @param {{ audience: Audience, id: string, about: string }} props about: the id of the element with its words
 */
export function Link({ audience, id, about }) {
  const give = (/** @type {Event} */ event) => {
    event.preventDefault()
    void audience.watch(import("./later/share.js").then(({ share }) => share(audience, id)))
  }
  return html`<a class="link" id=${`link-${about}`} aria-labelledby=${`link-${about} ${about}`}
    href=${`/${audience.code}/${id}`} onClick=${give}>${t("audience.share")}</a>`
}

/** @param {Audience} audience @param {string} id */
const earlierOf = (audience, id) => `/${audience.code}/${id}/earlier`

/**
 * @param {object} props
 * @param {Question} props.question
 * @param {{ name: string }} [props.guest] whom it is for
 * @param {boolean} props.isMine
 * @param {string} props.earlier the way to the debate that left it, if one did
 * @param {boolean} [props.isAir] it stands where nothing but the question on the air does
 * @param {(text: string) => string} [props.toLatin] for names as for texts
 * @param {any} [props.children]
 */
function Meta({ question, guest, isMine, earlier, isAir = false, toLatin = asWritten, children }) {
  const { state, name, edited, at, via, carried, hands, joined } = question
  const end = endOf(question)
  return html`<p class="meta">
    ${end !== "open" && end !== "on_air" && html`
      <strong class=${`meta__end meta__end--${end}`}>${t(`common.state_${end}`)}</strong>`}
    ${state === "on_air" && !isAir && html`<strong>${t("audience.on_air")}</strong>`}
    ${isMine && html`<strong>${t("audience.yours")}</strong>`}
    ${guest && html`<span>${t("audience.to", { name: toLatin(guest.name) })}</span>`}
    ${name && html`<bdi class="meta__name">${toLatin(name)}</bdi>`}
    <time datetime=${new Date(at).toISOString()}>${moment(at)}</time>
    ${via && !carried && html`<span>${t(`audience.via_${via}`)}</span>`}
    ${carried && html`<a href=${earlier}>${t("audience.carried")}</a>`}
    ${hands !== undefined && html`<strong>${t("audience.hands", { count: hands })}</strong>`}
    ${edited && html`<span>${t("audience.edited")}</span>`}
    ${joined && html`<span>${t("audience.joined", { count: joined.length, votes: joined.map(number).join(", ") })}</span>`}
    ${children}
  </p>`
}

/** @param {string} text */
export const asWritten = (text) => text

/** When, as short as it can be: the hour, with its day if that was not today. @param {number} at */
const moment = (at) => (Math.abs(Date.now() - at) < DAY / 2 ? houseTime(at) : `${date(at)}, ${houseTime(at)}`)

/** @param {string} kind @param {string} words @param {() => void} act */
export const button = (kind, words, act) =>
  html`<button class=${`button ${kind}`} type="button" onClick=${act}>${words}</button>`

/** Whom a question is for, if it is for one. @param {Audience} audience @param {{ to?: string }} question */
export const guestOf = (audience, { to }) => (to ? audience.debate.guests[to] : undefined)

/** What a guest is, in the reader's language. @param {Guest} guest */
export const officeOf = (guest) => pick(guest.office)

// When cards move: a new order is seen to come, and no tap meets another card than it was meant for.

const GLIDE = 240 // ms that a card takes to its new place
const SETTLED = 400 // ms after a move, before a tap is for what stands there now

/** When cards moved last, and which: none named means all. @type {{ at: number, cards?: Set<Element> }} */
let move = { at: -Infinity }
/** Where the finger came down. @type {{ at: number, card?: Element | null } | undefined} */
let press

/** Where the cards in view are. */
export function placesOfCards() {
  /** @type {Map<Element, number>} */
  const places = new Map()
  for (const card of document.querySelectorAll("[data-id]")) {
    const { top, bottom } = card.getBoundingClientRect()
    if (bottom > 0 && top < innerHeight) places.set(card, top)
  }
  return places
}

/** Everything has moved. */
export function noteMove() {
  move = { at: performance.now() }
}

/** @param {Map<Element, number>} places where the cards were */
export function noteMoves(places) {
  // Below the last one nothing stood that a tap could have been meant for.
  const lowest = Math.max(...places.values())
  const cards = new Set()
  for (const [card, top] of placesOfCards()) {
    if (places.get(card) !== top && (places.has(card) || top <= lowest)) cards.add(card)
  }
  if (cards.size) move = { at: performance.now(), cards }
}

/** A tap that was not meant for the card it met does nothing. */
export function guardTaps() {
  const cardUnder = (/** @type {Event} */ { target }) => /** @type {Element} */ (target).closest("[data-id]")
  addEventListener("pointerdown", (event) => {
    press = { at: performance.now(), card: cardUnder(event) }
  }, { capture: true, passive: true })
  addEventListener("click", (event) => {
    const pressed = press
    press = undefined
    const card = cardUnder(event)
    if (!card || !event.detail) return // from the keyboard, which knows no places
    const { at, card: meant } = pressed ?? { at: performance.now(), card }
    const isSettled = at - move.at > SETTLED || (move.cards && !move.cards.has(card))
    if (meant === card && isSettled) return
    event.preventDefault()
    event.stopPropagation()
  }, { capture: true })
}

/** @param {Map<Element, number>} places where the cards were */
export function glide(places) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return
  for (const [card, top] of places) {
    const by = card.isConnected ? top - card.getBoundingClientRect().top : 0
    if (!by || Math.abs(by) > innerHeight) continue
    const way = [{ transform: `translateY(${by}px)` }, { transform: "none" }]
    card.animate(way, { duration: GLIDE, easing: "ease-out" })
  }
}
