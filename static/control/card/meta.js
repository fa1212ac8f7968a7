/** The small print of a card: who is asked, in what language, by whom, and what became of it. */

import { html } from "../../common/html.js"
import { t, time } from "../../common/i18n.js"
import { icon } from "../parts/icons.js"
import {
  authorNumber, guestName, languageCode, languageName, pileName, questionNumber, shortName,
} from "../parts/names.js"
import { readable } from "../parts/question-text.js"
import { Translations } from "./translations.js"

/** @typedef {import("../desk/control.js").Control} Control */
/** @typedef {import("../../wire/questions.d.ts").ControlQuestion} Question */

const MANY = 3 // questions of one author

/**
 * @param {{ control: Control, id: string, question: Question, asked: number, burst: number,
 *   latin: boolean, full: boolean, alike: any, children?: any }} props `asked`: how many questions
 *   the author has asked; `burst`: how many new voters came for it in a burst that waits; `full`: with
 *   what only matters for the card in hand; `children` stand where the language would
 */
export function CardMeta({ control, id, question, asked, burst, latin, full, alike, children }) {
  const { piles } = control.debate
  const { pile, name, author, blocked, at, lang, parts, state } = question
  const pileText = pile === undefined ? undefined : pileName(piles, pile)
  return html`
    <${Flags} question=${question} asked=${asked} burst=${burst} />
    <ul class="meta" role="list">
      <${Asked} control=${control} to=${question.to} latin=${latin} />
      ${question.via && html`<li>${cameBy(question)}</li>`}
      ${pileText && html`<li lang=${pileText.lang}>${pileText.text}</li>`}
      ${children ?? html`<li title=${languageName(lang)}>${languageCode(lang)}</li>`}
      ${name && html`<li>${aside(t("control.asked_by"))}<bdi>${readable(name, lang, latin).text}</bdi></li>`}
      ${blocked && html`<li class="meta__blocked">${t("control.author_blocked")}</li>`}
      ${(full || blocked) &&
      html`<li title=${t("control.author")}>${t("control.author_of", { number: authorNumber(author) })}</li>`}
      ${full && asked > 1 && asked < MANY && html`<li>${t("control.author_asked", { count: asked })}</li>`}
      ${parts && html`<li>${t("control.parts", { count: parts.length })}</li>`}
      ${(full || !isVotedFor(state)) && html`<${Came} at=${at} />`}
      <${Numbered} id=${id} />
      ${alike}
    </ul>
    <${Fate} control=${control} question=${question} latin=${latin} />
    ${question.air_text && html`<p class="card__note">
      ${icon("air_text")} <span>${t("control.air_text")}: ${question.air_text}</span></p>`}
    ${question.hands !== undefined && html`<p class="card__note">
      ${icon("hands")} <span>${t("control.hands_label")}: ${question.hands}</span></p>`}
    ${question.note && html`<${Note} note=${question.note} />`}
    <${Original} question=${question} latin=${latin} full=${full} />
    <${Translations} question=${question} latin=${latin} full=${full} />
  `
}

/** How it came that nobody sent from a phone. @param {Question} question */
const cameBy = ({ via, carried }) =>
  carried
    ? html`<a href=${`/archive/${carried}`} target="_blank" rel="noopener">${t("control.carried", { code: carried })}</a>`
    : t(`control.via_${via}`)

/**
 * What one line of a folded card says of it.
 * @param {{ control: Control, id: string, question: Question, asked: number, burst: number,
 *   latin: boolean, alike: any }} props as above
 */
export function FoldedMeta({ control, id, question, asked, burst, latin, alike }) {
  const { pile, blocked, at } = question
  const pileText = pile === undefined ? undefined : pileName(control.debate.piles, pile)
  return html`
    <div class="folded-meta">
      <${Flags} question=${question} asked=${asked} burst=${burst} />
      <ul class="meta" role="list">
        ${blocked && html`<li class="meta__blocked">${t("control.author_blocked")}</li>`}
        <${Asked} control=${control} to=${question.to} latin=${latin} />
        ${alike}
        <${Numbered} id=${id} />
        <${Came} at=${at} />
        ${question.via && html`<li>${cameBy(question)}</li>`}
        ${pileText && html`<li lang=${pileText.lang}>${pileText.text}</li>`}
      </ul>
    </div>
  `
}

/**
 * What to see before it is shown. Nothing follows from it by itself.
 * @param {{ question: Question, asked: number, burst: number }} props
 */
