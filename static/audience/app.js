/** Starts the audience screen and draws it: what is said about the debate, the lists, asking. */

import htm from "htm"
import { Component, h, render } from "preact"
import { Connection } from "../common/connection.js"
import { deviceStorage } from "../common/document.js"
import { date, el, houseTime, number, page, pick, t } from "../common/page.js"
import { AskSheet, OwnCard, dropDraft, writeDraft } from "./ask.js"
import {
  OnAir, cardOf, glide, guardTaps, noteMove, noteMoves, officeOf, placesOfCards,
} from "./card.js"
import { Audience } from "./model.js"

/** @import { Guest } from "../wire/parts.d.ts" */
/** @import { Own } from "./types.d.ts" */

const SECOND = 1_000 // ms
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const WITNESS_AFTER = 5 * SECOND // nobody waits for it
const FEW = 3 // questions among which nobody needs to search

const html = htm.bind(h)

/** @param {{ audience: Audience }} props */
function Screen({ audience }) {
  const { debate } = audience
  const { text, lang } = pick(debate.title)
  // Asking comes before the list, for whoever goes by keyboard.
  return html`
    <${Bar} audience=${audience} />
    <main id="main" tabindex="-1" class="screen">
      <h1 lang=${lang}>${text}</h1>
      <${debate.phase === "draft" ? Draft : Debate} audience=${audience} />
    </main>
    <p class="for-screen-reader" aria-live="polite">${audience.said}</p>
    ${audience.isAsking && html`<${AskSheet} audience=${audience} />`}`
}

/** Before anything is taken: when it begins, and who comes. @param {{ audience: Audience }} props */
function Draft({ audience }) {
  const { starts_at: startsAt, opens_at: opensAt = 0, guests, vote_only: voteOnly } = audience.debate
  return html`
    ${startsAt && html`
      <p class="lead">${t("audience.begins", { date: date(startsAt), time: houseTime(startsAt) })}</p>
      <${Countdown} audience=${audience} until=${startsAt} />`}
    ${opensAt > audience.now
      ? html`<p>
        ${t(voteOnly ? "audience.opens_vote" : "audience.opens", { date: date(opensAt), time: houseTime(opensAt) })}
      </p>`
      : html`<p>${t(voteOnly ? "audience.draft_vote" : "audience.draft")}</p>`}
    <${Guests} guests=${guests} />`
}

/** Who comes, and for whom. @param {{ guests: Record<string, Guest> }} props */
function Guests({ guests }) {
  if (!Object.keys(guests).length) return null
  return html`<h2>${t("audience.guests")}</h2>
    <ul role="list" class="guests">
      ${Object.entries(guests).map(([id, guest]) => html`<li key=${id}>
        <strong>${guest.name}</strong>
        ${officeOf(guest).text && html` <span lang=${officeOf(guest).lang}>${officeOf(guest).text}</span>`}
        ${guest.party && html` <span>${guest.party}</span>`}
      </li>`)}
    </ul>`
}

/** The time that is left, by the server's clock. It speaks only when asked. */
class Countdown extends Component {
  #timer = 0

  componentDidMount() {
    this.#timer = window.setInterval(() => this.forceUpdate(), SECOND)
  }

