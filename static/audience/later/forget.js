/** Empties what pages keep on this device, when the form is sent that has its token forgotten. */

import { deviceStorage } from "../../common/document.js"

const OURS = "tribina:" // how our keys begin

function forget() {
  for (const storage of [deviceStorage(), sessionStorage]) {
    const keys = Object.keys(storage).filter((key) => key.startsWith(OURS))
    for (const key of keys) storage.removeItem(key)
  }
}

document.querySelector("form[data-forgets]")?.addEventListener("submit", forget)
