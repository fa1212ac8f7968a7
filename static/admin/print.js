/** A button that prints the page; it only shows when there is a script to serve it. */

const button = document.querySelector("button[data-prints]")
if (button instanceof HTMLButtonElement) {
  button.addEventListener("click", () => window.print())
  button.hidden = false
}
