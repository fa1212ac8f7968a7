/**
 * Keys and placeholders that stand where words should be, in what is seen and in what is only said.
 */
() => {
  const SAID = ["aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "title",
    "alt", "placeholder", "label", "content"]
  const texts = [document.title]
  const all = document.createTreeWalker(document, NodeFilter.SHOW_TEXT)
  while (all.nextNode()) {
    if (!all.currentNode.parentElement?.closest("script, style")) texts.push(all.currentNode.data)
  }
  for (const element of document.querySelectorAll("*")) {
    for (const name of SAID) texts.push(element.getAttribute(name) ?? "")
  }
  const found = texts.flatMap((text) => [
    ...text.match(/\{\w+\}/g) ?? [],
    ...text.match(/\b(account|admin|archive|audience|common|control|display|error|home|host)\.[a-z]\w*/g) ?? [],
    ...text.match(/\b(undefined|NaN|\[object Object\])/g) ?? [],
  ])
  return [...new Set(found)].map((one) => `says “${one}”`)
}
