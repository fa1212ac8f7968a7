/** Goes, once, to the question that the page's address names, and marks it among the others. */

/** @typedef {import("../model.js").Audience} Audience */

const LOADS = 10 // pages of a long list, before it is given up

/** @param {Audience} audience @param {string} id */
export async function goTo(audience, id) {
  const { list } = audience
  for (let loads = 0; !placeOf(audience, id) && list.hasMore && loads < LOADS; loads++) {
    await audience.watch(list.loadMore())
    await drawn()
  }
  const place = placeOf(audience, id)
  if (!place) return
  list.touch() // nothing moves it away again
  place.dataset.linked = ""
  place.tabIndex = -1
  place.focus({ preventScroll: true })
  place.scrollIntoView({ block: "center", behavior: "instant" })
}

/** @param {Audience} audience @param {string} id @returns {HTMLElement | null} */
function placeOf({ debate }, id) {
  if (debate.on_air === id) return document.querySelector(".air")
  return document.querySelector(`.panel [data-id="${CSS.escape(id)}"]`)
}

/** What was asked to be drawn with the next frame. */
function drawn() {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
}
