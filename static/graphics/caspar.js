/*
 * The functions that CasparCG and SPX call on a template, which is a page around one graphic: they
 * are there as soon as the page is, and wait for the graphic. No module, since they are global.
 */

{
  const template = import("./parts/template.js").then(({ openTemplate }) => openTemplate())
  for (const verb of /** @type {const} */ (["update", "play", "next", "stop", "remove"])) {
    /** @param {unknown} given */
    const call = (given) => void template.then((one) => one[verb](given))
    Object.assign(window, { [verb]: call })
  }
}
