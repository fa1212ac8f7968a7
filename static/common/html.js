/** What views are written with: Preact, its hooks, and templates instead of a compiler. */

import htm from "htm"
import { Component, Fragment, createRef, h, render } from "preact"

export { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks"
export { Component, Fragment, createRef, h, render }

/** Markup as a tagged template: html`<p class="a">${text}</p>`. */
export const html = htm.bind(h)

/**
 * A component that is drawn again only when one of its properties is another object. Documents
 * share what a patch left alone, so this is enough to leave a list of hundreds alone.
 * @template P
 * @param {(props: P) => any} view
 */
export function memo(view) {
  return class extends Component {
    static displayName = view.name

    /** @param {any} next */
    shouldComponentUpdate(next) {
      return differ(this.props, next)
    }

    /** @param {any} props */
    render(props) {
      return view(props)
    }
  }
}

/** @param {Record<string, any>} one @param {Record<string, any>} other */
function differ(one, other) {
  const names = Object.keys(other)
  return names.length !== Object.keys(one).length || names.some((name) => one[name] !== other[name])
}
