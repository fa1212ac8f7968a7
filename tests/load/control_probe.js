/**
 * Looks at the control screen from inside, for tests/load/control_screen.py: when a question was
 * first on the screen, how long each key took to be answered by a picture, and until it was done.
 */

{
  const LONG_TASK = 50 // ms, by definition

  /** When each question's card was first painted (ms since the epoch). @type {Record<string, number>} */
  const shown = {}
  /** Keys pressed, each until the next picture (ms). @type {number[]} */
  const answered = []
  /** Commands by key, each until the card shows what was done (ms). @type {number[]} */
  const done = []
  /** Tasks that kept the page from answering (ms). @type {number[]} */
  const blocked = []

  const now = () => performance.timeOrigin + performance.now()

  /** Called once what is drawn now has been painted. @param {() => void} then */
  const painted = (then) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = then
      port2.postMessage(undefined)
    })

  /** @param {Element} element */
  const note = (element) => {
    const cards = [...element.querySelectorAll("article.card")]
    const ids = (element.matches("article.card") ? [element, ...cards] : cards).map(({ id }) => id.slice(5))
    const fresh = ids.filter((id) => !(id in shown))
    for (const id of fresh) shown[id] = Infinity
    if (fresh.length) painted(() => fresh.forEach((id) => (shown[id] = now())))
  }

  /** Watch a card until it is gone or in another state. @param {string} id @param {number} since */
  const follow = (id, since) => {
    const before = document.getElementById(id)?.dataset.state
    const look = () => {
      if (document.getElementById(id)?.dataset.state !== before) done.push(performance.now() - since)
      else requestAnimationFrame(look)
    }
    look()
  }

  new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) if (node instanceof Element) note(node)
    }
  }).observe(document, { childList: true, subtree: true })

  // Captured before the page's own listener; the selected card is the one that the key is about.
  addEventListener(
    "keydown",
    ({ key, timeStamp }) => {
      painted(() => answered.push(performance.now() - timeStamp))
      const selected = document.querySelector('article[data-selected="true"]')
      if (selected && "ac".includes(key)) follow(selected.id, timeStamp)
    },
    { capture: true },
  )

  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) if (duration >= LONG_TASK) blocked.push(duration)
  }).observe({ type: "longtask" })

  /** What was noted since the last call; `shown` is kept. */
  const takeNotes = () => ({
    shown: { ...shown },
    answered: answered.splice(0),
    done: done.splice(0),
    blocked: blocked.splice(0),
  })

  Object.assign(window, { takeNotes })
}
