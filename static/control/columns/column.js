/** One of the three columns: a heading and what is pinned stay, the rest scrolls by itself. */

import { html } from "../../common/html.js"
import { t } from "../../common/i18n.js"
import { welcome } from "./dragging.js"

/** @typedef {import("../desk/control.js").Control} Control */
/** @typedef {import("../desk/navigation.js").Column} Name */

const NEAR_END = 600 // px

/**
 * @param {{ control: Control, name: Name, heading: any, pinned?: any, waiting?: number,
 *   list?: string, children?: any, footer?: any, onDrop?: (event: DragEvent) => void }} props
 *   `waiting`: how many are held back while somebody reads; `list`: which of several it shows, each
 *   from its beginning
 */
export function Column({ control, name, list, heading, pinned, waiting = 0, children, footer, onDrop }) {
  const { navigation } = control
  const touch = () => navigation.touch(name)
  return html`
    <section
      class="column"
      id=${`column-${name}`}
      tabindex="-1"
      data-column=${name}
      aria-label=${t(`control.${name}`)}
      onPointerMove=${touch}
      onWheel=${touch}
    >
      <header class="column__heading">
        ${heading}
        ${waiting > 0 && html`<${Waiting} control=${control} name=${name} count=${waiting} />`}
      </header>
      ${pinned && html`<div class="column__pinned">${pinned}</div>`}
      <div
        key=${list}
        class="column__scroll"
        onScroll=${(/** @type {any} */ event) => follow(control, name, event.currentTarget)}
        onDragOver=${onDrop && welcome}
        onDrop=${onDrop}
      >
        ${children}
      </div>
      ${footer && html`<footer class="column__footer">${footer}</footer>`}
    </section>
  `
}

/**
 * The column was scrolled: whoever comes near the end of the drawn cards gets more.
 * @param {Control} control @param {Name} name @param {HTMLElement} scroller
 */
function follow({ navigation }, name, scroller) {
  const { scrollTop, scrollHeight, clientHeight } = scroller
  navigation.scrolled(name, scrollTop)
  if (scrollHeight - scrollTop - clientHeight < NEAR_END) navigation.showMore(name)
}

/** Where one column is shown at a time, the page scrolls instead. @param {Control} control */
export function followPage({ navigation }) {
  const name = navigation.column
  const { top = 0, bottom = 0 } = document.getElementById(`column-${name}`)?.getBoundingClientRect() ?? {}
  navigation.scrolled(name, Math.max(0, -top))
  if (bottom - innerHeight < NEAR_END) navigation.showMore(name)
}

/**
 * Says what is new without moving what is being read.
 * @param {{ control: Control, name: any, count: number }} props
 */
function Waiting({ control, name, count }) {
  const release = () => {
    document.querySelector(`#column-${name} .column__scroll`)?.scrollTo(0, 0)
    showTop(name)
    control.release(name)
  }
  return html`
    <button type="button" class="waiting" aria-keyshortcuts="N" onClick=${release}>
      ${t("control.waiting", { count })} <kbd class="keycap" aria-hidden="true">N</kbd>
    </button>
  `
}

/** Where the page scrolls, back to where the column begins. @param {Name} name */
export function showTop(name) {
  const column = document.getElementById(`column-${name}`)
  if (column && column.getBoundingClientRect().top < 0) column.scrollIntoView({ block: "start" })
}