function Flags({ question: { flags = [], words = [], lang, state, apart, challenged }, asked, burst }) {
  const isMany = asked >= MANY && state === "in_review"
  if (!flags.length && !words.length && !isMany && !burst && !apart && !challenged) return null
  return html`
    <ul class="flags" role="list" aria-label=${t("control.flags")}>
      ${challenged && html`<li class="flags__challenged">${t("control.challenged")}</li>`}
      ${flags.map((flag) => html`<li key=${flag}>${t(`control.flag_${flag}`)}</li>`)}
      ${words.map((word) => html`
        <li key=${`word ${word}`}>
          ${t("control.flag_word")} <span lang=${lang}>${word.replace(/\*$/, "…")}</span>
        </li>
      `)}
      ${burst > 0 && html`<li>${t("control.burst_here", { count: burst })}</li>`}
      ${apart && html`<li class="flags__apart">${t("control.votes_apart", { count: apart })}</li>`}
      ${isMany && html`<li class="flags__author">${t("control.author_asked", { count: asked })}</li>`}
    </ul>
  `
}

/** Said before what everybody can see. @param {string} words */
function aside(words) {
  return html`<span class="for-screen-reader">${words} </span>`
}

/** "№" is read as a word by some, as nothing by others. @param {{ id: string }} props */
function Numbered({ id }) {
  return html`
    <li>
      <span aria-hidden="true">${questionNumber(id)}</span>
      <span class="for-screen-reader">${t("control.number_said", { number: id.slice(1) })}</span>
    </li>
  `
}

/** Votes tell more then than the hour it came. @param {string} state */
function isVotedFor(state) {
  return state === "open" || state === "next"
}

/** @param {{ control: Control, to: string | undefined, latin: boolean }} props */
function Asked({ control, to, latin }) {
  const name = readable(guestName(control.debate.guests, to), "und", latin).text
  return html`
    <li class="meta__to" data-all=${to === undefined}>
      ${aside(t("control.to"))}${to === undefined ? name : shortName(name)}
    </li>
  `
}

/** @param {{ at: number }} props */
function Came({ at }) {
  return html`<li><time datetime=${new Date(at).toISOString()}>${time(at)}</time></li>`
}

/**
 * What was decided, by whom and why.
 * @param {{ control: Control, question: Question, latin: boolean }} props
 */
function Fate({ control, question, latin }) {
  const { state, reason, by, decided_at: decided, became, held } = question
  if (held) return html`<${OnHold} hold=${held} />`
  if (state === "answered" || became || isBack(question)) {
    const end = became ?? (isBack(question) ? "aired" : state)
    return html`<p class="fate" data-how=${end}>${t(`common.state_${end}`)}</p>`
  }
  if (state !== "dismissed" && state !== "merged") return null
  const who = [by, decided && time(decided)].filter(Boolean).join(", ")
  const why = reason && t(`common.reason_${reason}`)
  return html`
    <p class="fate">
      ${state === "dismissed" ? why : into(control, question, latin)}
      ${" "}<span class="fate__who">${who}</span>
    </p>
  `
}

/** Whether it was on air and was put back, to where it may be taken again. @param {Question} question */
function isBack({ state, no_outcome: was }) {
  return was === true && (state === "open" || state === "next")
}

/** What moderators tell each other about it. @param {{ note: string }} props */
function Note({ note }) {
  return html`
    <p class="card__note">
      ${icon("note")} <span>${aside(t("control.note_label"))}${note}</span>
    </p>
  `
}

/** Why it waits, and who put it aside. @param {{ hold: import("../../wire/parts.d.ts").Held }} props */
function OnHold({ hold: { by, at, why, note } }) {
  return html`
    <p class="fate fate--held">
      ${[t(`control.hold_${why}`), note].filter(Boolean).join(" — ")}
      ${" "}<span class="fate__who">${[by, time(at)].filter(Boolean).join(", ")}</span>
    </p>
  `
}

/** @param {Control} control @param {Question} question @param {boolean} latin */
function into(control, { merged_into: id }, latin) {
  const target = id === undefined ? undefined : control.question(id)
  if (!target) return t("common.state_merged")
  const { text, lang } = readable(target.text, target.lang, latin)
  return html`${t("control.merged_into")} <q dir="auto" lang=${lang}>${text}</q>`
}

/**
 * What was typed before a moderator edited it.
 * @param {{ question: Question, latin: boolean, full: boolean }} props
 */
function Original({ question, latin, full }) {
  if (question.original === undefined) return null
  const { text, lang } = readable(question.original, question.lang, latin)
  return html`
    <details class="original" open=${full}>
      <summary>${t("control.edited")}</summary>
      <p dir="auto" lang=${lang}>${text}</p>
    </details>
  `
}
