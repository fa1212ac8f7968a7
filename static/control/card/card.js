/** One question as a card: its text, what is known about it, and what can be done with it. */

import { html, memo, useState } from "../../common/html.js"
import { number, t } from "../../common/i18n.js"
import { isCyrillic } from "../../common/script.js"
import { isAside } from "../desk/standing.js"
import { CardActions, QuickCue } from "./buttons.js"
import { CardMeta, FoldedMeta } from "./meta.js"
import { Chooser } from "./chooser.js"
import { AtIt } from "../frame/colleagues.js"
import { icon } from "../parts/icons.js"
import { LikelyList, LikelySwitch } from "../likely/list.js"
import { QuestionText, ScriptSwitch } from "../parts/question-text.js"
import { said } from "../parts/said.js"

/** @typedef {import("../desk/control.js").Control} Control */
/** @typedef {import("../desk/navigation.js").Column} Column */
/** @typedef {import("../../wire/questions.d.ts").ControlQuestion} Question */
/** @typedef {import("../likely/list.js").Opened} Opened */

/**
 * Everything a card shows is in its props, so that it is drawn again only when one of them changed.
 * @typedef {object} CardProps
 * @property {Control} control
 * @property {string} id
 * @property {Question} question
 * @property {Column} column
 * @property {boolean} selected
 * @property {boolean} folded whether it takes two lines, and no more
 * @property {boolean} foldable
 * @property {boolean} chosen whether it is one of several that something is to be done with
 * @property {boolean} selecting whether a tap chooses it
 * @property {boolean} reachable whether Tab leads here: one card of each column
 * @property {boolean} busy whether an action has not come back yet
 * @property {boolean} unread
 * @property {import("../desk/notices.js").Saying | undefined} refused why the last thing asked
 *   about it was refused
 * @property {string | undefined} choosing what it offers a choice of
 * @property {import("../likely/likely.js").LikelySame[]} likely
 * @property {number} asked how many questions its author has asked
 * @property {number} burst how many new voters came for it in a burst that waits for a decision
 * @property {unknown} moderators who is here: their initials depend on each other
 * @property {boolean} latin
 * @property {unknown} phase
 * @property {unknown} guests
 * @property {unknown} piles
 * @property {unknown} into the question it was merged into
 */

export const Card = memo(
  /** @param {CardProps} props */
  function Card(props) {
    const { control, id, question, column, selected, chosen, reachable, busy, unread } = props
    const { folded, foldable, selecting } = props
    return html`
      <article
        class="card"
        id=${`card-${id}`}
        data-state=${question.state}
        data-selected=${selected}
        data-chosen=${chosen}
        data-folded=${foldable ? String(folded) : undefined}
        data-unread=${unread}
        tabindex=${reachable ? 0 : -1}
        aria-labelledby=${`text-${id}`}
        aria-busy=${busy ? "true" : undefined}
        onFocusIn=${(/** @type {any} */ event) => selected || selectByKey(control, column, id, event)}
        onMouseDown=${(/** @type {any} */ event) => holdSelection(control, column, event)}
        onClick=${(/** @type {any} */ event) => pressed(props, event)}
      >
        ${unread && html`<${Unread} />`}
        ${selecting
          ? html`<${Tick} control=${control} id=${id} chosen=${chosen} reachable=${reachable} />`
          : chosen && html`<${IsChosen} />`}
        ${hasVotes(question) && html`<${Votes} votes=${question.votes} />`}
        <${Body} ...${props} />
        <${AtIt} control=${control} question=${question} />
        ${question.state === "open" && !isAside(question) && !selected &&
        html`<${QuickCue} control=${control} id=${id} busy=${busy} />`}
        ${foldable && html`<${FoldSwitch} control=${control} id=${id} folded=${folded} reachable=${reachable} />`}
      </article>
    `
  },
)

