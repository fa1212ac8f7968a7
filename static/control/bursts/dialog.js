/** Bursts of new voters: the line that tells of one, the list of all, and what can be done. */

import { html } from "../../common/html.js"
import { number, t, time } from "../../common/i18n.js"
import { ballotsOf, byQuestion, listed, signsOf, waiting } from "./bursts.js"
import { Cancel, Confirm, Modal } from "../parts/modal.js"
import { questionNumber } from "../parts/names.js"
import { readable } from "../parts/question-text.js"

/** @typedef {import("../desk/control.js").Control} Control */
/** @typedef {import("./bursts.js").Listed} Listed */

/**
 * While one waits for a decision, or votes are apart. Its numbers move every second: said aloud is
 * only that it is there.
 * @param {{ control: Control }} props
 */
export function BurstNotice({ control }) {
  const { bursts = {}, totals } = control.debate
  const [newest] = waiting(bursts, control.now)
  if (!newest && !totals?.apart) return null
  return html`
    <p class=${newest ? "notice" : "notice notice--calm"}>
      <span class="for-screen-reader" role="status" key=${newest?.id}>${newest && t("control.bursts")} </span>
      ${newest ? inWords(newest) : t("control.votes_apart", { count: totals?.apart ?? 0 })}
      ${" "}
      <button type="button" class="action notice__look" onClick=${() => control.show({ kind: "bursts" })}>
        ${t("control.burst_look")}
      </button>
    </p>
  `
}

/** "300 new voters in 40 s, from one network, for question …" @param {Listed} burst */
function inWords({ voters, seconds, networks, question, again }) {
  return [
    t(again ? "control.burst_again" : "control.burst", { count: voters, seconds: number(seconds) }),
    ...(networks ? [t("control.burst_networks", { count: networks })] : []),
    ...(question ? [t("control.burst_question", { number: questionNumber(question) })] : []),
  ].join(", ")
}

/** Once there was one. @param {{ control: Control }} props */
export function BurstsButton({ control }) {
  if (listed(control.debate.bursts).length === 0) return null
  return html`
    <button type="button" class="action" onClick=${() => control.show({ kind: "bursts" })}>
      ${t("control.bursts_short")}
    </button>
  `
}

/** @param {{ control: Control }} props */
export function BurstsDialog({ control }) {
  const all = listed(control.debate.bursts)
  return html`
    <${Modal} control=${control} name="bursts" title=${t("control.bursts")}>
      <p class="modal__note">${t("control.bursts_note")}</p>
      ${all.length === 0 && html`<p>${t("control.bursts_none")}</p>`}
      <ul class="bursts" role="list">
        ${all.map((burst) => html`<${One} key=${burst.id} control=${control} burst=${burst} />`)}
      </ul>
    <//>
  `
}

/** @param {{ control: Control, burst: Listed }} props */
function One({ control, burst }) {
  return html`
    <li class="burst" data-apart=${burst.apart ? "true" : undefined}>
      <h3 class="burst__title">
        ${inWords(burst)}
        ${burst.at !== undefined && html`<span class="burst__at">${time(burst.at)}</span>`}
      </h3>
      <p>
        ${t("control.burst_usual", { count: burst.usual })}
        ${burst.votes !== undefined && html` ${t("control.burst_votes", { count: burst.votes })}`}
      </p>
      <ul class="burst__signs">
        ${signsOf(burst).map(({ key, args }) => html`<li key=${key}>${t(`control.burst_${key}`, args)}</li>`)}
      </ul>
      <${Ballots} control=${control} burst=${burst} />
      <div class="burst__end">
        <p class="burst__state">${state(burst)}</p>
        <${Decide} control=${control} burst=${burst} />
      </div>
    </li>
  `
}

/** @param {Listed} burst */
function state({ apart, by = "" }) {
  if (apart === undefined) return t("control.burst_counts")
  return t(apart ? "control.burst_is_apart" : "control.burst_is_in", { by })
}

/** @param {{ control: Control, burst: Listed }} props */
function Decide({ control, burst: { id, apart } }) {
  if (!control.may(apart ? "let_in" : "set_apart")) return null
  if (apart) {
    return html`
      <button type="button" class="button" onClick=${() => control.ask({ do: "let_in", burst: id })}>
        ${t("control.let_in")}
      </button>
    `
  }
  return html`
    <button type="button" class="button" onClick=${() => control.show({ kind: "set_apart", id })}>
      ${t("control.set_apart")}
    </button>
  `
}

/** Whose votes these are, by question. @param {{ control: Control, burst: Listed }} props */
function Ballots({ control, burst }) {
  return html`
    <ul class="burst__ballots" role="list">
      ${byQuestion(burst).map(([id, count]) => html`
        <li key=${id}>
          <b>${t("control.burst_ballots", { count })}</b> <${Words} control=${control} id=${id} />
        </li>
      `)}
    </ul>
  `
}

/** @param {{ control: Control, id: string }} props */
function Words({ control, id }) {
  const question = control.question(id)
  const label = html`<span>${questionNumber(id)}</span>`
  if (!question) return label
  const { text, lang } = readable(question.text, question.lang, control.preferences.latin)
  return html`${label} <q dir="auto" lang=${lang}>${text}</q>`
}

/** What would stop counting, before it does. @param {{ control: Control, id: string }} props */
export function SetApartDialog({ control, id }) {
  const burst = listed(control.debate.bursts).find((one) => one.id === id)
  if (!burst) return null
  const footer = html`
    <${Cancel} control=${control} />
    <${Confirm} autofocus onClick=${() => control.ask({ do: "set_apart", burst: id })}>
      ${t("control.set_apart")}
    <//>
  `
  const title = t("control.set_apart_title", { count: ballotsOf(burst) })
  return html`
    <${Modal} control=${control} name="confirm" title=${title} footer=${footer}>
      <p>${inWords(burst)}</p>
      <${Ballots} control=${control} burst=${burst} />
      <p>${t("control.set_apart_explained")}</p>
    <//>
  `
}