  componentWillUnmount() {
    clearInterval(this.#timer)
  }

  /** @param {{ audience: Audience, until: number }} props */
  render({ audience, until }) {
    const left = until - audience.now
    if (left <= 0) return html`<p class="lead" role="timer">${t("audience.begins_soon")}</p>`
    const days = Math.floor(left / DAY)
    const clock = [left % DAY / HOUR, left % HOUR / MINUTE, left % MINUTE / SECOND]
      .map((part) => String(Math.floor(part)).padStart(2, "0")).join(":")
    return html`<p class="countdown" role="timer">
      ${days > 0 && html`<span class="countdown__days">${t("audience.days", { count: days })}</span>`}
      <span>${clock}</span>
    </p>`
  }
}

/** @param {{ audience: Audience }} props */
function Debate({ audience }) {
  const { sort } = audience.list
  return html`
    <${audience.isOver ? Results : Doors} audience=${audience} />
    ${audience.debate.phase === "collecting" && audience.debate.guests && html`<section class="who">
      <${Guests} guests=${audience.debate.guests} />
    </section>`}
    <${LookedAt} apart=${audience.debate.totals?.apart} />
    <${OnAir} audience=${audience} />
    <${Tabs} audience=${audience} />
    <div id="questions" role="tabpanel" class="panel" aria-labelledby=${`tab-${sort}`} tabindex="-1">
      <${sort === "mine" ? Mine : Questions} audience=${audience} />
    </div>`
}

/** What is taken now and what is not, and what one can still do. @param {{ audience: Audience }} props */
function Doors({ audience }) {
  const {
    phase, submissions, voting, vote_only: voteOnly, starts_at: startsAt, closes_at: closesAt = 0,
  } = audience.debate
  if (voteOnly) {
    const kind = voting ? "" : "notice--shut"
    return html`<p class=${`notice ${kind}`}>${t(voting ? "audience.vote_only" : "audience.vote_only_shut")}</p>`
  }
  if (submissions && voting) {
    if (phase === "collecting" && closesAt > audience.now) {
      return html`<p class="notice">
        ${t("audience.closes", { date: date(closesAt), time: houseTime(closesAt) })}
      </p>`
    }
    if (phase !== "collecting" || !startsAt) return null
    const when = { date: date(startsAt), time: houseTime(startsAt) }
    return html`<p class="notice">${t("audience.collecting", when)}</p>`
  }
  const shut = submissions ? "voting_shut" : voting ? "submissions_shut" : "both_shut"
  return html`<p class="notice notice--shut">${t(`audience.${shut}`)}</p>`
}

/** Votes that do not count for now are said, to everybody alike. @param {{ apart?: number }} props */
function LookedAt({ apart }) {
  return apart ? html`<p class="notice">${t("audience.looked_at", { count: apart })}</p>` : null
}

/** @param {{ audience: Audience }} props */
function Results({ audience }) {
  const { questions = 0, votes = 0 } = audience.debate.totals ?? {}
  const totals = { total_questions: questions, total_votes: votes }
  const outcomes = Object.entries(audience.debate.outcomes ?? {})
  return html`<section class="results" aria-labelledby="results-heading">
    <h2 id="results-heading">${t("audience.over")}</h2>
    <ul role="list" class="totals">
      ${Object.entries(totals).map(([key, count]) => html`<li key=${key}>
        <strong>${number(count)}</strong> ${t(`audience.${key}`, { count })}
      </li>`)}
    </ul>
    ${outcomes.length > 0 && html`<ul role="list" class="outcomes">
      ${outcomes.map(([outcome, count]) => html`<li key=${outcome}>
        ${t(`common.state_${outcome}`)}: <strong>${number(count)}</strong>
      </li>`)}
    </ul>`}
    ${!audience.debate.rehearsal && html`
      <a class="button button--primary" href=${`/archive/${audience.code}`}>${t("audience.archive")}</a>`}
  </section>`
}

/** @param {{ audience: Audience }} props */
function Tabs({ audience }) {
  const { list } = audience
  const mine = audience.mine.length
  const { sorts } = list
  const here = sorts.indexOf(list.sort)
  const end = sorts.length - 1
  /** @type {Record<string, number>} */
  const steps = { ArrowRight: here + 1, ArrowLeft: here + end, Home: 0, End: end }
  const move = (/** @type {KeyboardEvent} */ event) => {
    const sort = sorts[(steps[event.key] ?? NaN) % sorts.length]
    if (!sort) return
    event.preventDefault()
    list.sortBy(sort)
    el(`tab-${sort}`).focus()
  }
  const showAll = () => {
    list.showAll()
    showPanel()
    el("questions").focus({ preventScroll: true })
  }
  return html`<div class="tabs">
    <div class="tabs__row" role="tablist" aria-label=${t("audience.sorts")} onKeyDown=${move}>
      ${sorts.map((sort) => html`<button key=${sort} class="tab" type="button" role="tab"
          id=${`tab-${sort}`} aria-controls="questions" aria-selected=${String(sort === list.sort)}
          tabindex=${sort === list.sort ? 0 : -1} onClick=${() => list.sortBy(sort)}>
        <span>${t(`audience.sort_${sort}`)}</span>
        ${sort === "mine" && mine > 0 && html`<span class="tab__count">${number(mine)}</span>`}
      </button>`)}
    </div>
    ${list.waiting > 0 && list.sort !== "mine" && html`
      <button class="pill" type="button" onClick=${showAll}>
        ${t("audience.waiting", { count: list.waiting })}
      </button>`}
  </div>`
}

/** @param {{ audience: Audience }} props */
function Questions({ audience }) {
  const { list, debate } = audience
  if (list.found) return html`<${Search} audience=${audience} />
    <${List} audience=${audience} ids=${list.found} empty=${t("audience.empty_found")} />`
  const isNone = !list.answered.length && !list.notReached.length
  const empty = isNone ? t(debate.submissions ? "audience.empty" : "audience.empty_shut") : ""
  return html`
    ${(audience.document.more || list.shown.length > FEW) && html`<${Search} audience=${audience} />`}
    <${List} audience=${audience} ids=${list.shown} empty=${empty} />
    ${list.hasMore && html`<button class="button more" type="button" disabled=${list.isLoading}
      onClick=${() => audience.watch(list.loadMore())}>${t("audience.more")}</button>`}
    <${Apart} audience=${audience} ids=${list.answered} heading=${t("audience.answered")} />
    <${Apart} audience=${audience} ids=${list.notReached} heading=${t("audience.not_reached")} />`
}

/** @param {{ audience: Audience, ids: string[], heading: string }} props */
function Apart({ audience, ids, heading }) {
  if (!ids.length) return null
  return html`<h2 class="panel__heading">${heading}</h2>
    <${List} audience=${audience} ids=${ids} />`
}

/** @param {{ audience: Audience, ids: string[], empty?: string }} props */
function List({ audience, ids, empty }) {
  if (!ids.length) return empty ? html`<p class="empty">${empty}</p>` : null
  return html`<ul role="list" class="cards">${ids.map((id) => cardOf(audience, id))}</ul>`
}

/** Finds questions that are on the server only. @param {{ audience: Audience }} props */
function Search({ audience }) {
  const find = (/** @type {Event} */ event) => {
    event.preventDefault()
    const words = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)).get("q")
    void audience.watch(audience.list.search(String(words).trim()))
  }
  return html`<form class="search" role="search" onSubmit=${find}>
    <input class="input" type="search" name="q" enterkeyhint="search" autocomplete="off"
      aria-label=${t("audience.search")} placeholder=${t("audience.search")} />
    <button class="button" type="submit">${t("audience.find")}</button>
  </form>`
}

