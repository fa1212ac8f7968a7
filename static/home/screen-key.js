// The address of a host's tablet has its token behind the #, which no browser sends: hand it in.

const key = new URLSearchParams(location.hash.slice(1)).get("key")
const form = /** @type {HTMLFormElement} */ (document.getElementById("screen-key"))

if (key) {
  history.replaceState(null, "", location.pathname + location.search)
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("key"))
  field.value = key
  form.submit()
}
