/**
 * What is wrong with where things stand on the page, as sentences; none: nothing. By measuring
 * boxes, as WCAG 2.2 asks: 1.4.10 (reflow), 1.4.4 (larger text), 2.4.11 (focus not covered).
 *
 * Everything that can be read or used is brought into view and must then be what is seen at its
 * place: so nothing fixed covers it for good, nothing overlaps it, nothing cuts it off.
 */
() => {
  const NEAR = 1.5 // px: borders and rounding
  const LONGEST = 24 // letters that a narrow screen must show unbroken
  const FIXED_AT_MOST = 0.5 // of the height: the rest is for what scrolls
  // Two dimensions belong to their meaning (1.4.10): tables, and lines to be copied as they are.
  const MAY_SCROLL = ".lines, pre"
  // What stands open above a page covers it for as long, and is looked at by itself.
  const ABOVE = "dialog:modal, .language[open] .language__choices, .phase-menu__choices"
  const CONTROLS = "a[href], button, input, select, textarea, summary"

  const found = new Set()
  const width = document.documentElement.clientWidth
  const height = innerHeight
  const scope = [...document.querySelectorAll(ABOVE)].at(-1) ?? document.body

  const named = (/** @type {Element} */ element) => {
    const name = element.id ? `#${element.id}` : [...element.classList].map((one) => `.${one}`).join("")
    const text = element.textContent?.trim().replace(/\s+/g, " ").slice(0, 40)
    return `${element.tagName.toLowerCase()}${name}${text ? ` “${text}”` : ""}`
  }
  const isSeen = (/** @type {Element} */ element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && !element.closest(".for-screen-reader:not(:focus-within), .skip-link, noscript, script, style")
  const tell = (/** @type {string} */ what, /** @type {Element} */ element) =>
    found.add(`${what}: ${named(element)}`)

  const elements = [...scope.querySelectorAll("*")].filter(isSeen)

  // Nothing scrolls sideways, nothing is cut off.

  if (document.documentElement.scrollWidth > width) {
    const wide = elements.filter((element) => element.getBoundingClientRect().right > width + NEAR)
    tell("makes the page scroll sideways", wide.at(-1) ?? scope)
  }
  for (const element of [scope, ...elements]) {
    const style = getComputedStyle(element)
    const isWider = element.scrollWidth > element.clientWidth + NEAR
    const isHigher = element.scrollHeight > element.clientHeight + NEAR
    if (!element.clientWidth || element.matches(`${MAY_SCROLL}, input, select`)) continue
    if (isWider && /auto|scroll/.test(style.overflowX)) tell("scrolls sideways", element)
    const cuts = (/** @type {string} */ overflow) => /hidden|clip/.test(overflow)
    if ((isWider && cuts(style.overflowX)) || (isHigher && cuts(style.overflowY))) tell("is cut off", element)
  }

  // What is fixed leaves room.

  const fixed = elements.filter((element) => {
    const { position, insetBlockStart, insetBlockEnd, pointerEvents } = getComputedStyle(element)
    const isStuck = position === "sticky" && (insetBlockStart !== "auto" || insetBlockEnd !== "auto")
    return (position === "fixed" || isStuck) && pointerEvents !== "none" && element !== scope
      && !element.matches("main") // a display is one picture
  })
  const taken = fixed.reduce((sum, element) => sum + element.getBoundingClientRect().height, 0)
  if (taken > height * FIXED_AT_MOST) tell(`${Math.round(taken)} of ${height} px are fixed`, fixed[0])

  // Everything can be brought into view.

  const look = (/** @type {Element} */ element, /** @type {() => DOMRect[]} */ boxes) => {
    if (getComputedStyle(element).pointerEvents === "none") return
    let [box] = boxes()
    if (box.top < 0 || box.bottom > height || !isMet(element, box)) {
      element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" })
      box = boxes()[0]
    }
    if (element.closest(MAY_SCROLL)) return
    if (box.left < -NEAR || box.right > width + NEAR) return tell("stands outside", element)
    if (!isMet(element, box)) tell(`is covered${by(box)}`, element)
  }
  const at = (/** @type {DOMRect} */ box, part = 0.5) =>
    document.elementFromPoint(box.left + box.width * part, box.top + Math.min(box.height, height) / 2)
  const isMet = (/** @type {Element} */ element, /** @type {DOMRect} */ box) =>
    [0.1, 0.5, 0.9].every((part) => {
      const met = at(box, part)
      return met && (element.contains(met) || met.contains(element)
        || met.closest("label")?.contains(element) || isClear(met, box, part))
    })
  // What covers and hides nothing: the room around a small button, a link that reaches over its card.
  const isClear = (/** @type {Element} */ met, /** @type {DOMRect} */ { left, top, width, height: high }, /** @type {number} */ part) => {
    const x = left + width * part
    const y = top + Math.min(high, height) / 2
    const range = document.createRange()
    range.selectNodeContents(met)
    return /, 0\)$|transparent/.test(getComputedStyle(met).backgroundColor)
      && ![...range.getClientRects()].some((rect) =>
        rect.left <= x && x <= rect.right && rect.top <= y && y <= rect.bottom)
  }
  const by = (/** @type {DOMRect} */ box) => {
    const covering = [0.1, 0.5, 0.9].map((part) => at(box, part))
    return covering[1] ? ` by ${named(covering[1])}` : ""
  }

  const texts = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const text = /** @type {Text} */ (texts.currentNode)
    const parent = /** @type {Element} */ (text.parentElement)
    if (!text.data.trim() || !isSeen(parent) || parent.closest("option")) continue
    const range = document.createRange()
    range.selectNodeContents(text)
    const boxes = () => [...range.getClientRects()].filter((box) => box.width > 1)
    if (!boxes().length) continue
    look(parent, boxes)
    sticksOut(parent, boxes())
    if (boxes().length > 1) broken(text, parent)
  }
  for (const control of elements.filter((element) => element.matches(CONTROLS))) {
    const box = control.getBoundingClientRect()
    if (box.width > 1 && box.height > 1) look(control, () => [control.getBoundingClientRect()])
  }
  return [...found]

  /** @param {Element} parent @param {DOMRect[]} boxes */
  function sticksOut(parent, boxes) {
    let frame = parent
    const isFrame = (/** @type {Element} */ element) => {
      const { backgroundColor, borderInlineEndWidth, display } = getComputedStyle(element)
      return display !== "inline"
        && (!/, 0\)$|transparent/.test(backgroundColor) || borderInlineEndWidth !== "0px")
    }
    while (frame.parentElement && !isFrame(frame)) frame = frame.parentElement
    if (frame.matches("html, body") || frame.closest(MAY_SCROLL)) return
    const { left, right, top, bottom } = frame.getBoundingClientRect()
    const isOut = boxes.some((box) => box.left < left - NEAR || box.right > right + NEAR
      || (getComputedStyle(frame).overflowY === "visible"
        && (box.top < top - 3 * NEAR || box.bottom > bottom + 3 * NEAR)))
    if (isOut) tell("has text that sticks out", frame)
  }

  /** Addresses may be broken anywhere. @param {string} text @param {number} at */
  function isInAddress(text, at) {
    const begin = text.lastIndexOf(" ", at) + 1
    return /^\S*:\/\//.test(text.slice(begin))
  }

  /** Of codes no part is a word. @param {Text} text @param {Element} parent */
  function broken(text, parent) {
    if (getComputedStyle(parent).hyphens === "auto" || parent.closest("code")) return
    for (const { 0: word, index } of text.data.matchAll(/[\p{L}\p{N}]+/gu)) {
      if (word.length < 2 || word.length > LONGEST || isInAddress(text.data, index)) continue
      const range = document.createRange()
      range.setStart(text, index)
      range.setEnd(text, index + word.length)
      const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
      if (tops.size > 1) tell(`breaks the word “${word}”`, parent)
    }
  }
}
