/** Questions that may be the same as this one: how alike, where they differ, one click to merge. */

import { html, memo } from "../../common/html.js"
import { number, t } from "../../common/i18n.js"
import { denies } from "../model/denial.js"
import { differences, missingDenials } from "../model/difference.js"
import { IDENTICAL, VERY_LIKELY } from "../model/likely.js"
import { foldWord } from "../model/search.js"
import { readable } from "./question-text.js"

/** @typedef {import("../control.js").Control} Control */
/** @typedef {import("../model/likely.js").LikelySame} LikelySame */

const FEW = 2 // on a card that is not selected

/**
 * @param {{ control: Control, id: string, text: string, likely: LikelySame[], latin: boolean,
 *   all: boolean, busy: boolean }} props
 */
export function LikelyList({ likely, ...props }) {
  const same = likely.filter(({ buts }) => !buts)
  const almost = likely.filter(({ buts }) => buts)
  return html`
    ${same.length > 0 && html`<${Likely} ...${props} likely=${same} />`}
    ${almost.length > 0 && html`<${Almost} ...${props} almost=${almost} />`}
  `
}

/**
 * What is the same but for a denial, a number or a name. It is shown also on a card in passing,
 * since that is overlooked most easily, and cannot be merged with one click.
 * @param {{ text: string, almost: LikelySame[], latin: boolean, all: boolean }} props
 */
function Almost({ text, almost, latin, all }) {
  return html`
    <div class="likely likely--almost">
      <p class="likely__heading">${t("control.almost_same")}</p>
      <ul class="likely__list" role="list">
        ${(all ? almost : almost.slice(0, FEW)).map(
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
  return html`<b>${buts.map((but) => t(`control.but_${but}`)).join(", ")}</b>`
}

/**
 * @param {{ control: Control, id: string, text: string, likely: LikelySame[], latin: boolean,
 *   all: boolean, busy: boolean }} props
 */
function Likely({ control, id, text, likely, latin, all, busy }) {
  const shown = all ? likely : likely.slice(0, FEW)
  const more = likely.length - shown.length
  return html`
    <div class="likely">
      <p class="likely__heading">
        ${t("control.likely_same")}
        ${more > 0 &&
        html`<span class="likely__more">${t("control.likely_more", { count: more })}</span>`}
      </p>
      <ul class="likely__list" role="list">
        ${shown.map(
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
                  disabled=${busy}
                  onClick=${() => control.act("merge", id, { into: other.id })}
                >
                  ${t("control.merge")}
                </button>
              `}
            </li>
          `,
        )}
      </ul>
    </div>
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
    <span class="marked" lang=${shown.lang}>
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
export function standing({ question: { state, votes } }) {
  const counted = state === "open" || votes > 0 ? [`▲ ${number(votes)}`] : []
  const named = state === "open" ? [] : [t(`common.state_${state}`)]
  return [...counted, ...named].join(" · ")
}
