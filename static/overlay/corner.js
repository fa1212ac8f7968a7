/** The programme's logo in a corner, where the page's address asks for it. */

const corner = document.getElementById("corner")
if (corner) corner.onerror = () => corner.remove()

/** Everything is cut, or not. @param {boolean} shown */
export function showCorner(shown) {
  if (corner) corner.hidden = !shown
}
