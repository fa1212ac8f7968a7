/** A list of cards, drawn as far as somebody has looked: three thousand would be felt. */

import { html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { votersFor } from "../bursts/bursts.js"
import { Card } from "../card/card.js"
import { lift } from "./dragging.js"

/** @typedef {import("../desk/control.js").Control} Control */
/** @typedef {import("../desk/navigation.js").Column} Column */

/**
 * @param {{ control: Control, column: Column, ids: string[], empty: string, label: string }} props
 *   `empty`: what to say when there is nothing
 */
export function CardList({ control, column, ids, empty, label }) {
  if (!ids.length) return html`<p class="empty">${empty}</p>`
  const limit = control.navigation.limit[column]
  const drawn = ids.slice(0, limit)
  return html`
    <ol class="cards" role="list" aria-label=${label}>
      ${drawn.map(
        (id, at) => html`
          <li
            key=${id}
            draggable=${column === "open" && control.can("cue", id)}
            onDragStart=${(/** @type {DragEvent} */ event) => lift(event, id)}
          >
            ${card(control, column, id, at === 0)}
          </li>
        `,
      )}
    </ol>
    ${drawn.length < ids.length &&
    html`
      <button type="button" class="more" onClick=${() => control.navigation.showMore(column)}>
        ${t("control.show_more", { count: ids.length - drawn.length })}
      </button>
    `}
  `
}

/**
 * One card with all that it shows.
 * @param {Control} control
 * @param {Column} column
 * @param {string} id
 * @param {boolean} first whether Tab leads here when nothing is selected
 */
export function card(control, column, id, first) {
  const question = control.question(id)
  if (!question) return null
  const { navigation, inboxView, debate, choosing, preferences, requests, seen } = control
  const selected = navigation.selected[column]
  return html`
    <${Card}
      key=${id}
      control=${control}
      id=${id}
      question=${question}
      column=${column}
      selected=${navigation.column === column && selected === id}
      reachable=${selected === undefined ? first : selected === id}
      folded=${column === "inbox" && inboxView.isFolded(id)}
      foldable=${column === "inbox" && inboxView.isOffered && inboxView.isCompact}
      chosen=${column === "inbox" && navigation.chosen.has(id)}
      selecting=${column === "inbox" && navigation.chosen.isSelecting}
      busy=${requests.pending.of(id) !== undefined}
      unread=${question.state === "in_review" && !question.held && !seen.has(id)}
      refused=${requests.notices.refusalOf(id)}
      choosing=${choosing?.id === id ? choosing.kind : undefined}
      likely=${control.likelySame(id)}
      asked=${control.askedBy(question.author)}
      burst=${votersFor(debate.bursts, id, control.now)}
      moderators=${debate.moderators}
      latin=${preferences.latin}
      phase=${debate.phase}
      guests=${debate.guests}
      piles=${debate.piles}
      into=${question.merged_into && control.question(question.merged_into)}
    />
  `
}
