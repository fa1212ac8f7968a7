/** Questions that may be the same as this one: how alike, where they differ, one click to merge. */

import { html, memo } from "../../common/html.js"
import { number, t } from "../../common/i18n.js"
import { denies } from "./denial.js"
import { differences, missingDenials } from "./difference.js"
import { IDENTICAL, VERY_LIKELY } from "./likely.js"
import { foldWord } from "../columns/search.js"
import { icon } from "../parts/icons.js"
import { readable } from "../parts/question-text.js"

/** @typedef {import("../desk/control.js").Control} Control */
/** @typedef {import("./likely.js").LikelySame} LikelySame */

/**
 * Opened or not, and what stood there when it was opened: nothing moves below a hand.
 * @typedef {{ text: string, likely: LikelySame[] }} Opened
 */

/**
 * How many there are, in one line that stays one however many come. What is the same but for a
 * denial, a number or a name is said also before it is opened, since that is overlooked most easily.
 * @param {{ id: string, likely: LikelySame[], more: boolean, opened: boolean, onTurn: () => void }} props
 *   `more`: there are more than are named
 */
export function LikelySwitch({ id, likely, more, opened, onTurn }) {
  const { same, almost } = parted(likely)
  if (!likely.length && !opened) return null
  return html`
    <li class="likely-place">
      <button
        type="button" class="likely-switch" data-action="alike"
        aria-expanded=${String(opened)} aria-controls=${opened ? `likely-${id}` : undefined}
        onClick=${onTurn}
      >
        ${icon("menu")}
        ${(same.length > 0 || !almost.length) &&
        t(more ? "control.likely_more" : "control.likely_count", { count: same.length, best: same[0] ? alike(same[0].likeness) : "–" })}
        ${almost.length > 0 &&
        html`<span class="likely-switch__almost">
          <span aria-hidden="true">≠</span> <${Buts} buts=${almost.flatMap(({ buts = [] }) => buts)} />
        </span>`}
      </button>
    </li>
  `
}

/** @param {LikelySame[]} likely */
function parted(likely) {
  return { same: likely.filter(({ buts }) => !buts), almost: likely.filter(({ buts }) => buts) }
}

/**
 * @param {{ control: Control, id: string, text: string, opened: LikelySame[],
 *   likely: LikelySame[], latin: boolean, busy: boolean }} props `opened`: what stood there when it
 *   was opened; `likely`: what is so now
 */
export function LikelyList({ opened, ...props }) {
  const now = opened.map((one) => ({
    ...one,
    question: props.control.question(one.id) ?? one.question,
  }))
  const { same, almost } = parted(now)
  return html`
    <div class="likely" id=${`likely-${props.id}`}>
      ${same.length > 0 && html`<${Likely} ...${props} same=${same} />`}
      ${almost.length > 0 && html`<${Almost} ...${props} almost=${almost} />`}
    </div>
  `
}

/**
 * What is the same but for a denial, a number or a name; it cannot be merged with one click.
 * @param {{ text: string, almost: LikelySame[], latin: boolean }} props
 */
function Almost({ text, almost, latin }) {
  return html`
    <div class="likely--almost">
      <p class="likely__heading">${t("control.almost_same")}</p>
      <ul class="likely__list" role="list">
        ${almost.map(
          (other) => html`
            <li class="likely__item" key=${other.id}>
              <span class="likely__percent" aria-hidden="true">≠</span>
              <${Marked}
                text=${other.question.text} lang=${other.question.lang}
                against=${text} latin=${latin}
              />
              <span class="likely__state"><${Buts} buts=${other.buts ?? []} /> · ${standing(other)}</span>
            </li>
          `,
        )}
      </ul>
    </div>
  `
}

/** In what it differs. @param {{ buts: string[] }} props */
export function Buts({ buts }) {
  return html`<b>${[...new Set(buts)].map((but) => t(`control.but_${but}`)).join(", ")}</b>`
}

/**
 * @param {{ control: Control, id: string, text: string, same: LikelySame[],
 *   likely: LikelySame[], latin: boolean, busy: boolean }} props
 */
function Likely({ control, id, text, same, likely, latin, busy }) {
  const still = new Set(likely.map((other) => other.id))
  return html`
    <p class="likely__heading">${t("control.likely_same")}</p>
    <ul class="likely__list" role="list">
      ${same.map(
        (other) => html`
          <li class="likely__item" key=${other.id} data-very=${other.likeness >= VERY_LIKELY}>
            <span class="likely__percent">${alike(other.likeness)}</span>
            <${Marked}
              text=${other.question.text} lang=${other.question.lang}
              against=${text} latin=${latin}
            />
            <span class="likely__state">${standing(other)}</span>
            ${control.can("merge", id) &&
            html`
              <button
                type="button"
                class="action ${other.likeness === IDENTICAL ? "action--first" : ""}"
                disabled=${busy || !still.has(other.id)}
                onClick=${() => control.act("merge", id, { into: other.id })}
              >
                ${t("control.merge")}
              </button>
            `}
          </li>
        `,
      )}
    </ul>
  `
}

/**
 * A text with the words marked that the other text has not: denials above all. A denial that only
 * the other text has stands behind it, struck out.
 * @param {{ text: string, lang: string, against: string, latin: boolean }} props
 */
export const Marked = memo(function Marked({ text, lang, against, latin }) {
  const shown = readable(text, lang, latin)
  return html`
    <span class="marked" dir="auto" lang=${shown.lang}>
      ${differences(shown.text, against).map((piece) =>
        piece.differs
          ? html`<mark data-denies=${denying(piece.text, lang)}>${piece.text}</mark>`
          : piece.text,
      )}
      ${missingDenials(shown.text, against, lang).map(
        (word) => html` <del>${readable(word, lang, latin).text}</del>`,
      )}
    </span>
  `
})

/** @param {string} text one or more words @param {string} lang */
const denying = (text, lang) => text.split(/\s+/).some((word) => denies(foldWord(word), lang))

/** @param {number} likeness 0…1 */
export function alike(likeness) {
  return likeness === IDENTICAL ? t("control.identical") : `${number(Math.round(likeness * 100))}\u00a0%`
}

/**
 * Where it stands: its votes, and its state unless it is simply open.
 * @param {Pick<LikelySame, "question">} other
 */
export function standing({ question: { state, votes, became } }) {
  const counted = state === "open" || votes > 0 ? [`▲ ${number(votes)}`] : []
  const named = state === "open" && !became ? [] : [t(`common.state_${became ?? state}`)]
  return [...counted, ...named].join(" · ")
}