/** @param {{ audience: Audience }} props */
function Mine({ audience }) {
  const edit = (/** @type {Own} */ { key, text, entry }) => {
    const command = entry?.command
    writeDraft(audience.code, { text, to: command?.to ?? "", name: command?.name ?? "" })
    audience.discard(key)
    audience.ask(true)
  }
  return html`
    ${audience.mine.length
      ? html`<ul role="list" class="cards">
        ${audience.mine.map((own) => html`
          <${OwnCard} key=${own.key} audience=${audience} own=${own} onEdit=${edit} />`)}
      </ul>`
      : html`<p class="empty">${t(whyNoneOfMine(audience))}</p>`}
    <a class="own__forget" href=${`/${audience.code}/forget`}>${t("audience.forget")}</a>`
}

/** @param {Audience} audience */
function whyNoneOfMine({ isOver, debate }) {
  if (isOver) return "audience.empty_mine_over"
  return debate.vote_only ? "audience.vote_only" : "audience.empty_mine"
}

/** In the thumb's reach: asking; above it, where it moves nothing, what went wrong. @param {{ audience: Audience }} props */
function Bar({ audience }) {
  const { debate, toast } = audience
  return html`<div class="bar">
    <p class="toast" role="status">${toast && html`<span class="toast__words">${toast}</span>`}</p>
    ${audience.isOffline && html`<p class="banner offline">${t(audience.isDeleted ? "audience.deleted" : "audience.offline")}</p>`}
    ${debate.submissions && audience.isTaking && html`<div class="bar__ask">
      ${audience.canAsk
        ? html`<button class="button button--primary" type="button" aria-haspopup="dialog"
            onClick=${() => audience.ask(true)}>${t("audience.ask")}</button>`
        : html`<p class="bar__why">${t("audience.limit_reached", { count: debate.questions_each ?? 0 })}</p>`}
    </div>`}
  </div>`
}