/** @param {CardProps} props */
function Body({ folded, ...props }) {
  const { control, id, question, selected, busy, choosing, likely, asked, burst, latin, refused } = props
  const [script, turn] = useState(/** @type {boolean | undefined} */ (undefined))
  const inLatin = script ?? latin
  const [opened, turnAlike] = useState(/** @type {Opened | undefined} */ (undefined))
  const { text, lang } = question
  const alike = opened?.text === text ? opened.likely : undefined
  const alikeSwitch = html`
    <${LikelySwitch}
      id=${id} likely=${likely} more=${question.likely_more} opened=${alike !== undefined}
      onTurn=${() => {
        if (folded) control.inboxView.turn(id)
        turnAlike(alike ? undefined : { text, likely })
      }}
    />
  `
  if (folded) {
    return html`
      <div class="card__body">
        <${QuestionText} id=${`text-${id}`} text=${text} lang=${lang} latin=${inLatin} />
        <${FoldedMeta}
          control=${control} id=${id} question=${question} asked=${asked} burst=${burst}
          latin=${inLatin} alike=${alikeSwitch}
        />
        ${refused && html`<p class="card__refused">${said(refused)}</p>`}
      </div>
    `
  }
  const turner = isCyrillic(text) ? html`<${ScriptSwitch} latin=${inLatin} onTurn=${turn} />` : undefined
  return html`
    <div class="card__body">
      <${QuestionText} id=${`text-${id}`} text=${text} lang=${lang} latin=${inLatin} />
      <${CardMeta}
        control=${control} id=${id} question=${question} asked=${asked} burst=${burst}
        latin=${inLatin} full=${selected}
        alike=${alikeSwitch}
      >
        ${turner}
      <//>
      ${refused && html`<p class="card__refused">${said(refused)}</p>`}
      ${alike &&
      html`
        <${LikelyList}
          control=${control} id=${id} text=${text} likely=${likely} opened=${alike}
          latin=${inLatin} busy=${busy}
        />
      `}
      <${CardActions}
        control=${control} id=${id} question=${question} choosing=${choosing} busy=${busy}
        selected=${selected}
      />
      ${choosing && html`<${Chooser} key=${choosing} control=${control} id=${id} kind=${choosing} />`}
    </div>
  `
}

function Unread() {
  return html`
    <span class="card__unread"><span class="for-screen-reader">${t("control.unread")}</span></span>
  `
}

function IsChosen() {
  return html`
    <span class="card__chosen">
      ${icon("approve")}<span class="for-screen-reader">${t("control.chosen_card")}</span>
    </span>
  `
}

/**
 * Chooses it with a finger.
 * @param {{ control: Control, id: string, chosen: boolean, reachable: boolean }} props
 */
function Tick({ control, id, chosen, reachable }) {
  return html`
    <label class="card__tick">
      <input
        type="checkbox" checked=${chosen} tabindex=${reachable ? 0 : -1} aria-labelledby=${`text-${id}`}
        onChange=${() => control.navigation.chosen.turn(id)}
      />
    </label>
  `
}

/**
 * @param {{ control: Control, id: string, folded: boolean, reachable: boolean }} props
 */
function FoldSwitch({ control, id, folded, reachable }) {
  return html`
    <button
      type="button" class="action action--small card__fold" data-action="fold"
      tabindex=${reachable ? 0 : -1} aria-keyshortcuts="Enter" aria-expanded=${String(!folded)}
      title=${`${t(folded ? "control.unfold" : "control.fold")} (Enter)`}
      onClick=${() => control.inboxView.turn(id)}
    >
      ${icon("menu")}<span class="for-screen-reader">${t(folded ? "control.unfold" : "control.fold")}</span>
    </button>
  `
}

/** @param {{ votes: number }} props */
function Votes({ votes }) {
  const words = t("control.votes", { count: votes })
  return html`
    <p class="votes" title=${words}>
      ${icon("votes")}
      <span aria-hidden="true">${number(votes)}</span>
      <span class="for-screen-reader">${words}</span>
    </p>
  `
}

/** @param {Question} question */
function hasVotes({ state, votes }) {
  return votes > 0 || state === "open"
}

/**
 * The focus came by keyboard. (With a pointer the card must not change between press and click.)
 * Where a closing dialog gives it back to, while it is wanted elsewhere, is not where one goes; nor
 * is where a card has gone to with the choice that it offers.
 * @param {Control} control @param {Column} column @param {string} id @param {FocusEvent} event
 */
function selectByKey(control, column, id, { target }) {
  const { navigation, choosing } = control
  const hasLeft = choosing?.id === id && !control.stands(choosing)
  const byKey = target instanceof Element && target.matches(":focus-visible")
  if (byKey && !hasLeft && navigation.focusing === undefined) navigation.select(column, id, false)
}

/**
 * A press on the card itself; its buttons act without selecting it. With Shift, all up to there
 * are chosen; while one selects, it is. A folded one unfolds, and stays where it is.
 * @param {CardProps} props @param {MouseEvent} event
 */
function pressed({ control, column, id, selected, selecting, folded }, { target, shiftKey }) {
  const { navigation, inboxView } = control
  const onCard = target instanceof Element && !target.closest("button, summary, input, label")
  if (!onCard) return
  if (selecting) navigation.chosen.turn(id)
  else if (shiftKey && navigation.chosen.isOffered(column)) {
    navigation.column = column
    navigation.chosen.extendTo(id)
  } else {
    if (!selected) navigation.select(column, id, !folded)
    if (folded) inboxView.turn(id)
  }
}

/** Shift would mark the words between. @param {Control} control @param {Column} column @param {MouseEvent} event */
function holdSelection({ navigation }, column, event) {
  if (event.shiftKey && navigation.chosen.isOffered(column)) event.preventDefault()
}
