/**
 * Which pictures are on the screen: the one that is here and, while they cross, the one that
 * leaves. Pure.
 */

import { doable } from "./address.js"

/** @typedef {import("../wire/documents.d.ts").DisplayDocument} DisplayDocument */
/** @typedef {import("../wire/heads.d.ts").DisplayHead} DisplayHead */
/** @typedef {import("../wire/questions.d.ts").CuedQuestion} CuedQuestion */

/**
 * What a picture is of: what one can do now, by phone (`idle`: nothing); a question on air, or what
 * became of one; a break; the end; and the plain picture when everything was cut.
 * @typedef {"idle" | "ask" | "vote" | "both" | "question" | "result" | "break" | "over" | "cut"} Kind
 */

/**
 * A picture with all that it shows, as it was when it was last here. A serial number is given once:
 * the first picture has 0. `about`: the question's id.
 * @typedef {{ kind: Kind, about?: string, serial: number, debate: DisplayHead, question?: CuedQuestion }} Picture
 * @typedef {{ here: Picture, leaving?: Picture | undefined }} Shown
 */

/** What a document asks for. @param {DisplayDocument} document @returns {Omit<Picture, "serial">} */
function wanted({ debate, questions }) {
  if (debate.cut_at !== undefined) return { kind: "cut", debate }
  const onAir = pictureOf("question", debate.on_air, debate, questions)
  if (onAir) return onAir
  if (debate.phase === "closed" || debate.phase === "archived") return { kind: "over", debate }
  if (debate.picture === "break") return { kind: "break", debate }
  return pictureOf("result", debate.result, debate, questions) ?? { kind: doable(debate), debate }
}

/**
 * Nothing of a question that is not there.
 * @param {"question" | "result"} kind
 * @param {string | undefined} id
 * @param {DisplayHead} debate
 * @param {DisplayDocument["questions"]} questions
 */
function pictureOf(kind, id, debate, questions) {
  const question = id && questions[id]
  return question ? { kind, about: id, debate, question } : undefined
}

/**
 * What is to be seen now. A picture that only changed stays where it is; after a cut nothing leaves
 * slowly.
 * @param {Shown | undefined} shown
 * @param {DisplayDocument} document
 * @returns {Shown}
 */
export function advance(shown, document) {
  const next = wanted(document)
  if (!shown) return { here: { ...next, serial: 0 } }
  const { here, leaving } = shown
  if (here.kind === next.kind && here.about === next.about) {
    return { here: { ...next, serial: here.serial }, leaving }
  }
  const arrived = { here: { ...next, serial: here.serial + 1 } }
  return next.kind === "cut" ? arrived : { ...arrived, leaving: here }
}

/** After they have crossed. @param {Shown} shown @returns {Shown} */
export const settle = ({ here }) => ({ here })