/** The word beside the programme's name. @param {{ phase: string }} props */
const Phase = ({ phase }) =>
  html`<span class=${`phase phase--${phase}`}>${t(`common.phase_${phase}`)}</span>`

// Drawing, so that nothing jumps: what is under the finger stays there, whatever comes above it,
// and a new order is seen to come.

/** The last drawing. @type {{ shown?: string[], sort?: string }} */
let last = {}

/** @param {Audience} audience */
function draw(audience) {
  const { list } = audience
  const focused = document.activeElement
  const own = focused?.closest(".own")
  const isReordered = list.shown !== last.shown
  const anchor = isReordered ? el("questions") : cardInView() ?? el("questions")
  const before = anchor?.getBoundingClientRect().top ?? 0
  const places = isReordered && list.sort === last.sort ? placesOfCards() : undefined
  render(html`<${Phase} phase=${audience.debate.phase} />`, el("phase"))
  render(html`<${Screen} audience=${audience} />`, el("screen"))
  if (!focused?.isConnected && document.activeElement === document.body) keepFocus(own)
  const moved = anchor?.isConnected ? anchor.getBoundingClientRect().top - before : 0
  if (moved && (list.isTouched || scrollY > 0)) scrollBy({ top: moved, behavior: "instant" })
  else if (moved) noteMove()
  if (last.sort && list.sort !== last.sort) showPanel()
  if (places) {
    noteMoves(places)
    glide(places)
  }
  last = { shown: list.shown, sort: list.sort }
}

/**
 * What had the focus is gone: whoever works by keyboard stays where they were.
 * @param {Element | null | undefined} own the card that it was on
 */
function keepFocus(own) {
  const next = own instanceof HTMLElement && own.isConnected ? own : document.getElementById("questions")
  next?.focus({ preventScroll: true })
}

/** Whether the list is scrolled away from its top. */
function isAway() {
  const [tabs] = document.getElementsByClassName("tabs")
  const panel = document.getElementById("questions")
  if (!tabs || !panel) return false
  return panel.getBoundingClientRect().top < tabs.getBoundingClientRect().bottom - 1
}

const cardInView = () =>
  document.elementFromPoint(innerWidth / 2, innerHeight * 0.4)?.closest("[data-id]")

/** The beginning of the list, unless it is in view. */
function showPanel() {
  const panel = el("questions")
  if (panel.getBoundingClientRect().top >= 0) return
  panel.scrollIntoView({ block: "start", behavior: "instant" })
}

function start() {
  const connection = new Connection(/** @type {any} */ (page))
  const forget = () => dropDraft(page.code)
  const audience = new Audience({ connection, storage: deviceStorage(), code: page.code, isAway, forget })
  let frame = 0
  audience.subscribe(() => {
    frame ||= requestAnimationFrame(() => {
      frame = 0
      draw(audience)
    })
  })
  for (const touch of ["pointerdown", "touchmove", "wheel", "scroll", "keydown"]) {
    document.addEventListener(touch, () => audience.list.touch(), { passive: true })
  }
  for (const touch of ["touchstart", "touchend", "touchcancel"]) {
    const count = (/** @type {any} */ { touches }) => audience.list.hold(touches.length > 0)
    document.addEventListener(touch, count, { passive: true })
  }
  guardTaps()
  el("phase").replaceChildren()
  el("screen").replaceChildren()
  draw(audience)
  audience.start()
  connection.start()
  const linked = location.hash.slice(1)
  if (/^q\d+$/.test(linked)) {
    void import("./later/linked.js").then(({ goTo }) => goTo(audience, linked))
  }
  setTimeout(() => {
    import("../witness/phone.js").then(({ watch }) => watch(connection, page.code), console.warn)
  }, WITNESS_AFTER)
}

start()
