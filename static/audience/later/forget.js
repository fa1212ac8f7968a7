/**
 * Empties what pages keep on this device, when the form is sent that has its token forgotten. Its
 * button works from now on: sent before, the form would leave all of that where it is.
 */

import { deviceStorage } from "../../common/document.js"

const OURS = "tribina:" // how our keys begin

function forget() {
  for (const storage of [deviceStorage(), sessionStorage]) {
    const keys = Object.keys(storage).filter((key) => key.startsWith(OURS))
    for (const key of keys) storage.removeItem(key)
  }
}

const form = document.querySelector("form[data-forgets]")
form?.addEventListener("submit", forget)
form?.querySelector("button")?.removeAttribute("disabled")
form?.querySelector("[role=status]")?.replaceChildren()
