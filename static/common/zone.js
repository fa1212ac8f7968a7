/** Says whose clock it is, on pages that the server wrote, where the reader's shows another time. */

import { isElsewhere } from "./page.js"

for (const element of document.querySelectorAll("time[data-zone]")) {
  const time = /** @type {HTMLTimeElement} */ (element)
  const { zone, zoneName } = time.dataset
  if (isElsewhere(Date.parse(time.dateTime), zone)) time.append(` (${zoneName})`)
}
